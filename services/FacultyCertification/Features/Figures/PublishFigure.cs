using Contracts;
using Kernel;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace FacultyCertification.Features.Figures;

/// <summary>
/// An authority, or the teacher office of the institution, publishes the dual-qualified ratio. It is kept with its numbers and everybody
/// behind it (D41).
/// </summary>
public static class PublishFigure
{
    /// <param name="Institution">The code of the institution.</param>
    /// <param name="Unit">The code of one of its units; the whole institution by default.</param>
    /// <param name="AsOf">The day on which it holds; today by default.</param>
    /// <param name="KnownOn">The day whose knowledge it has; today by default.</param>
    public sealed record Request(
        [property: Code] string Institution,
        [property: Code] string? Unit = null,
        [property: Day] DateOnly? AsOf = null,
        [property: Day] DateOnly? KnownOn = null);

    public static void Map(RouteGroupBuilder api) => api.MapPost("/figures", HandleAsync)
        .WithName(nameof(PublishFigure)).WithSummary("Publish a dual-qualified ratio, which is kept as it is")
        .Allow(Roles.TeacherOffice, Roles.Authority);

    private static async Task<Results<Created<PublishedFigure>, Refusal>> HandleAsync(
        Request request, UnitOfWork work, Act act, CancellationToken ct)
    {
        var group = new RatioGroup(
            request.Institution, request.Unit, request.AsOf ?? act.Today, null, request.KnownOn ?? act.Today);
        if (await group.WhyNotAsync(work, act.Today, act.Now, ct) is { } refused) return refused;
        if (!act.Caller.Is(Roles.Authority) && act.Caller.Org != group.Institution) return Problems.NotYourFigure();

        var published = PublishedFigure.Of(group, await group.TeachersAsync(work), act);
        await PublishedFigureRow.AddAsync(work, published, act);
        return await work.CommitAsync(TypedResults.Created($"/faculty-certification/v1/figures/{published.Id}", published));
    }
}

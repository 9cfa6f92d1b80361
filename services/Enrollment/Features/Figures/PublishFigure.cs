using System.ComponentModel.DataAnnotations;
using Contracts;
using Kernel;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Enrollment.Features.Figures;

/// <summary>
/// An authority, or a registrar of an institution that the figure is about, publishes a figure. It is kept with its numbers and everybody
/// behind it (D41).
/// </summary>
public static class PublishFigure
{
    /// <param name="Of"><c>progression</c>, <c>pass-rate</c>, <c>further-study</c> or <c>employment</c>.</param>
    /// <param name="Institution">The institution that enrolled the learners, or to which they were transferred.</param>
    /// <param name="ArticulationId">Their articulation.</param>
    /// <param name="Cohort">The year in which their cohort began.</param>
    /// <param name="Class">The code of their class at the institution.</param>
    /// <param name="AsOf">The day on which it holds; today by default.</param>
    /// <param name="KnownOn">It uses the records known on this day; today by default.</param>
    public sealed record Request(
        [property: OneOf(Measure.Progression, Measure.PassRate, Measure.FurtherStudy, Measure.Employment)] string Of,
        [property: Code] string? Institution = null,
        Guid? ArticulationId = null,
        [property: Range(1900, 2100)] int? Cohort = null,
        [property: Code] string? Class = null,
        [property: Day] DateOnly? AsOf = null,
        [property: Day] DateOnly? KnownOn = null);

    public static void Map(RouteGroupBuilder api) => api.MapPost("/figures", HandleAsync)
        .WithName(nameof(PublishFigure)).WithSummary("Publish a figure, which is kept as it is").Allow(Roles.Registrar, Roles.Authority);

    private static async Task<Results<Created<PublishedFigure>, Refusal>> HandleAsync(Request request, UnitOfWork work, Act act)
    {
        var group = new FigureGroup(
            request.Of, request.Institution, request.ArticulationId, request.Cohort, request.Class, request.AsOf ?? act.Today,
            request.KnownOn ?? act.Today);
        if (await group.WhyNotAsync(work, act.Today) is { } refused) return refused;
        if (!act.Caller.Is(Roles.Authority) && !await group.IsOfAsync(work, act.Caller.Org)) return Problems.NotOfYourLearners();

        var learners = await group.LearnersAsync(work);
        var count = FigureCount.Of(learners.CountBy(learner => learner.Answer).ToDictionary());
        var published = new PublishedFigure(Guid.CreateVersion7(), GroupFigure.Of(group, count), act.Caller.Org, act.Today);
        await published.KeepAsync(work, learners, act);
        return await work.CommitAsync(TypedResults.Created($"/enrollment/v1/figures/{published.Id}", published));
    }
}

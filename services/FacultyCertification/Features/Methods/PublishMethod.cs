using Contracts;
using Kernel;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace FacultyCertification.Features.Methods;

/// <summary>
/// The owner publishes a draft: it is locked, and everybody may read it. The version before it is in force until the day before (D18).
/// </summary>
public static class PublishMethod
{
    /// <param name="EffectiveFrom">
    /// The first day for applications by it, after the first day of the version before. It may be in the past.
    /// </param>
    public sealed record Request([property: Day] DateOnly EffectiveFrom);

    public static void Map(RouteGroupBuilder api) => api.MapPost("/methods/{id:guid}/publication", HandleAsync)
        .WithName(nameof(PublishMethod)).WithSummary("Publish a method").Allow(Roles.TeacherOffice, Roles.Authority);

    private static async Task<Results<Ok<Method>, Refusal>> HandleAsync(Guid id, Request request, UnitOfWork work, Act act)
    {
        if (await MethodRow.HoldAsync(work, id, act.Viewer()) is not { } method) return CommonProblems.NotFound();
        if (!method.IsKeptBy(act.Caller)) return Problems.NotYourMethod();
        if (method.State != Method.Draft) return Problems.MethodNotDraft(method.State, method.Number);
        var before = await MethodRow.HoldBeforeAsync(work, method);
        if (before?.EffectiveFrom is { } first && request.EffectiveFrom <= first)
        {
            return Problems.EffectiveTooEarly(request.EffectiveFrom, first);
        }

        if (before is not null) await MethodRow.RecordAsync(work, before.SupersededFrom(request.EffectiveFrom), "superseded", act);
        var published = method.PublishedFrom(request.EffectiveFrom);
        await MethodRow.RecordAsync(work, published, "published", act);
        return await work.CommitAsync(TypedResults.Ok(published));
    }
}

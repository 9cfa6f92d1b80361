using System.ComponentModel.DataAnnotations;
using Contracts;
using Contracts.Enrollment;
using Enrollment.Rules;
using Kernel;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using MassTransit;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Enrollment.Features.Learners;

/// <summary>
/// A learner comes back from leave to the stage and state before it (D5). They may join a later cohort, whose transfer exam is then theirs
/// (D5a).
/// </summary>
public static class EndLeave
{
    /// <param name="On">The first day back; today by default.</param>
    /// <param name="Cohort">The year in which the later cohort began; the same cohort by default.</param>
    /// <param name="Class">The code of the class in the later cohort, if it is known already.</param>
    public sealed record Request(
        [property: Day] DateOnly? On = null, [property: Range(2000, 2100)] int? Cohort = null, [property: Code] string? Class = null);

    public static void Map(RouteGroupBuilder api) => api.MapPost("/learners/{id:guid}/return", HandleAsync)
        .WithName(nameof(EndLeave)).WithSummary("Record that a learner is back from leave").Allow(Roles.Registrar);

    private static async Task<Results<Ok<Learner>, Refusal>> HandleAsync(
        Guid id, Request request, UnitOfWork work, IPublishEndpoint events, Act act)
    {
        if (await LearnerRow.HoldAsync(work, id, act.Viewer()) is not { } learner) return CommonProblems.NotFound();
        if (learner.PresentInstitution != act.Caller.Org) return Problems.NotPresentInstitution();
        if (learner.State != LearnerState.OnLeave) return Problems.LearnerNotIn(learner.State, LearnerState.OnLeave);
        var on = request.On ?? act.Today;
        var day = RecordedDay.Judge("D5", "on", on, learner.ChangedOn, act.Today);
        if (!day.Passes) return Problems.DayOutOfRange(day);

        if (request.Cohort is { } later && LaterCohort.Judge(later, learner.Cohort, on) is { Passes: false } cohort)
        {
            return Problems.NotALaterCohort(cohort);
        }

        var back = learner.BackOn(on) with
        {
            Cohort = request.Cohort ?? learner.Cohort,
            Class = request.Class ?? (request.Cohort is null ? learner.Class : null),
        };
        var fact = new LearnerReturnedV1 { OccurredAt = act.Now, Learner = back.ToEvent() };
        await LearnerRow.RecordAsync(work, events, back, LearnerFact.Returned, fact, act);
        return await work.CommitAsync(TypedResults.Ok(back));
    }
}

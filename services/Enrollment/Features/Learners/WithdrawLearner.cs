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
/// A registrar of the institution that teaches the present stage records that a learner has left (D5). Earlier credit and diplomas stay.
/// </summary>
public static class WithdrawLearner
{
    /// <param name="Reason">Why the learner has left.</param>
    /// <param name="EffectiveOn">The first day after the withdrawal, not before the present state began; today by default.</param>
    public sealed record Request([property: Text(400)] string Reason, [property: Day] DateOnly? EffectiveOn = null);

    private static readonly string[] Leavable = [.. LearnerState.InTraining, LearnerState.OnLeave];

    public static void Map(RouteGroupBuilder api) => api.MapPost("/learners/{id:guid}/withdrawal", HandleAsync)
        .WithName(nameof(WithdrawLearner)).WithSummary("Record that a learner has left").Allow(Roles.Registrar);

    private static async Task<Results<Ok<Learner>, Refusal>> HandleAsync(
        Guid id, Request request, UnitOfWork work, IPublishEndpoint events, Act act)
    {
        if (await LearnerRow.HoldAsync(work, id, act.Viewer()) is not { } learner) return CommonProblems.NotFound();
        if (learner.PresentInstitution != act.Caller.Org) return Problems.NotPresentInstitution();
        if (!Leavable.Contains(learner.State)) return Problems.NotEnrolled(learner.State);
        var effectiveOn = request.EffectiveOn ?? act.Today;
        var day = RecordedDay.Judge("D5", "effectiveOn", effectiveOn, learner.ChangedOn, act.Today);
        if (!day.Passes) return Problems.WithdrawalDateOutOfRange(day);

        var left = learner.LeftOn(effectiveOn, request.Reason);
        var fact = new LearnerWithdrawnV1 { OccurredAt = act.Now, Learner = left.ToEvent() };
        await LearnerRow.RecordAsync(work, events, left, LearnerFact.Withdrawn, fact, act, request.Reason);
        return await work.CommitAsync(TypedResults.Ok(left));
    }
}

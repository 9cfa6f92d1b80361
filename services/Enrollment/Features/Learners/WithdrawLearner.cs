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

/// <summary>A registrar of the institution that teaches the present stage records that a learner has left (D5); what was granted before stays.</summary>
public static class WithdrawLearner
{
    /// <param name="Reason">Why the learner has left.</param>
    /// <param name="EffectiveOn">The first day on which the learner is none any more: not before the present state began; today by default.</param>
    public sealed record Request([property: Text(400)] string Reason, [property: Day] DateOnly? EffectiveOn = null);

    private static readonly string[] Leavable = [.. LearnerState.InTraining, LearnerState.OnLeave];

    public static void Map(RouteGroupBuilder api) => api.MapPost("/learners/{id:guid}/withdrawal", HandleAsync)
        .WithName(nameof(WithdrawLearner)).WithSummary("Record that a learner has left").Allow(Roles.Registrar);

    private static async Task<Results<Ok<Learner>, Refusal>> HandleAsync(
        Guid id, Request request, UnitOfWork work, IPublishEndpoint events, Caller caller, Today today, TimeProvider clock)
    {
        if (await LearnerRow.HoldAsync(work, id, caller) is not { } before) return CommonProblems.NotFound();
        if (before.PresentInstitution != caller.Org) return Problems.NotPresentInstitution();
        if (!Leavable.Contains(before.State)) return Problems.NotEnrolled(before.State);
        var effectiveOn = request.EffectiveOn ?? today.Value;
        var day = RecordedDay.Judge("D5", "effectiveOn", effectiveOn, before.Since, today.Value);
        if (!day.Passes) return Problems.WithdrawalDateOutOfRange(day);

        await work.ExecuteAsync(
            "UPDATE enrollment.learner SET state = 'withdrawn', since = @effectiveOn, withdrawn_on = @effectiveOn, withdrawal_reason = @Reason, version = version + 1 WHERE id = @id",
            new { id, effectiveOn, request.Reason });
        var row = await LearnerRow.RecordAsync(work, events, id, LearnerFact.Withdrawn, caller, clock.GetUtcNow(), request.Reason);
        return await work.CommitAsync(TypedResults.Ok(row.Show()));
    }
}

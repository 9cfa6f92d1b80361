using System.ComponentModel.DataAnnotations;
using Contracts;
using Contracts.Enrollment;
using Kernel;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using MassTransit;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Enrollment.Features.Learners;

/// <summary>A registrar records that a learner of the own institution has left (D5); what was granted before stays.</summary>
public static class WithdrawLearner
{
    /// <param name="Reason">Why the learner has left.</param>
    /// <param name="EffectiveOn">The first day on which the learner is none any more: from the day of enrolment to today, which it is by default.</param>
    public sealed record Request([property: Required, MaxLength(400)] string Reason, DateOnly? EffectiveOn = null);

    public static void Map(RouteGroupBuilder api) => api.MapPost("/learners/{id:guid}/withdrawal", HandleAsync)
        .WithName(nameof(WithdrawLearner)).WithSummary("Record that a learner has left").Allow(Roles.Registrar);

    private static async Task<Results<Ok<Learner>, ProblemHttpResult>> HandleAsync(
        Guid id, Request request, UnitOfWork work, IPublishEndpoint events, Caller caller, Today today, TimeProvider clock)
    {
        if (await LearnerRow.FindAsync(work, id, caller) is not { } before) return CommonProblems.NotFound();
        if (before.Institution != caller.Org) return CommonProblems.Forbidden("A learner is withdrawn by a registrar of the institution that enrolled the learner.");

        var effectiveOn = request.EffectiveOn ?? today.Value;
        if (effectiveOn > today.Value) return Problems.WithdrawalDateOutOfRange(effectiveOn, before.EnrolledOn, today.Value, today.Value);
        if (effectiveOn < before.EnrolledOn) return Problems.WithdrawalDateOutOfRange(effectiveOn, before.EnrolledOn, today.Value, before.EnrolledOn);

        var withdrawn = await work.ExecuteAsync(
            "UPDATE enrollment.learner SET state = 'withdrawn', withdrawn_on = @effectiveOn, withdrawal_reason = @Reason, version = version + 1 WHERE id = @id AND state = 'enrolled'",
            new { id, effectiveOn, request.Reason });
        var row = await LearnerRow.ReadAsync(work, id);
        if (withdrawn == 0) return Problems.NotEnrolled(row.State);

        await work.AuditAsync("learner", id, row.Version, "withdrawn", caller, request.Reason);
        await events.Publish((LearnerWithdrawnV1)row.ToFact(clock.GetUtcNow()));
        return await work.CommitAsync(TypedResults.Ok(row.Show()));
    }
}

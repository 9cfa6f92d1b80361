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

/// <summary>A learner interrupts the training, and keeps the stage (D5).</summary>
public static class StartLeave
{
    /// <param name="Reason">Why; kept in the audit.</param>
    /// <param name="From">The first day of the leave; today by default.</param>
    public sealed record Request([property: Text(400)] string Reason, [property: Day] DateOnly? From = null);

    public static void Map(RouteGroupBuilder api) => api.MapPost("/learners/{id:guid}/leave", HandleAsync)
        .WithName(nameof(StartLeave)).WithSummary("Record that a learner goes on leave").Allow(Roles.Registrar);

    private static async Task<Results<Ok<Learner>, Refusal>> HandleAsync(
        Guid id, Request request, UnitOfWork work, IPublishEndpoint events, Caller caller, Today today, TimeProvider clock)
    {
        if (await LearnerRow.HoldAsync(work, id, caller) is not { } before) return CommonProblems.NotFound();
        if (before.PresentInstitution != caller.Org) return Problems.NotPresentInstitution();
        if (before.State is not (LearnerState.Enrolled or LearnerState.Transferred)) return Problems.LearnerNotIn(before.State, LearnerState.Enrolled, LearnerState.Transferred);
        var from = request.From ?? today.Value;
        var day = RecordedDay.Judge("D5", "from", from, before.Since, today.Value);
        if (!day.Passes) return Problems.DayOutOfRange(day);

        await work.ExecuteAsync("UPDATE enrollment.learner SET state = 'on-leave', since = @from, version = version + 1 WHERE id = @id", new { id, from });
        var row = await LearnerRow.RecordAsync(work, events, id, LearnerFact.WentOnLeave, caller, clock.GetUtcNow(), request.Reason);
        return await work.CommitAsync(TypedResults.Ok(row.Show()));
    }
}

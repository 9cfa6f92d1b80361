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

/// <summary>A learner interrupts the training and keeps the stage (D5).</summary>
public static class StartLeave
{
    /// <param name="Reason">Why; kept in the audit.</param>
    /// <param name="From">The first day of the leave; today by default.</param>
    public sealed record Request([property: Text(400)] string Reason, [property: Day] DateOnly? From = null);

    private static readonly string[] Interruptible = [LearnerState.Enrolled, LearnerState.Transferred];

    public static void Map(RouteGroupBuilder api) => api.MapPost("/learners/{id:guid}/leave", HandleAsync)
        .WithName(nameof(StartLeave)).WithSummary("Record that a learner goes on leave").Allow(Roles.Registrar);

    private static async Task<Results<Ok<Learner>, Refusal>> HandleAsync(
        Guid id, Request request, UnitOfWork work, IPublishEndpoint events, Act act)
    {
        if (await LearnerRow.HoldAsync(work, id, act.Viewer()) is not { } learner) return CommonProblems.NotFound();
        if (learner.PresentInstitution != act.Caller.Org) return Problems.NotPresentInstitution();
        if (!Interruptible.Contains(learner.State)) return Problems.LearnerNotIn(learner.State, Interruptible);
        var from = request.From ?? act.Today;
        var day = RecordedDay.Judge("D5", "from", from, learner.ChangedOn, act.Today);
        if (!day.Passes) return Problems.DayOutOfRange(day);

        var gone = learner.OnLeaveFrom(from);
        var fact = new LearnerWentOnLeaveV1 { OccurredAt = act.Now, Learner = gone.ToEvent() };
        await LearnerRow.RecordAsync(work, events, gone, LearnerFact.WentOnLeave, fact, act, request.Reason);
        return await work.CommitAsync(TypedResults.Ok(gone));
    }
}

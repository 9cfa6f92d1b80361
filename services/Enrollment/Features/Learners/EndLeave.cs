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

/// <summary>A learner comes back from leave, to the stage and the state of before (D5).</summary>
public static class EndLeave
{
    /// <param name="On">The first day back; today by default.</param>
    public sealed record Request([property: Day] DateOnly? On = null);

    public static void Map(RouteGroupBuilder api) => api.MapPost("/learners/{id:guid}/return", HandleAsync)
        .WithName(nameof(EndLeave)).WithSummary("Record that a learner is back from leave").Allow(Roles.Registrar);

    private static async Task<Results<Ok<Learner>, Refusal>> HandleAsync(
        Guid id, Request request, UnitOfWork work, IPublishEndpoint events, Caller caller, Today today, TimeProvider clock)
    {
        if (await LearnerRow.HoldAsync(work, id, caller) is not { } before) return CommonProblems.NotFound();
        if (before.PresentInstitution != caller.Org) return Problems.NotPresentInstitution();
        if (before.State != LearnerState.OnLeave) return Problems.LearnerNotIn(before.State, LearnerState.OnLeave);
        var on = request.On ?? today.Value;
        var day = RecordedDay.Judge("D5", "on", on, before.Since, today.Value);
        if (!day.Passes) return Problems.DayOutOfRange(day);

        // Who is taught by another institution than the one that enrolled them has been transferred.
        await work.ExecuteAsync(
            "UPDATE enrollment.learner SET state = CASE WHEN present_institution = institution THEN 'enrolled' ELSE 'transferred' END, since = @on, version = version + 1 WHERE id = @id", new { id, on });
        var row = await LearnerRow.RecordAsync(work, events, id, LearnerFact.Returned, caller, clock.GetUtcNow());
        return await work.CommitAsync(TypedResults.Ok(row.Show()));
    }
}

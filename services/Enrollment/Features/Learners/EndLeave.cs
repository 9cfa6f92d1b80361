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

/// <summary>A learner comes back from leave to the stage and state before it (D5).</summary>
public static class EndLeave
{
    /// <param name="On">The first day back; today by default.</param>
    public sealed record Request([property: Day] DateOnly? On = null);

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

        var back = learner.BackOn(on);
        var fact = new LearnerReturnedV1 { OccurredAt = act.Now, Learner = back.ToEvent() };
        await LearnerRow.RecordAsync(work, events, back, LearnerFact.Returned, fact, act);
        return await work.CommitAsync(TypedResults.Ok(back));
    }
}

using Contracts;
using Contracts.Enrollment;
using Enrollment.Features.Learners;
using Enrollment.Features.Pathways;
using Enrollment.Rules;
using Kernel;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using MassTransit;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Enrollment.Features.Diplomas;

/// <summary>
/// The university graduates a transferred learner with the diploma after the last stage, annotated 专升本 if the pathway says so (D3, D5).
/// </summary>
public static class GraduateLearner
{
    /// <param name="GraduatedOn">The day of graduation, in the last stage's last year at the earliest; today by default.</param>
    public sealed record Request([property: Day] DateOnly? GraduatedOn = null);

    public static void Map(RouteGroupBuilder api) => api.MapPost("/learners/{id:guid}/graduation", HandleAsync)
        .WithName(nameof(GraduateLearner)).WithSummary("Graduate a learner").Allow(Roles.Registrar);

    private static async Task<Results<Ok<Learner>, Refusal>> HandleAsync(
        Guid id, Request request, UnitOfWork work, IPublishEndpoint events, Act act)
    {
        if (await LearnerRow.HoldAsync(work, id, act.Viewer()) is not { } learner) return CommonProblems.NotFound();
        if (learner.ToInstitution != act.Caller.Org) return Problems.NotTheUndergraduateInstitution();
        if (learner.State != LearnerState.Transferred) return Problems.LearnerNotIn(learner.State, LearnerState.Transferred);
        var stages = await StageRow.OfAsync(work, learner.PathwayCode);
        if (learner.Stage < stages.Count) return Problems.NotTheLastStage(learner.Stage, stages.Count, id);
        var graduatedOn = request.GraduatedOn ?? act.Today;
        var inLastYear = StageEnd.Earliest(learner.StageBeganOn, stages[learner.Stage - 1].Years);
        var earliest = inLastYear > learner.ChangedOn ? inLastYear : learner.ChangedOn;
        var day = RecordedDay.Judge("D5", "graduatedOn", graduatedOn, earliest, act.Today);
        if (!day.Passes) return Problems.DayOutOfRange(day);

        var graduated = learner.GraduatedOn(graduatedOn);
        var fact = new LearnerGraduatedV1 { OccurredAt = act.Now, Learner = graduated.ToEvent() };
        await DiplomaRow.AwardAsync(work, learner, stages, graduatedOn, act);
        await LearnerRow.RecordAsync(work, events, graduated, LearnerFact.Graduated, fact, act);
        return await work.CommitAsync(TypedResults.Ok(graduated));
    }
}

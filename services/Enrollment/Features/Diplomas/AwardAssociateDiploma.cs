using Contracts;
using Contracts.Enrollment;
using Enrollment.Features.Candidates;
using Enrollment.Features.Learners;
using Enrollment.Features.Pathways;
using Enrollment.Features.TransferPlans;
using Enrollment.Rules;
using Kernel;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using MassTransit;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Enrollment.Features.Diplomas;

/// <summary>
/// The institution of the last vocational stages ends the training of a learner who failed or declined the transfer. It awards its diploma,
/// which the pathway names: associate, or secondary on the secondary route (D3, D5).
/// </summary>
public static class AwardAssociateDiploma
{
    /// <param name="Reason"><c>failed</c>, once the plan is final and no sitting was passed, or <c>declined</c>.</param>
    /// <param name="AwardedOn">The day of the award; today by default.</param>
    public sealed record Request([property: OneOf(Failed, Declined)] string Reason, [property: Day] DateOnly? AwardedOn = null);

    private const string Failed = "failed";
    private const string Declined = "declined";

    public static void Map(RouteGroupBuilder api) => api.MapPost("/learners/{id:guid}/associate-diploma", HandleAsync)
        .WithName(nameof(AwardAssociateDiploma)).WithSummary("Award the associate diploma to a learner who is not transferred")
        .Allow(Roles.Registrar);

    private static async Task<Results<Ok<Learner>, Refusal>> HandleAsync(
        Guid id, Request request, UnitOfWork work, IPublishEndpoint events, Act act)
    {
        if (await LearnerRow.HoldAsync(work, id, act.Viewer()) is not { } learner) return CommonProblems.NotFound();
        if (learner.FromInstitution != act.Caller.Org)
        {
            return CommonProblems.NotByThisParty("a registrar of the institution of the vocational stages");
        }
        if (learner.State != LearnerState.TransferReady) return Problems.LearnerNotIn(learner.State, LearnerState.TransferReady);
        if (request.Reason == Failed && await WhyNotFailedAsync(work, learner) is { } refused) return refused;
        var stages = await StageRow.OfAsync(work, learner.PathwayCode);
        if (stages[learner.Stage - 1].Diploma is null) return Problems.NoDiplomaAfterStage(learner.PathwayCode, learner.Stage);
        var awardedOn = request.AwardedOn ?? act.Today;
        var day = RecordedDay.Judge("D3", "awardedOn", awardedOn, learner.ChangedOn, act.Today);
        if (!day.Passes) return Problems.DayOutOfRange(day);

        var completed = learner.CompletedOn(awardedOn);
        var fact = new LearnerCompletedAssociateV1 { OccurredAt = act.Now, Learner = completed.ToEvent() };
        await Diploma.AwardAsync(work, learner, stages, awardedOn, act);
        await LearnerRow.RecordAsync(work, events, completed, LearnerFact.CompletedAssociate, fact, act, request.Reason);
        return await work.CommitAsync(TypedResults.Ok(completed));
    }

    private static async Task<Refusal?> WhyNotFailedAsync(UnitOfWork work, Learner learner)
    {
        var plan = await TransferPlanRow.FindOfAsync(work, learner);
        var results = await work.QueryAsync<string>(
            """
            SELECT state
            FROM enrollment.transfer_candidate
            WHERE learner_id = @Id AND plan_id = @plan
            ORDER BY sitting
            """,
            new { learner.Id, plan = plan?.Id });
        var hasFailed = plan?.State == TransferPlanState.Final && results.Count > 0 && !results.Contains(CandidateRow.Passed);
        return hasFailed ? null : Problems.NotFailed(plan?.State, results, Declined);
    }
}

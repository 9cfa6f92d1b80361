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
    /// <param name="Reason">
    /// <c>failed</c>, once the plan is final and the last result is a failure or an absence. <c>no-place</c>, if it is a pass and no place
    /// is left for it. <c>declined</c>, if the learner does not want to continue, or was at no sitting.
    /// </param>
    /// <param name="AwardedOn">The day of the award; today by default.</param>
    public sealed record Request([property: OneOf(Failed, NoPlace, Declined)] string Reason, [property: Day] DateOnly? AwardedOn = null);

    internal const string NoPlace = "no-place";
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
        if (request.Reason != Declined && await WhyNotAsync(work, learner, request.Reason) is { } refused) return refused;
        var stages = await StageRow.OfAsync(work, learner.PathwayCode);
        if (stages[learner.Stage - 1].Diploma is null) return Problems.NoDiplomaAfterStage(learner.PathwayCode, learner.Stage);
        var awardedOn = request.AwardedOn ?? act.Today;
        var day = RecordedDay.Judge("D3", "awardedOn", awardedOn, learner.ChangedOn, act.Today);
        if (!day.Passes) return Problems.DayOutOfRange(day);

        var completed = learner.CompletedOn(awardedOn);
        var fact = new LearnerCompletedAssociateV1 { OccurredAt = act.Now, Learner = completed.ToEvent() };
        await DiplomaRow.AwardAsync(work, learner, stages, awardedOn, act);
        await LearnerRow.RecordAsync(work, events, completed, LearnerFact.CompletedAssociate, fact, act, request.Reason);
        return await work.CommitAsync(TypedResults.Ok(completed));
    }

    // The last final result decides (D9): who passed an earlier sitting by a correction and failed the resit has failed.
    private static async Task<Refusal?> WhyNotAsync(UnitOfWork work, Learner learner, string reason)
    {
        var plan = await TransferPlanRow.FindOfAsync(work, learner);
        var result = plan is null ? null : await CandidateRow.LastStateAsync(work, plan, learner.Id);
        var isFinal = plan?.State == TransferPlanState.Final;
        if (reason == Failed)
        {
            var hasFailed = isFinal && result is CandidateRow.Failed or CandidateRow.Absent;
            return hasFailed ? null : Problems.NotFailed(plan?.State, result, Declined);
        }
        if (!isFinal || result != CandidateRow.Passed) return Problems.NotWithoutPlace(plan?.State, result, Declined);
        var (rank, isFull, _) = await TakenPlace.JudgeAsync(work, plan!, learner);
        return isFull || !rank.Passes ? null : Problems.PlaceLeft(rank, Declined);
    }
}

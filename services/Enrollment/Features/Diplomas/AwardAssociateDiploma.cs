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

/// <summary>The college ends the way of a learner who failed or declined the transfer, with its associate diploma (D3, D5).</summary>
public static class AwardAssociateDiploma
{
    /// <param name="Reason"><c>failed</c>, where the plan is final and no sitting was passed, or <c>declined</c>.</param>
    /// <param name="AwardedOn">The day of the award; today by default.</param>
    public sealed record Request([property: OneOf(Failed, Declined)] string Reason, [property: Day] DateOnly? AwardedOn = null);

    private const string Failed = "failed";
    private const string Declined = "declined";

    public static void Map(RouteGroupBuilder api) => api.MapPost("/learners/{id:guid}/associate-diploma", HandleAsync)
        .WithName(nameof(AwardAssociateDiploma)).WithSummary("Award the associate diploma to one who is not transferred").Allow(Roles.Registrar);

    private static async Task<Results<Ok<Learner>, Refusal>> HandleAsync(
        Guid id, Request request, UnitOfWork work, IPublishEndpoint events, Caller caller, Today today, TimeProvider clock)
    {
        if (await LearnerRow.HoldAsync(work, id, caller) is not { } before) return CommonProblems.NotFound();
        if (before.Institution != caller.Org) return CommonProblems.Forbidden("The associate diploma is awarded by the institution of the vocational stages.");
        if (before.State != LearnerState.TransferReady) return Problems.LearnerNotIn(before.State, LearnerState.TransferReady);
        if (request.Reason == Failed && await RefuseAsync(work, before) is { } refused) return refused;
        var awardedOn = request.AwardedOn ?? today.Value;
        var day = RecordedDay.Judge("D3", "awardedOn", awardedOn, before.Since, today.Value);
        if (!day.Passes) return Problems.DayOutOfRange(day);

        await work.ExecuteAsync("UPDATE enrollment.learner SET state = 'completed-associate', since = @awardedOn, version = version + 1 WHERE id = @id", new { id, awardedOn });
        await Diploma.AwardAsync(work, id, await PathwayRow.FromDiplomaAsync(work, before.PathwayCode), before.Institution, null, awardedOn, clock.GetUtcNow());
        var row = await LearnerRow.RecordAsync(work, events, id, LearnerFact.CompletedAssociate, caller, clock.GetUtcNow(), request.Reason);
        return await work.CommitAsync(TypedResults.Ok(row.Show()));
    }

    private static async Task<Refusal?> RefuseAsync(UnitOfWork work, LearnerRow learner)
    {
        var plan = await TransferPlanRow.OfLearnerAsync(work, learner);
        var results = await work.QueryAsync<string>("SELECT state FROM enrollment.transfer_candidate WHERE learner_id = @Id ORDER BY sitting", new { learner.Id });
        return plan?.State == TransferPlanState.Final && results.Count > 0 && !results.Contains(CandidateRow.Passed) ? null : Problems.NotFailed(plan?.State, results, Declined);
    }
}

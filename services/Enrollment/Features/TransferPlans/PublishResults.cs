using Contracts;
using Contracts.Enrollment;
using Enrollment.Features.Candidates;
using Enrollment.Features.Figures;
using Enrollment.Rules;
using Kernel;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using MassTransit;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Enrollment.Features.TransferPlans;

/// <summary>
/// Both registrars publish a sitting's results. With the second, each candidate has passed or failed (D7, D9). A learner who left before
/// gets no result, and publication does not wait for one (D45).
/// </summary>
public static class PublishResults
{
    /// <param name="ResultsHash">The hash of the results that were read, as the plan shows it. By default, the present ones.</param>
    /// <param name="PublishedOn">
    /// The day from which they hold; today by default. It is not before the exam, the last registration for it, the earlier sitting's
    /// results and the cohort's year. An earlier day does not shorten the appeal period.
    /// </param>
    public sealed record Request(
        [property: Hash] string? ResultsHash = null,
        [property: Day] DateOnly? PublishedOn = null);

    public static void Map(RouteGroupBuilder api) => api.MapPost("/transfer-plans/{id:guid}/publications", HandleAsync)
        .WithName(nameof(PublishResults)).WithSummary("Publish the results of the transfer exam for your institution")
        .Allow(Roles.Registrar);

    private static async Task<Results<Ok<TransferPlan>, Refusal>> HandleAsync(
        Guid id, Request request, UnitOfWork work, IPublishEndpoint events, Act act)
    {
        if (await TransferPlanRow.HoldAsync(work, id, act.Viewer()) is not { } plan) return CommonProblems.NotFound();
        var org = act.Caller.Org;
        if (!plan.IsOf(org)) return Problems.NotYourPlan();
        if (plan.State != TransferPlanState.Closed) return Problems.PlanNotIn(plan.State, TransferPlanState.Closed);
        if (request.ResultsHash is { } read && read != plan.ResultsHash) return Problems.AnotherResults(read, plan.ResultsHash);
        var publishedOn = request.PublishedOn ?? act.Today;
        var candidates = await CandidateRow.OfSittingAsync(work, plan);
        var earliest = candidates.Select(candidate => candidate.RegisteredOn).Append(plan.EarliestPublication).Max();
        var day = RecordedDay.Judge("D7", "publishedOn", publishedOn, earliest, act.Today);
        if (!day.Passes) return Problems.DayOutOfRange(day);
        var waiting = candidates.Count(candidate => candidate.State == CandidateRow.Registered);
        if (waiting > 0) return Problems.MarksMissing(id, waiting);
        if (plan.Publications.Any(given => given.Institution == org)) return Problems.AlreadyPublished(org);

        var published = plan.PublishedBy(org, publishedOn, act.Today);
        await work.ExecuteAsync(
            """
            INSERT INTO enrollment.transfer_publication (plan_id, results_revision, institution, published_on, recorded_on, published_at)
            VALUES (@Id, @ResultsRevision, @org, @publishedOn, @Today, @Now)
            """,
            new { plan.Id, plan.ResultsRevision, org, publishedOn, act.Today, act.Now });
        await TransferPlanRow.RecordAsync(work, published, "results published", act);
        if (published.State == TransferPlanState.Published)
        {
            foreach (var candidate in candidates)
            {
                await CandidateRow.RecordResultAsync(work, candidate.DecidedBy(plan.Exam), published.ResultsOn!.Value, act);
            }
            var rate = await PassCount.OfAsync(work, plan.Id);
            await events.Publish(new TransferResultPublishedV1 { OccurredAt = act.Now, Plan = published.ToEvent(rate) });
        }
        return await work.CommitAsync(TypedResults.Ok(published));
    }
}

using Contracts;
using Contracts.Enrollment;
using Enrollment.Features.Candidates;
using Enrollment.Rules;
using Kernel;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using MassTransit;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Enrollment.Features.TransferPlans;

/// <summary>Both registrars publish a sitting's results; with the second, each candidate has passed or failed (D7, D9).</summary>
public static class PublishResults
{
    /// <param name="ResultsHash">The hash of the results that were read, as the plan shows it; left out, the present ones are published whatever they are.</param>
    /// <param name="PublishedOn">The day from which they hold: not before those of the sitting before, nor the cohort's year; today by default.</param>
    public sealed record Request(
        [property: Hash] string? ResultsHash = null,
        [property: Day] DateOnly? PublishedOn = null);

    public static void Map(RouteGroupBuilder api) => api.MapPost("/transfer-plans/{id:guid}/publications", HandleAsync)
        .WithName(nameof(PublishResults)).WithSummary("Publish the results of the transfer exam for your institution").Allow(Roles.Registrar);

    private static async Task<Results<Ok<TransferPlan>, Refusal>> HandleAsync(
        Guid id, Request request, UnitOfWork work, IPublishEndpoint events, Caller caller, Today today, TimeProvider clock)
    {
        if (await TransferPlanRow.HoldAsync(work, id, caller) is not { } plan) return CommonProblems.NotFound();
        if (!plan.IsOf(caller.Org)) return Problems.NotYourPlan();
        if (plan.State != TransferPlanState.Closed) return Problems.PlanNotIn(plan.State, TransferPlanState.Closed);
        if (request.ResultsHash is { } read && read != plan.ResultsHash) return Problems.AnotherResults(read, plan.ResultsHash);
        var publishedOn = request.PublishedOn ?? today.Value;
        var day = RecordedDay.Judge("D7", "publishedOn", publishedOn, plan.ResultsOn ?? new DateOnly(plan.Cohort, 1, 1), today.Value);
        if (!day.Passes) return Problems.DayOutOfRange(day);
        var waiting = await work.SingleAsync<int>("SELECT COUNT(*) FROM enrollment.transfer_candidate WHERE plan_id = @id AND sitting = @Sitting AND state = 'registered'", new { id, plan.Sitting });
        if (waiting > 0) return Problems.MarksMissing(id, waiting);

        var isNew = await work.TryInsertAsync(
            "INSERT INTO enrollment.transfer_publication (plan_id, results_revision, institution, published_on, published_at) VALUES (@id, @ResultsRevision, @Org, @publishedOn, @now)",
            new { id, plan.ResultsRevision, caller.Org, publishedOn, now = clock.GetUtcNow() });
        if (!isNew) return Problems.AlreadyPublished(caller.Org);
        var given = await work.QueryAsync<DateOnly>("SELECT published_on FROM enrollment.transfer_publication WHERE plan_id = @id AND results_revision = @ResultsRevision", new { id, plan.ResultsRevision });
        if (given.Count == 2) await DecideAsync(work, plan, given.Max(), caller, today, clock);
        else await work.ExecuteAsync("UPDATE enrollment.transfer_plan SET version = version + 1 WHERE id = @id", new { id });

        var row = await TransferPlanRow.ReadAsync(work, id);
        await work.AuditAsync("transfer-plan", id, row.Version, "results published", caller);
        if (row.State == TransferPlanState.Published) await events.Publish(await row.ToPublishedAsync(work, clock.GetUtcNow()));
        return await work.CommitAsync(TypedResults.Ok(await row.ShowAsync(work)));
    }

    private static async Task DecideAsync(UnitOfWork work, TransferPlanRow plan, DateOnly on, Caller caller, Today today, TimeProvider clock)
    {
        await work.ExecuteAsync("UPDATE enrollment.transfer_plan SET state = 'published', results_on = @on, version = version + 1 WHERE id = @Id", new { plan.Id, on });
        await work.ExecuteAsync(
            """
            UPDATE enrollment.transfer_candidate
            SET state = CASE WHEN state = 'absent' AND @Absence = 'does-not-count' THEN 'absent' WHEN state = 'marked' AND total >= @PassMark THEN 'passed' ELSE 'failed' END, version = version + 1
            WHERE plan_id = @Id AND sitting = @Sitting
            """,
            new { plan.Id, plan.Sitting, plan.Absence, plan.PassMark });
        foreach (var candidate in await CandidateRow.OfSittingAsync(work, plan)) await candidate.RecordResultAsync(work, on, caller, today, clock.GetUtcNow());
    }
}

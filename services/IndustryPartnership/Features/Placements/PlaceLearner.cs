using Contracts;
using IndustryPartnership.Features.Slots;
using IndustryPartnership.Rules;
using Kernel;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using MassTransit;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IndustryPartnership.Features.Placements;

/// <summary>An institution places one of its learners on an open slot: one placement at a time (D38), in a matching major (D36).</summary>
public static class PlaceLearner
{
    /// <param name="LearnerId">The learner, as enrollment names them.</param>
    public sealed record Request(Guid LearnerId);

    public static void Map(RouteGroupBuilder api) => api.MapPost("/slots/{id:guid}/placements", HandleAsync)
        .WithName(nameof(PlaceLearner)).WithSummary("Place a learner on an open slot").Allow(Roles.Coordinator);

    private static async Task<Results<Created<Placement>, ProblemHttpResult>> HandleAsync(
        Guid id, Request request, UnitOfWork work, IPublishEndpoint events, Caller caller, Today today, TimeProvider clock)
    {
        if (await SlotRow.FindAsync(work, id, caller.Org, today.Value) is not { } slot) return CommonProblems.NotFound();

        // D38 looks at all of the learner's placements: the learner's row first, so that two slots do not take one learner at once.
        await work.ExecuteAsync("UPDATE partnership.learner SET guard = guard + 1 WHERE id = @LearnerId", new { request.LearnerId });
        if (await work.FindAsync<LearnerRow>("SELECT institution, major, state FROM partnership.learner WHERE id = @LearnerId", new { request.LearnerId }) is not { } learner
            || learner.Institution != caller.Org)
        {
            return CommonProblems.NotYetKnown("learner of yours", request.LearnerId);
        }
        if (learner.State != "enrolled") return Problems.LearnerNotEnrolled(learner.State);
        if (MajorMatch.Judge(learner.Major, slot.Majors) is { Passes: false } mismatch) return Problems.MajorDoesNotMatch(mismatch);
        var others = await work.QueryAsync<PeriodRow>("SELECT starts_on, ends_on FROM partnership.placement WHERE learner_id = @LearnerId", new { request.LearnerId });
        if (OnePlacementAtATime.Judge(slot.StartsOn, slot.EndsOn, [.. others.Select(other => (other.StartsOn, other.EndsOn))]) is { Passes: false } overlap) return Problems.PlacedAtThatTime(overlap);

        var taken = await work.ExecuteAsync(
            "UPDATE partnership.slot SET placed = placed + 1, version = version + 1 WHERE id = @id AND state = 'open' AND placed < capacity AND ends_on >= @today AND id IN (SELECT s.id FROM partnership.slot s WHERE s.id = @id AND EXISTS ("
            + SlotRow.AgreementInForce + "))",
            new { id, org = caller.Org, today = today.Value });
        if (taken == 0) return await WhyNotAsync(work, slot, caller.Org, today.Value);

        var placement = new Placement(Guid.CreateVersion7(), id, request.LearnerId, caller.Org, slot.Enterprise, slot.StartsOn, slot.EndsOn, "active", null, null, 1);
        await work.ExecuteAsync(
            """
            INSERT INTO partnership.placement (id, slot_id, learner_id, institution, enterprise, starts_on, ends_on, state, version, created_at)
            VALUES (@Id, @SlotId, @LearnerId, @Institution, @Enterprise, @StartsOn, @EndsOn, @State, @Version, @now)
            """,
            new { placement.Id, placement.SlotId, placement.LearnerId, placement.Institution, placement.Enterprise, placement.StartsOn, placement.EndsOn, placement.State, placement.Version, now = clock.GetUtcNow() });
        await work.AuditAsync("placement", placement.Id, 1, "confirmed", caller);
        await events.Publish(PlacementRow.Fact(placement, clock.GetUtcNow()));
        return await work.CommitAsync(TypedResults.Created($"/industry-partnership/v1/placements/{placement.Id}", placement));
    }

    private static async Task<ProblemHttpResult> WhyNotAsync(UnitOfWork work, Slot seen, string org, DateOnly today)
    {
        var slot = (await SlotRow.FindAsync(work, seen.Id, org, today))!;
        return slot.State != "open" ? Problems.SlotNotIn(slot, "open")
            : slot.Placed >= slot.Capacity ? Problems.SlotFull(slot)
            : slot.EndsOn < today ? Problems.SlotPast(slot.EndsOn, today)
            : Problems.NoAgreementInForce(slot.Enterprise, org, today);
    }

    private sealed record LearnerRow
    {
        public string Institution { get; init; } = "";
        public string Major { get; init; } = "";
        public string State { get; init; } = "";
    }

    private sealed record PeriodRow
    {
        public DateOnly StartsOn { get; init; }
        public DateOnly EndsOn { get; init; }
    }
}

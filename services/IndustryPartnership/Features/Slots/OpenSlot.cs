using Contracts;
using IndustryPartnership.Rules;
using Kernel;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using MassTransit;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IndustryPartnership.Features.Slots;

/// <summary>The enterprise opens an approved slot, within the limits on headcount (D29), at a base that may be used (D25), under an agreement that is still in force (D37).</summary>
public static class OpenSlot
{
    public static void Map(RouteGroupBuilder api) => api.MapPost("/slots/{id:guid}/opening", HandleAsync)
        .WithName(nameof(OpenSlot)).WithSummary("Open an approved slot").Allow(Roles.InternshipManager);

    private static async Task<Results<Ok<Slot>, ProblemHttpResult>> HandleAsync(
        Guid id, UnitOfWork work, IPublishEndpoint events, Caller caller, Today today, TimeProvider clock)
    {
        if (await SlotRow.FindAsync(work, id, caller.Org, today.Value) is not { } found) return CommonProblems.NotFound();
        if (found.Enterprise != caller.Org) return Problems.NotYourSlot(found);

        // D29 is about all slots of the enterprise on every date: its row first, then what it has; nobody else opens one meanwhile.
        await work.ExecuteAsync("UPDATE partnership.organisation SET guard = guard + 1 WHERE code = @Enterprise", new { found.Enterprise });
        var slot = (await SlotRow.FindAsync(work, id, caller.Org, today.Value))!;
        if (slot.State != "approved") return Problems.SlotNotIn(slot, "approved");
        if (slot.EndsOn < today.Value) return Problems.SlotPast(slot.EndsOn, today.Value);
        if (await SlotBase.WhyNotUsableAsync(work, slot, slot.StartsOn) is { } unusable) return unusable;
        var verdict = InternHeadcount.Judge(slot.PostKind, slot.Capacity, slot.StartsOn, slot.EndsOn, await StaffAsync(work, slot.Enterprise), await OccupancyAsync(work, slot.Enterprise));
        if (!verdict.Passes) return Problems.Headcount(verdict);

        var opened = await work.ExecuteAsync(
            "UPDATE partnership.slot SET state = 'open', opened_at = @now, version = version + 1 WHERE id = @id AND version = @Version AND id IN (SELECT s.id FROM partnership.slot s WHERE s.id = @id AND EXISTS ("
            + SlotRow.AgreementInForce + "))",
            new { id, slot.Version, now = clock.GetUtcNow(), org = slot.ApprovedBy, today = today.Value });
        if (opened == 0) return Problems.NoAgreementInForce(slot.Enterprise, slot.ApprovedBy!, today.Value);

        var open = (await SlotRow.FindAsync(work, id, caller.Org, today.Value))!;
        await work.AuditAsync("slot", id, open.Version, "opened", caller);
        await events.Publish(SlotRow.Fact(open, clock.GetUtcNow()));
        return await work.CommitAsync(TypedResults.Ok(open));
    }

    private static Task<IReadOnlyList<InternHeadcount.StaffFact>> StaffAsync(UnitOfWork work, string enterprise) => ReadAsync<StaffRow, InternHeadcount.StaffFact>(
        work.QueryAsync<StaffRow>("SELECT post_kind, staff, effective_on FROM partnership.staff_count WHERE organisation = @enterprise ORDER BY seq", new { enterprise }),
        row => new InternHeadcount.StaffFact(row.PostKind, row.Staff, row.EffectiveOn));

    // An open slot may be filled on each of its days, and a full one may be refilled; of a closed one those count who were placed, while they are, and nobody who never began.
    private static Task<IReadOnlyList<InternHeadcount.Occupancy>> OccupancyAsync(UnitOfWork work, string enterprise) => ReadAsync<OccupancyRow, InternHeadcount.Occupancy>(
        work.QueryAsync<OccupancyRow>(
            """
            SELECT post_kind, capacity AS interns, starts_on, ends_on FROM partnership.slot WHERE enterprise = @enterprise AND state IN ('open', 'full')
            UNION ALL
            SELECT s.post_kind, 1, p.starts_on, p.ends_on FROM partnership.placement p INNER JOIN partnership.slot s ON s.id = p.slot_id
            WHERE s.enterprise = @enterprise AND s.state = 'closed' AND (p.state <> 'stopped' OR p.started_on IS NOT NULL)
            """,
            new { enterprise }),
        row => new InternHeadcount.Occupancy(row.PostKind, row.Interns, row.StartsOn, row.EndsOn));

    private static async Task<IReadOnlyList<TFact>> ReadAsync<TRow, TFact>(Task<IReadOnlyList<TRow>> rows, Func<TRow, TFact> fact) => [.. (await rows).Select(fact)];

    private sealed record StaffRow
    {
        public string PostKind { get; init; } = "";
        public int Staff { get; init; }
        public DateOnly EffectiveOn { get; init; }
    }

    private sealed record OccupancyRow
    {
        public string PostKind { get; init; } = "";
        public int Interns { get; init; }
        public DateOnly StartsOn { get; init; }
        public DateOnly EndsOn { get; init; }
    }
}

using Contracts;
using IndustryPartnership.Internships.Law;
using IndustryPartnership.Internships.Receipts;
using Kernel;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using MassTransit;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IndustryPartnership.Internships.Slots;

/// <summary>The enterprise opens an approved slot that is lawful (D26–D30, D33–D36), at a base that may be used (D25), under an agreement that is still in force (D37).</summary>
public static class OpenSlot
{
    public static void Map(RouteGroupBuilder api) => api.MapPost("/slots/{id:guid}/opening", HandleAsync)
        .WithName(nameof(OpenSlot)).WithSummary("Open an approved slot").Allow(Roles.InternshipManager);

    private static async Task<Results<Ok<Slot>, Refusal>> HandleAsync(
        Guid id, UnitOfWork work, IPublishEndpoint events, Caller caller, RulePacks packs, ReceiptKeys keys, Today today, TimeProvider clock)
    {
        if (await SlotRow.FindAsync(work, id, caller.Org, today.Value) is not { } found) return CommonProblems.NotFound();
        if (found.Enterprise != caller.Org) return Problems.NotYourSlot(found);

        // D29 is about all slots of the enterprise on every date: its row first, then what it has; nobody else opens one meanwhile.
        await work.ExecuteAsync("UPDATE partnership.organisation SET guard = guard + 1 WHERE code = @Enterprise", new { found.Enterprise });
        var slot = (await SlotRow.FindAsync(work, id, caller.Org, today.Value))!;
        if (slot.State != "approved") return Problems.SlotNotIn(slot, "approved");
        if (slot.EndsOn < today.Value) return Problems.SlotPast(slot.EndsOn, today.Value);
        if (await SlotBase.WhyNotUsableAsync(work, slot, slot.StartsOn) is { } unusable) return unusable;
        if (packs.Of(slot.StartsOn) is not { } pack) return Problems.NoRulePack(slot.StartsOn, packs);
        var facts = await SlotJudgement.WithFactsAsync(work, slot.Stated, slot.Enterprise, slot.ApprovedBy, today.Value);
        var verdicts = packs.Judge(pack, facts);
        if (Problems.Unlawful(pack, verdicts) is { } unlawful) return unlawful;

        var opened = await work.ExecuteAsync(
            "UPDATE partnership.slot SET state = 'open', opened_at = @now, version = version + 1 WHERE id = @id AND version = @Version AND id IN (SELECT s.id FROM partnership.slot s WHERE s.id = @id AND "
            + SlotFooting.HasAgreement + ")",
            new { id, slot.Version, now = clock.GetUtcNow(), institution = slot.ApprovedBy, day = today.Value });
        if (opened == 0)
        {
            return Problems.NoAgreementInForce(
                slot.Enterprise, slot.ApprovedBy!, slot.FirstDay(today.Value), await SlotFooting.LastDayAsync(
                    work, slot, slot.ApprovedBy!, today.Value), isWritten: true);
        }

        var open = (await SlotRow.FindAsync(work, id, caller.Org, today.Value))!;
        await work.AuditAsync("slot", id, open.Version, "opened", caller);
        await Steps.AddAsync(work, id, open.Version, "slot opened", caller.Org, today.Value, clock.GetUtcNow());
        await SlotReceipt.IssueAsync(work, keys, pack, facts, verdicts, open, new Act(caller, today.Value, clock.GetUtcNow()));
        await events.Publish(SlotRow.Fact(open, clock.GetUtcNow()));
        return await work.CommitAsync(TypedResults.Ok(open));
    }
}

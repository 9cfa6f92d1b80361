using Contracts;
using Contracts.IndustryPartnership;
using IndustryPartnership.Internships.Law;
using IndustryPartnership.Internships.Receipts;
using Kernel;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using MassTransit;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IndustryPartnership.Internships.Slots;

/// <summary>
/// The enterprise opens an approved, lawful slot (D26–D30, D33–D36). Its base may be used (D25), and its agreement is still in force (D37).
/// </summary>
public static class OpenSlot
{
    public static void Map(RouteGroupBuilder api) => api.MapPost("/slots/{id:guid}/opening", HandleAsync)
        .WithName(nameof(OpenSlot)).WithSummary("Open an approved slot").Allow(Roles.InternshipManager);

    private static async Task<Results<Ok<Slot>, Refusal>> HandleAsync(
        Guid id, UnitOfWork work, IPublishEndpoint events, RulePacks packs, ReceiptKeys keys, Act act)
    {
        if (await SlotRow.HoldAsync(work, id, act) is not { } slot) return CommonProblems.NotFound();
        if (slot.Enterprise != act.Caller.Org) return Problems.NotYourSlot(slot);

        // D29 looks at all slots of the enterprise. Lock its row first, so that nobody else opens one meanwhile.
        await work.ExecuteAsync("UPDATE partnership.organisation SET guard = guard + 1 WHERE code = @Enterprise", new { slot.Enterprise });
        if (slot.State != SlotState.Approved || slot.ApprovedBy is not { } institution)
        {
            return Problems.SlotNotIn(slot, SlotState.Approved);
        }
        if (slot.EndsOn < act.Today) return Problems.SlotPast(slot.EndsOn, act.Today);
        if (await SlotBase.WhyNotUsableAsync(work, slot, slot.StartsOn) is { } unusable) return unusable;
        var facts = await SlotJudgement.WithFactsAsync(work, slot.Facts, slot.Enterprise, institution, act.Today);
        if (packs.Of(facts.LawOn) is not { } pack) return Problems.NoRulePack(facts.LawOn, packs);
        var verdicts = packs.Judge(pack, facts);
        if (Problems.Unlawful(pack, verdicts) is { } unlawful) return unlawful;
        if (await SlotFooting.WhyNoAgreementAsync(work, slot, institution, act.Today) is { } noAgreement) return noAgreement;

        var open = slot.OpenedBy(act);
        await SlotRow.RecordAsync(work, open, "opened", act);
        await NamedFilingRow.RecordAsync(work, before: [], open, act);
        await Steps.AddAsync(work, id, open.Version, "slot opened", act.Caller.Org, act.Today, act.Now);
        await SlotReceipt.IssueAsync(work, keys, pack, facts, verdicts, open, act);
        await events.Publish(new SlotOpenedV1 { OccurredAt = act.Now, Slot = open.ToEvent() });
        return await work.CommitAsync(TypedResults.Ok(open.ShownTo(act.Viewer())));
    }
}

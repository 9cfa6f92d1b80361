using Contracts;
using IndustryPartnership.Internships.Law;
using Kernel;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IndustryPartnership.Internships.Slots;

/// <summary>
/// The enterprise submits a lawful draft (D26–D30, D33–D36) to its partner institutions, or withdraws a slot that was never opened (D37).
/// </summary>
public static class SubmitSlot
{
    public static void Map(RouteGroupBuilder api)
    {
        api.MapPost("/slots/{id:guid}/submission", SubmitAsync).WithName(nameof(SubmitSlot)).WithSummary("Submit a slot for approval")
            .Allow(Roles.InternshipManager);
        api.MapPost("/slots/{id:guid}/withdrawal", WithdrawAsync).WithName("WithdrawSlot")
            .WithSummary("Withdraw a slot that was never opened").Allow(Roles.InternshipManager);
    }

    // Only a lawful slot is shown for approval.
    private static async Task<Results<Ok<Slot>, Refusal>> SubmitAsync(Guid id, UnitOfWork work, RulePacks packs, Act act)
    {
        if (await SlotRow.HoldAsync(work, id, act) is not { } slot) return CommonProblems.NotFound();
        if (slot.Enterprise != act.Caller.Org) return Problems.NotYourSlot(slot);
        if (slot.State != SlotState.Draft) return Problems.SlotNotIn(slot, SlotState.Draft);
        if (slot.EndsOn < act.Today) return Problems.SlotPast(slot.EndsOn, act.Today);
        if (await SlotJudgement.WhyUnlawfulAsync(work, packs, slot, null, act.Today) is { } unlawful) return unlawful;

        var submitted = slot.Submitted();
        await SlotRow.RecordAsync(work, submitted, "submitted", act);
        return await work.CommitAsync(TypedResults.Ok(submitted.ShownTo(act.Viewer())));
    }

    private static async Task<Results<Ok<Slot>, Refusal>> WithdrawAsync(Guid id, UnitOfWork work, Act act)
    {
        if (await SlotRow.HoldAsync(work, id, act) is not { } slot) return CommonProblems.NotFound();
        if (slot.Enterprise != act.Caller.Org) return Problems.NotYourSlot(slot);
        if (!SlotState.Written.Contains(slot.State)) return Problems.SlotNotIn(slot, SlotState.Written);

        var withdrawn = slot.Withdrawn();
        await SlotRow.RecordAsync(work, withdrawn, "withdrawn", act);
        return await work.CommitAsync(TypedResults.Ok(withdrawn.ShownTo(act.Viewer())));
    }
}

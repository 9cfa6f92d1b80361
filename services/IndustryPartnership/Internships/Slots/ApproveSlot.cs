using Contracts;
using IndustryPartnership.Internships.Law;
using Kernel;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IndustryPartnership.Internships.Slots;

/// <summary>
/// An institution with an agreement in force with the enterprise approves a lawful submitted slot. It attests that it asks nothing of
/// learners itself (D34). Or it returns the slot with its reasons (D37).
/// </summary>
public static class ApproveSlot
{
    /// <param name="InstitutionAttestation">Who attests for the institution what it does not ask of learners (D34).</param>
    public sealed record Request(Attestation? InstitutionAttestation = null);

    /// <param name="Reason">What the enterprise should change.</param>
    public sealed record ReturnRequest([property: Text(400)] string Reason);

    public static void Map(RouteGroupBuilder api)
    {
        api.MapPost("/slots/{id:guid}/approval", HandleAsync).WithName(nameof(ApproveSlot)).WithSummary("Approve a submitted slot")
            .Allow(Roles.Coordinator);
        api.MapPost("/slots/{id:guid}/return", ReturnAsync).WithName("ReturnSlot")
            .WithSummary("Return a submitted slot to its enterprise with reasons").Allow(Roles.Coordinator);
    }

    private static async Task<Results<Ok<Slot>, Refusal>> HandleAsync(
        Guid id, Request request, UnitOfWork work, RulePacks packs, Act act)
    {
        if (await SlotRow.HoldAsync(work, id, act) is not { } slot) return CommonProblems.NotFound();
        if (!slot.AwaitsApproval) return Problems.SlotNotIn(slot, SlotState.Submitted);
        if (await SlotFooting.WhyNoAgreementAsync(work, slot, act.Caller.Org, act.Today) is { } noAgreement) return noAgreement;
        var approved = slot.ApprovedFor(act.Caller.Org, request.InstitutionAttestation);
        if (await SlotJudgement.WhyUnlawfulAsync(work, packs, approved, act.Caller.Org, act.Today) is { } unlawful) return unlawful;

        await SlotRow.RecordAsync(work, approved, "approved", act);
        await Steps.AddAsync(work, id, approved.Version, "slot approved", act.Caller.Org, act.Today, act.Now);
        return await work.CommitAsync(TypedResults.Ok(approved.ShownTo(act.Viewer())));
    }

    private static async Task<Results<Ok<Slot>, Refusal>> ReturnAsync(Guid id, ReturnRequest request, UnitOfWork work, Act act)
    {
        if (await SlotRow.HoldAsync(work, id, act) is not { } slot) return CommonProblems.NotFound();
        if (slot.State != SlotState.Submitted) return Problems.SlotNotIn(slot, SlotState.Submitted);

        var returned = slot.ReturnedBy(act.Caller.Org, act.Today, request.Reason);
        await SlotRow.RecordAsync(work, returned, "returned", act, request.Reason);
        return await work.CommitAsync(TypedResults.Ok(returned.ShownTo(act.Viewer())));
    }
}

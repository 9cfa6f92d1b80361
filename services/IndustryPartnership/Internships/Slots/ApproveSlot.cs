using System.ComponentModel.DataAnnotations;
using Contracts;
using IndustryPartnership.Internships.Law;
using Kernel;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IndustryPartnership.Internships.Slots;

/// <summary>
/// An institution that has an agreement in force with the enterprise approves a submitted slot that is lawful, and attests that it asks
/// nothing of learners itself (D34);
/// or it returns the slot with its reasons (D37).
/// </summary>
public static class ApproveSlot
{
    /// <param name="InstitutionAttestation">Who attests for the institution what it does not ask of learners (D34).</param>
    public sealed record Request(Attestation? InstitutionAttestation = null) : IValidatableObject
    {
        public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) =>
            InstitutionAttestation?.WrongWords(nameof(InstitutionAttestation)) ?? [];
    }

    /// <param name="Reason">What is to be changed; for the enterprise.</param>
    public sealed record ReturnRequest([property: Text(400)] string Reason);

    public static void Map(RouteGroupBuilder api)
    {
        api.MapPost("/slots/{id:guid}/approval", HandleAsync).WithName(nameof(ApproveSlot)).WithSummary("Approve a submitted slot")
            .Allow(Roles.Coordinator);
        api.MapPost("/slots/{id:guid}/return", ReturnAsync).WithName("ReturnSlot")
            .WithSummary("Return a submitted slot to its enterprise with reasons").Allow(Roles.Coordinator);
    }

    private static async Task<Results<Ok<Slot>, Refusal>> HandleAsync(
        Guid id, Request request, UnitOfWork work, Caller caller, RulePacks packs, Today today, TimeProvider clock)
    {
        if (await SlotRow.FindAsync(work, id, caller.Org, today.Value) is null) return CommonProblems.NotFound();
        // One that was approved before institutions attested is approved once more.
        var approved = await work.ExecuteAsync(
            """
            UPDATE partnership.slot
            SET state = 'approved', approved_by = @org, approved_capacity = capacity, approved_from = starts_on, approved_until = ends_on,
                version = version + 1
            WHERE id = @id AND (state = 'submitted' OR (state = 'approved' AND approved_capacity IS NULL)) AND id IN (
                SELECT s.id FROM partnership.slot s WHERE s.id = @id AND
            """ + " " + SlotFooting.HasAgreement + ")",
            new { id, org = caller.Org, institution = caller.Org, day = today.Value });
        if (await SlotRow.FindAsync(work, id, caller.Org, today.Value) is not { } held) return CommonProblems.NotFound();
        if (approved == 0)
        {
            if (held.State != "submitted") return Problems.SlotNotIn(held, "submitted");
            var lastDay = await SlotFooting.LastDayAsync(work, held, caller.Org, today.Value);
            return Problems.NoAgreementInForce(held.Enterprise, caller.Org, held.FirstDay(today.Value), lastDay, isWritten: true);
        }
        await SlotTermsRow.WriteAsync(work, id, held.Stated with { InstitutionAttestation = request.InstitutionAttestation });
        var slot = (await SlotRow.FindAsync(work, id, caller.Org, today.Value))!;
        if (await SlotJudgement.WhyUnlawfulAsync(work, packs, slot, caller.Org, today.Value) is { } unlawful) return unlawful;

        await work.AuditAsync("slot", id, slot.Version, "approved", caller);
        await Steps.AddAsync(work, id, slot.Version, "slot approved", caller.Org, today.Value, clock.GetUtcNow());
        return await work.CommitAsync(TypedResults.Ok(slot));
    }

    private static async Task<Results<Ok<Slot>, Refusal>> ReturnAsync(
        Guid id, ReturnRequest request, UnitOfWork work, Caller caller, Today today)
    {
        if (await SlotRow.FindAsync(work, id, caller.Org, today.Value) is not { } found) return CommonProblems.NotFound();
        var returned = await work.ExecuteAsync(
            """
            UPDATE partnership.slot SET state = 'draft', returned_by = @Org, returned_on = @today, return_reason = @Reason,
                version = version + 1
            WHERE id = @id AND state = 'submitted'
            """,
            new { id, caller.Org, request.Reason, today = today.Value });
        if (returned == 0)
        {
            return await SlotRow.FindAsync(work, id, caller.Org, today.Value) is { } held ? Problems.SlotNotIn(held, "submitted")
                : CommonProblems.NotFound();
        }

        // The draft is the enterprise's again, and the institution no longer sees it.
        var slot = (await SlotRow.FindAsync(work, id, found.Enterprise, today.Value))!;
        await work.AuditAsync("slot", id, slot.Version, "returned", caller, request.Reason);
        return await work.CommitAsync(TypedResults.Ok(found with { State = slot.State, Version = slot.Version, Returned = slot.Returned }));
    }
}

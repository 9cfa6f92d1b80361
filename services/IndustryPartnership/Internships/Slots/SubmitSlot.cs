using Contracts;
using IndustryPartnership.Internships.Law;
using Kernel;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IndustryPartnership.Internships.Slots;

/// <summary>The enterprise shows a drafted slot that is lawful (D26–D30, D33–D36) to the institutions that it has an agreement with, or
/// withdraws one that was never opened (D37).</summary>
public static class SubmitSlot
{
    public static void Map(RouteGroupBuilder api)
    {
        api.MapPost("/slots/{id:guid}/submission", SubmitAsync).WithName(nameof(SubmitSlot)).WithSummary("Submit a slot for approval").Allow(Roles.InternshipManager);
        api.MapPost("/slots/{id:guid}/withdrawal", WithdrawAsync).WithName("WithdrawSlot").WithSummary("Withdraw a slot that was never opened").Allow(Roles.InternshipManager);
    }

    // Nothing that the law forbids is shown for approval: what an institution approves is lawful.
    private static async Task<Results<Ok<Slot>, Refusal>> SubmitAsync(
        Guid id, UnitOfWork work, Caller caller, RulePacks packs, Today today)
    {
        if (await SlotRow.FindAsync(work, id, caller.Org, today.Value) is not { } found) return CommonProblems.NotFound();
        if (found.Enterprise != caller.Org) return Problems.NotYourSlot(found);
        var submitted = await work.ExecuteAsync(
            """
            UPDATE partnership.slot SET state = 'submitted', returned_by = NULL, returned_on = NULL, return_reason = NULL,
                version = version + 1
            WHERE id = @id AND state = 'draft'
            """,
            new { id });
        var slot = (await SlotRow.FindAsync(work, id, caller.Org, today.Value))!;
        if (submitted == 0) return Problems.SlotNotIn(slot, "draft");
        if (slot.EndsOn < today.Value) return Problems.SlotPast(slot.EndsOn, today.Value);
        if (await SlotJudgement.WhyUnlawfulAsync(work, packs, slot, null, today.Value) is { } unlawful) return unlawful;

        await work.AuditAsync("slot", id, slot.Version, "submitted", caller);
        return await work.CommitAsync(TypedResults.Ok(slot));
    }

    private static async Task<Results<Ok<Slot>, Refusal>> WithdrawAsync(Guid id, UnitOfWork work, Caller caller, Today today)
    {
        if (await SlotRow.FindAsync(work, id, caller.Org, today.Value) is not { } found) return CommonProblems.NotFound();
        if (found.Enterprise != caller.Org) return Problems.NotYourSlot(found);
        if (await work.ExecuteAsync("UPDATE partnership.slot SET state = 'withdrawn', version = version + 1 WHERE id = @id AND state IN ('draft', 'submitted', 'approved')", new { id }) == 0)
        {
            return Problems.SlotNotIn(found, "draft", "submitted", "approved");
        }

        await work.AuditAsync("slot", id, found.Version + 1, "withdrawn", caller);
        return await work.CommitAsync(TypedResults.Ok((await SlotRow.FindAsync(work, id, caller.Org, today.Value))!));
    }
}

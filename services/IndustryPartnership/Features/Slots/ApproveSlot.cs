using Contracts;
using Kernel;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IndustryPartnership.Features.Slots;

/// <summary>An institution that has an agreement in force with the enterprise approves a submitted slot (D37).</summary>
public static class ApproveSlot
{
    public static void Map(RouteGroupBuilder api) => api.MapPost("/slots/{id:guid}/approval", HandleAsync)
        .WithName(nameof(ApproveSlot)).WithSummary("Approve a submitted slot").Allow(Roles.Coordinator);

    private static async Task<Results<Ok<Slot>, ProblemHttpResult>> HandleAsync(Guid id, UnitOfWork work, Caller caller, Today today, TimeProvider clock)
    {
        if (await SlotRow.FindAsync(work, id, caller.Org, today.Value) is not { } found) return CommonProblems.NotFound();
        var approved = await work.ExecuteAsync(
            "UPDATE partnership.slot SET state = 'approved', approved_by = @institution, version = version + 1 WHERE id = @id AND state = 'submitted' AND id IN (SELECT s.id FROM partnership.slot s WHERE s.id = @id AND "
            + SlotFooting.HasAgreement + ")",
            new { id, institution = caller.Org, day = today.Value });
        if (approved == 0)
        {
            return found.State == "submitted"
                ? Problems.NoAgreementInForce(
                    found.Enterprise, caller.Org, found.FirstDay(today.Value), await SlotFooting.LastDayAsync(
                    work, found, caller.Org, today.Value), isWritten: true)
                : Problems.SlotNotIn(found, "submitted");
        }

        await work.AuditAsync("slot", id, found.Version + 1, "approved", caller);
        await Steps.AddAsync(work, id, found.Version + 1, "slot approved", caller.Org, today.Value, clock.GetUtcNow());
        return await work.CommitAsync(TypedResults.Ok((await SlotRow.FindAsync(work, id, caller.Org, today.Value))!));
    }
}

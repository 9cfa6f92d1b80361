using Contracts;
using IndustryPartnership.Internships.Law;
using Kernel;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IndustryPartnership.Internships.Slots;

/// <summary>
/// The enterprise, or the institution that approved it, records what became of the insurance of a slot that was opened (D35): it was ended
/// early, prolonged, or another policy was taken out besides.
/// It is a fact and is not refused for its days: a start on a day without cover is, and later days without cover are a risk on the
/// coordinator's board.
/// That learners pay for it is refused as ever.
/// </summary>
public static class RecordInsurance
{
    /// <param name="Items">What was recorded, oldest first.</param>
    public sealed record Response(IReadOnlyList<Record> Items);

    /// <summary>One record of a slot's insurances.</summary>
    /// <param name="Insurance">The policy, as it was recorded.</param>
    /// <param name="RecordedBy">The organisation that recorded it.</param>
    /// <param name="SlotVersion">The slot's version that the record made.</param>
    /// <param name="IsCurrent">Whether it is the newest record of the policy.</param>
    public sealed record Record(Insurance Insurance, string RecordedBy, int SlotVersion, bool IsCurrent);

    public static void Map(RouteGroupBuilder api)
    {
        api.MapPost("/slots/{id:guid}/insurance", HandleAsync).WithName(nameof(RecordInsurance))
            .WithSummary("Record what became of the insurance of a slot that was opened")
            .Allow(Roles.InternshipManager, Roles.Coordinator);
        api.MapGet("/slots/{id:guid}/insurances", ListAsync).WithName("ListInsurances")
            .WithSummary("Read all that was recorded of a slot's insurances");
    }

    private static async Task<Results<Ok<Slot>, Refusal>> HandleAsync(
        Guid id, Insurance request, UnitOfWork work, Caller caller, RulePacks packs, Today today, TimeProvider clock)
    {
        if (await SlotRow.FindAsync(work, id, caller.Org, today.Value) is not { } found) return CommonProblems.NotFound();
        var mayRecord = (found.Enterprise == caller.Org && caller.Is(Roles.InternshipManager))
            || (found.ApprovedBy == caller.Org && caller.Is(Roles.Coordinator));
        if (!mayRecord) return Problems.NotYourInsurance(found);
        var limits = packs.Of(found.StartsOn) is { } pack ? packs.LimitsOf<LiabilityInsurance.Limits>(pack, LiabilityInsurance.Name) : null;
        if (limits is not null && LiabilityInsurance.JudgePolicy(request, limits) is { Passes: false } verdict)
        {
            return Problems.InsuranceCharged(verdict);
        }
        var recorded = await work.ExecuteAsync(
            "UPDATE partnership.slot SET version = version + 1 WHERE id = @id AND state IN ('open', 'full', 'closed')", new { id });
        if (recorded == 0)
        {
            return Problems.SlotNotIn((await SlotRow.FindAsync(work, id, caller.Org, today.Value))!, "open", "full", "closed");
        }
        await InsuranceRow.RecordAsync(work, id, request, caller.Org);

        var slot = (await SlotRow.FindAsync(work, id, caller.Org, today.Value))!;
        await work.AuditAsync("slot", id, slot.Version, "insurance recorded", caller);
        await Steps.AddAsync(work, id, slot.Version, "insurance recorded", caller.Org, today.Value, clock.GetUtcNow());
        return await work.CommitAsync(TypedResults.Ok(slot));
    }

    private static async Task<Results<Ok<Response>, Refusal>> ListAsync(
        Guid id, Db db, Caller caller, Today today, CancellationToken ct)
    {
        if (await SlotRow.FindAsync(db, id, ReadSlots.OrgOf(caller), today.Value, ct) is null) return CommonProblems.NotFound();
        var rows = await db.QueryAsync<InsuranceRow>(
            "SELECT " + InsuranceRow.Columns + " FROM partnership.slot_insurance i WHERE i.slot_id = @id ORDER BY i.seq", new { id }, ct);
        return TypedResults.Ok(
            new Response([.. rows.Select(row => new Record(row.Show(), row.RecordedBy, row.SlotVersion, row.IsCurrent == 1))]));
    }
}

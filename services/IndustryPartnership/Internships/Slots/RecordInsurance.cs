using Contracts;
using IndustryPartnership.Internships.Law;
using Kernel;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IndustryPartnership.Internships.Slots;

/// <summary>
/// The enterprise or the approving institution records news of an opened slot's insurance (D35): ended early, prolonged, or another policy
/// added. It is a fact, so its days are not refused. A start on an uncovered day is refused, and later uncovered days are a risk on the
/// coordinator's board. A policy that learners pay for is still refused.
/// </summary>
public static class RecordInsurance
{
    /// <param name="Items">The records, oldest first.</param>
    public sealed record Response(IReadOnlyList<Record> Items);

    /// <summary>One record of a slot's insurances.</summary>
    /// <param name="Insurance">The policy, as it was recorded.</param>
    /// <param name="RecordedBy">The organisation that recorded it.</param>
    /// <param name="SlotVersion">The slot's version after the record.</param>
    /// <param name="IsCurrent">Whether it is the newest record of the policy.</param>
    public sealed record Record(Insurance Insurance, string RecordedBy, int SlotVersion, bool IsCurrent);

    public static void Map(RouteGroupBuilder api)
    {
        api.MapPost("/slots/{id:guid}/insurance", HandleAsync).WithName(nameof(RecordInsurance))
            .WithSummary("Record a change of an opened slot's insurance")
            .Allow(Roles.InternshipManager, Roles.Coordinator);
        api.MapGet("/slots/{id:guid}/insurances", ListAsync).WithName("ListInsurances")
            .WithSummary("Read all records of a slot's insurances");
    }

    private static async Task<Results<Ok<Slot>, Refusal>> HandleAsync(
        Guid id, Insurance request, UnitOfWork work, RulePacks packs, Act act)
    {
        if (await SlotRow.HoldAsync(work, id, act) is not { } slot) return CommonProblems.NotFound();
        var mayRecord = (slot.Enterprise == act.Caller.Org && act.Caller.Is(Roles.InternshipManager))
            || (slot.ApprovedBy == act.Caller.Org && act.Caller.Is(Roles.Coordinator));
        if (!mayRecord) return Problems.NotYourInsurance(slot);
        var limits = packs.Of(slot.Facts.LawOn) is { } pack
            ? packs.LimitsOf<LiabilityInsurance.Limits>(pack, LiabilityInsurance.Name)
            : null;
        if (limits is not null && LiabilityInsurance.JudgePolicy(request, limits) is { Passes: false } verdict)
        {
            return Problems.InsuranceCharged(verdict);
        }
        if (!slot.WasOpened) return Problems.SlotNotIn(slot, SlotState.Opened);

        var insured = slot.InsuredBy(request);
        await InsuranceRow.RecordAsync(work, insured, act.Caller.Org);
        await SlotRow.RecordAsync(work, insured, "insurance recorded", act);
        await Steps.AddAsync(work, id, insured.Version, "insurance recorded", act.Caller.Org, act.Today, act.Now);
        return await work.CommitAsync(TypedResults.Ok(insured.ShownTo(act.Viewer())));
    }

    private static async Task<Results<Ok<Response>, Refusal>> ListAsync(Guid id, Db db, Caller caller, Today today, CancellationToken ct)
    {
        if (await SlotRow.FindAsync(db, id, Viewer.Of(caller), today.Value, ct) is null) return CommonProblems.NotFound();
        var rows = await db.QueryAsync<InsuranceRow>(
            "SELECT " + InsuranceRow.Columns + " FROM partnership.slot_insurance i WHERE i.slot_id = @id ORDER BY i.seq", new { id }, ct);
        return TypedResults.Ok(
            new Response([.. rows.Select(row => new Record(row.Show(), row.RecordedBy, row.SlotVersion, row.IsCurrent == 1))]));
    }
}

using Contracts;
using IndustryPartnership.Rules.Internships;
using Kernel;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IndustryPartnership.Features.Slots;

/// <summary>
/// The enterprise records what became of the insurance of a slot that was opened (D35): it was ended early, prolonged, or taken out with another insurer. It is a fact and is not refused
/// for its days: whose placement it no longer covers is at risk on the coordinator's board. That learners pay for it is refused as ever.
/// </summary>
public static class RecordInsurance
{
    public static void Map(RouteGroupBuilder api) => api.MapPost("/slots/{id:guid}/insurance", HandleAsync)
        .WithName(nameof(RecordInsurance)).WithSummary("Record what became of the insurance of a slot that was opened").Allow(Roles.InternshipManager);

    private static async Task<Results<Ok<Slot>, ProblemHttpResult>> HandleAsync(Guid id, Insurance request, UnitOfWork work, Caller caller, Today today, TimeProvider clock)
    {
        if (await SlotRow.FindAsync(work, id, caller.Org, today.Value) is not { } found) return CommonProblems.NotFound();
        if (found.Enterprise != caller.Org) return Problems.NotYourSlot(found);
        if (request.ChargedToStudent) return Problems.InsuranceCharged(request);
        if (await work.ExecuteAsync("UPDATE partnership.slot SET version = version + 1 WHERE id = @id AND state IN ('open', 'full', 'closed')", new { id }) == 0) return Problems.SlotNotIn(found, "open", "full", "closed");
        await SlotTermsRow.WriteAsync(work, id, await SlotRow.StatedAsync(work, id) with { Insurance = request });

        var slot = (await SlotRow.FindAsync(work, id, caller.Org, today.Value))!;
        await work.AuditAsync("slot", id, slot.Version, "insurance recorded", caller);
        await Steps.AddAsync(work, id, slot.Version, "insurance recorded", caller.Org, today.Value, clock.GetUtcNow());
        return await work.CommitAsync(TypedResults.Ok(slot));
    }
}

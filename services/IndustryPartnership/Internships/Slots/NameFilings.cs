using System.ComponentModel.DataAnnotations;
using Contracts;
using IndustryPartnership.Internships.Filings;
using Kernel;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IndustryPartnership.Internships.Slots;

/// <summary>The enterprise names the filings that an opened slot rests on (D28), such as the one that follows a filing which has ended
/// (D45).</summary>
public static class NameFilings
{
    /// <param name="Filings">The filings, all of them: those that are left out are named no longer.</param>
    public sealed record Request([property: MaxLength(20)] IReadOnlyList<Guid> Filings);

    public static void Map(RouteGroupBuilder api) => api.MapPost("/slots/{id:guid}/filings", HandleAsync)
        .WithName(nameof(NameFilings)).WithSummary("Name the filings that a slot which was opened rests on").Allow(Roles.InternshipManager);

    private static async Task<Results<Ok<Slot>, Refusal>> HandleAsync(
        Guid id, Request request, UnitOfWork work, Caller caller, Today today)
    {
        if (await SlotRow.FindAsync(work, id, caller.Org, today.Value) is not { } found) return CommonProblems.NotFound();
        if (found.Enterprise != caller.Org) return Problems.NotYourSlot(found);
        if (await WhyUnknownAsync(work, request.Filings, caller.Org) is { } problem) return problem;
        var named = await work.ExecuteAsync(
            "UPDATE partnership.slot SET version = version + 1 WHERE id = @id AND state IN ('open', 'full', 'closed')", new { id });
        if (named == 0) return Problems.SlotNotIn((await SlotRow.FindAsync(work, id, caller.Org, today.Value))!, "open", "full", "closed");
        await WriteAsync(work, id, request.Filings);

        var slot = (await SlotRow.FindAsync(work, id, caller.Org, today.Value))!;
        await work.AuditAsync("slot", id, slot.Version, "filings named", caller);
        return await work.CommitAsync(TypedResults.Ok(slot));
    }

    internal static async Task WriteAsync(UnitOfWork work, Guid slotId, IEnumerable<Guid> filings)
    {
        await work.ExecuteAsync("DELETE FROM partnership.slot_filing WHERE slot_id = @slotId", new { slotId });
        foreach (var filing in filings.Distinct())
        {
            await work.ExecuteAsync(
                "INSERT INTO partnership.slot_filing (slot_id, filing_id) VALUES (@slotId, @filing)", new { slotId, filing });
        }
    }

    /// <summary>Why filings are not named: there is none of that identity that an authority recorded for the enterprise.</summary>
    internal static async Task<Refusal?> WhyUnknownAsync(UnitOfWork work, IReadOnlyList<Guid>? filings, string enterprise)
    {
        var asked = (filings ?? []).Distinct().ToList();
        var known = (await FilingRow.OfAsync(work, asked)).Where(filing => filing.Enterprise == enterprise).Select(filing => filing.Id)
            .ToList();
        return known.Count == asked.Count ? null : Problems.FilingsUnknown(asked.Except(known), known);
    }
}

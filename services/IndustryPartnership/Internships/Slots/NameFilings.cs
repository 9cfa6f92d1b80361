using System.ComponentModel.DataAnnotations;
using Contracts;
using IndustryPartnership.Internships.Filings;
using IndustryPartnership.Internships.Law;
using Kernel;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IndustryPartnership.Internships.Slots;

/// <summary>The enterprise names the filings that an opened slot rests on (D28), such as the successor of an ended one (D45).</summary>
public static class NameFilings
{
    /// <param name="Filings">All filings. Those left out are no longer named.</param>
    public sealed record Request([property: MaxLength(20)] IReadOnlyList<Guid> Filings);

    public static void Map(RouteGroupBuilder api) => api.MapPost("/slots/{id:guid}/filings", HandleAsync)
        .WithName(nameof(NameFilings)).WithSummary("Name the filings that an opened slot rests on").Allow(Roles.InternshipManager);

    private static async Task<Results<Ok<Slot>, Refusal>> HandleAsync(Guid id, Request request, UnitOfWork work, Act act)
    {
        if (await SlotRow.HoldAsync(work, id, act) is not { } slot) return CommonProblems.NotFound();
        if (slot.Enterprise != act.Caller.Org) return Problems.NotYourSlot(slot);
        var filings = await OfEnterpriseAsync(work, request.Filings, slot.Enterprise);
        if (Unknown(request.Filings, filings) is { Count: > 0 } unknown)
        {
            return Problems.FilingsUnknown(unknown, new { filings = filings.Select(filing => filing.Id) });
        }
        if (!slot.WasOpened) return Problems.SlotNotIn(slot, SlotState.Opened);

        var named = slot.RestingOn(filings);
        await SlotRow.RecordAsync(work, named, "filings named", act);
        await NamedFilingRow.RecordAsync(work, slot.Filed, named, act);
        return await work.CommitAsync(TypedResults.Ok(named.ShownTo(act.Viewer())));
    }

    /// <summary>Those of the named filings that an authority recorded for the enterprise.</summary>
    internal static async Task<IReadOnlyList<Filed>> OfEnterpriseAsync(UnitOfWork work, IReadOnlyList<Guid> named, string enterprise) =>
        [.. (await FilingRow.OfAsync(work, [.. named.Distinct()])).Where(filing => filing.Enterprise == enterprise)];

    /// <summary>The others: no authority recorded them for the enterprise.</summary>
    internal static List<Guid> Unknown(IReadOnlyList<Guid> named, IReadOnlyList<Filed> known) =>
        [.. named.Distinct().Except(known.Select(filing => filing.Id))];
}

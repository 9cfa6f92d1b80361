using IndustryPartnership.Internships.Law;
using Kernel;
using Kernel.Data;
using Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IndustryPartnership.Internships.Slots;

/// <summary>Opened slots are public to everyone with a token. Before that, the enterprise and its approving partners see them.</summary>
public static class ReadSlots
{
    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/slots", ListAsync).WithName("ListSlots")
            .WithSummary("Search internship slots, such as open ones by major, skill, place and days");
        api.MapGet("/slots/{id:guid}", GetAsync).WithName("GetSlot").WithSummary("Read an internship slot");
    }

    private static async Task<Ok<Page<Slot>>> ListAsync(
        HttpContext http, Paging paging, [AsParameters] SlotFilter filter, Db db, Caller caller, RulePacks packs, Today today,
        CancellationToken ct)
    {
        var viewer = Viewer.Of(caller);
        var near = packs.Of(today.Value) is { } pack ? packs.LimitsOf<MajorMatch.Limits>(pack, MajorMatch.Name) : null;
        var search = new SlotSearch(filter, viewer, near, today.Value);
        var isFiled = await SlotRests.FiledAsync(db, packs, caller.Org, today.Value, ct);
        if (paging.Counts) paging.Counted(await FoundAsync(paging.FromBeginning()).CountAsync(ct));
        var found = await FoundAsync(paging).Take(paging.Limit).ToListAsync(ct);
        return paging.Reply(http, found, one => one.Seq, one => one.Slot.ShownTo(viewer));

        // The rules judge filings after the query. A page that loses slots is filled from those that follow.
        async IAsyncEnumerable<(long Seq, Slot Slot)> FoundAsync(Paging place)
        {
            while (true)
            {
                var page = await search.PageAsync(db, place, ct);
                foreach (var (slot, row) in (await SlotRow.ShowAsync(db, page, ct)).Zip(page))
                {
                    var isShown = IsOwn(slot) || slot.State is not (SlotState.Open or SlotState.Full) || isFiled(slot);
                    if (isShown) yield return (row.Seq, slot);
                }
                if (page.Count < place.Limit) yield break;
                place = place.Behind(page[^1].Seq);
            }
        }

        bool IsOwn(Slot slot) => !viewer.IsPerson
            && (slot.Enterprise == viewer.Org || (slot.ApprovedBy == viewer.Org && filter.State != SlotState.Open));
    }

    private static async Task<Results<Ok<Slot>, Refusal>> GetAsync(Guid id, Db db, Caller caller, Today today, CancellationToken ct) =>
        await FindAsync(db, id, Viewer.Of(caller), today.Value, ct) is { } slot ? TypedResults.Ok(slot) : CommonProblems.NotFound();

    /// <summary>The slot as the viewer sees it, if they may.</summary>
    internal static async Task<Slot?> FindAsync(IReader reader, Guid id, Viewer viewer, DateOnly today, CancellationToken ct = default) =>
        (await SlotRow.FindAsync(reader, id, viewer, today, ct))?.ShownTo(viewer);
}

using Kernel;
using Kernel.Data;
using Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IndustryPartnership.Features.Slots;

/// <summary>Slots that were opened are public to everybody with a token; before that they are the enterprise's, and its partners' to approve.</summary>
public static class ReadSlots
{
    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/slots", ListAsync).WithName("ListSlots").WithSummary("List internship slots");
        api.MapGet("/slots/{id:guid}", GetAsync).WithName("GetSlot").WithSummary("Read an internship slot");
    }

    private static async Task<Ok<Page<Slot>>> ListAsync(HttpContext http, Paging paging, Db db, Caller caller, Today today, CancellationToken ct, string? enterprise = null, string? state = null, Guid? baseId = null)
    {
        var rows = await db.QueryAsync<SlotRow>(
            "SELECT " + SlotRow.Columns + " FROM partnership.slot s WHERE s.seq > @After AND (@enterprise IS NULL OR s.enterprise = @enterprise) AND (@state IS NULL OR s.state = @state) AND (@baseId IS NULL OR s.base_id = @baseId) AND "
            + SlotRow.Visible + " ORDER BY s.seq " + Db.Page,
            new { paging.After, limit = paging.Limit, enterprise, state, baseId, org = caller.Org, today = today.Value }, ct);
        var slots = (await SlotRow.ShowAsync(db, rows, caller.Org, ct)).ToDictionary(slot => slot.Id);
        return paging.Reply(http, rows, row => row.Seq, row => slots[row.Id]);
    }

    private static async Task<Results<Ok<Slot>, ProblemHttpResult>> GetAsync(Guid id, Db db, Caller caller, Today today, CancellationToken ct) =>
        await SlotRow.FindAsync(db, id, caller.Org, today.Value, ct) is { } slot ? TypedResults.Ok(slot) : CommonProblems.NotFound();
}

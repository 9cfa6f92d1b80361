using Contracts;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IndustryPartnership.Features.Placements;

/// <summary>Placements are read by the learner's institution, the enterprise, and the learner.</summary>
public static class ReadPlacements
{
    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/placements", ListAsync).WithName("ListPlacements").WithSummary("List the placements that you are a party to").Allow(Roles.Coordinator, Roles.InternshipManager, Roles.Learner);
        api.MapGet("/placements/{id:guid}", GetAsync).WithName("GetPlacement").WithSummary("Read a placement that you are a party to").Allow(Roles.Coordinator, Roles.InternshipManager, Roles.Learner);
    }

    private static async Task<Ok<Page<Placement>>> ListAsync(HttpContext http, Paging paging, Db db, Caller caller, CancellationToken ct, Guid? slotId = null, Guid? learnerId = null, string? state = null)
    {
        var rows = await db.QueryAsync<PlacementRow>(
            "SELECT " + PlacementRow.Columns + " FROM partnership.placement p WHERE p.seq > @After AND (@slotId IS NULL OR p.slot_id = @slotId) AND (@learnerId IS NULL OR p.learner_id = @learnerId) AND (@state IS NULL OR p.state = @state) AND "
            + PlacementRow.Visible + " ORDER BY p.seq " + Db.Page,
            new { paging.After, limit = paging.Limit, slotId, learnerId, state, org = caller.Org, person = caller.Person, isLearner = PlacementRow.Personal(caller) }, ct);
        return paging.Reply(http, rows, row => row.Seq, row => row.Show());
    }

    private static async Task<Results<Ok<Placement>, ProblemHttpResult>> GetAsync(Guid id, Db db, Caller caller, CancellationToken ct) =>
        await PlacementRow.FindAsync(db, id, caller, ct) is { } placement ? TypedResults.Ok(placement) : CommonProblems.NotFound();
}

using Contracts;
using IndustryPartnership.Internships.Placements;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using Kernel.Personal;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IndustryPartnership.Internships.Moves;

/// <summary>
/// Everyone who is or was asked reads changes: institution, both enterprises and the learner. The next enterprise sees the change, and not
/// the placement.
/// </summary>
public static class ReadPlacementChanges
{
    private static readonly string[] Readers = [Roles.Coordinator, Roles.InternshipManager, Roles.Signatory, Roles.Learner];

    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/placement-changes", ListAsync)
            .WithName("ListPlacementChanges")
            .WithSummary("List the changes of placements that you are or were asked about")
            .Allow(Readers);
        api.MapGet("/placements/{id:guid}/changes", ListOfPlacementAsync)
            .WithName("ListChangesOfPlacement")
            .WithSummary("List the changes of a placement that you are or were asked about")
            .Allow(Readers);
        api.MapGet("/placements/{id:guid}/changes/{changeId:guid}", GetAsync)
            .WithName("GetPlacementChange")
            .WithSummary("Read a change of a placement that you are or were asked about")
            .Allow(Readers);
    }

    private static async Task<Ok<Page<PlacementChange>>> ListAsync(
        HttpContext http, Paging paging, [AsParameters] PlacementChangeFilter filter, Db db, Caller caller, CancellationToken ct) =>
        await PageAsync(http, paging, db, Viewer.Of(caller), null, filter, ct);

    private static async Task<Results<Ok<Page<PlacementChange>>, Refusal>> ListOfPlacementAsync(
        Guid id, HttpContext http, Paging paging, Db db, Caller caller, CancellationToken ct)
    {
        var viewer = Viewer.Of(caller);
        var page = await PageAsync(http, paging, db, viewer, id, new(), ct);
        return page.Value!.Items.Count > 0 || await PlacementRow.FindAsync(db, id, viewer, ct) is not null
            ? page
            : CommonProblems.NotFound();
    }

    private static async Task<Results<Ok<PlacementChange>, Refusal>> GetAsync(
        Guid id, Guid changeId, Db db, Caller caller, CancellationToken ct) =>
        await PlacementChangeRow.FindAsync(db, id, changeId, Viewer.Of(caller), ct) is { } change
            ? TypedResults.Ok(change.ShownTo(Viewer.Of(caller)))
            : CommonProblems.NotFound();

    /// <summary>The change as the viewer sees it, if they may.</summary>
    internal static async Task<PlacementChange?> FindAsync(IReader reader, Guid id, Viewer viewer) =>
        await reader.FindAsync<Guid?>("SELECT placement_id FROM partnership.placement_change WHERE id = @id", new { id }) is { } placement
            ? (await PlacementChangeRow.FindAsync(reader, placement, id, viewer))?.ShownTo(viewer)
            : null;

    private static async Task<Ok<Page<PlacementChange>>> PageAsync(
        HttpContext http, Paging paging, Db db, Viewer viewer, Guid? placementId, PlacementChangeFilter filter,
        CancellationToken ct)
    {
        var rows = await paging.ReadAsync<PlacementChangeRow>(
            db,
            PlacementChangeRow.Select +
            $"""
             WHERE (@placementId IS NULL OR c.placement_id = @placementId)
                AND (@State IS NULL OR c.state = @State)
                AND (@Enterprise IS NULL OR c.from_enterprise = @Enterprise OR c.to_enterprise = @Enterprise)
                AND (@OfPerson IS NULL OR EXISTS (SELECT 1 FROM partnership.learner o
                    WHERE o.id = c.learner_id AND o.person_id IN {PersonalValues.OfPerson} AND o.institution = @Org)) AND
            """ + " " + PlacementChangeRow.Visible,
            new
            {
                placementId,
                filter.State,
                filter.Enterprise,
                OfPerson = filter.Person,
                viewer.Org,
                viewer.Person,
                viewer.IsLearner,
            }, ct);
        var changes = (await PlacementChangeRow.ShowAsync(db, rows, ct)).ToDictionary(change => change.Id);
        return paging.Reply(http, rows, row => row.Seq, row => changes[row.Id].ShownTo(viewer));
    }
}

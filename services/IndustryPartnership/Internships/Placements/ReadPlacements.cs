using Contracts;
using Kernel;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using Kernel.Personal;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IndustryPartnership.Internships.Placements;

/// <summary>The learner's institution, the enterprise, the learner and the named mentor read placements and their agreements.</summary>
public static class ReadPlacements
{
    internal static readonly string[] Readers = [Roles.Coordinator, Roles.InternshipManager, Roles.Signatory, Roles.Learner, Roles.Mentor];

    /// <summary>
    /// What institution, enterprise and learner sign (D31). An enterprise reads the agreement to which it is a party.
    /// </summary>
    /// <param name="Text">
    /// The canonical JSON (RFC 8785) of the placement as planned. With its signature each party of <c>noBurdens.attestedBySigning</c> attests
    /// that nobody asks the learner for what <c>noBurdens.absent</c> lists (D34).
    /// </param>
    /// <param name="TextHash">SHA-256 of that text, in lower-case hexadecimal. A party sends it back.</param>
    public sealed record Agreement(string Text, string TextHash);

    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/placements", ListAsync).WithName("ListPlacements").WithSummary("List the placements that you are a party to")
            .Allow(Readers);
        api.MapGet("/placements/{id:guid}", GetAsync).WithName("GetPlacement").WithSummary("Read a placement that you are a party to")
            .Allow(Readers);
        api.MapGet("/placements/{id:guid}/agreement", GetAgreementAsync)
            .WithName("GetPlacementAgreement")
            .WithSummary("Read the agreement that a placement's parties sign")
            .Allow(Readers);
    }

    private static async Task<Ok<Page<Placement>>> ListAsync(
        HttpContext http, Paging paging, [AsParameters] PlacementFilter filter, Db db, Caller caller, Today today, CancellationToken ct)
    {
        var viewer = Viewer.Of(caller);
        var rows = await paging.ReadAsync<PlacementRow>(
            db,
            PlacementRow.Select +
            $"""
             WHERE (@SlotId IS NULL OR p.slot_id = @SlotId) AND (@LearnerId IS NULL OR p.learner_id = @LearnerId)
                AND (@State IS NULL OR p.state = @State)
                AND (@Enterprise IS NULL OR p.enterprise = @Enterprise)
                AND (@OfPerson IS NULL OR EXISTS (SELECT 1 FROM partnership.learner o
                    WHERE o.id = p.learner_id AND o.person_id IN {PersonalValues.OfPerson} AND o.institution = @Org)) AND
            """ + " " + PlacementRow.VisibleToSign,
            new
            {
                filter.SlotId,
                filter.LearnerId,
                filter.State,
                filter.Enterprise,
                OfPerson = filter.Person,
                viewer.Org,
                viewer.Person,
                viewer.IsLearner,
                viewer.IsMentor,
            }, ct);
        var placements = (await CertificateRow.FlagAsync(db, await PlacementRow.ShowAsync(db, rows, ct), today.Value, ct)).ToDictionary(
            placement => placement.Id);
        return paging.Reply(http, rows, row => row.Seq, row => placements[row.Id]);
    }

    private static async Task<Results<Ok<Placement>, Refusal>> GetAsync(Guid id, Db db, Caller caller, Today today, CancellationToken ct) =>
        await FindAsync(db, id, Viewer.Of(caller), today.Value, ct) is { } placement
            ? TypedResults.Ok(placement)
            : CommonProblems.NotFound();

    /// <summary>The placement with today's flag, if the viewer may see it.</summary>
    internal static async Task<Placement?> FindAsync(
        IReader reader, Guid id, Viewer viewer, DateOnly today, CancellationToken ct = default) =>
        await PlacementRow.FindToSignAsync(reader, id, viewer, ct) is { } placement
            ? (await CertificateRow.FlagAsync(reader, [placement], today, ct))[0]
            : null;

    // An enterprise to which the learner moved is no party to the first agreement, but to that of the move (D31).
    private static async Task<Results<Ok<Agreement>, Refusal>> GetAgreementAsync(Guid id, Db db, Caller caller, CancellationToken ct)
    {
        var viewer = Viewer.Of(caller);
        var texts = await db.QueryAsync<AgreementRow>(
            $"""
            SELECT COALESCE(m.agreement_text, p.text) AS text, COALESCE(m.agreement_hash, p.text_hash) AS text_hash
            FROM partnership.placement p
            LEFT JOIN partnership.placement_change m
                ON m.placement_id = p.id AND m.state = 'in-force' AND m.to_enterprise = @Org AND m.agreement_text IS NOT NULL
            WHERE p.id = @id
                AND p.text IS NOT NULL
                AND {PlacementRow.VisibleToSign}
            ORDER BY m.effective_on DESC {Db.Page}
            """,
            new { id, viewer.Org, viewer.Person, viewer.IsLearner, viewer.IsMentor, limit = 1 }, ct);
        return texts is [var text] ? TypedResults.Ok(new Agreement(text.Text, text.TextHash)) : CommonProblems.NotFound();
    }

    private sealed record AgreementRow
    {
        public string Text { get; init; } = "";
        public string TextHash { get; init; } = "";
    }
}

using Kernel.Data;

namespace IndustryPartnership.Internships.Placements;

/// <summary>
/// The parts of a placement with tables of their own: acts, co-signatories, pauses, posts and corrections. One statement reads them.
/// </summary>
internal sealed record PlacementPart
{
    private const string Act = "act";
    private const string CoSignatory = "co-signatory";
    private const string Pause = "pause";
    private const string Post = "post";
    private const string Correction = "correction";

    // SQL Server takes each column's type from the first two SELECTs. There, a column is null at most once.
    private const string Select =
        """
        SELECT 'correction' AS part, k.placement_id, k.kind, k.party, k.acted_on AS from_on, k.corrected_on AS until_on, k.signatory,
            k.scan_hash AS hash, NULL AS slot_id, NULL AS mentor_id, NULL AS mentor, k.withdrawn, COALESCE(w.value, '') AS reason, k.seq,
            k.actor
        FROM partnership.placement_act_correction k
        LEFT JOIN partnership.personal_value w ON w.id = k.reason_id WHERE k.placement_id IN @ids
        UNION ALL
        SELECT 'post', o.placement_id, '', o.enterprise, o.from_on, o.until_on, NULL, NULL, o.slot_id, o.mentor_id, v.lookup, 0, NULL, 0,
            NULL
        FROM partnership.placement_post o
        LEFT JOIN partnership.mentor r ON r.id = o.mentor_id
        LEFT JOIN partnership.personal_value v ON v.id = r.person_id
        WHERE o.placement_id IN @ids
        UNION ALL
        SELECT 'act', a.placement_id, a.kind, a.party, a.acted_on, NULL, a.signatory, a.document_hash, NULL, NULL, NULL, 0, NULL, 0,
            a.actor
        FROM partnership.placement_act a WHERE a.placement_id IN @ids
        UNION ALL
        SELECT 'co-signatory', c.placement_id, '', c.organisation, c.signed_on, NULL, c.signatory, c.scan_hash, NULL, NULL, NULL, 0,
            NULL, 0, NULL
        FROM partnership.placement_cosignatory c WHERE c.placement_id IN @ids
        UNION ALL
        SELECT 'pause', p.placement_id, '', '', p.paused_on, p.resumed_on, NULL, NULL, NULL, NULL, NULL, 0, NULL, 0, NULL
        FROM partnership.placement_pause p WHERE p.placement_id IN @ids
        """;

    public string Part { get; init; } = "";
    public Guid PlacementId { get; init; }
    public string Kind { get; init; } = "";
    public string Party { get; init; } = "";
    public DateOnly? FromOn { get; init; }
    public DateOnly? UntilOn { get; init; }
    public string? Signatory { get; init; }
    public string? Hash { get; init; }
    public Guid? SlotId { get; init; }
    public Guid? MentorId { get; init; }
    public string? Mentor { get; init; }
    public int Withdrawn { get; init; }
    public string? Reason { get; init; }
    public long Seq { get; init; }
    public string? Actor { get; init; }

    public static async Task<ILookup<Guid, PlacementPart>> OfAsync(IReader reader, IReadOnlyList<Guid> ids, CancellationToken ct) =>
        ids.Count == 0
            ? Enumerable.Empty<PlacementPart>().ToLookup(part => part.PlacementId)
            : (await reader.QueryAsync<PlacementPart>(Select, new { ids }, ct)).ToLookup(part => part.PlacementId);

    /// <summary>The placement with its parts.</summary>
    public static Placement Add(Placement placement, IEnumerable<PlacementPart> parts)
    {
        var byPart = parts.ToLookup(part => part.Part);
        IReadOnlyList<PlacementPost> posts =
        [
            .. byPart[Post].OrderBy(post => post.FromOn)
                .Select(post => new PlacementPost(
                    post.FromOn!.Value, post.UntilOn, post.SlotId!.Value, post.Party, MentorRow.Name(post.Mentor, post.MentorId),
                    post.MentorId)),
        ];
        // The agreement is that of the enterprise that signed it, even after a move.
        var signedBy = posts is [var first, ..] ? first.Enterprise : placement.Enterprise;
        var acts = byPart[Act]
            .ToLookup(act => act.Kind, act => new PlacementAct(
                NameOf(act.Party), act.FromOn!.Value, act.Signatory, act.Hash,
                act.Kind == ActRow.Signature ? ActRow.SignedBy(act.Party, act.Hash, act.Actor) : null));
        List<PlacementPart> coSignatories = [.. byPart[CoSignatory].OrderBy(one => one.Party, StringComparer.Ordinal)];
        return placement with
        {
            Posts = posts,
            Pauses = [.. byPart[Pause].OrderBy(pause => pause.FromOn)
                .Select(pause => new PlacementPause(pause.FromOn!.Value, pause.UntilOn))],
            Consents = Placement.InOrder(acts[ActRow.Consent]),
            Refusals = Placement.InOrder(acts[ActRow.Refusal]),
            WithoutGuardian = Placement.InOrder(acts[ActRow.NoGuardian]),
            CoSignatories = [.. coSignatories.Select(one => one.Party)],
            Signatures = Placement.InOrder(acts[ActRow.Signature].Concat(coSignatories.Where(one => one.FromOn is not null)
                .Select(one => new PlacementAct(one.Party, one.FromOn!.Value, one.Signatory, one.Hash)))),
            Corrections =
            [
                .. byPart[Correction].OrderBy(one => one.Seq).Select(one => new PlacementCorrection(
                    one.Kind, one.Party, one.FromOn!.Value, one.Signatory, one.Hash, one.Withdrawn == 1, one.Reason!, one.UntilOn!.Value)),
            ],
        };

        string NameOf(string party) => party switch
        {
            ActRow.OfInstitution => placement.Institution,
            ActRow.OfEnterprise => signedBy,
            _ => party,
        };
    }
}

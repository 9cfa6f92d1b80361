using Kernel;
using Kernel.Data;

namespace FacultyCertification.Features.Resources;

/// <summary>
/// Resources as they are stored: found, held while a command decides, and recorded once, each version in rows of its own.
/// </summary>
internal sealed record ResourceRow
{
    public const string Columns = $"r.seq, {OfVersion}";

    /// <summary>The same of one version, without the resource's place in its list.</summary>
    public const string OfVersion =
        """
        r.id, r.owner, v.version, v.terms, v.scope, v.consortium_id, v.state, v.withdrawn_on, v.change, v.reason,
            v.recorded_at, v.recorded_on, c.dissolved_on,
            (SELECT CASE WHEN COUNT(*) > COUNT(o.left_on) THEN NULL ELSE MAX(o.left_on) END
            FROM faculty.consortium_member o
            WHERE o.consortium_id = v.consortium_id AND o.organisation = r.owner) AS owner_left_on
        """;

    /// <summary>The present version of each resource.</summary>
    public const string Present =
        $"""
        SELECT {Columns}
        FROM faculty.resource r
        INNER JOIN faculty.resource_version v ON v.resource_id = r.id AND v.version = r.version
        LEFT JOIN faculty.consortium c ON c.id = v.consortium_id
        """;

    /// <summary>
    /// Who sees a version <c>v</c> of a resource <c>r</c> today: the owner, and those with whom it is shared. Sharing ends with a
    /// membership, with the consortium, and with the closing of either organisation (D45). The parameters are <c>@Org</c> and
    /// <c>@Today</c>.
    /// </summary>
    public const string Visible =
        """
        (r.owner = @Org
            OR (v.state = 'offered'
                AND NOT EXISTS (
                    SELECT 1
                    FROM faculty.institution k
                    WHERE k.state = 'closed'
                        AND (k.closed_on IS NULL OR k.closed_on <= @Today)
                        AND (k.code = r.owner OR (k.code = @Org AND v.scope <> 'public')))
                AND (v.scope = 'public'
                    OR (v.scope = 'partners' AND EXISTS (
                        SELECT 1
                        FROM faculty.resource_partner p
                        WHERE p.resource_id = v.resource_id
                            AND p.version = v.version
                            AND p.organisation = @Org))
                    OR (v.scope = 'consortium' AND EXISTS (
                        SELECT 1
                        FROM faculty.consortium g
                        INNER JOIN faculty.consortium_member o ON o.consortium_id = g.id
                            AND o.organisation = r.owner
                            AND o.joined_on <= @Today
                            AND (o.left_on IS NULL OR o.left_on > @Today)
                        INNER JOIN faculty.consortium_member m ON m.consortium_id = g.id
                            AND m.organisation = @Org
                            AND m.joined_on <= @Today
                            AND (m.left_on IS NULL OR m.left_on > @Today)
                        WHERE g.id = v.consortium_id
                            AND g.founded_on <= @Today
                            AND (g.dissolved_on IS NULL OR g.dissolved_on > @Today))))))
        """;

    public long Seq { get; init; }
    public Guid Id { get; init; }
    public string Owner { get; init; } = "";
    public int Version { get; init; }
    public string Terms { get; init; } = "";
    public string Scope { get; init; } = "";
    public Guid? ConsortiumId { get; init; }
    public string State { get; init; } = "";
    public DateOnly? WithdrawnOn { get; init; }
    public string Change { get; init; } = "";
    public string? Reason { get; init; }
    public DateTimeOffset RecordedAt { get; init; }
    public DateOnly RecordedOn { get; init; }
    public DateOnly? DissolvedOn { get; init; }
    public DateOnly? OwnerLeftOn { get; init; }

    /// <summary>The present version, if the organisation may see it. A unit of work holds it until it ends.</summary>
    public static async Task<Resource?> FindAsync(IReader reader, Guid id, Act act, CancellationToken ct = default)
    {
        var row = await reader.FindAsync<ResourceRow>(
            $"""
            {Present}
            WHERE r.id = @id
                AND {Visible}
            """,
            new { id, act.Caller.Org, act.Today }, ct);
        return row is null ? null : (await ShowAsync(reader, [row], ct)).Single();
    }

    /// <summary>The resource, held: nobody else changes it before this transaction ends.</summary>
    public static Task<Resource?> HoldAsync(UnitOfWork work, Guid id, Act act) => FindAsync(work, id, act);

    /// <summary>The resources of these rows, with all of their partners.</summary>
    public static async Task<IReadOnlyList<Resource>> ShowAsync(
        IReader reader, IReadOnlyList<ResourceRow> rows, CancellationToken ct = default)
    {
        var partners = (await reader.QueryAsync<PartnerRow>(
            """
            SELECT resource_id, version, organisation
            FROM faculty.resource_partner
            WHERE resource_id IN @ids
            ORDER BY organisation
            """,
            new { ids = rows.Select(row => row.Id).Distinct() }, ct))
            .ToLookup(row => (row.ResourceId, row.Version), row => row.Organisation);
        return [.. rows.Select(row => row.With([.. partners[(row.Id, row.Version)]]))];
    }

    /// <summary>Keeps a new resource with its first version, and the audit.</summary>
    public static async Task AddAsync(UnitOfWork work, Resource added, Act act)
    {
        await work.ExecuteAsync(
            "INSERT INTO faculty.resource (id, owner, version, created_at) VALUES (@Id, @Owner, @Version, @Now)",
            new { added.Id, added.Owner, added.Version, act.Now });
        await ResourceVersionRow.AddAsync(work, added, "added", act, reason: null);
    }

    /// <summary>Records a change: the row, the version and the audit.</summary>
    public static async Task RecordAsync(UnitOfWork work, Resource next, string change, Act act, string? reason = null)
    {
        await work.ChangeAsync(
            "UPDATE faculty.resource SET version = @Version WHERE id = @Id AND version = @Version - 1", new { next.Id, next.Version });
        await ResourceVersionRow.AddAsync(work, next, change, act, reason);
    }

    private Resource With(IReadOnlyList<string> partners) => new()
    {
        Id = Id,
        Owner = Owner,
        Terms = ResourceTerms.Read(Terms),
        Sharing = new(Scope, Scope == ResourceSharing.Named ? partners : null, ConsortiumId),
        SharingEndsOn = DissolvedOn is null || OwnerLeftOn < DissolvedOn ? OwnerLeftOn : DissolvedOn,
        State = State,
        WithdrawnOn = WithdrawnOn,
        Version = Version,
    };

    private sealed record PartnerRow
    {
        public Guid ResourceId { get; init; }
        public int Version { get; init; }
        public string Organisation { get; init; } = "";
    }
}

using FacultyCertification.Features.Figures;
using FacultyCertification.Features.Resources;
using Kernel.Changes;
using Kernel.Data;

namespace FacultyCertification.Changes;

/// <summary>Shared resources and published figures in the change feed.</summary>
internal static class ResourceChanges
{
    /// <summary>A consortium that this service keeps a copy of.</summary>
    public const string Consortium = "consortium";

    /// <summary>An institution that this service keeps a copy of.</summary>
    public const string Institution = "institution";

    public static ChangeKind Resource { get; } = new()
    {
        Name = "resource",
        NamedAsync = (reader, ids) => reader.QueryAsync<Named>(
            """
            SELECT id, owner AS organisation
            FROM faculty.resource
            WHERE id IN @ids
            UNION
            SELECT resource_id AS id, organisation
            FROM faculty.resource_partner
            WHERE resource_id IN @ids
            UNION
            SELECT v.resource_id AS id, m.organisation
            FROM faculty.resource_version v
            JOIN faculty.consortium_member m ON m.consortium_id = v.consortium_id
            WHERE v.resource_id IN @ids
            """,
            new { ids }),
        Replies = ChangeKind.Each<Resource>((reader, id, act) => ResourceRow.FindAsync(reader, id, act), it => $"resources/{it.Id}"),
        AllAsync = AllResourcesAsync,
        // A member joins or leaves, and an organisation closes, on a day that may be to come.
        DatedAsync = AllResourcesAsync,
        RestsOn = new Dictionary<string, Func<IReader, IReadOnlyList<string>, Task<IReadOnlyList<Numbered>>>>
        {
            [Consortium] = (reader, ids) => reader.QueryAsync<Numbered>(
                """
                SELECT r.seq, r.id
                FROM faculty.resource r
                JOIN faculty.resource_version v ON v.resource_id = r.id AND v.version = r.version
                WHERE v.consortium_id IN @ids
                """,
                new { ids = ids.Select(Guid.Parse) }),
            [Institution] = (reader, codes) => reader.QueryAsync<Numbered>(
                """
                SELECT r.seq, r.id
                FROM faculty.resource r
                JOIN faculty.resource_version v ON v.resource_id = r.id AND v.version = r.version
                WHERE r.owner IN @codes
                    OR EXISTS (
                        SELECT 1
                        FROM faculty.resource_partner p
                        WHERE p.resource_id = r.id AND p.version = r.version AND p.organisation IN @codes)
                    OR EXISTS (
                        SELECT 1
                        FROM faculty.consortium_member m
                        WHERE m.consortium_id = v.consortium_id AND m.organisation IN @codes)
                """,
                new { codes }),
        },
    };

    public static ChangeKind Figure { get; } = new()
    {
        Name = "figure",
        Replies = ChangeKind.Each<PublishedFigure>((reader, id, _) => PublishedFigureRow.FindAsync(reader, id), it => $"figures/{it.Id}"),
        AllAsync = (reader, after, limit) => reader.QueryAsync<Numbered>(
            "SELECT seq, id FROM faculty.published_figure WHERE seq > @after ORDER BY seq " + Db.Page, new { after, limit }),
    };

    private static Task<IReadOnlyList<Numbered>> AllResourcesAsync(IReader reader, long after, int limit) => reader.QueryAsync<Numbered>(
        "SELECT seq, id FROM faculty.resource WHERE seq > @after ORDER BY seq " + Db.Page, new { after, limit });
}

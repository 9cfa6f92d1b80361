using Enrollment.Features.Articulations;
using Enrollment.Features.Credits;
using Enrollment.Features.Equivalences;
using Kernel.Changes;
using Kernel.Data;

namespace Enrollment.Changes;

/// <summary>Articulations and what two institutions agree on. Their institutions see drafts.</summary>
internal static class ArticulationChanges
{
    public static ChangeKind Articulation { get; } = new()
    {
        Name = "articulation",
        NamedAsync = (reader, ids) => reader.QueryAsync<Named>(
            """
            SELECT o.articulation_id AS id, o.institution AS organisation
            FROM enrollment.articulation_owner o
            WHERE o.articulation_id IN @ids
            """,
            new { ids }),
        Replies = ChangeKind.Each<Articulation>(
            (reader, id, act) => ArticulationRow.FindAsync(reader, id, act.Viewer()), it => $"articulations/{it.Id}"),
        AllAsync = (reader, after, limit) => reader.QueryAsync<Numbered>(
            "SELECT seq, id FROM enrollment.articulation WHERE seq > @after ORDER BY seq " + Db.Page, new { after, limit }),
    };

    public static ChangeKind CreditMapping { get; } = new()
    {
        Name = "credit-mapping",
        NamedAsync = (reader, ids) => reader.QueryAsync<Named>(
            """
            SELECT m.id, o.institution AS organisation
            FROM enrollment.credit_mapping m
            JOIN enrollment.articulation_owner o ON o.articulation_id = m.articulation_id
            WHERE m.id IN @ids
            """,
            new { ids }),
        Replies = ChangeKind.Each<CreditMapping>(
            (reader, id, act) => CreditMappingRow.FindAsync(reader, id, act.Viewer()), it => $"credit-mappings/{it.Id}"),
        AllAsync = (reader, after, limit) => reader.QueryAsync<Numbered>(
            "SELECT seq, id FROM enrollment.credit_mapping WHERE seq > @after ORDER BY seq " + Db.Page, new { after, limit }),
    };

    public static ChangeKind Equivalence { get; } = new()
    {
        Name = "equivalence",
        NamedAsync = (reader, ids) => reader.QueryAsync<Named>(
            """
            SELECT id, from_institution AS organisation
            FROM enrollment.equivalence
            WHERE id IN @ids
            UNION
            SELECT id, to_institution AS organisation
            FROM enrollment.equivalence
            WHERE id IN @ids
            """,
            new { ids }),
        Replies = ChangeKind.Each<Equivalence>(
            (reader, id, act) => EquivalenceRow.FindAsync(reader, id, act.Viewer()), it => $"equivalences/{it.Id}"),
        AllAsync = (reader, after, limit) => reader.QueryAsync<Numbered>(
            "SELECT seq, id FROM enrollment.equivalence WHERE seq > @after ORDER BY seq " + Db.Page, new { after, limit }),
    };
}

using Contracts;
using IndustryPartnership.Internships.Applications;
using IndustryPartnership.Internships.Filings;
using IndustryPartnership.Internships.Moves;
using IndustryPartnership.Internships.Placements;
using IndustryPartnership.Internships.Slots;
using Kernel.Changes;
using Kernel.Data;

namespace IndustryPartnership.Internships.Changes;

/// <summary>Things of internships that partners follow in the change feed.</summary>
internal static class InternshipChanges
{
    public static ChangeKind Slot { get; } = new()
    {
        Name = "slot",
        NamedAsync = (reader, ids) => reader.QueryAsync<Named>(
            """
            SELECT id, enterprise AS organisation
            FROM partnership.slot
            WHERE id IN @ids
            UNION
            SELECT id, approved_by AS organisation
            FROM partnership.slot
            WHERE id IN @ids
            UNION
            SELECT id, returned_by AS organisation
            FROM partnership.slot
            WHERE id IN @ids
            UNION
            SELECT s.id, i.organisation
            FROM partnership.slot s
            JOIN partnership.agreement_party e ON e.organisation = s.enterprise
            JOIN partnership.agreement_party i ON i.agreement_id = e.agreement_id
            WHERE s.id IN @ids
            """,
            new { ids }),
        Replies = ChangeKind.Each<Slot>(
            (reader, id, act) => ReadSlots.FindAsync(reader, id, act.Viewer(), act.Today), it => $"slots/{it.Id}"),
        AllAsync = (reader, after, limit) => reader.QueryAsync<Numbered>(
            "SELECT seq, id FROM partnership.slot WHERE seq > @after ORDER BY seq " + Db.Page, new { after, limit }),
        DatedAsync = (reader, after, limit) => reader.QueryAsync<Numbered>(
            """
            SELECT seq, id
            FROM partnership.slot
            WHERE seq > @after AND state IN ('submitted', 'approved')
            ORDER BY seq
            """ + " " + Db.Page,
            new { after, limit }),
        RestsOn = new Dictionary<string, Func<IReader, IReadOnlyList<string>, Task<IReadOnlyList<Numbered>>>>
        {
            ["agreement"] = (reader, ids) => reader.QueryAsync<Numbered>(
                """
                SELECT s.seq, s.id
                FROM partnership.agreement_party p
                JOIN partnership.slot s ON s.enterprise = p.organisation
                WHERE p.agreement_id IN @ids AND s.state IN ('submitted', 'approved')
                """,
                new { ids = ids.Select(Guid.Parse) }),
            ["placement"] = (reader, ids) => reader.QueryAsync<Numbered>(
                """
                SELECT s.seq, s.id
                FROM partnership.placement p
                JOIN partnership.slot s ON s.id = p.slot_id
                WHERE p.id IN @ids
                """,
                new { ids = ids.Select(Guid.Parse) }),
            ["placement-change"] = (reader, ids) => reader.QueryAsync<Numbered>(
                """
                SELECT s.seq, s.id
                FROM partnership.placement_change c
                JOIN partnership.slot s ON s.id = c.from_slot_id OR s.id = c.to_slot_id
                WHERE c.id IN @ids
                """,
                new { ids = ids.Select(Guid.Parse) }),
        },
    };

    public static ChangeKind Filing { get; } = new()
    {
        Name = "filing",
        Roles = [Roles.Authority, Roles.Coordinator, Roles.InternshipManager],
        NamedAsync = (reader, ids) => reader.QueryAsync<Named>(
            """
            SELECT id, institution AS organisation
            FROM partnership.filing
            WHERE id IN @ids
            UNION
            SELECT id, enterprise AS organisation
            FROM partnership.filing
            WHERE id IN @ids
            UNION
            SELECT f.id, o.code AS organisation
            FROM partnership.filing f
            JOIN partnership.organisation o ON o.kind = 'authority'
            WHERE f.id IN @ids
            """,
            new { ids }),
        Replies = ChangeKind.Each<Filing>(
            (reader, id, act) => FilingRow.FindAsync(reader, id, act.Viewer()), it => $"filings/{it.Id}"),
        AllAsync = (reader, after, limit) => reader.QueryAsync<Numbered>(
            "SELECT seq, id FROM partnership.filing WHERE seq > @after ORDER BY seq " + Db.Page, new { after, limit }),
    };

    public static ChangeKind Application { get; } = new()
    {
        Name = "application",
        Roles = [Roles.Coordinator, Roles.InternshipManager],
        RolesSeeTheSame = true,
        NamedAsync = (reader, ids) => reader.QueryAsync<Named>(
            """
            SELECT id, institution AS organisation
            FROM partnership.application
            WHERE id IN @ids
            UNION
            SELECT id, enterprise AS organisation
            FROM partnership.application
            WHERE id IN @ids
            """,
            new { ids }),
        Replies = ChangeKind.Each<Application>(
            (reader, id, act) => ApplicationRow.FindAsync(reader, id, act.Viewer(), act.Today), it => $"applications/{it.Id}"),
        AllAsync = (reader, after, limit) => reader.QueryAsync<Numbered>(
            "SELECT seq, id FROM partnership.application WHERE seq > @after ORDER BY seq " + Db.Page, new { after, limit }),
        DatedAsync = (reader, after, limit) => reader.QueryAsync<Numbered>(
            """
            SELECT seq, id
            FROM partnership.application
            WHERE seq > @after AND state = 'offered'
            ORDER BY seq
            """ + " " + Db.Page,
            new { after, limit }),
    };

    public static ChangeKind Placement { get; } = new()
    {
        Name = "placement",
        Roles = [Roles.Coordinator, Roles.InternshipManager, Roles.Signatory],
        RolesSeeTheSame = true,
        NamedAsync = (reader, ids) => reader.QueryAsync<Named>(
            """
            SELECT id, institution AS organisation
            FROM partnership.placement
            WHERE id IN @ids
            UNION
            SELECT id, enterprise AS organisation
            FROM partnership.placement
            WHERE id IN @ids
            UNION
            SELECT placement_id AS id, organisation
            FROM partnership.placement_cosignatory
            WHERE placement_id IN @ids
            """,
            new { ids }),
        Replies = ChangeKind.Each<Placement>(
            (reader, id, act) => ReadPlacements.FindAsync(reader, id, act.Viewer(), act.Today), it => $"placements/{it.Id}"),
        AllAsync = (reader, after, limit) => reader.QueryAsync<Numbered>(
            "SELECT seq, id FROM partnership.placement WHERE seq > @after ORDER BY seq " + Db.Page, new { after, limit }),
        DatedAsync = (reader, after, limit) => reader.QueryAsync<Numbered>(
            """
            SELECT seq, id
            FROM partnership.placement
            WHERE seq > @after AND teacher_id IS NOT NULL AND state NOT IN ('completed', 'stopped', 'assessed')
            ORDER BY seq
            """ + " " + Db.Page,
            new { after, limit }),
        RestsOn = new Dictionary<string, Func<IReader, IReadOnlyList<string>, Task<IReadOnlyList<Numbered>>>>
        {
            ["teacher"] = (reader, ids) => reader.QueryAsync<Numbered>(
                """
                SELECT seq, id
                FROM partnership.placement
                WHERE teacher_id IN @ids
                """,
                new { ids = ids.Select(Guid.Parse) }),
        },
    };

    public static ChangeKind PlacementChange { get; } = new()
    {
        Name = "placement-change",
        Roles = [Roles.Coordinator, Roles.InternshipManager, Roles.Signatory],
        RolesSeeTheSame = true,
        NamedAsync = (reader, ids) => reader.QueryAsync<Named>(
            """
            SELECT id, institution AS organisation
            FROM partnership.placement_change
            WHERE id IN @ids
            UNION
            SELECT id, from_enterprise AS organisation
            FROM partnership.placement_change
            WHERE id IN @ids
            UNION
            SELECT id, to_enterprise AS organisation
            FROM partnership.placement_change
            WHERE id IN @ids
            UNION
            SELECT change_id AS id, organisation
            FROM partnership.placement_change_signature
            WHERE change_id IN @ids
            """,
            new { ids }),
        Replies = ChangeKind.Each<PlacementChange>(
            (reader, id, act) => ReadPlacementChanges.FindAsync(reader, id, act.Viewer()),
            it => $"placements/{it.PlacementId}/changes/{it.Id}"),
        AllAsync = (reader, after, limit) => reader.QueryAsync<Numbered>(
            "SELECT seq, id FROM partnership.placement_change WHERE seq > @after ORDER BY seq " + Db.Page, new { after, limit }),
    };

    public static IReadOnlyList<ChangeKind> Kinds { get; } = [Slot, Filing, Application, Placement, PlacementChange];
}

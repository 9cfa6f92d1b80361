using Contracts;
using IndustryPartnership.Cooperation.Agreements;
using IndustryPartnership.Cooperation.Bases;
using IndustryPartnership.Cooperation.Consortia;
using IndustryPartnership.Cooperation.Organisations;
using IndustryPartnership.Cooperation.Projects;
using IndustryPartnership.Cooperation.TeacherPractices;
using Kernel.Changes;
using Kernel.Data;

namespace IndustryPartnership.Cooperation.Changes;

/// <summary>Things of cooperation that partners follow in the change feed.</summary>
internal static class CooperationChanges
{
    public static ChangeKind Organisation { get; } = new()
    {
        Name = "organisation",
        Replies = ChangeKind.EachCode<Organisation>(
            (reader, code, _) => OrganisationRow.FindAsync(reader, code, default), it => $"organisations/{it.Code}"),
        AllAsync = (reader, after, limit) => reader.QueryAsync<Numbered>(
            "SELECT seq, code FROM partnership.organisation WHERE seq > @after ORDER BY seq " + Db.Page, new { after, limit }),
    };

    public static ChangeKind Client { get; } = new()
    {
        Name = ClientRow.Kind,
        Roles = [Roles.OrgAdmin, Roles.Authority],
        NamedAsync = (reader, ids) => reader.QueryAsync<Named>(
            """
            SELECT id, organisation
            FROM partnership.client
            WHERE id IN @ids
            UNION
            SELECT c.id, o.code AS organisation
            FROM partnership.client c
            JOIN partnership.organisation o ON o.kind = 'authority'
            WHERE c.id IN @ids
            """,
            new { ids }),
        Replies = ChangeKind.Each<Client>(
            async (reader, id, act) => (await ClientRow.FindAsync(reader, id, act.Caller))?.ToReply(), it => $"clients/{it.Id}"),
        AllAsync = (reader, after, limit) => reader.QueryAsync<Numbered>(
            "SELECT seq, id FROM partnership.client WHERE seq > @after ORDER BY seq " + Db.Page, new { after, limit }),
    };

    public static ChangeKind VerificationRequest { get; } = new()
    {
        Name = "verification-request",
        Roles = [Roles.OrgAdmin, Roles.Coordinator],
        RolesSeeTheSame = true,
        NamedAsync = (reader, ids) => reader.QueryAsync<Named>(
            """
            SELECT id, enterprise AS organisation
            FROM partnership.verification_request
            WHERE id IN @ids
            UNION
            SELECT id, institution AS organisation
            FROM partnership.verification_request
            WHERE id IN @ids
            """,
            new { ids }),
        Replies = ChangeKind.Each<VerificationRequest>(
            (reader, id, act) => Organisations.VerificationRequest.FindAsync(reader, id, act.Caller),
            it => $"verification-requests/{it.Id}"),
        AllAsync = (reader, after, limit) => reader.QueryAsync<Numbered>(
            "SELECT seq, id FROM partnership.verification_request WHERE seq > @after ORDER BY seq " + Db.Page, new { after, limit }),
        // The state of the two organisations is the state of the request.
        RestsOn = new Dictionary<string, Func<IReader, IReadOnlyList<string>, Task<IReadOnlyList<Numbered>>>>
        {
            [OrganisationRow.Kind] = (reader, codes) => reader.QueryAsync<Numbered>(
                """
                SELECT seq, id
                FROM partnership.verification_request
                WHERE enterprise IN @codes
                UNION
                SELECT seq, id
                FROM partnership.verification_request
                WHERE institution IN @codes
                """,
                new { codes }),
        },
    };

    public static ChangeKind Agreement { get; } = new()
    {
        Name = "agreement",
        Roles = [Roles.OrgAdmin, Roles.Signatory, Roles.Coordinator, Roles.InternshipManager, Roles.Registrar],
        RolesSeeTheSame = true,
        NamedAsync = (reader, ids) => reader.QueryAsync<Named>(
            """
            SELECT agreement_id AS id, organisation
            FROM partnership.agreement_party
            WHERE agreement_id IN @ids
            """,
            new { ids }),
        Replies = ChangeKind.Each<Agreement>(
            (reader, id, act) => ReadAgreements.PresentAsync(reader, id, act), it => $"agreements/{it.Id}"),
        AllAsync = (reader, after, limit) => reader.QueryAsync<Numbered>(
            "SELECT seq, id FROM partnership.agreement WHERE seq > @after ORDER BY seq " + Db.Page, new { after, limit }),
        DatedAsync = (reader, after, limit) => reader.QueryAsync<Numbered>(
            """
            SELECT seq, id
            FROM partnership.agreement
            WHERE seq > @after AND state = 'active'
            ORDER BY seq
            """ + " " + Db.Page,
            new { after, limit }),
    };

    public static ChangeKind Consortium { get; } = new()
    {
        Name = "consortium",
        NamedAsync = (reader, ids) => reader.QueryAsync<Named>(
            """
            SELECT thing_id AS id, organisation
            FROM partnership.membership
            WHERE thing_id IN @ids
            """,
            new { ids }),
        Replies = ChangeKind.Each<Consortium>(
            (reader, id, act) => ConsortiumRow.FindAsync(reader, id, act, default), it => $"consortia/{it.Id}"),
        AllAsync = (reader, after, limit) => reader.QueryAsync<Numbered>(
            "SELECT seq, id FROM partnership.consortium WHERE seq > @after ORDER BY seq " + Db.Page, new { after, limit }),
        DatedAsync = (reader, after, limit) => reader.QueryAsync<Numbered>(
            """
            SELECT seq, id
            FROM partnership.consortium
            WHERE seq > @after
            ORDER BY seq
            """ + " " + Db.Page,
            new { after, limit }),
    };

    public static ChangeKind Base { get; } = new()
    {
        Name = "base",
        Roles = [ChangeKind.AnyRole, Roles.Authority],
        NamedAsync = (reader, ids) => reader.QueryAsync<Named>(
            """
            SELECT thing_id AS id, organisation
            FROM partnership.membership
            WHERE thing_id IN @ids
            UNION
            SELECT b.id, o.code AS organisation
            FROM partnership.base b
            JOIN partnership.organisation o ON o.kind = 'authority'
            WHERE b.id IN @ids
            """,
            new { ids }),
        Replies = ChangeKind.Each<Base>(
            (reader, id, act) => BaseRow.FindAsync(reader, id, act, default), it => $"bases/{it.Id}"),
        AllAsync = (reader, after, limit) => reader.QueryAsync<Numbered>(
            "SELECT seq, id FROM partnership.base WHERE seq > @after ORDER BY seq " + Db.Page, new { after, limit }),
        DatedAsync = (reader, after, limit) => reader.QueryAsync<Numbered>(
            """
            SELECT seq, id
            FROM partnership.base
            WHERE seq > @after
            ORDER BY seq
            """ + " " + Db.Page,
            new { after, limit }),
    };

    public static ChangeKind Project { get; } = new()
    {
        Name = "project",
        NamedAsync = (reader, ids) => reader.QueryAsync<Named>(
            """
            SELECT thing_id AS id, organisation
            FROM partnership.membership
            WHERE thing_id IN @ids
            """,
            new { ids }),
        Replies = ChangeKind.Each<Project>(
            (reader, id, act) => ProjectRow.FindAsync(reader, id, act, default), it => $"projects/{it.Id}"),
        AllAsync = (reader, after, limit) => reader.QueryAsync<Numbered>(
            "SELECT seq, id FROM partnership.project WHERE seq > @after ORDER BY seq " + Db.Page, new { after, limit }),
        DatedAsync = (reader, after, limit) => reader.QueryAsync<Numbered>(
            """
            SELECT seq, id
            FROM partnership.project
            WHERE seq > @after
            ORDER BY seq
            """ + " " + Db.Page,
            new { after, limit }),
    };

    public static ChangeKind TeacherPractice { get; } = new()
    {
        Name = "teacher-practice",
        Roles = [Roles.OrgAdmin, Roles.Coordinator, Roles.InternshipManager, Roles.TeacherOffice],
        RolesSeeTheSame = true,
        NamedAsync = (reader, ids) => reader.QueryAsync<Named>(
            """
            SELECT id, institution AS organisation
            FROM partnership.teacher_practice
            WHERE id IN @ids
            UNION
            SELECT t.id, m.organisation
            FROM partnership.teacher_practice t
            JOIN partnership.membership m ON m.thing_id = t.base_id
            WHERE t.id IN @ids
            """,
            new { ids }),
        Replies = ChangeKind.Each<TeacherPractice>(
            (reader, id, act) => TeacherPracticeRow.FindAsync(reader, id, act, default), it => $"teacher-practices/{it.Id}"),
        AllAsync = (reader, after, limit) => reader.QueryAsync<Numbered>(
            "SELECT seq, id FROM partnership.teacher_practice WHERE seq > @after ORDER BY seq " + Db.Page, new { after, limit }),
        DatedAsync = (reader, after, limit) => reader.QueryAsync<Numbered>(
            """
            SELECT seq, id
            FROM partnership.teacher_practice
            WHERE seq > @after
            ORDER BY seq
            """ + " " + Db.Page,
            new { after, limit }),
        RestsOn = new Dictionary<string, Func<IReader, IReadOnlyList<string>, Task<IReadOnlyList<Numbered>>>>
        {
            ["base"] = (reader, ids) => reader.QueryAsync<Numbered>(
                """
                SELECT seq, id
                FROM partnership.teacher_practice
                WHERE base_id IN @ids
                """,
                new { ids = ids.Select(Guid.Parse) }),
        },
    };

    public static IReadOnlyList<ChangeKind> Kinds { get; } =
        [Organisation, Agreement, Consortium, Base, Project, TeacherPractice, Client, VerificationRequest];
}

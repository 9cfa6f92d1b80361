using Contracts;
using FacultyCertification.Features.Applications;
using FacultyCertification.Features.Certificates;
using FacultyCertification.Features.Methods;
using FacultyCertification.Features.Notices;
using FacultyCertification.Features.Objections;
using Kernel.Changes;
using Kernel.Data;

namespace FacultyCertification.Changes;

/// <summary>The recognition of teachers, from the method to the certificate.</summary>
internal static class RecognitionChanges
{
    public static ChangeKind Method { get; } = new()
    {
        Name = "method",
        Roles = [ChangeKind.AnyRole, Roles.TeacherOffice, Roles.Authority],
        NamedAsync = (reader, ids) => reader.QueryAsync<Named>(
            """
            SELECT id, owner AS organisation
            FROM faculty.method
            WHERE id IN @ids
            """,
            new { ids }),
        Replies = ChangeKind.Each<Method>(
            (reader, id, act) => MethodRow.FindAsync(reader, id, act.Viewer()), it => $"methods/{it.Id}"),
        AllAsync = (reader, after, limit) => reader.QueryAsync<Numbered>(
            "SELECT seq, id FROM faculty.method WHERE seq > @after ORDER BY seq " + Db.Page, new { after, limit }),
    };

    public static ChangeKind Application { get; } = new()
    {
        Name = "application",
        Roles = [Roles.TeacherOffice, Roles.Panel],
        RolesSeeTheSame = true,
        NamedAsync = (reader, ids) => reader.QueryAsync<Named>(
            """
            SELECT id, institution AS organisation
            FROM faculty.application
            WHERE id IN @ids
            """,
            new { ids }),
        Replies = ChangeKind.Each<Application>(
            (reader, id, act) => ApplicationRow.FindAsync(reader, id, act.Viewer()), it => $"applications/{it.Id}"),
        AllAsync = (reader, after, limit) => reader.QueryAsync<Numbered>(
            "SELECT seq, id FROM faculty.application WHERE seq > @after ORDER BY seq " + Db.Page, new { after, limit }),
        RestsOn = new Dictionary<string, Func<IReader, IReadOnlyList<string>, Task<IReadOnlyList<Numbered>>>>
        {
            ["certificate"] = (reader, ids) => reader.QueryAsync<Numbered>(
                """
                SELECT a.seq, a.id
                FROM faculty.certificate c
                JOIN faculty.decision d ON d.id = c.decision_id
                JOIN faculty.application a ON a.id = d.application_id
                WHERE c.id IN @ids
                """,
                new { ids = ids.Select(Guid.Parse) }),
            ["teacher"] = (reader, ids) => reader.QueryAsync<Numbered>(
                """
                SELECT seq, id
                FROM faculty.application
                WHERE teacher_id IN @ids
                """,
                new { ids = ids.Select(Guid.Parse) }),
        },
    };

    public static ChangeKind Notice { get; } = new()
    {
        Name = "public-notice",
        Replies = ChangeKind.Each<PublicNotice>((reader, id, _) => NoticeRow.FindAsync(reader, id), it => $"public-notices/{it.Id}"),
        AllAsync = (reader, after, limit) => reader.QueryAsync<Numbered>(
            "SELECT seq, id FROM faculty.public_notice WHERE seq > @after ORDER BY seq " + Db.Page, new { after, limit }),
    };

    public static ChangeKind Objection { get; } = new()
    {
        Name = "objection",
        Roles = [Roles.TeacherOffice, Roles.Panel, Roles.OrgAdmin, Roles.Authority],
        NamedAsync = (reader, ids) => reader.QueryAsync<Named>(
            """
            SELECT o.id, n.institution AS organisation
            FROM faculty.objection o
            JOIN faculty.public_notice n ON n.id = o.notice_id
            WHERE o.id IN @ids
            UNION
            SELECT id, raised_by AS organisation
            FROM faculty.objection
            WHERE id IN @ids
            """,
            new { ids }),
        Replies = ChangeKind.Each<Objection>(
            (reader, id, act) => ObjectionRow.FindAsync(reader, id, act.Caller), it => $"public-notices/{it.NoticeId}/objections"),
        AllAsync = (reader, after, limit) => reader.QueryAsync<Numbered>(
            "SELECT seq, id FROM faculty.objection WHERE seq > @after ORDER BY seq " + Db.Page, new { after, limit }),
    };

    public static ChangeKind Certificate { get; } = new()
    {
        Name = "certificate",
        Roles = [Roles.TeacherOffice, Roles.Panel],
        RolesSeeTheSame = true,
        NamedAsync = (reader, ids) => reader.QueryAsync<Named>(
            """
            SELECT id, institution AS organisation
            FROM faculty.certificate
            WHERE id IN @ids
            UNION
            SELECT c.id, e.institution AS organisation
            FROM faculty.certificate c
            JOIN faculty.employment e ON e.teacher_id = c.teacher_id
            WHERE c.id IN @ids
            """,
            new { ids }),
        Replies = ChangeKind.Each<Certificate>(
            (reader, id, act) => CertificateRow.FindAsync(reader, id, act.Viewer()), it => $"certificates/{it.Id}"),
        AllAsync = (reader, after, limit) => reader.QueryAsync<Numbered>(
            "SELECT seq, id FROM faculty.certificate WHERE seq > @after ORDER BY seq " + Db.Page, new { after, limit }),
        RestsOn = new Dictionary<string, Func<IReader, IReadOnlyList<string>, Task<IReadOnlyList<Numbered>>>>
        {
            ["teacher"] = (reader, ids) => reader.QueryAsync<Numbered>(
                """
                SELECT seq, id
                FROM faculty.certificate
                WHERE teacher_id IN @ids
                """,
                new { ids = ids.Select(Guid.Parse) }),
        },
    };
}

using Contracts;
using FacultyCertification.Features.Ethics;
using FacultyCertification.Features.Practices;
using FacultyCertification.Features.Qualifications;
using FacultyCertification.Features.Teachers;
using Kernel.Changes;
using Kernel.Data;

namespace FacultyCertification.Changes;

/// <summary>Teachers and what is recorded of them. The office and the panel of an institution that employs them see it.</summary>
internal static class TeacherChanges
{
    public static ChangeKind Teacher { get; } = new()
    {
        Name = "teacher",
        Roles = [Roles.TeacherOffice, Roles.Panel],
        RolesSeeTheSame = true,
        NamedAsync = (reader, ids) => reader.QueryAsync<Named>(
            """
            SELECT e.teacher_id AS id, e.institution AS organisation
            FROM faculty.employment e
            WHERE e.teacher_id IN @ids
            """,
            new { ids }),
        Replies = ChangeKind.Each<Teacher>(
            (reader, id, act) => TeacherRow.FindAsync(reader, id, act.Viewer()), it => $"teachers/{it.Id}"),
        AllAsync = (reader, after, limit) => reader.QueryAsync<Numbered>(
            "SELECT seq, id FROM faculty.teacher WHERE seq > @after ORDER BY seq " + Db.Page, new { after, limit }),
    };

    public static ChangeKind Qualification { get; } = new()
    {
        Name = "qualification",
        Roles = [Roles.TeacherOffice, Roles.Panel],
        RolesSeeTheSame = true,
        NamedAsync = (reader, ids) => reader.QueryAsync<Named>(
            """
            SELECT q.id, e.institution AS organisation
            FROM faculty.qualification q
            JOIN faculty.employment e ON e.teacher_id = q.teacher_id
            WHERE q.id IN @ids
            """,
            new { ids }),
        Replies = ChangeKind.Each<Qualification>(
            (reader, id, act) => QualificationRow.FindAsync(reader, id, act.Viewer()), it => $"teachers/{it.TeacherId}/qualifications"),
        AllAsync = (reader, after, limit) => reader.QueryAsync<Numbered>(
            "SELECT seq, id FROM faculty.qualification WHERE seq > @after ORDER BY seq " + Db.Page, new { after, limit }),
        RestsOn = new Dictionary<string, Func<IReader, IReadOnlyList<string>, Task<IReadOnlyList<Numbered>>>>
        {
            ["teacher"] = (reader, ids) => reader.QueryAsync<Numbered>(
                """
                SELECT seq, id
                FROM faculty.qualification
                WHERE teacher_id IN @ids
                """,
                new { ids = ids.Select(Guid.Parse) }),
        },
    };

    public static ChangeKind EthicsFinding { get; } = new()
    {
        Name = "ethics-finding",
        Roles = [Roles.TeacherOffice, Roles.Panel],
        RolesSeeTheSame = true,
        NamedAsync = (reader, ids) => reader.QueryAsync<Named>(
            """
            SELECT id, institution AS organisation
            FROM faculty.ethics_finding
            WHERE id IN @ids
            """,
            new { ids }),
        Replies = ChangeKind.Each<EthicsFinding>(
            (reader, id, act) => EthicsRow.FindAsync(reader, id, act.Viewer()), it => $"teachers/{it.TeacherId}/ethics-findings"),
        AllAsync = (reader, after, limit) => reader.QueryAsync<Numbered>(
            "SELECT seq, id FROM faculty.ethics_finding WHERE seq > @after ORDER BY seq " + Db.Page, new { after, limit }),
    };

    public static ChangeKind Practice { get; } = new()
    {
        Name = "practice",
        Roles = [Roles.TeacherOffice, Roles.Panel],
        RolesSeeTheSame = true,
        NamedAsync = (reader, ids) => reader.QueryAsync<Named>(
            """
            SELECT p.id, e.institution AS organisation
            FROM faculty.practice p
            JOIN faculty.employment e ON e.id = p.employment_id
            WHERE p.id IN @ids
            """,
            new { ids }),
        Replies = ChangeKind.Each<PracticeBooking>(
            (reader, id, act) => PracticeBookingRow.FindAsync(reader, id, act.Viewer()), it => $"practice-bookings/{it.Id}"),
        AllAsync = (reader, after, limit) => reader.QueryAsync<Numbered>(
            "SELECT seq, id FROM faculty.practice WHERE seq > @after ORDER BY seq " + Db.Page, new { after, limit }),
    };
}

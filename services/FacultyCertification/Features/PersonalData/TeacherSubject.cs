using Contracts;
using FacultyCertification.Features.Teachers;
using Kernel;
using Kernel.Data;
using Kernel.Http;
using Kernel.Personal;

namespace FacultyCertification.Features.PersonalData;

/// <summary>A teacher as the person whose data this service owns (D44). Teachers need no role of their own.</summary>
internal static class TeacherSubject
{
    public static DataSubject Subject { get; } = new()
    {
        Kind = "teacher",
        Roles = [Roles.TeacherOffice],
        PersonNeedsRole = false,
        FindAsync = FindAsync,
        ThingsAsync = ThingsAsync,
        Erasure = new()
        {
            WhyNotAsync = WhyNotAsync,
            HasEndedAsync = HasEndedAsync,
            EraseAsync = TeacherRow.EraseAsync,
        },
    };

    private static async Task<SubjectSeen?> FindAsync(IReader reader, Guid id, Act act)
    {
        if (await TeacherRow.FindAsync(reader, id, act.Viewer()) is not { } teacher || teacher.Id != id) return null;
        var isSelf = teacher.Person is { Length: > 0 } person && person == act.Caller.Person;
        return isSelf || act.Caller.Is(Roles.TeacherOffice) ? new(teacher.Institution, isSelf) : null;
    }

    private static Task<IReadOnlyList<ThingOfPerson>> ThingsAsync(IReader reader, Guid id) => reader.QueryAsync<ThingOfPerson>(
        $"""
        SELECT 'teacher' AS kind, id, 0 AS only_names FROM faculty.teacher WHERE id = @id
        UNION ALL
        SELECT 'employment', id, 0 FROM faculty.employment WHERE teacher_id = @id
        UNION ALL
        SELECT 'decision', id, 0 FROM faculty.decision WHERE teacher_id = @id
        UNION ALL
        SELECT 'application', id, 0 FROM faculty.application WHERE teacher_id = @id
        UNION ALL
        SELECT 'certificate', id, 0 FROM faculty.certificate WHERE teacher_id = @id
        UNION ALL
        SELECT 'qualification', id, 0 FROM faculty.qualification WHERE teacher_id = @id
        UNION ALL
        SELECT 'ethics-finding', id, 0 FROM faculty.ethics_finding WHERE teacher_id = @id
        UNION ALL
        SELECT 'practice', id, 0 FROM faculty.practice WHERE teacher_id = @id
        UNION ALL
        SELECT 'objection', o.id, 0
        FROM faculty.objection o
        INNER JOIN faculty.application a ON a.id = o.application_id
        WHERE a.teacher_id = @id
        UNION ALL
        SELECT 'panel-member', m.id, 0 {Seats}
        UNION ALL
        SELECT 'application', d.application_id, 1 {Seats} AND d.application_id IS NOT NULL
        """,
        new { id });

    // What the teacher voted on as a member of panels.
    private const string Seats =
        """
        FROM faculty.teacher t
        INNER JOIN faculty.personal_value p ON p.id = t.person_id
        INNER JOIN faculty.personal_value v ON v.lookup = p.lookup
        INNER JOIN faculty.decision_member m ON m.member_id = v.id
        INNER JOIN faculty.decision d ON d.id = m.decision_id
        WHERE t.id = @id
        """;

    // A bar of an ethics finding must still be found when the person applies again (D15), and a vote can be cast again (D16).
    private static async Task<Refusal?> WhyNotAsync(IReader reader, Guid id, DateOnly today)
    {
        var needed = await reader.QueryAsync<Needed>(
            """
            SELECT e.last_day AS until
            FROM faculty.employment e
            WHERE e.teacher_id = @id
                AND (e.last_day IS NULL OR e.last_day >= @today)
            UNION ALL
            SELECT f.barred_until
            FROM faculty.ethics_finding f
            WHERE f.teacher_id = @id
                AND f.withdrawal_reason_id IS NULL
                AND f.barred_until >= @today
            """,
            new { id, today });
        if (needed.Count > 0)
        {
            return Problems.DataStillNeeded(id, needed.Max(one => one.Until), needed.Any(one => one.Until is null));
        }
        var open = await reader.QueryAsync<Guid>(
            $"""
            SELECT a.id
            FROM faculty.application a
            WHERE a.state IN ('under-review', 'public-notice')
                AND a.id IN (SELECT d.application_id {Seats})
            ORDER BY a.seq
            """,
            new { id });
        return open.Count == 0 ? null : Problems.SeatStillNeeded(open);
    }

    private sealed record Needed
    {
        public DateOnly? Until { get; init; }
    }

    internal static async Task<bool> HasEndedAsync(IReader reader, string institution) =>
        await reader.FindAsync<string>("SELECT state FROM faculty.institution WHERE code = @institution", new { institution }) == "closed";
}

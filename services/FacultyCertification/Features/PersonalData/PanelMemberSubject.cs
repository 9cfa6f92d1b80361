using Contracts;
using FacultyCertification.Features.Decisions;
using Kernel;
using Kernel.Data;
using Kernel.Http;
using Kernel.Personal;

namespace FacultyCertification.Features.PersonalData;

/// <summary>
/// A member of panels as a person (D16, D44), under the id of one of their seats. Who is no teacher is known here by their seats alone. The
/// institution that decided holds them.
/// </summary>
internal static class PanelMemberSubject
{
    public static DataSubject Subject { get; } = new()
    {
        Kind = DecisionRow.Member,
        Roles = [Roles.TeacherOffice],
        PersonNeedsRole = false,
        FindAsync = FindAsync,
        ThingsAsync = ThingsAsync,
        Erasure = new() { WhyNotAsync = WhyNotAsync, HasEndedAsync = TeacherSubject.HasEndedAsync },
    };

    private static async Task<SubjectSeen?> FindAsync(IReader reader, Guid id, Act act)
    {
        var seat = await reader.FindAsync<Seat>(
            """
            SELECT e.institution, p.lookup AS person
            FROM faculty.decision_member m
            INNER JOIN faculty.personal_value p ON p.id = m.member_id
            INNER JOIN faculty.decision d ON d.id = m.decision_id
            INNER JOIN faculty.employment e ON e.id = d.employment_id
            WHERE m.id = @id
            """,
            new { id });
        if (seat is null) return null;
        var isSelf = seat.Person == act.Caller.Person;
        return isSelf || (act.Caller.Is(Roles.TeacherOffice) && seat.Institution == act.Caller.Org) ? new(seat.Institution, isSelf) : null;
    }

    // After an erasure the other seats are no longer known to be of the same person.
    private static Task<IReadOnlyList<ThingOfPerson>> ThingsAsync(IReader reader, Guid id) => reader.QueryAsync<ThingOfPerson>(
        $"""
        SELECT 'panel-member' AS kind, id, 0 AS only_names FROM faculty.decision_member WHERE id = @id
        UNION
        SELECT 'panel-member', o.id, 0 {SeatsOfMember}
        UNION
        SELECT 'application', d.application_id, 1 {SeatsOfMember} AND d.application_id IS NOT NULL
        """,
        new { id });

    // A vote can be cast again, and its member judged, until the application has its end (D16, D43).
    private static async Task<Refusal?> WhyNotAsync(IReader reader, Guid id, DateOnly today)
    {
        var open = await reader.QueryAsync<Guid>(
            $"""
            SELECT a.id
            FROM faculty.application a
            WHERE a.state IN ('under-review', 'public-notice')
                AND a.id IN (SELECT d.application_id {SeatsOfMember})
            ORDER BY a.seq
            """,
            new { id });
        return open.Count == 0 ? null : Problems.SeatStillNeeded(open);
    }

    // The seats of a seat's member at the institution that decided.
    private const string SeatsOfMember =
        """
        FROM faculty.decision_member s
        INNER JOIN faculty.decision t ON t.id = s.decision_id
        INNER JOIN faculty.employment f ON f.id = t.employment_id
        INNER JOIN faculty.personal_value v ON v.id = s.member_id
        INNER JOIN faculty.personal_value w ON w.lookup = v.lookup
        INNER JOIN faculty.decision_member o ON o.member_id = w.id
        INNER JOIN faculty.decision d ON d.id = o.decision_id
        INNER JOIN faculty.employment e ON e.id = d.employment_id AND e.institution = f.institution
        WHERE s.id = @id
        """;

    private sealed record Seat
    {
        public string Institution { get; init; } = "";
        public string Person { get; init; } = "";
    }
}

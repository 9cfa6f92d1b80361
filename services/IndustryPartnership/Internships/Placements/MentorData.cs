using Contracts;
using Kernel;
using Kernel.Data;
using Kernel.Http;
using Kernel.Personal;

namespace IndustryPartnership.Internships.Placements;

/// <summary>A mentor as a person whose key this service holds (D37, D44). Their enterprise decides about the erasure.</summary>
internal static class MentorData
{
    public static DataSubject Subject { get; } = new()
    {
        Kind = MentorRow.Kind,
        Roles = [Roles.Mentor, Roles.OrgAdmin],
        FindAsync = FindAsync,
        ThingsAsync = ThingsAsync,
        Erasure = new() { WhyNotAsync = WhyNotAsync, HasEndedAsync = HasEndedAsync },
    };

    private static async Task<SubjectSeen?> FindAsync(IReader reader, Guid id, Act act)
    {
        var mentor = await reader.FindAsync<Named>(
            """
            SELECT r.enterprise, v.lookup AS person
            FROM partnership.mentor r
            INNER JOIN partnership.personal_value v ON v.id = r.person_id
            WHERE r.id = @id
            """,
            new { id });
        if (mentor is null || mentor.Enterprise != act.Caller.Org) return null;
        var isSelf = act.Caller.Is(Roles.Mentor) && mentor.Person == act.Caller.Person;
        return isSelf || act.Caller.Is(Roles.OrgAdmin) ? new(mentor.Enterprise, isSelf) : null;
    }

    // What a learner has keeps its values. The replies that name the mentor go.
    private static Task<IReadOnlyList<ThingOfPerson>> ThingsAsync(IReader reader, Guid id) => reader.QueryAsync<ThingOfPerson>(
        """
        SELECT 'logbook' AS kind, placement_id AS id, CAST(week_of AS NVARCHAR(10)) AS part, 1 AS only_names
        FROM partnership.logbook_entry
        WHERE mentor_id = @id
        UNION
        SELECT 'mentor', id, NULL, 0 FROM partnership.mentor WHERE id = @id
        UNION
        SELECT 'placement', id, NULL, 1 FROM partnership.placement WHERE mentor_id = @id
        UNION
        SELECT 'placement', placement_id, NULL, 1 FROM partnership.placement_post WHERE mentor_id = @id
        UNION
        SELECT 'placement-change', id, NULL, 1 FROM partnership.placement_change WHERE mentor_id = @id
        """,
        new { id });

    // The mentor signs the logbook until the placement has ended (D39).
    private static async Task<Refusal?> WhyNotAsync(IReader reader, Guid id, DateOnly today)
    {
        var open = await reader.QueryAsync<Guid>(
            """
            SELECT p.id
            FROM partnership.placement p
            WHERE p.state NOT IN ('completed', 'assessed', 'stopped')
                AND p.id IN (
                    SELECT m.id FROM partnership.placement m WHERE m.mentor_id = @id
                    UNION
                    SELECT o.placement_id FROM partnership.placement_post o WHERE o.mentor_id = @id
                    UNION
                    SELECT c.placement_id
                    FROM partnership.placement_change c
                    WHERE c.mentor_id = @id AND c.state IN ('proposed', 'agreed'))
            ORDER BY p.seq
            """,
            new { id });
        return open.Count == 0 ? null : Problems.MentorStillNeeded(open);
    }

    private static async Task<bool> HasEndedAsync(IReader reader, string enterprise) => await reader.FindAsync<string>(
        "SELECT state FROM partnership.organisation WHERE code = @enterprise", new { enterprise }) == "closed";

    private sealed record Named
    {
        public string Enterprise { get; init; } = "";
        public string Person { get; init; } = "";
    }
}

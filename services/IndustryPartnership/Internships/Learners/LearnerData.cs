using Contracts;
using Kernel;
using Kernel.Data;
using Kernel.Personal;

namespace IndustryPartnership.Internships.Learners;

/// <summary>What this service has of a learner as a person (D44). Enrollment decides about the erasure, and tells of it.</summary>
internal static class LearnerData
{
    public static DataSubject Subject { get; } = new()
    {
        Kind = "learner",
        Roles = [Roles.Learner, Roles.Coordinator],
        FindAsync = FindAsync,
        ThingsAsync = ThingsAsync,
    };

    /// <summary>
    /// Deletes the free text of the learner's things, and their links. The signed texts, the acts and the receipts have no value of the
    /// learner, and the law orders to keep them.
    /// </summary>
    public static async Task EraseAsync(UnitOfWork work, Guid learner, Act act)
    {
        await work.ExecuteAsync(
            """
            UPDATE partnership.placement_act
            SET relation = NULL, actor = ''
            WHERE placement_id IN (SELECT p.id FROM partnership.placement p WHERE p.learner_id = @learner)
            """,
            new { learner });
        await work.ExecuteAsync(
            """
            UPDATE partnership.placement_act_correction
            SET actor = ''
            WHERE placement_id IN (SELECT p.id FROM partnership.placement p WHERE p.learner_id = @learner)
            """,
            new { learner });
        await work.ExecuteAsync(
            """
            UPDATE partnership.placement_change_acceptance
            SET relation = NULL, actor = CASE WHEN party IN ('learner', 'guardian') THEN '' ELSE actor END
            WHERE change_id IN (SELECT c.id FROM partnership.placement_change c WHERE c.learner_id = @learner)
            """,
            new { learner });
        await work.ExecuteAsync(
            """
            DELETE FROM partnership.one_time_link
            WHERE thing_id IN (SELECT p.id FROM partnership.placement p WHERE p.learner_id = @learner)
                OR thing_id IN (SELECT c.id FROM partnership.placement_change c WHERE c.learner_id = @learner)
            """,
            new { learner });
        await Eraser.ForgetAsync(work, await ThingsAsync(work, learner), act);
    }

    private static async Task<SubjectSeen?> FindAsync(IReader reader, Guid id, Act act)
    {
        var learner = await reader.FindAsync<LearnerRow>(
            """
            SELECT l.id, l.institution, p.lookup AS person
            FROM partnership.learner l
            LEFT JOIN partnership.personal_value p ON p.id = l.person_id
            WHERE l.id = @id
                AND l.birth_date_id IS NOT NULL
            """,
            new { id });
        if (learner is null) return null;
        var isSelf = act.Caller.Is(Roles.Learner) && learner.Person is { Length: > 0 } person && person == act.Caller.Person;
        return isSelf || (act.Caller.Is(Roles.Coordinator) && learner.Institution == act.Caller.Org)
            ? new(learner.Institution, isSelf)
            : null;
    }

    private static Task<IReadOnlyList<ThingOfPerson>> ThingsAsync(IReader reader, Guid id) => reader.QueryAsync<ThingOfPerson>(
        """
        SELECT 'logbook' AS kind, p.id, CAST(e.week_of AS NVARCHAR(10)) AS part
        FROM partnership.placement p
        INNER JOIN partnership.logbook_entry e ON e.placement_id = p.id
        WHERE p.learner_id = @id
        UNION ALL
        SELECT 'learner', id, NULL FROM partnership.learner WHERE id = @id
        UNION ALL
        SELECT 'application', id, NULL FROM partnership.application WHERE learner_id = @id
        UNION ALL
        SELECT 'placement', id, NULL FROM partnership.placement WHERE learner_id = @id
        UNION ALL
        SELECT 'placement-change', id, NULL FROM partnership.placement_change WHERE learner_id = @id
        """,
        new { id });
}

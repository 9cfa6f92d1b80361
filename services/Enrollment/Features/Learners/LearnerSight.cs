using Kernel.Data;

namespace Enrollment.Features.Learners;

/// <summary>The institutions that see a learner: those of the present articulation. Their lists of learners follow it.</summary>
internal static class LearnerSight
{
    public static Task AddAsync(UnitOfWork work, Guid learner) => work.ExecuteAsync(
        """
        INSERT INTO enrollment.learner_sight (institution, seq)
        SELECT DISTINCT o.institution, l.seq
        FROM enrollment.learner l
        JOIN enrollment.articulation_owner o ON o.articulation_id = l.articulation_id
        WHERE l.id = @learner
        """,
        new { learner });

    /// <summary>After a change of the articulation.</summary>
    public static async Task ReplaceAsync(UnitOfWork work, Guid learner)
    {
        await work.ExecuteAsync(
            "DELETE FROM enrollment.learner_sight WHERE seq = (SELECT l.seq FROM enrollment.learner l WHERE l.id = @learner)",
            new { learner });
        await AddAsync(work, learner);
    }
}

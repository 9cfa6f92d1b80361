using Contracts.Enrollment;
using Kernel.Data;

namespace IndustryPartnership.Internships.Learners;

/// <summary>
/// The copy of a learner's facts. Timelines show each as it was told. The course is what stands: as the newest correction says, and as
/// later facts say. News may come in any order, and repeatedly (D43).
/// </summary>
internal static class LearnerFacts
{
    /// <summary>Messages from before transfers were published name only the enrolling institution.</summary>
    public static string InstitutionOf(LearnerV1 learner) => learner.PresentInstitution ?? learner.Institution;

    public static async Task AppendAsync(UnitOfWork work, LearnerV1 learner, string fact, DateTimeOffset at)
    {
        var told = new
        {
            learner.Id,
            learner.Version,
            fact,
            institution = InstitutionOf(learner),
            learner.Stage,
            learner.State,
            learner.Major,
            on = learner.Since ?? Told.DayOf(at),
            at,
        };
        await work.UpsertNewerAsync(
            update:
            """
            UPDATE partnership.learner_fact
            SET fact = @fact, institution = @institution, stage = @Stage, state = @State, happened_on = @on, recorded_at = @at
            WHERE learner_id = @Id AND version = @Version AND recorded_at > @at
            """,
            insert:
            """
            INSERT INTO partnership.learner_fact (learner_id, version, fact, institution, stage, state, happened_on, recorded_at)
            VALUES (@Id, @Version, @fact, @institution, @Stage, @State, @on, @at)
            """,
            told);
        await work.TryInsertAsync(
            """
            INSERT INTO partnership.learner_course (learner_id, version, institution, stage, state, major, happened_on)
            SELECT l.id, @Version, @institution, @Stage, @State, @Major, @on
            FROM partnership.learner l
            WHERE l.id = @Id AND l.corrected_version < @Version
            """,
            told);
    }

    /// <summary>Takes the course of a correction, unless a newer correction is known.</summary>
    public static async Task CorrectAsync(UnitOfWork work, Guid learner, int version, IReadOnlyList<LearnerFactV1> course)
    {
        var isNewest = await work.ExecuteAsync(
            """
            UPDATE partnership.learner
            SET corrected_version = @version
            WHERE id = @learner AND corrected_version < @version
            """,
            new { learner, version }) > 0;
        if (!isNewest) return;
        await work.ExecuteAsync(
            "DELETE FROM partnership.learner_course WHERE learner_id = @learner AND version <= @version", new { learner, version });
        foreach (var fact in course)
        {
            await work.ExecuteAsync(
                """
                INSERT INTO partnership.learner_course (learner_id, version, institution, stage, state, major, happened_on)
                VALUES (@learner, @Version, @PresentInstitution, @Stage, @State, @Major, @EffectiveOn)
                """,
                new { learner, fact.Version, fact.PresentInstitution, fact.Stage, fact.State, fact.Major, fact.EffectiveOn });
        }
    }
}

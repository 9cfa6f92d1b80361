using Kernel;
using Kernel.Data;

namespace Enrollment.Features.Learners;

/// <summary>
/// What can happen to a learner (D5), as facts and audit name it. A fact has all that a figure needs, as it was from its day on.
/// </summary>
/// <remarks>
/// As of day D, as known at moment K, a learner is as the last fact by (effective_on, version) says, of those with effective_on up to D,
/// recorded_at up to K, and superseded_at null or after K. A correction supersedes facts and writes others in their place, with the same
/// version (D43). Nothing is deleted.
/// </remarks>
internal static class LearnerFact
{
    public const string Enrolled = "enrolled";
    public const string StageCompleted = "stage-completed";
    public const string WentOnLeave = "went-on-leave";
    public const string Returned = "returned";
    public const string Transferred = "transferred";
    public const string Graduated = "graduated";
    public const string CompletedAssociate = "completed-associate";
    public const string Withdrawn = "withdrawn";

    /// <summary>Adds the fact that made the learner's present version.</summary>
    public static Task AddAsync(UnitOfWork work, Learner learner, string fact, Act act) => work.ExecuteAsync(
        """
        INSERT INTO enrollment.learner_fact (
            learner_id, version, recorded_version, fact, state, stage, cohort, class, articulation_id, institution,
            present_institution, effective_on, recorded_on, recorded_at)
        VALUES (
            @Id, @Version, @Version, @fact, @State, @Stage, @Cohort, @Class, @ArticulationId, @Institution,
            @PresentInstitution, @ChangedOn, @Today, @Now)
        """,
        new
        {
            learner.Id,
            learner.Version,
            fact,
            learner.State,
            learner.Stage,
            learner.Cohort,
            learner.Class,
            learner.ArticulationId,
            learner.Institution,
            learner.PresentInstitution,
            learner.ChangedOn,
            act.Today,
            act.Now,
        });
}

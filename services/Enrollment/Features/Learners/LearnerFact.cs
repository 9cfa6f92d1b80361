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
    public const string ClassChanged = "class-changed";
    public const string PersonChanged = "person-changed";
    public const string YearRepeated = "year-repeated";
    public const string MajorChanged = "major-changed";

    /// <summary>In the audit alone: a correction writes other facts in the place of earlier ones.</summary>
    public const string Corrected = "corrected";
}

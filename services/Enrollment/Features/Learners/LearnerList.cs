using Kernel.Personal;

namespace Enrollment.Features.Learners;

/// <summary>The rows of the lists of learners: what a viewer sees, by a filter.</summary>
internal static class LearnerList
{
    private const string Filtered =
        """
        (@StudentNumber IS NULL OR n.value = @StudentNumber)
            AND (@OfPerson IS NULL OR p.value = @OfPerson)
            AND (@Class IS NULL OR l.class = @Class)
            AND (@Cohort IS NULL OR l.cohort = @Cohort)
            AND (@Articulation IS NULL OR l.articulation_id = @Articulation)
            AND (@State IS NULL OR l.state = @State)
        """;

    // As a value, what is visible leads to no index, so the list is read in its order until the page is full.
    public const string Matching =
        $"""
        {LearnerRow.Select}
        WHERE CASE WHEN {LearnerRow.Visible} THEN 1 ELSE 0 END = 1
            AND {Filtered}
        """;

    /// <summary>The list of an institution as recorded. Learners whom the registrar teaches are among those that the institution
    /// sees.</summary>
    public const string OfInstitution =
        $"""
        SELECT s.seq, {LearnerRow.Values}
        JOIN enrollment.learner_sight s ON s.seq = l.seq
        WHERE s.institution = @Org
            AND l.erased_on IS NULL
            AND {Filtered}
        """;

    public const string Numbered = $" AND l.student_number_id IN {LearnerValues.OfNumber}";

    public const string OfPerson = $" AND l.person_id IN {PersonalValues.OfPerson}";

    public const string OfViewer = $" AND l.person_id IN {PersonalValues.OfViewer}";

    public static object Asked(Viewer viewer, LearnerFilter filter) => new
    {
        viewer.Org,
        viewer.Person,
        viewer.IsRegistrar,
        viewer.IsLearner,
        filter.StudentNumber,
        OfPerson = filter.Person,
        filter.Class,
        filter.Cohort,
        filter.Articulation,
        filter.State,
    };
}

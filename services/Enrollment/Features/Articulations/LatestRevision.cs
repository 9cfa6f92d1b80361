using Kernel.Data;

namespace Enrollment.Features.Articulations;

/// <summary>What a new revision of a route follows (D6b).</summary>
internal sealed record LatestRevision
{
    public int Revision { get; init; }
    public int? FirstCohort { get; init; }

    /// <summary>The latest cohort with learners on any of the revisions.</summary>
    public int? EnrolledCohort { get; init; }

    /// <summary>The revisions of a route before one.</summary>
    public static Task<LatestRevision> OfAsync(IReader reader, string route, int beforeRevision) => reader.SingleAsync<LatestRevision>(
        """
        SELECT COALESCE(MAX(a.revision), 0) AS revision, MAX(a.first_cohort) AS first_cohort, (
                SELECT MAX(l.cohort)
                FROM enrollment.learner l
                JOIN enrollment.articulation e ON e.id = l.articulation_id
                WHERE e.route = @route AND e.revision < @beforeRevision) AS enrolled_cohort
        FROM enrollment.articulation a
        WHERE a.route = @route AND a.revision < @beforeRevision
        """,
        new { route, beforeRevision });
}

using Enrollment.Features.Articulations;
using Enrollment.Rules;
using Kernel;
using Kernel.Data;

namespace Enrollment.Features.Learners;

/// <summary>The articulation of an enrolment: active, and under an agreement in force (D6b).</summary>
internal static class ContinuedMajor
{
    // Whoever teaches the first stage enrols.
    private const string FirstOwner =
        """
        id IN (
            SELECT o.articulation_id FROM enrollment.articulation_owner o
            WHERE o.institution = @Org AND o.major = @FromMajor AND o.position = 1)
        """;

    /// <summary>
    /// The articulation, held: the latest revision for the cohort. A closure comes either before this enrolment, and refuses it, or after
    /// it, and leaves it alone.
    /// </summary>
    public static Task<ArticulationRow?> HoldAsync(UnitOfWork work, EnrollLearner.Request request, Act act) =>
        work.FindAsync<ArticulationRow>(
            $"""
            {ArticulationRow.Select}
            WHERE {FirstOwner}
                AND to_institution = @ToInstitution
                AND to_major = @ToMajor
                AND state = 'active'
                AND (first_cohort IS NULL OR first_cohort <= @Cohort)
                AND agreement_id IN ({Agreement.InForce})
            ORDER BY revision DESC, seq {Db.Page}
            """,
            new
            {
                act.Caller.Org,
                request.FromMajor,
                request.ToInstitution,
                request.ToMajor,
                request.Cohort,
                today = act.Today,
                limit = 1,
            });

    /// <summary>All articulations from the major for the cohort, usable or not.</summary>
    public static Task<IReadOnlyList<Continuation>> AllAsync(UnitOfWork work, EnrollLearner.Request request, Act act) =>
        work.QueryAsync<Continuation>(
            $"""
            SELECT to_institution, to_major, to_major_name, state,
                CASE WHEN agreement_id IN ({Agreement.InForce}) THEN 1 ELSE 0 END AS agreement_is_in_force
            FROM enrollment.articulation
            WHERE {FirstOwner}
                AND (first_cohort IS NULL OR first_cohort <= @Cohort)
            ORDER BY seq
            """,
            new { act.Caller.Org, request.FromMajor, request.Cohort, today = act.Today });
}

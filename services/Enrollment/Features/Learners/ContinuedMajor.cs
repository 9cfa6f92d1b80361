using Enrollment.Features.Articulations;
using Enrollment.Rules;
using Kernel;
using Kernel.Data;

namespace Enrollment.Features.Learners;

/// <summary>The articulation of an enrolment: active, and under an agreement in force (D6b).</summary>
internal static class ContinuedMajor
{
    /// <summary>
    /// The articulation, held. A closure comes either before this enrolment, and refuses it, or after it, and leaves it alone.
    /// </summary>
    public static Task<ArticulationRow?> HoldAsync(UnitOfWork work, EnrollLearner.Request request, Act act) =>
        work.FindAsync<ArticulationRow>(
            $"""
            {ArticulationRow.Select}
            WHERE from_institution = @Org
                AND from_major = @FromMajor
                AND to_institution = @ToInstitution
                AND to_major = @ToMajor
                AND state = 'active'
                AND agreement_id IN ({Agreement.InForce})
            """,
            new { act.Caller.Org, request.FromMajor, request.ToInstitution, request.ToMajor, today = act.Today });

    /// <summary>All articulations from the major, usable or not.</summary>
    public static Task<IReadOnlyList<Continuation>> AllAsync(UnitOfWork work, EnrollLearner.Request request, Act act) =>
        work.QueryAsync<Continuation>(
            $"""
            SELECT to_institution, to_major, to_major_name, state,
                CASE WHEN agreement_id IN ({Agreement.InForce}) THEN 1 ELSE 0 END AS agreement_is_in_force
            FROM enrollment.articulation
            WHERE from_institution = @Org
                AND from_major = @FromMajor
            ORDER BY seq
            """,
            new { act.Caller.Org, request.FromMajor, today = act.Today });
}

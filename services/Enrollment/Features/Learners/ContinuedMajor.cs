using Enrollment.Features.Articulations;
using Enrollment.Rules;
using Kernel;
using Kernel.Data;
using Kernel.Http;

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

    // Active, under an agreement in force, and of the named route where one is named.
    private const string Usable =
        $"""
        {FirstOwner}
            AND to_institution = @ToInstitution
            AND to_major = @ToMajor
            AND state = 'active'
            AND (first_cohort IS NULL OR first_cohort <= @Cohort)
            AND agreement_id IN ({Agreement.InForce})
            AND (@ArticulationId IS NULL
                OR route = (SELECT n.route FROM enrollment.articulation n WHERE n.id = @ArticulationId))
        """;

    /// <summary>Routes with the same first and last majors differ in the owners between: then one must be named.</summary>
    public static async Task<Refusal?> WhyNotOneRouteAsync(UnitOfWork work, EnrollLearner.Request request, Act act)
    {
        var routes = await work.QueryAsync<Route>(
            $"""
            SELECT id AS articulation_id, pathway_code AS pathway, route AS owners
            FROM enrollment.articulation
            WHERE {Usable}
            ORDER BY seq
            """,
            Asked(request, act));
        var differing = routes.GroupBy(route => route.Owners).Select(same => same.Last()).ToList();
        return differing.Count > 1 ? Problems.RouteNotNamed(differing) : null;
    }

    /// <summary>Why there is no articulation to enrol on.</summary>
    public static async Task<Refusal> WhyNoneAsync(UnitOfWork work, EnrollLearner.Request request, Act act)
    {
        if (request.ArticulationId is { } named) return Problems.ArticulationNotUsable(named);
        return Problems.NoActiveArticulation(UsableArticulation.Judge(
            act.Caller.Org, request.FromMajor, request.ToInstitution, request.ToMajor, await AllAsync(work, request, act)));
    }

    /// <summary>
    /// The articulation, held: the latest revision for the cohort. A closure comes either before this enrolment, and refuses it, or after
    /// it, and leaves it alone.
    /// </summary>
    public static Task<ArticulationRow?> HoldAsync(UnitOfWork work, EnrollLearner.Request request, Act act) => work.HoldOnceAsync(
        (
            nameof(ContinuedMajor), act.Caller.Org, request.FromMajor, request.ToInstitution, request.ToMajor, request.Cohort,
            request.ArticulationId, act.Today),
        () => work.FindAsync<ArticulationRow>(
            $"""
            {ArticulationRow.Select}
            WHERE {Usable}
            ORDER BY revision DESC, seq {Db.Page}
            """,
            Asked(request, act)));

    // All articulations from the major for the cohort, usable or not.
    private static Task<IReadOnlyList<Continuation>> AllAsync(UnitOfWork work, EnrollLearner.Request request, Act act) =>
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

    private static object Asked(EnrollLearner.Request request, Act act) => new
    {
        act.Caller.Org,
        request.FromMajor,
        request.ToInstitution,
        request.ToMajor,
        request.Cohort,
        request.ArticulationId,
        today = act.Today,
        limit = 1,
    };

    /// <summary>A route that an enrolment may mean.</summary>
    internal sealed record Route
    {
        public Guid ArticulationId { get; init; }
        public string Pathway { get; init; } = "";

        /// <summary>The institution and the major of each owner, in their order.</summary>
        public string Owners { get; init; } = "";
    }
}

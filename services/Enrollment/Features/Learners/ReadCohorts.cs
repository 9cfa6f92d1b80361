using Contracts;
using Contracts.Enrollment;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Enrollment.Features.Learners;

/// <summary>Counts the learners of an institution's cohorts, enrolled there or to be transferred there: totals only (D5).</summary>
public static class ReadCohorts
{
    /// <param name="Year">The year in which the cohort began.</param>
    /// <param name="ArticulationId">The articulation of its learners.</param>
    /// <param name="FromInstitution">The institution of the vocational stages.</param>
    /// <param name="FromMajor">The code of the vocational major.</param>
    /// <param name="ToInstitution">The institution of the undergraduate stage.</param>
    /// <param name="ToMajor">The code of the undergraduate major.</param>
    /// <param name="Learners">All learners ever enrolled in it.</param>
    /// <param name="Parts">Where they are now.</param>
    public sealed record Cohort(
        int Year, Guid ArticulationId, string FromInstitution, string FromMajor, string ToInstitution, string ToMajor, int Learners,
        IReadOnlyList<CohortPart> Parts);

    /// <param name="State">A state (D5).</param>
    /// <param name="Stage">A stage of the pathway, from 1.</param>
    /// <param name="Learners">How many learners are in both. A learner whose training is over counts in their last stage.</param>
    public sealed record CohortPart([property: OneOf(typeof(LearnerState))] string State, int Stage, int Learners);

    public static void Map(RouteGroupBuilder api) => api.MapGet("/cohorts", ListAsync)
        .WithName("ListCohorts").WithSummary("Count the learners of your cohorts").Allow(Roles.Registrar)
        .Unsorted("its order is that of articulations, and of years within each.");

    private static async Task<Ok<Page<Cohort>>> ListAsync(HttpContext http, Paging paging, Caller caller, Db db, CancellationToken ct)
    {
        var viewer = Viewer.Of(caller);
        // A cohort is a year and an articulation, so both make its place in the list. One walk along an index, which grows with learners.
        var rows = await db.QueryAsync<Row>(
            """
            SELECT a.seq * 10000 + l.cohort AS seq, l.cohort, a.id, a.from_institution, a.from_major, a.to_institution, a.to_major,
                l.state, l.stage, COUNT(*) AS learners
            FROM enrollment.learner l
            JOIN enrollment.articulation a ON a.id = l.articulation_id
            WHERE a.id IN (SELECT o.articulation_id FROM enrollment.articulation_owner o WHERE o.institution = @Org)
            GROUP BY a.seq, l.cohort, a.id, a.from_institution, a.from_major, a.to_institution, a.to_major, l.state, l.stage
            ORDER BY a.seq, l.cohort, l.stage, l.state
            """,
            new { viewer.Org }, ct);
        var cohorts = rows.GroupBy(row => row.Seq).ToList();
        paging.Counted(cohorts.Count);
        return paging.Reply(
            http, [.. cohorts.Where(cohort => cohort.Key > paging.After).Take(paging.Limit)], cohort => cohort.Key,
            cohort => Show([.. cohort]));
    }

    private static Cohort Show(List<Row> parts) => new(
        parts[0].Cohort, parts[0].Id, parts[0].FromInstitution, parts[0].FromMajor, parts[0].ToInstitution, parts[0].ToMajor,
        parts.Sum(part => part.Learners),
        [.. parts.Select(part => new CohortPart(part.State, part.Stage, part.Learners))]);

    private sealed record Row
    {
        public long Seq { get; init; }
        public int Cohort { get; init; }
        public Guid Id { get; init; }
        public string FromInstitution { get; init; } = "";
        public string FromMajor { get; init; } = "";
        public string ToInstitution { get; init; } = "";
        public string ToMajor { get; init; } = "";
        public string State { get; init; } = "";
        public int Stage { get; init; }
        public int Learners { get; init; }
    }
}

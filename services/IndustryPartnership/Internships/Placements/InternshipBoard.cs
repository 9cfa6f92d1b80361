using System.ComponentModel.DataAnnotations;
using Contracts;
using IndustryPartnership.Internships.Law;
using Kernel;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IndustryPartnership.Internships.Placements;

/// <summary>The progress of an institution's cohort in its internships, as of today, and the placements at risk (D37, D41).</summary>
public static class InternshipBoard
{
    /// <param name="Institution">The institution's code.</param>
    /// <param name="Cohort">The year in which the cohort began.</param>
    /// <param name="AsOf">The business date of the figures.</param>
    /// <param name="Required">Learners of the cohort in training, out of all known learners of the cohort.</param>
    /// <param name="Applied">Those in training with an open or accepted application, or one that led to a placement.</param>
    /// <param name="Placed">
    /// Those in training with a placement that was not stopped. One that was assessed after a stop still counts as stopped.
    /// </param>
    /// <param name="Secured">Those in training with a placement that all three parties have signed (D31).</param>
    /// <param name="AtRisk">Learners of the cohort with a placement at risk, out of those with a placement under way or to come.</param>
    /// <param name="Risks">One page of the placements at risk.</param>
    public sealed record Board(
        string Institution, int Cohort, DateOnly AsOf, Figure Required, Figure Applied, Figure Placed, Figure Secured, Figure AtRisk,
        IReadOnlyList<PlacementAtRisk> Risks);

    /// <param name="Numerator">How many.</param>
    /// <param name="Denominator">Of how many.</param>
    /// <param name="Value">Percent with two decimals, rounded half up; null if the denominator is 0.</param>
    public sealed record Figure(int Numerator, int Denominator, string? Value);

    /// <param name="PlacementId">The placement.</param>
    /// <param name="LearnerId">Its learner, as enrollment names them.</param>
    /// <param name="Reasons">The reasons, each with its facts.</param>
    public sealed record PlacementAtRisk(Guid PlacementId, Guid LearnerId, IReadOnlyList<PlacementRisk> Reasons);

    public static void Map(RouteGroupBuilder api) => api.MapGet("/internship-board", HandleAsync)
        .WithName("GetInternshipBoard").WithSummary(
            "Read the progress of your cohort's internships, and the placements at risk").Allow(Roles.Coordinator);

    private static async Task<Ok<Board>> HandleAsync(
        [Range(1900, 2100)] int cohort, HttpContext http, Paging paging, Db db, Caller caller, RulePacks packs, Today today,
        CancellationToken ct)
    {
        var (org, day) = (caller.Org, today.Value);
        var count = await db.SingleAsync<CountRow>(
            """
            SELECT COUNT(*) AS learners, COALESCE(SUM(l.trained), 0) AS trained, COALESCE(SUM(l.trained * l.applied), 0) AS applied,
                COALESCE(SUM(l.trained * l.placed), 0) AS placed, COALESCE(SUM(l.trained * l.secured), 0) AS secured
            FROM (
                SELECT CASE WHEN r.state IN ('enrolled', 'transfer-ready', 'transferred') THEN 1 ELSE 0 END AS trained,
                    CASE WHEN EXISTS (SELECT 1 FROM partnership.application a
                    WHERE a.learner_id = r.id AND a.institution = @org
                        AND a.state NOT IN ('rejected', 'withdrawn')) THEN 1 ELSE 0 END AS applied,
                    CASE WHEN EXISTS (SELECT 1 FROM partnership.placement p
                    WHERE p.learner_id = r.id AND p.institution = @org AND p.state <> 'stopped'
                        AND (p.state <> 'assessed' OR p.grade IS NOT NULL)) THEN 1 ELSE 0 END AS placed,
                    CASE WHEN EXISTS (SELECT 1 FROM partnership.placement p
                    WHERE p.learner_id = r.id AND p.institution = @org
                        AND (p.state IN ('ready', 'active', 'paused', 'completed')
                        OR (p.state = 'assessed' AND p.grade IS NOT NULL))) THEN 1 ELSE 0 END AS secured
                FROM partnership.learner r WHERE r.institution = @org AND r.cohort = @cohort) l
            """,
            new { org, cohort }, ct);
        var open = await OpenPlacementRow.JudgeAsync(db, packs, org, cohort, day, ct);
        var atRisk = open.Where(one => one.Risks.Count > 0).ToList();
        var page = paging.Reply(http, [.. atRisk.Where(one => one.Row.Seq > paging.After)
            .Take(paging.Limit)], one => one.Row.Seq, one => new PlacementAtRisk(one.Row.Id, one.Row.LearnerId, one.Risks));
        return TypedResults.Ok(new Board(
            org, cohort, day, Of(count.Trained, count.Learners), Of(count.Applied, count.Trained), Of(count.Placed, count.Trained),
            Of(count.Secured, count.Trained),
            Of(atRisk.DistinctBy(one => one.Row.LearnerId).Count(), open.DistinctBy(one => one.Row.LearnerId).Count()), page.Value!.Items));
    }

    private static Figure Of(int numerator, int denominator) => new(numerator, denominator, Percent.Of(numerator, denominator));

    private sealed record CountRow
    {
        public int Learners { get; init; }
        public int Trained { get; init; }
        public int Applied { get; init; }
        public int Placed { get; init; }
        public int Secured { get; init; }
    }
}

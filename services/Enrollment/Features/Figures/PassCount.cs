using Kernel.Data;

namespace Enrollment.Features.Figures;

/// <summary>Of a plan's learners with a published result (the denominator), how many passed (the numerator).</summary>
internal sealed record PassCount
{
    public int Denominator { get; init; }
    public int Numerator { get; init; }

    /// <summary>
    /// Counts each learner once, by the last result that held on the day and was recorded by then; by default, the last of all. Absence
    /// that does not count is no result. A learner who repeated counts in the plan with which they last sat (D9).
    /// </summary>
    public static Task<PassCount> OfAsync(
        IReader reader, Guid plan, DateOnly? asOf = null, DateOnly? knownOn = null, CancellationToken ct = default) =>
        reader.SingleAsync<PassCount>(
            """
            SELECT COUNT(*) AS denominator, COALESCE(SUM(CASE WHEN l.outcome = 'passed' THEN 1 ELSE 0 END), 0) AS numerator
            FROM (
                SELECT c.plan_id, c.outcome,
                    ROW_NUMBER() OVER (PARTITION BY c.learner_id ORDER BY c.effective_on DESC, c.sitting DESC, c.seq DESC) AS place
                FROM (
                    SELECT r.seq, r.plan_id, r.learner_id, r.sitting, r.outcome, r.effective_on,
                        ROW_NUMBER() OVER (PARTITION BY r.candidate_id ORDER BY r.effective_on DESC, r.version DESC) AS place
                    FROM enrollment.transfer_result r
                    WHERE r.learner_id IN (SELECT o.learner_id FROM enrollment.transfer_result o WHERE o.plan_id = @plan)
                        AND r.effective_on <= @asOf
                        AND r.recorded_on <= @knownOn) c
                WHERE c.place = 1
                    AND c.outcome <> 'absent') l
            WHERE l.place = 1
                AND l.plan_id = @plan
            """,
            new { plan, asOf = asOf ?? DateOnly.MaxValue, knownOn = knownOn ?? DateOnly.MaxValue }, ct);

    /// <summary>The same for the plan of two institutions and a cohort; without a plan nobody sat.</summary>
    public static async Task<PassCount> OfCohortAsync(
        IReader reader, string from, string to, int cohort, DateOnly asOf, DateOnly? knownOn, CancellationToken ct)
    {
        var plan = await reader.FindAsync<Guid?>(
            "SELECT id FROM enrollment.transfer_plan WHERE from_institution = @from AND to_institution = @to AND cohort = @cohort",
            new { from, to, cohort }, ct);
        return plan is { } id ? await OfAsync(reader, id, asOf, knownOn, ct) : new();
    }
}

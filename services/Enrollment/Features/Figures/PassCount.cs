using Kernel.Data;

namespace Enrollment.Features.Figures;

/// <summary>Of a plan's learners with a published result (the denominator), how many passed (the numerator).</summary>
internal sealed record PassCount
{
    public int Denominator { get; init; }
    public int Numerator { get; init; }

    /// <summary>
    /// Counts each learner once, by the last result that held on the day and was recorded by then; by default, the last of all. Absence
    /// that does not count is no result.
    /// </summary>
    public static Task<PassCount> OfAsync(
        IReader reader, Guid plan, DateOnly? asOf = null, DateOnly? knownOn = null, CancellationToken ct = default) =>
        reader.SingleAsync<PassCount>(
            """
            SELECT COUNT(*) AS denominator, COALESCE(SUM(CASE WHEN r.outcome = 'passed' THEN 1 ELSE 0 END), 0) AS numerator
            FROM enrollment.transfer_result r
            WHERE r.seq IN (
                SELECT MAX(f.seq)
                FROM enrollment.transfer_result f
                WHERE f.plan_id = @plan
                    AND f.outcome <> 'absent'
                    AND f.effective_on <= @asOf
                    AND f.recorded_on <= @knownOn
                GROUP BY f.learner_id)
            """,
            new { plan, asOf = asOf ?? DateOnly.MaxValue, knownOn = knownOn ?? DateOnly.MaxValue }, ct);
}

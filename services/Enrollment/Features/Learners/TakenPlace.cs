using Enrollment.Rules;
using Kernel.Data;

namespace Enrollment.Features.Learners;

/// <summary>The places of a plan for one articulation, and the learners who hold or may claim one (D4).</summary>
internal static class TakenPlace
{
    /// <summary>
    /// Takes a place; false if none is left. Transfers on one articulation take turns at its row, so that there is never one too many.
    /// </summary>
    public static async Task<bool> TakeAsync(UnitOfWork work, Guid plan, Guid articulation) => await work.ExecuteAsync(
        """
        UPDATE enrollment.transfer_place
        SET taken = taken + 1
        WHERE plan_id = @plan AND articulation_id = @articulation AND taken < places
        """,
        new { plan, articulation }) > 0;

    /// <summary>All who passed. A learner who declined or left before a transfer holds no place; a transferred one has taken one.</summary>
    public static async Task<IReadOnlyList<Standing>> StandingsAsync(UnitOfWork work, Guid plan, Guid articulation)
    {
        var rows = await work.QueryAsync<StandingRow>(
            """
            SELECT c.learner_id, c.total, m.mark
            FROM enrollment.transfer_candidate c
            JOIN enrollment.learner l ON l.id = c.learner_id
            LEFT JOIN enrollment.transfer_component k ON k.plan_id = c.plan_id AND k.tie_rank IS NOT NULL
            LEFT JOIN enrollment.transfer_mark m ON m.candidate_id = c.id AND m.component_code = k.code
            WHERE c.plan_id = @plan
                AND c.articulation_id = @articulation
                AND c.state = 'passed'
                AND NOT (l.state IN ('withdrawn', 'completed-associate') AND l.present_institution = l.institution)
            ORDER BY c.seq, k.tie_rank
            """,
            new { plan, articulation });
        return [.. rows.GroupBy(row => row.LearnerId).Select(own => StandingRow.Of([.. own]))];
    }

    private sealed record StandingRow
    {
        public Guid LearnerId { get; init; }
        public int Total { get; init; }
        public int? Mark { get; init; }

        public static Standing Of(IReadOnlyList<StandingRow> own) =>
            new(own[0].LearnerId, [own[0].Total, .. own.Select(row => row.Mark).OfType<int>()]);
    }
}

using Enrollment.Features.TransferPlans;
using Enrollment.Rules;
using Kernel;
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

    /// <summary>Gives back the place of a transfer that never was (D43): that of the learner's last exam.</summary>
    public static Task GiveBackAsync(UnitOfWork work, Learner learner) => work.ExecuteAsync(
        """
        UPDATE enrollment.transfer_place
        SET taken = taken - 1
        WHERE articulation_id = @ArticulationId
            AND taken > 0
            AND plan_id IN (
                SELECT c.plan_id
                FROM enrollment.transfer_candidate c
                WHERE c.seq = (SELECT MAX(n.seq) FROM enrollment.transfer_candidate n WHERE n.learner_id = @Id AND n.state <> 'withdrawn'))
        """,
        new { learner.Id, learner.ArticulationId });

    /// <summary>
    /// The learner's rank among all who hold or may claim a place, whether transfers have taken all places, and whether a tie is open.
    /// </summary>
    public static async Task<(Verdict Rank, bool IsFull, bool IsTie)> JudgeAsync(UnitOfWork work, TransferPlan plan, Learner learner)
    {
        var taken = await work.SingleAsync<int>(
            "SELECT taken FROM enrollment.transfer_place WHERE plan_id = @Id AND articulation_id = @ArticulationId",
            new { plan.Id, learner.ArticulationId });
        var places = plan.Exam.Places.Single(place => place.ArticulationId == learner.ArticulationId).Places;
        var standings = await StandingsAsync(work, plan, learner.ArticulationId);
        var (rank, isTie) = TransferRank.Judge(learner.Id, standings, places, taken);
        return (rank, taken >= places, isTie);
    }

    /// <summary>
    /// All who passed. A learner who declined, left or went on with a later cohort before a transfer holds no place; a transferred one has
    /// taken one.
    /// </summary>
    public static async Task<IReadOnlyList<Standing>> StandingsAsync(UnitOfWork work, TransferPlan plan, Guid articulation)
    {
        var tieBreak = plan.Exam.TieBreakOf(articulation);
        var rows = await work.QueryAsync<StandingRow>(
            """
            SELECT c.learner_id, c.total, m.component_code, m.mark
            FROM enrollment.transfer_candidate c
            JOIN enrollment.transfer_plan p ON p.id = c.plan_id
            JOIN enrollment.learner l ON l.id = c.learner_id
            JOIN enrollment.articulation a ON a.id = c.articulation_id
            LEFT JOIN enrollment.transfer_mark m ON m.candidate_id = c.id
            WHERE c.plan_id = @Id
                AND c.articulation_id = @articulation
                AND c.state = 'passed'
                AND NOT (l.present_institution <> a.to_institution
                    AND (l.state IN ('withdrawn', 'completed-associate') OR l.cohort <> p.cohort))
            ORDER BY c.seq
            """,
            new { plan.Id, articulation });
        return [.. rows.GroupBy(row => row.LearnerId).Select(own => StandingRow.Of([.. own], tieBreak))];
    }

    private sealed record StandingRow
    {
        public Guid LearnerId { get; init; }
        public int Total { get; init; }
        public string? ComponentCode { get; init; }
        public int? Mark { get; init; }

        public static Standing Of(IReadOnlyList<StandingRow> own, IReadOnlyList<string> tieBreak) => new(
            own[0].LearnerId,
            [own[0].Total, .. tieBreak.Select(code => own.Single(row => row.ComponentCode == code).Mark).OfType<int>()]);
    }
}

using Enrollment.Features.Figures;
using Enrollment.Features.TransferPlans;
using Kernel;
using Kernel.Data;

namespace Enrollment.Features.Candidates;

/// <content>Published results as they are stored, and candidates who have none.</content>
internal sealed partial record CandidateRow
{
    /// <summary>A learner at all sittings of all plans, with the marks that were replaced.</summary>
    public static async Task<IReadOnlyList<CandidateRow>> OfLearnerAsync(IReader reader, Guid learner, CancellationToken ct) =>
        await CandidateMarks.AddAsync(reader, await reader.QueryAsync<CandidateRow>(
            $"""
            {Select}
            WHERE c.learner_id = @learner
            ORDER BY c.seq
            """,
            new { learner }, ct), ct);

    /// <summary>
    /// How many learners in training have no result of a sitting that was published: their withdrawal was a mistake, which was found later
    /// (D43).
    /// </summary>
    public static Task<int> WithoutResultAsync(IReader reader, TransferPlan plan) => reader.SingleAsync<int>(
        """
        SELECT COUNT(*)
        FROM enrollment.transfer_candidate c
        JOIN enrollment.learner l ON l.id = c.learner_id
        WHERE c.plan_id = @Id
            AND c.state IN ('registered', 'marked', 'absent')
            AND l.state IN ('enrolled', 'on-leave', 'transfer-ready')
            AND l.cohort = @Cohort
            AND NOT EXISTS (SELECT 1 FROM enrollment.transfer_result r WHERE r.candidate_id = c.id)
        """,
        new { plan.Id, plan.Cohort });

    /// <summary>
    /// The latest day on which the first result of a candidate of the present sitting was recorded, or of one learner; null without any.
    /// </summary>
    public static async Task<DateOnly?> LastFirstResultAsync(IReader reader, TransferPlan plan, Guid? learner = null) =>
        (await reader.SingleAsync<LastDay>(
            """
            SELECT MAX(f.recorded_on) AS day
            FROM (
                SELECT r.candidate_id, MIN(r.recorded_on) AS recorded_on
                FROM enrollment.transfer_result r
                WHERE r.plan_id = @Id
                    AND r.sitting = @Sitting
                    AND r.learner_id = COALESCE(@learner, r.learner_id)
                GROUP BY r.candidate_id) f
            """,
            new { plan.Id, plan.Sitting, learner })).Day;

    /// <summary>Records a published result, with the day from which it holds and the day of its record (D41).</summary>
    public static async Task RecordResultAsync(UnitOfWork work, CandidateRow next, DateOnly effectiveOn, Act act)
    {
        await RecordAsync(work, next, next.State, act);
        await FigureCounts.ChangeAsync(work, next.LearnerId, () => work.ExecuteAsync(
            """
            INSERT INTO enrollment.transfer_result (
                plan_id, candidate_id, version, learner_id, sitting, outcome, total, effective_on, recorded_on, recorded_at)
            VALUES (@PlanId, @Id, @Version, @LearnerId, @Sitting, @State, @Total, @effectiveOn, @Today, @Now)
            """,
            new
            {
                next.PlanId,
                next.Id,
                next.Version,
                next.LearnerId,
                next.Sitting,
                next.State,
                next.Total,
                effectiveOn,
                act.Today,
                act.Now,
            }));
    }

    /// <summary>
    /// Records a corrected result. It holds from the day of the one that it corrects, and from today where there is none (D43).
    /// </summary>
    public static async Task RecordCorrectionAsync(UnitOfWork work, CandidateRow next, Act act)
    {
        var last = await work.SingleAsync<LastDay>(
            "SELECT MAX(effective_on) AS day FROM enrollment.transfer_result WHERE candidate_id = @Id", new { next.Id });
        await RecordResultAsync(work, next, last.Day ?? act.Today, act);
    }

    private sealed record LastDay
    {
        public DateOnly? Day { get; init; }
    }
}

using Enrollment.Features.Learners;
using Enrollment.Features.TransferPlans;
using Kernel;
using Kernel.Data;
using Kernel.Personal;

namespace Enrollment.Features.Candidates;

/// <summary>Candidates as they are stored: held with their plan while a command decides, and recorded once.</summary>
internal sealed partial record CandidateRow
{
    public const string Registered = "registered";
    public const string Absent = "absent";
    public const string Marked = "marked";
    public const string Passed = "passed";
    public const string Failed = "failed";
    public const string Appealed = "appealed";

    /// <summary>The registration was a mistake, and was withdrawn before the exam (D43).</summary>
    public const string Withdrawn = "withdrawn";

    /// <summary>
    /// D45: the learner can no longer transfer, or sits the exam of another cohort (D5a), and had no published result before. Read, and
    /// never stored.
    /// </summary>
    public const string Left = "left";

    /// <summary>The state of a candidate <c>c</c> with the learner <c>l</c> and the plan <c>p</c>.</summary>
    public const string StateNow =
        """
        CASE
            WHEN c.state = 'withdrawn' THEN c.state
            WHEN (l.state NOT IN ('enrolled', 'on-leave', 'transfer-ready') OR l.cohort <> p.cohort)
                AND NOT EXISTS (SELECT 1 FROM enrollment.transfer_result r WHERE r.candidate_id = c.id)
            THEN 'left'
            ELSE c.state
        END
        """;

    /// <summary>
    /// Candidates <c>c</c> with their plans <c>p</c>, and learners <c>l</c> and articulations <c>a</c> for
    /// <see cref="LearnerRow.Visible"/>.
    /// </summary>
    public const string Select =
        $"""
        SELECT c.seq, c.id, c.plan_id, c.learner_id, a.from_institution AS institution, c.articulation_id, c.sitting,
            {StateNow} AS state, c.bonus, c.total,
            c.appeal_grounds_id, g.value AS appeal_grounds, c.registered_on, c.version, l.state AS learner_state, l.since AS learner_since,
            l.present_institution,
            l.cohort AS learner_cohort, p.cohort AS plan_cohort, p.sitting AS plan_sitting, p.state AS plan_state,
            CASE WHEN EXISTS (SELECT 1 FROM enrollment.transfer_result r WHERE r.candidate_id = c.id) THEN 1 ELSE 0 END AS has_result,
            CASE WHEN EXISTS (
                SELECT 1 FROM enrollment.learner_fact f
                WHERE f.learner_id = c.learner_id AND f.cohort = p.cohort AND f.superseded_at IS NULL) THEN 1 ELSE 0 END AS was_of_cohort,
            (SELECT MIN(e.sitting)
                FROM enrollment.transfer_candidate e
                WHERE e.plan_id = c.plan_id AND e.learner_id = c.learner_id AND e.state = 'passed') AS passed_at
        FROM enrollment.transfer_candidate c
        JOIN enrollment.transfer_plan p ON p.id = c.plan_id
        JOIN enrollment.learner l ON l.id = c.learner_id
        JOIN enrollment.articulation a ON a.id = c.articulation_id
        LEFT JOIN enrollment.personal_value g ON g.id = c.appeal_grounds_id
        """;

    public long Seq { get; init; }
    public Guid Id { get; init; }
    public Guid PlanId { get; init; }
    public Guid LearnerId { get; init; }
    public string Institution { get; init; } = "";
    public Guid ArticulationId { get; init; }
    public int Sitting { get; init; }
    public string State { get; init; } = "";

    /// <summary>In hundredths, as the total.</summary>
    public int? Bonus { get; init; }
    public int? Total { get; init; }
    public Guid? AppealGroundsId { get; init; }
    public string? AppealGrounds { get; init; }
    public DateOnly RegisteredOn { get; init; }
    public int Version { get; init; }
    public string LearnerState { get; init; } = "";
    public DateOnly LearnerSince { get; init; }
    public string PresentInstitution { get; init; } = "";
    public int LearnerCohort { get; init; }
    public int PlanCohort { get; init; }
    public int PlanSitting { get; init; }
    public string PlanState { get; init; } = "";

    /// <summary>Whether a result was ever published.</summary>
    public bool HasResult { get; init; }

    /// <summary>Whether the learner was ever of the plan's cohort, by the record as it stands.</summary>
    public bool WasOfCohort { get; init; }

    /// <summary>The first sitting of the plan that the learner passed.</summary>
    public int? PassedAt { get; init; }

    /// <summary>The present marks. Only one candidate, and a page of a list, come with them.</summary>
    public IReadOnlyList<MarkRow> Marks { get; init; } = [];

    /// <summary>The earlier marks, oldest first; with the marks.</summary>
    public IReadOnlyList<ReplacedRow> Replaced { get; init; } = [];

    /// <summary>The learner at a sitting, by default the last that they registered for, if the viewer may see it.</summary>
    public static async Task<CandidateRow?> FindAsync(
        IReader reader, Guid plan, Guid learner, Viewer viewer, int? sitting = null, CancellationToken ct = default)
    {
        var row = await reader.FindAsync<CandidateRow>(
            $"""
            {Select}
            WHERE c.plan_id = @plan
                AND c.learner_id = @learner
                AND (@sitting IS NULL OR c.sitting = @sitting)
                AND {LearnerRow.Visible}
            ORDER BY c.sitting DESC {Db.Page}
            """,
            new { plan, learner, sitting, viewer.Org, viewer.Person, viewer.IsRegistrar, viewer.IsLearner, limit = 1 }, ct);
        return row is null ? null : (await CandidateMarks.AddAsync(reader, [row], ct)).Single();
    }

    /// <summary>Those of these candidates that the viewer may see, with their marks.</summary>
    public static async Task<IReadOnlyList<CandidateRow>> OfAsync(IReader reader, IReadOnlyList<Guid> ids, Viewer viewer) =>
        await CandidateMarks.AddAsync(reader, await reader.QueryAsync<CandidateRow>(
            $"""
            {Select}
            WHERE c.id IN @ids
                AND {LearnerRow.Visible}
            """,
            new { ids, viewer.Org, viewer.Person, viewer.IsRegistrar, viewer.IsLearner }), default);

    /// <summary>The candidate, held: whoever holds the plan holds its candidates.</summary>
    public static Task<CandidateRow?> HoldAsync(
        UnitOfWork work, TransferPlan plan, Guid learner, Viewer viewer, int? sitting = null) =>
        FindAsync(work, plan.Id, learner, viewer, sitting);

    /// <summary>
    /// All candidates of the plan's present sitting, without those who left before a result or were registered by mistake. Whoever holds
    /// the plan holds them.
    /// </summary>
    public static async Task<IReadOnlyList<CandidateRow>> OfSittingAsync(IReader reader, TransferPlan plan)
    {
        var rows = await reader.QueryAsync<CandidateRow>(
            $"""
            {Select}
            WHERE c.plan_id = @Id
                AND c.sitting = @Sitting
            ORDER BY c.seq
            """,
            new { plan.Id, plan.Sitting });
        return [.. rows.Where(row => row.State is not (Left or Withdrawn))];
    }

    /// <summary>The articulations of registered candidates for which the terms have no places.</summary>
    public static async Task<IReadOnlyList<Guid>> ArticulationsWithoutAsync(IReader reader, TransferPlan plan, TransferExam exam)
    {
        var registered = await reader.QueryAsync<Guid>(
            """
            SELECT DISTINCT articulation_id
            FROM enrollment.transfer_candidate
            WHERE plan_id = @Id AND state <> 'withdrawn'
            """,
            new { plan.Id });
        return [.. registered.Except(exam.Places.Select(place => place.ArticulationId))];
    }

    /// <summary>A learner's state at the last of a plan's sittings, before one if told; null if the learner was at none.</summary>
    public static Task<string?> LastStateAsync(IReader reader, TransferPlan plan, Guid learner, int before = int.MaxValue) =>
        reader.FindAsync<string>(
            $"""
            SELECT state
            FROM enrollment.transfer_candidate
            WHERE plan_id = @Id
                AND learner_id = @learner
                AND sitting < @before
                AND state <> 'withdrawn'
            ORDER BY sitting DESC {Db.Page}
            """,
            new { plan.Id, learner, before, limit = 1 });

    /// <summary>
    /// Keeps a new candidate, or one whose earlier registration for the sitting was withdrawn, and the audit. Whoever holds the plan knows
    /// that there is no other.
    /// </summary>
    public static async Task AddAsync(UnitOfWork work, CandidateRow registered, Act act)
    {
        await work.UpsertNewerAsync(
            update:
            """
            UPDATE enrollment.transfer_candidate
            SET state = @State, articulation_id = @ArticulationId, registered_on = @Today, version = @Version
            WHERE id = @Id AND version = @Version - 1 AND state = 'withdrawn'
            """,
            insert:
            """
            INSERT INTO enrollment.transfer_candidate (
                id, plan_id, learner_id, articulation_id, sitting, state, registered_on, version, created_at)
            VALUES (@Id, @PlanId, @LearnerId, @ArticulationId, @Sitting, @State, @Today, @Version, @Now)
            """,
            new
            {
                registered.Id,
                registered.PlanId,
                registered.LearnerId,
                registered.ArticulationId,
                registered.Sitting,
                registered.State,
                registered.Version,
                act.Today,
                act.Now,
            });
        await work.AuditAsync("transfer-candidate", registered.Id, registered.Version, registered.State, act);
    }

    /// <summary>Records a change: the row and the audit.</summary>
    public static async Task RecordAsync(UnitOfWork work, CandidateRow next, string action, Act act, string? reason = null)
    {
        var groundsId = next.AppealGroundsId
            ?? await work.KeepAsync("transfer-candidate", next.Id, "appeal-grounds", next.AppealGrounds, act.Now);
        await work.ChangeAsync(
            """
            UPDATE enrollment.transfer_candidate
            SET state = @State, bonus = @Bonus, total = @Total, appeal_grounds_id = @groundsId, version = @Version
            WHERE id = @Id AND version = @Version - 1
            """,
            new { next.Id, next.State, next.Bonus, next.Total, groundsId, next.Version });
        await work.AuditAsync("transfer-candidate", next.Id, next.Version, action, act, reason);
    }
}

using System.Text.Json.Nodes;
using Enrollment.Features.Learners;
using Enrollment.Features.TransferPlans;
using Kernel;
using Kernel.Data;

namespace Enrollment.Features.Candidates;

/// <summary>Candidates as they are stored: held with their plan while a command decides, and recorded once.</summary>
internal sealed record CandidateRow
{
    public const string Registered = "registered";
    public const string Absent = "absent";
    public const string Marked = "marked";
    public const string Passed = "passed";
    public const string Failed = "failed";
    public const string Appealed = "appealed";

    /// <summary>D45: the learner can no longer transfer, and had no published result before. Read, and never stored.</summary>
    public const string Left = "left";

    /// <summary>The state of a candidate <c>c</c> with the learner <c>l</c>.</summary>
    public const string StateNow =
        """
        CASE
            WHEN l.state NOT IN ('enrolled', 'on-leave', 'transfer-ready')
                AND NOT EXISTS (SELECT 1 FROM enrollment.transfer_result r WHERE r.candidate_id = c.id)
            THEN 'left'
            ELSE c.state
        END
        """;

    /// <summary>Candidates <c>c</c>, with learners <c>l</c> and articulations <c>a</c> for <see cref="LearnerRow.Visible"/>.</summary>
    public const string Select =
        $"""
        SELECT c.seq, c.id, c.plan_id, c.learner_id, l.institution, c.articulation_id, c.sitting, {StateNow} AS state, c.bonus,
            c.total, c.appeal_grounds, c.version, l.state AS learner_state, l.since AS learner_since
        FROM enrollment.transfer_candidate c
        JOIN enrollment.learner l ON l.id = c.learner_id
        JOIN enrollment.articulation a ON a.id = c.articulation_id
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
    public string? AppealGrounds { get; init; }
    public int Version { get; init; }
    public string LearnerState { get; init; } = "";
    public DateOnly LearnerSince { get; init; }

    /// <summary>The present marks. Only one candidate, and a page of a list, come with them.</summary>
    public IReadOnlyList<MarkRow> Marks { get; init; } = [];

    /// <summary>The earlier marks, oldest first; with the marks.</summary>
    public IReadOnlyList<ReplacedRow> Replaced { get; init; } = [];

    /// <summary>The learner at the last sitting that they registered for, if the viewer may see it.</summary>
    public static async Task<CandidateRow?> FindAsync(
        IReader reader, Guid plan, Guid learner, Viewer viewer, CancellationToken ct = default)
    {
        var row = await reader.FindAsync<CandidateRow>(
            $"""
            {Select}
            WHERE c.plan_id = @plan
                AND c.learner_id = @learner
                AND {LearnerRow.Visible}
            ORDER BY c.sitting DESC {Db.Page}
            """,
            new { plan, learner, viewer.Org, viewer.Person, viewer.IsRegistrar, viewer.IsLearner, limit = 1 }, ct);
        return row is null ? null : (await CandidateMarks.AddAsync(reader, [row], ct)).Single();
    }

    /// <summary>The candidate, held: whoever holds the plan holds its candidates.</summary>
    public static Task<CandidateRow?> HoldAsync(UnitOfWork work, TransferPlan plan, Guid learner, Viewer viewer) =>
        FindAsync(work, plan.Id, learner, viewer);

    /// <summary>
    /// All candidates of the plan's present sitting, without those who left before a result. Whoever holds the plan holds them.
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
        return [.. rows.Where(row => row.State != Left)];
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
            ORDER BY sitting DESC {Db.Page}
            """,
            new { plan.Id, learner, before, limit = 1 });

    /// <summary>Keeps a new candidate, and the audit; false if the learner is registered for the sitting already.</summary>
    public static async Task<bool> TryAddAsync(UnitOfWork work, CandidateRow registered, Act act)
    {
        var isNew = await work.TryInsertAsync(
            """
            INSERT INTO enrollment.transfer_candidate (id, plan_id, learner_id, articulation_id, sitting, state, version, created_at)
            VALUES (@Id, @PlanId, @LearnerId, @ArticulationId, @Sitting, @State, @Version, @Now)
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
                act.Now,
            });
        if (isNew) await work.AuditAsync("transfer-candidate", registered.Id, registered.Version, registered.State, act);
        return isNew;
    }

    /// <summary>Records a change: the row and the audit.</summary>
    public static async Task RecordAsync(UnitOfWork work, CandidateRow next, string action, Act act)
    {
        await work.ChangeAsync(
            """
            UPDATE enrollment.transfer_candidate
            SET state = @State, bonus = @Bonus, total = @Total, appeal_grounds = @AppealGrounds, version = @Version
            WHERE id = @Id AND version = @Version - 1
            """,
            new { next.Id, next.State, next.Bonus, next.Total, next.AppealGrounds, next.Version });
        await work.AuditAsync("transfer-candidate", next.Id, next.Version, action, act);
    }

    /// <summary>Records a published result, with the day from which it holds and the day of its record (D41).</summary>
    public static async Task RecordResultAsync(UnitOfWork work, CandidateRow next, TransferPlan published, Act act)
    {
        await RecordAsync(work, next, next.State, act);
        await work.ExecuteAsync(
            """
            INSERT INTO enrollment.transfer_result (
                plan_id, candidate_id, version, learner_id, sitting, outcome, total, effective_on, recorded_on, recorded_at)
            VALUES (@PlanId, @Id, @Version, @LearnerId, @Sitting, @State, @Total, @ResultsOn, @Today, @Now)
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
                published.ResultsOn,
                act.Today,
                act.Now,
            });
    }

    /// <summary>The hash of a sitting's results, with one of them changed. Both registrars publish by it.</summary>
    public static string HashOf(IEnumerable<CandidateRow> sitting, CandidateRow changed)
    {
        var results = sitting.Select(result => result.Id == changed.Id ? changed : result).OrderBy(result => result.LearnerId);
        return CanonicalJson.Hash(CanonicalJson.Write(new JsonArray([.. results.Select(result => result.ToText())])));
    }

    /// <summary>With other marks, or none after absence. On an appeal they are the result at once.</summary>
    public CandidateRow MarkedWith(ExamMarks marks, TransferExam exam, DateOnly today) => Next(MarkedState(marks, exam)) with
    {
        Marks = marks.Marks,
        Bonus = marks.Bonus,
        Total = marks.Total,
        Replaced = State == Registered ? Replaced : [.. Replaced, ToReplaced(today)],
    };

    /// <summary>With the result that both publish (D9).</summary>
    public CandidateRow DecidedBy(TransferExam exam) => Next(
        State == Absent && exam.Absence == TransferExam.DoesNotCount ? Absent
        : State == Marked && Passes(Total, exam) ? Passed : Failed);

    public CandidateRow AppealedFor(string grounds) => Next(Appealed) with { AppealGrounds = grounds };

    public CandidateRow UpheldBy(TransferExam exam) => Next(Passes(Total, exam) ? Passed : Failed);

    /// <summary>The candidate as the viewer sees it. A learner sees results once both registrars have published them.</summary>
    public Candidate ToReply(Viewer viewer)
    {
        var isVisible = viewer.IsRegistrar || State is not (Marked or Left);
        return new()
        {
            PlanId = PlanId,
            LearnerId = LearnerId,
            ArticulationId = ArticulationId,
            Sitting = Sitting,
            State = State,
            Marks = isVisible ? CandidateMarks.ToReply(Marks) : [],
            Bonus = isVisible ? Bonus / 100m : null,
            Total = isVisible ? Total / 100m : null,
            AppealGrounds = AppealGrounds,
            Replaced = [.. Replaced.Where(one => viewer.IsRegistrar || one.State == Appealed).Select(one => one.ToReply())],
            Version = Version,
        };
    }

    private JsonObject ToText() =>
        new() { ["learnerId"] = LearnerId.ToString(), ["state"] = State, ["total"] = Total / 100m };

    private static bool Passes(int? total, TransferExam exam) => total >= exam.PassMark * 100;

    private string MarkedState(ExamMarks marks, TransferExam exam) =>
        marks == ExamMarks.None ? Absent : State != Appealed ? Marked : Passes(marks.Total, exam) ? Passed : Failed;

    private ReplacedRow ToReplaced(DateOnly today) => new()
    {
        CandidateId = Id,
        Version = Version,
        State = State,
        Bonus = Bonus,
        Total = Total,
        ReplacedOn = today,
        Marks = Marks,
    };

    private CandidateRow Next(string state) => this with { State = state, Version = Version + 1 };
}

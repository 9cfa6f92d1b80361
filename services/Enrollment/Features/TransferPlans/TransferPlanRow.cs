using Contracts.Enrollment;
using Enrollment.Features.Figures;
using Enrollment.Features.Learners;
using Enrollment.Rules;
using Kernel;
using Kernel.Data;
using Kernel.Messaging.CatchUp;

namespace Enrollment.Features.TransferPlans;

/// <summary>Transfer plans as they are stored: found, held while a command decides, and recorded once.</summary>
internal sealed record TransferPlanRow
{
    public const string Select =
        """
        SELECT seq, id, from_institution, to_institution, cohort, examined_by, bonus_max, pass_mark, resits, absence, gate_credits,
            appeal_days, state, sitting, revision, text, text_hash, results_revision, results_hash, results_on, version
        FROM enrollment.transfer_plan
        """;

    /// <summary>Everybody sees a plan that both approved, and the two institutions their drafts. <c>@Org</c> is a
    /// <see cref="Viewer"/>'s.</summary>
    public const string Visible = "(state <> 'draft' OR from_institution = @Org OR to_institution = @Org)";

    public long Seq { get; init; }
    public Guid Id { get; init; }
    public string FromInstitution { get; init; } = "";
    public string ToInstitution { get; init; } = "";
    public int Cohort { get; init; }
    public string ExaminedBy { get; init; } = "";
    public int BonusMax { get; init; }
    public int PassMark { get; init; }
    public int Resits { get; init; }
    public string Absence { get; init; } = "";
    public int GateCredits { get; init; }
    public int AppealDays { get; init; }
    public string State { get; init; } = "";
    public int Sitting { get; init; }
    public int Revision { get; init; }
    public string Text { get; init; } = "";
    public string TextHash { get; init; } = "";
    public int ResultsRevision { get; init; }
    public string? ResultsHash { get; init; }
    public DateOnly? ResultsOn { get; init; }
    public int Version { get; init; }

    /// <summary>The plan, if the viewer may see it. A unit of work holds it, and with it its candidates, until it ends.</summary>
    public static async Task<TransferPlan?> FindAsync(IReader reader, Guid id, Viewer viewer, CancellationToken ct = default) =>
        await ShowAsync(reader, await reader.FindAsync<TransferPlanRow>(
            $"""
            {Select}
            WHERE id = @id
                AND {Visible}
            """,
            new { id, viewer.Org }, ct), ct);

    /// <summary>The plan, held: nobody else changes it or its candidates before this transaction ends.</summary>
    public static Task<TransferPlan?> HoldAsync(UnitOfWork work, Guid id, Viewer viewer) => FindAsync(work, id, viewer);

    /// <summary>The plan of a learner's cohort; null if there is none.</summary>
    public static async Task<TransferPlan?> FindOfAsync(IReader reader, Learner learner) =>
        await ShowAsync(reader, await reader.FindAsync<TransferPlanRow>(
            $"""
            {Select}
            WHERE from_institution = @FromInstitution
                AND to_institution = @ToInstitution
                AND cohort = @Cohort
            """,
            new { learner.FromInstitution, learner.ToInstitution, learner.Cohort }), default);

    /// <summary>Keeps a new plan, and the audit; false if the two institutions have one for the cohort.</summary>
    public static async Task<bool> TryAddAsync(UnitOfWork work, TransferPlan drafted, Act act)
    {
        var isNew = await work.TryInsertAsync(
            """
            INSERT INTO enrollment.transfer_plan (
                id, from_institution, to_institution, cohort, examined_by, bonus_max, pass_mark, resits, absence, gate_credits,
                appeal_days, state, sitting, revision, text, text_hash, results_revision, guard, version, created_at)
            VALUES (
                @Id, @FromInstitution, @ToInstitution, @Cohort, @ExaminedBy, @bonusMax, @passMark, @Resits, @Absence, @GateCredits,
                @AppealDays, @State, @Sitting, @Revision, @Text, @TextHash, @ResultsRevision, 0, @Version, @Now)
            """,
            new
            {
                drafted.Id,
                drafted.FromInstitution,
                drafted.ToInstitution,
                drafted.Cohort,
                drafted.Exam.ExaminedBy,
                bonusMax = (int)(drafted.Exam.BonusMax * 100),
                passMark = (int)(drafted.Exam.PassMark * 100),
                drafted.Exam.Resits,
                drafted.Exam.Absence,
                drafted.Exam.GateCredits,
                drafted.Exam.AppealDays,
                drafted.State,
                drafted.Sitting,
                drafted.Revision,
                drafted.Text,
                drafted.TextHash,
                drafted.ResultsRevision,
                drafted.Version,
                act.Now,
            });
        if (!isNew) return false;
        await TransferPlanPart.AddAsync(work, drafted);
        await work.AuditAsync("transfer-plan", drafted.Id, drafted.Version, "drafted", act);
        return true;
    }

    /// <summary>Records a change: the row and the audit. A command publishes its own event, where it has one.</summary>
    public static async Task RecordAsync(UnitOfWork work, TransferPlan next, string action, Act act, string? reason = null)
    {
        await work.ChangeAsync(
            """
            UPDATE enrollment.transfer_plan
            SET examined_by = @ExaminedBy, bonus_max = @bonusMax, pass_mark = @passMark, resits = @Resits, absence = @Absence,
                gate_credits = @GateCredits, appeal_days = @AppealDays, state = @State, sitting = @Sitting, revision = @Revision,
                text = @Text, text_hash = @TextHash, results_revision = @ResultsRevision, results_hash = @ResultsHash,
                results_on = @ResultsOn, version = @Version
            WHERE id = @Id AND version = @Version - 1
            """,
            new
            {
                next.Id,
                next.Exam.ExaminedBy,
                bonusMax = (int)(next.Exam.BonusMax * 100),
                passMark = (int)(next.Exam.PassMark * 100),
                next.Exam.Resits,
                next.Exam.Absence,
                next.Exam.GateCredits,
                next.Exam.AppealDays,
                next.State,
                next.Sitting,
                next.Revision,
                next.Text,
                next.TextHash,
                next.ResultsRevision,
                next.ResultsHash,
                next.ResultsOn,
                next.Version,
            });
        await work.AuditAsync("transfer-plan", next.Id, next.Version, action, act, reason);
    }

    /// <summary>
    /// Records a correction of results. A declaration of finality was of the earlier results; unless both had made it, it is void (D43).
    /// </summary>
    public static async Task RecordCorrectionAsync(UnitOfWork work, TransferPlan next, Act act, string reason)
    {
        if (next.Finalisations.Count == 0)
        {
            await work.ExecuteAsync(
                "DELETE FROM enrollment.transfer_finalisation WHERE plan_id = @Id AND sitting = @Sitting", new { next.Id, next.Sitting });
        }
        await RecordAsync(work, next, "result corrected", act, reason);
    }

    /// <summary>The plans of rows, with their lists.</summary>
    public static async Task<IReadOnlyList<TransferPlan>> ShowAsync(
        IReader reader, IReadOnlyList<TransferPlanRow> rows, CancellationToken ct = default)
    {
        var parts = await TransferPlanPart.OfAsync(reader, [.. rows.Select(row => row.Id)], ct);
        return [.. rows.Select(row => row.ToReply(parts))];
    }

    /// <summary>The present state of all plans that both approved, for a service that catches up.</summary>
    public static async Task<IReadOnlyList<PresentState>> StatesAsync(UnitOfWork work, long after, int limit, DateTimeOffset now)
    {
        var rows = await work.QueryAsync<TransferPlanRow>(
            $"""
            {Select}
            WHERE seq > @after
                AND state <> 'draft'
            ORDER BY seq {Db.Page}
            """,
            new { after, limit });
        var states = new List<PresentState>();
        foreach (var (row, plan) in rows.Zip(await ShowAsync(work, rows))) states.Add(new(row.Seq, await FactAsync(work, plan, now)));
        return states;
    }

    private static async Task<TransferPlan?> ShowAsync(IReader reader, TransferPlanRow? row, CancellationToken ct) =>
        row is null ? null : (await ShowAsync(reader, [row], ct)).Single();

    // Tells a state to a service that knows none of its changes. A command names its own event.
    private static async Task<object> FactAsync(UnitOfWork work, TransferPlan plan, DateTimeOffset now) => plan.ResultsOn is null
        ? new TransferPlanApprovedV1 { OccurredAt = now, Plan = plan.ToEvent(new()) }
        : new TransferResultPublishedV1 { OccurredAt = now, Plan = plan.ToEvent(await PassCount.OfAsync(work, plan.Id)) };

    private TransferPlan ToReply(TransferPlanPart.Parts parts)
    {
        Publication[] publications =
            [.. parts.Publications[Id].Select(given => new Publication(given.Institution, given.PublishedOn, given.RecordedOn))];
        return new()
        {
            Id = Id,
            FromInstitution = FromInstitution,
            ToInstitution = ToInstitution,
            Cohort = Cohort,
            Exam = ToExam(parts),
            Rounding = ExamTotal.Rounding,
            State = State,
            Sitting = Sitting,
            Text = Text,
            TextHash = TextHash,
            Approvals = [.. parts.Approvals[Id].Select(given => new Approval(given.Institution, given.ApprovedAt))],
            ResultsHash = ResultsHash,
            Publications = publications,
            AppealsUntil = TransferPlan.LastDayForAppeals(State, publications, AppealDays),
            Finalisations = [.. parts.Finalisations[Id].Select(given => new Finalisation(given.Institution, given.GivenOn))],
            Version = Version,
            Revision = Revision,
            ResultsRevision = ResultsRevision,
            ResultsOn = ResultsOn,
        };
    }

    private TransferExam ToExam(TransferPlanPart.Parts parts)
    {
        var components = parts.Components[Id].ToList();
        var places = parts.Places[Id].Select(place => place.ToReply([.. parts.OwnComponents[(Id, place.ArticulationId)]]));
        return new()
        {
            Components = [.. components.Select(component => component.ToReply())],
            BonusMax = BonusMax / 100m,
            PassMark = PassMark / 100m,
            Resits = Resits,
            Absence = Absence,
            GateCredits = GateCredits,
            AppealDays = AppealDays,
            ExaminedBy = ExaminedBy,
            TieBreak = TransferPlanPart.ComponentRow.TieBreakOf(components),
            Places = [.. places.OrderBy(place => place.ArticulationId)],
            Sittings = [.. parts.Sittings[Id].Select(sitting => sitting.ToReply())],
        };
    }
}

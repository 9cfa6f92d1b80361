using Kernel;
using Kernel.Data;
using Kernel.Personal;

namespace FacultyCertification.Features.Applications;

/// <summary>Applications as they are stored: found, held while a command decides, and recorded once.</summary>
internal static class ApplicationRow
{
    /// <summary>Applications with the teacher's employment, the method's terms, last decision, notice and certificate.</summary>
    public const string Select =
        """
        SELECT a.seq, a.id, a.teacher_id, a.employment_id, a.institution, a.method_id, a.level, a.state, a.kind, a.predecessor_id,
            a.submitted_on, a.days_counted, a.notice_id, w.value AS withdrawal_reason, a.version, p.lookup AS person, o.category, o.unit,
            o.employed_from, o.last_day,
            m.panel_members, m.quorum, m.majority, m.objections_allowed, m.public_notice_days, m.validity_years, m.renewal_window_days,
            d.id AS decision_id, d.outcome, d.decided_on, n.published_on, c.id AS certificate_id
        FROM faculty.application a
        INNER JOIN faculty.teacher t ON t.id = a.teacher_id
        INNER JOIN faculty.employment o ON o.id = a.employment_id
        INNER JOIN faculty.method m ON m.id = a.method_id
        LEFT JOIN faculty.decision d ON d.application_id = a.id
            AND d.seq = (SELECT MAX(e.seq) FROM faculty.decision e WHERE e.application_id = a.id)
        LEFT JOIN faculty.certificate c ON c.decision_id = d.id
        LEFT JOIN faculty.public_notice n ON n.id = a.notice_id
        LEFT JOIN faculty.personal_value w ON w.id = a.withdrawal_reason_id
        LEFT JOIN faculty.personal_value p ON p.id = t.person_id
        """;

    /// <summary>Whoever sees the teacher sees the applications. The parameters are a <see cref="Viewer"/>'s.</summary>
    public const string Visible =
        $"a.institution = @Org AND (a.institution = @Office OR t.person_id IN {PersonalValues.OfViewer})";

    /// <summary>The application with its evidence, if the viewer may see it. A unit of work holds it until it ends.</summary>
    public static async Task<Application?> FindAsync(IReader reader, Guid id, Viewer viewer, CancellationToken ct = default) =>
        await OneAsync(reader, await reader.FindAsync<Application>(
            $"""
            {Select}
            WHERE a.id = @id
                AND {Visible}
            """,
            new { id, viewer.Office, viewer.Person, viewer.Org }, ct), ct);

    /// <summary>The application, held: nobody else changes it, or its evidence, before this transaction ends.</summary>
    public static Task<Application?> HoldAsync(UnitOfWork work, Guid id, Viewer viewer) => FindAsync(work, id, viewer);

    /// <summary>The application of whoever may see it by another right, held; null if there is none.</summary>
    public static async Task<Application?> HoldAsync(UnitOfWork work, Guid id) =>
        await OneAsync(work, await work.FindAsync<Application>(Select + " WHERE a.id = @id", new { id }), default);

    /// <summary>An office's applications, held, without their evidence. One of another institution is left out.</summary>
    public static Task<IReadOnlyList<Application>> HoldAllAsync(UnitOfWork work, IReadOnlyList<Guid> ids, Viewer viewer) =>
        work.HoldAsync<Application>(
            $"""
            {Select}
            WHERE a.id IN @ids
                AND a.institution = @Office
            ORDER BY a.seq
            """,
            new { ids, viewer.Office });

    /// <summary>The open applications of a teacher at any institution, held, without their evidence.</summary>
    public static Task<IReadOnlyList<Application>> HoldOpenAsync(UnitOfWork work, Guid teacher) => work.HoldAsync<Application>(
        $"""
        {Select}
        WHERE a.teacher_id = @teacher
            AND a.state IN ('draft', 'submitted', 'under-review', 'public-notice')
        ORDER BY a.seq
        """,
        new { teacher });

    /// <summary>The open applications that follow one of these certificates, held, without their evidence.</summary>
    public static Task<IReadOnlyList<Application>> HoldFollowingAsync(UnitOfWork work, IReadOnlyList<Guid> certificates) =>
        work.HoldAsync<Application>(
            $"""
            {Select}
            WHERE a.predecessor_id IN @certificates
                AND a.state IN ('submitted', 'under-review', 'public-notice')
            ORDER BY a.seq
            """,
            new { certificates });

    /// <summary>The applications of a notice that wait for their certificates, held, without their evidence.</summary>
    public static Task<IReadOnlyList<Application>> HoldNoticedAsync(UnitOfWork work, Guid notice) => work.HoldAsync<Application>(
        $"""
        {Select}
        WHERE a.notice_id = @notice
            AND a.state = 'public-notice'
        ORDER BY a.seq
        """,
        new { notice });

    /// <summary>Keeps a new draft with its evidence, and the audit; false if the teacher has an open application.</summary>
    public static async Task<bool> TryAddAsync(UnitOfWork work, Application drafted, Act act)
    {
        var isNew = await work.TryInsertAsync(
            """
            INSERT INTO faculty.application (
                id, teacher_id, employment_id, institution, method_id, level, state, ended_as, version, created_at)
            VALUES (@Id, @TeacherId, @EmploymentId, @Institution, @MethodId, @Level, @State, @open, @Version, @Now)
            """,
            new
            {
                drafted.Id,
                drafted.TeacherId,
                drafted.EmploymentId,
                drafted.Institution,
                drafted.MethodId,
                drafted.Level,
                drafted.State,
                open = Guid.Empty,
                drafted.Version,
                act.Now,
            });
        if (!isNew) return false;
        await EvidenceRow.AddAsync(work, drafted, act);
        await work.AuditAsync("application", drafted.Id, drafted.Version, "drafted", act);
        await drafted.ToStep().AddAsync(work, "drafted", act.Today, act);
        return true;
    }

    /// <summary>The open application of a teacher at an institution; null if it is at another one.</summary>
    public static Task<Guid?> OpenOfAsync(UnitOfWork work, Guid teacher, string institution) => work.FindAsync<Guid?>(
        """
        SELECT id
        FROM faculty.application
        WHERE teacher_id = @teacher
            AND institution = @institution
            AND state IN ('draft', 'submitted', 'under-review', 'public-notice')
        """,
        new { teacher, institution });

    /// <summary>Records a change: the row and the audit. The next application of the teacher may begin once this one is final.</summary>
    public static async Task RecordAsync(UnitOfWork work, Application next, string action, Act act, string? reason = null)
    {
        var withdrawalReasonId = await work.KeepAsync("application", next.Id, "withdrawal-reason", next.WithdrawalReason, act.Now);
        await work.ChangeAsync(
            """
            UPDATE faculty.application
            SET method_id = @MethodId, level = @Level, state = @State, kind = @Kind, predecessor_id = @PredecessorId,
                submitted_on = @SubmittedOn, days_counted = @DaysCounted, notice_id = @NoticeId,
                withdrawal_reason_id = @withdrawalReasonId, version = @Version,
                ended_as = CASE WHEN @State IN ('certified', 'refused', 'withdrawn') THEN id ELSE ended_as END
            WHERE id = @Id AND version = @Version - 1
            """,
            new
            {
                next.Id,
                next.MethodId,
                next.Level,
                next.State,
                next.Kind,
                next.PredecessorId,
                next.SubmittedOn,
                next.DaysCounted,
                next.NoticeId,
                withdrawalReasonId,
                next.Version,
            });
        await work.AuditAsync("application", next.Id, next.Version, action, act, reason);
        if (action != "edited") await next.ToStep().AddAsync(work, action, next.DayOf(action) ?? act.Today, act);
    }

    /// <summary>The applications with their evidence.</summary>
    public static async Task<IReadOnlyList<Application>> AddEvidenceAsync(
        IReader reader, IReadOnlyList<Application> applications, CancellationToken ct = default)
    {
        var evidence = await EvidenceRow.OfAsync(reader, [.. applications.Select(application => application.Id)], ct);
        return [.. applications.Select(application => application with { Evidence = [.. evidence[application.Id]] })];
    }

    private static async Task<Application?> OneAsync(IReader reader, Application? application, CancellationToken ct) =>
        application is null ? null : (await AddEvidenceAsync(reader, [application], ct)).Single();
}

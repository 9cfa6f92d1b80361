using FacultyCertification.Features.Teachers;
using FacultyCertification.Rules;
using Kernel.Data;
using Kernel.Http;

namespace FacultyCertification.Features.Applications;

/// <summary>A teacher's application for dual qualification (D16): for the teacher office and the panel of the institution, and for the teacher.</summary>
/// <param name="Id">Its identity here.</param>
/// <param name="TeacherId">Whose it is; a teacher has one that is open at a time.</param>
/// <param name="Institution">The code of the institution that decides on it.</param>
/// <param name="MethodId">The version of the method that it is judged by.</param>
/// <param name="Level">The level that is applied for.</param>
/// <param name="State"><c>draft</c>, <c>submitted</c>, <c>under-review</c>, <c>public-notice</c>, <c>certified</c>, <c>refused</c> or <c>withdrawn</c>; the last three are final (D19).</param>
/// <param name="SubmittedOn">The day of applying, once submitted: the years of practice end on it (D17).</param>
/// <param name="DaysCounted">How many distinct days of practice counted on that day.</param>
/// <param name="DecidedOn">The day of the panel's last decision.</param>
/// <param name="Outcome">What the panel decided last: <c>granted</c> or <c>refused</c>.</param>
/// <param name="NoticeId">The public notice that it is or was in.</param>
/// <param name="CertificateId">The certificate that it led to.</param>
/// <param name="WithdrawalReason">Why it was withdrawn.</param>
/// <param name="Evidence">What it rests on, in the order in which it was given.</param>
/// <param name="Version">Its ETag.</param>
public sealed record Application(
    Guid Id, Guid TeacherId, string Institution, Guid MethodId, string Level, string State, DateOnly? SubmittedOn, int? DaysCounted, DateOnly? DecidedOn, string? Outcome, Guid? NoticeId,
    Guid? CertificateId, string? WithdrawalReason, IReadOnlyList<Evidence> Evidence, int Version) : IVersioned;

/// <summary>The states of an application, as <see cref="Application.State"/> names them.</summary>
internal static class State
{
    public const string Draft = "draft";
    public const string Submitted = "submitted";
    public const string UnderReview = "under-review";
    public const string PublicNotice = "public-notice";
}

/// <summary>An application with what its steps are judged by: its teacher's employment, its method's terms, its last decision, its notice.</summary>
internal sealed record ApplicationRow
{
    private const string Select =
        """
        SELECT a.seq, a.id, a.teacher_id, a.institution, a.method_id, a.level, a.state, a.submitted_on, a.days_counted, a.notice_id, a.withdrawal_reason, a.version,
            t.person, t.employed_from, t.last_day, t.version AS teacher_version, m.panel_members, m.public_notice_days, m.validity_years,
            d.id AS decision_id, d.outcome, d.decided_on, n.published_on, c.id AS certificate_id
        FROM faculty.application a
        INNER JOIN faculty.teacher t ON t.id = a.teacher_id
        INNER JOIN faculty.method m ON m.id = a.method_id
        LEFT JOIN faculty.decision d ON d.application_id = a.id AND d.seq = (SELECT MAX(e.seq) FROM faculty.decision e WHERE e.application_id = a.id)
        LEFT JOIN faculty.certificate c ON c.decision_id = d.id
        LEFT JOIN faculty.public_notice n ON n.id = a.notice_id
        """ + " ";

    private const string Visible = "a.institution = @Org AND (a.institution = @office OR t.person = @Person)";

    public long Seq { get; init; }
    public Guid Id { get; init; }
    public Guid TeacherId { get; init; }
    public string Institution { get; init; } = "";
    public Guid MethodId { get; init; }
    public string Level { get; init; } = "";
    public string State { get; init; } = "";
    public DateOnly? SubmittedOn { get; init; }
    public int? DaysCounted { get; init; }
    public Guid? NoticeId { get; init; }
    public string? WithdrawalReason { get; init; }
    public int Version { get; init; }
    public string? Person { get; init; }
    public DateOnly EmployedFrom { get; init; }
    public DateOnly? LastDay { get; init; }
    public int TeacherVersion { get; init; }
    public int PanelMembers { get; init; }
    public int PublicNoticeDays { get; init; }
    public int ValidityYears { get; init; }
    public Guid? DecisionId { get; init; }
    public string? Outcome { get; init; }
    public DateOnly? DecidedOn { get; init; }
    public DateOnly? PublishedOn { get; init; }
    public Guid? CertificateId { get; init; }

    public Employment Employment => new(EmployedFrom, LastDay);

    public static Task<ApplicationRow?> FindAsync(IReader reader, Guid id, Caller caller, CancellationToken ct = default) => reader.FindAsync<ApplicationRow>(
        Select + "WHERE a.id = @id AND " + Visible, new { id, office = TeacherRow.OfficeOf(caller), caller.Person, caller.Org }, ct);

    public static Task<IReadOnlyList<ApplicationRow>> ListAsync(IReader reader, Paging paging, Caller caller, string? state, Guid? teacherId, CancellationToken ct) => reader.QueryAsync<ApplicationRow>(
        Select + "WHERE a.seq > @After AND (@state IS NULL OR a.state = @state) AND (@teacherId IS NULL OR a.teacher_id = @teacherId) AND " + Visible + " ORDER BY a.seq " + Db.Page,
        new { paging.After, limit = paging.Limit, state, teacherId, office = TeacherRow.OfficeOf(caller), caller.Person, caller.Org }, ct);

    /// <summary>Takes an institution's applications, so that nobody else changes them, and gives each a new version; one of another institution is left out.</summary>
    public static async Task<IReadOnlyList<ApplicationRow>> TakeAsync(UnitOfWork work, IReadOnlyList<Guid> ids, string institution)
    {
        await work.ExecuteAsync("UPDATE faculty.application SET version = version + 1 WHERE id IN @ids AND institution = @institution", new { ids, institution });
        return await work.QueryAsync<ApplicationRow>(Select + "WHERE a.id IN @ids AND a.institution = @institution ORDER BY a.seq", new { ids, institution });
    }

    /// <summary>The applications of a notice for which certificates are being given.</summary>
    public static Task<IReadOnlyList<ApplicationRow>> CertifiedAsync(IReader reader, Guid noticeId) =>
        reader.QueryAsync<ApplicationRow>(Select + "WHERE a.notice_id = @noticeId AND a.state = 'certified' AND c.id IS NULL ORDER BY a.seq", new { noticeId });

    /// <summary>Whether the caller applies: the teacher, or the teacher office on their behalf.</summary>
    public bool IsBy(Caller caller) => TeacherRow.AppliesFor(caller, Institution, Person);

    public async Task<Application> ShowAsync(IReader reader, CancellationToken ct = default) =>
        Show(await EvidenceRow.OfAsync(reader, [Id], ct), await EvidenceRow.ConfirmedAsync(reader, [Id], ct));

    public Application Show(ILookup<Guid, EvidenceRow> evidence, ILookup<(Guid, int), PractisedDays> confirmed) => new(
        Id, TeacherId, Institution, MethodId, Level, State, SubmittedOn, DaysCounted, DecidedOn, Outcome, NoticeId, CertificateId, WithdrawalReason,
        [.. evidence[Id].Select(row => row.Show(confirmed[(Id, row.Position)]))], Version);
}

using Contracts.FacultyCertification;
using FacultyCertification.Features.Applications;
using Kernel;
using Kernel.Data;
using Kernel.Http;
using Kernel.Messaging.CatchUp;

namespace FacultyCertification.Features.Certificates;

/// <summary>A dual-qualified certificate: for the teacher office and the panel of the institution, and for the teacher.</summary>
/// <param name="Id">Its identity here.</param>
/// <param name="TeacherId">Who holds it.</param>
/// <param name="Institution">The code of the institution whose panel gave it.</param>
/// <param name="DecisionId">The decision that gave it.</param>
/// <param name="Level"><c>junior</c>, <c>intermediate</c> or <c>senior</c>.</param>
/// <param name="State"><c>certified</c>, <c>revoked</c> (final) or <c>expired</c> (D19).</param>
/// <param name="ValidFrom">The first day on which it counts.</param>
/// <param name="ValidUntil">The last day on which it counts, unless it is revoked before.</param>
/// <param name="RevokedOn">The first day on which it no longer counts, where it was revoked.</param>
/// <param name="RevocationReason">Why it was revoked.</param>
/// <param name="Version">Its ETag.</param>
public sealed record Certificate(
    Guid Id, Guid TeacherId, string Institution, Guid DecisionId, string Level, string State, DateOnly ValidFrom, DateOnly ValidUntil, DateOnly? RevokedOn, string? RevocationReason, int Version)
    : IVersioned;

internal sealed record CertificateRow
{
    public const string Columns = "seq, id, teacher_id, institution, decision_id, level, state, valid_from, valid_until, revoked_on, revocation_reason, version";

    public long Seq { get; init; }
    public Guid Id { get; init; }
    public Guid TeacherId { get; init; }
    public string Institution { get; init; } = "";
    public Guid DecisionId { get; init; }
    public string Level { get; init; } = "";
    public string State { get; init; } = "";
    public DateOnly ValidFrom { get; init; }
    public DateOnly ValidUntil { get; init; }
    public DateOnly? RevokedOn { get; init; }
    public string? RevocationReason { get; init; }
    public int Version { get; init; }

    /// <summary>When it is in force: until the day before it is revoked (D20).</summary>
    private Period InForce => new Period(ValidFrom, ValidUntil).Before(RevokedOn);

    /// <summary>When the certificates of these teachers are in force.</summary>
    public static async Task<ILookup<Guid, Period>> HeldByAsync(IReader reader, IReadOnlyList<Guid> teachers) =>
        (await reader.QueryAsync<CertificateRow>("SELECT " + Columns + " FROM faculty.certificate WHERE teacher_id IN @teachers", new { teachers })).ToLookup(row => row.TeacherId, row => row.InForce);

    public static async Task<CertificateRow> GiveAsync(UnitOfWork work, ApplicationRow application, Period validity, DateTimeOffset now, DateOnly today)
    {
        var row = new CertificateRow
        {
            Id = Guid.CreateVersion7(),
            TeacherId = application.TeacherId,
            Institution = application.Institution,
            DecisionId = application.DecisionId!.Value,
            Level = application.Level,
            State = "certified",
            ValidFrom = validity.From,
            ValidUntil = validity.Until,
            Version = 1,
        };
        await work.ExecuteAsync(
            """
            INSERT INTO faculty.certificate (id, teacher_id, institution, decision_id, level, state, valid_from, valid_until, version, created_at)
            VALUES (@Id, @TeacherId, @Institution, @DecisionId, @Level, @State, @ValidFrom, @ValidUntil, @Version, @now)
            """,
            new { row.Id, row.TeacherId, row.Institution, row.DecisionId, row.Level, row.State, row.ValidFrom, row.ValidUntil, row.Version, now });
        await AppendAsync(work, row.Id, "granted", validity.From, now, today);
        return row;
    }

    /// <summary>Appends a fact that the figures are read from, with the day on which it takes effect, and the moment and the business date of its recording (D41).</summary>
    public static Task AppendAsync(UnitOfWork work, Guid id, string fact, DateOnly effectiveOn, DateTimeOffset now, DateOnly today) => work.ExecuteAsync(
        "INSERT INTO faculty.certificate_fact (certificate_id, fact, effective_on, recorded_at, recorded_on) VALUES (@id, @fact, @effectiveOn, @now, @today)",
        new { id, fact, effectiveOn, now, today });

    /// <summary>The present state of all certificates, for a service that asks for what it missed.</summary>
    public static async Task<IReadOnlyList<PresentState>> StatesAsync(UnitOfWork work, long after, int limit, DateTimeOffset now)
    {
        var rows = await work.QueryAsync<CertificateRow>("SELECT " + Columns + " FROM faculty.certificate WHERE seq > @after ORDER BY seq " + Db.Page, new { after, limit });
        return [.. rows.Select(row => new PresentState(row.Seq, row.Fact(now)))];
    }

    public Certificate Show() => new(Id, TeacherId, Institution, DecisionId, Level, State, ValidFrom, ValidUntil, RevokedOn, RevocationReason, Version);

    public CertificateV1 Carried() => new()
    {
        Id = Id,
        TeacherId = TeacherId,
        Institution = Institution,
        Level = Level,
        State = State,
        ValidFrom = ValidFrom,
        ValidUntil = ValidUntil,
        RevokedOn = RevokedOn,
        Version = Version,
    };

    private object Fact(DateTimeOffset now) => State switch
    {
        "certified" => new TeacherCertifiedV1 { OccurredAt = now, Certificate = Carried() },
        "revoked" => new CertificateRevokedV1 { OccurredAt = now, Certificate = Carried() },
        _ => new CertificateExpiredV1 { OccurredAt = now, Certificate = Carried() },
    };
}

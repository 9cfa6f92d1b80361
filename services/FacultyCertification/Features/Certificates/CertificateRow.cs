using Contracts.FacultyCertification;
using Kernel;
using Kernel.Data;
using Kernel.Messaging.CatchUp;
using MassTransit;

namespace FacultyCertification.Features.Certificates;

/// <summary>Certificates as they are stored: found, held while a command decides, and recorded once.</summary>
internal static class CertificateRow
{
    public const string Select =
        """
        SELECT c.seq, c.id, c.teacher_id, c.institution, c.decision_id, c.level, c.state, c.valid_from, c.valid_until, c.revoked_on,
            c.revocation_reason, c.version
        FROM faculty.certificate c
        """;

    /// <summary>An institution sees the certificates that it granted, and those with which a teacher came to it. <c>@Office</c> is a
    /// <see cref="Viewer"/>'s.</summary>
    public const string VisibleToOffice =
        """
        (c.institution = @Office OR c.teacher_id IN (
            SELECT e.teacher_id
            FROM faculty.employment e
            WHERE e.institution = @Office
                AND (e.last_day IS NULL OR e.last_day >= c.valid_from)))
        """;

    /// <summary>The teacher office and the panel of the institution see a certificate, and so does its holder. The parameters are a
    /// <see cref="Viewer"/>'s.</summary>
    public const string Visible =
        $"""
        ({VisibleToOffice} OR c.teacher_id IN (
            SELECT e.teacher_id
            FROM faculty.teacher t
            INNER JOIN faculty.employment e ON e.teacher_id = t.id
            WHERE t.person = @Person
                AND e.institution = @Org))
        """;

    /// <summary>The certificate, if the viewer may see it. A unit of work holds it until it ends.</summary>
    public static Task<Certificate?> FindAsync(IReader reader, Guid id, Viewer viewer, CancellationToken ct = default) =>
        reader.FindAsync<Certificate>(
            $"""
            {Select}
            WHERE c.id = @id
                AND {Visible}
            """,
            new { id, viewer.Office, viewer.Person, viewer.Org }, ct);

    /// <summary>The certificate, held: nobody else changes it before this transaction ends.</summary>
    public static Task<Certificate?> HoldAsync(UnitOfWork work, Guid id, Viewer viewer) => FindAsync(work, id, viewer);

    /// <summary>The certificate of a row that names it, held.</summary>
    public static async Task<Certificate> HoldAsync(UnitOfWork work, Guid id) =>
        await work.FindAsync<Certificate>(Select + " WHERE c.id = @id", new { id })
            ?? throw new InvalidOperationException($"Certificate {id} does not exist.");

    /// <summary>The certificates of a teacher that are in force on or after a day, held.</summary>
    public static Task<IReadOnlyList<Certificate>> HoldInForceAsync(UnitOfWork work, Guid teacher, DateOnly day) =>
        work.HoldAsync<Certificate>(
            $"""
            {Select}
            WHERE c.teacher_id = @teacher
                AND c.state = 'certified'
                AND c.valid_until >= @day
            ORDER BY c.seq
            """,
            new { teacher, day });

    /// <summary>The days on which the certificates of these teachers are in force.</summary>
    public static async Task<ILookup<Guid, Period>> HeldByAsync(IReader reader, IReadOnlyList<Guid> teachers) =>
        (await reader.QueryAsync<Certificate>(Select + " WHERE c.teacher_id IN @teachers", new { teachers }))
            .ToLookup(held => held.TeacherId, held => held.InForce);

    /// <summary>Keeps a new certificate, with fact, audit and event.</summary>
    public static async Task AddAsync(UnitOfWork work, IPublishEndpoint events, Certificate granted, Act act)
    {
        await work.ExecuteAsync(
            """
            INSERT INTO faculty.certificate (
                id, teacher_id, institution, decision_id, level, state, valid_from, valid_until, version, created_at)
            VALUES (@Id, @TeacherId, @Institution, @DecisionId, @Level, @State, @ValidFrom, @ValidUntil, @Version, @Now)
            """,
            new
            {
                granted.Id,
                granted.TeacherId,
                granted.Institution,
                granted.DecisionId,
                granted.Level,
                granted.State,
                granted.ValidFrom,
                granted.ValidUntil,
                granted.Version,
                act.Now,
            });
        await AppendAsync(work, granted, "granted", granted.ValidFrom, act);
        await work.AuditAsync("certificate", granted.Id, granted.Version, Certificate.Certified, act);
        await events.Publish(new TeacherCertifiedV1 { OccurredAt = act.Now, Certificate = granted.ToEvent() });
    }

    /// <summary>Records the end of a certificate: the row, the fact for the figures, the audit, and the event of the command.</summary>
    /// <param name="work">The transaction, which holds the certificate.</param>
    /// <param name="events">Where the event is published.</param>
    /// <param name="next">The certificate after the change; its state names the fact and the action.</param>
    /// <param name="effectiveOn">The first day on which it no longer counts.</param>
    /// <param name="fact">The event.</param>
    /// <param name="act">Who did it, and when.</param>
    public static async Task RecordAsync(
        UnitOfWork work, IPublishEndpoint events, Certificate next, DateOnly effectiveOn, object fact, Act act)
    {
        await work.ChangeAsync(
            """
            UPDATE faculty.certificate
            SET state = @State, revoked_on = @RevokedOn, revocation_reason = @RevocationReason, version = @Version
            WHERE id = @Id AND version = @Version - 1
            """,
            new { next.Id, next.State, next.RevokedOn, next.RevocationReason, next.Version });
        await AppendAsync(work, next, next.State, effectiveOn, act);
        await work.AuditAsync("certificate", next.Id, next.Version, next.State, act, next.RevocationReason);
        await events.Publish(fact);
    }

    /// <summary>The present state of all certificates, for a service that catches up.</summary>
    public static async Task<IReadOnlyList<PresentState>> StatesAsync(UnitOfWork work, long after, int limit, DateTimeOffset now)
    {
        var certificates = await work.QueryAsync<Certificate>(
            $"""
            {Select}
            WHERE c.seq > @after
            ORDER BY c.seq {Db.Page}
            """,
            new { after, limit });
        return [.. certificates.Select(certificate => new PresentState(certificate.Seq, Fact(certificate, now)))];
    }

    // A fact for the figures: the day of its effect, and the moment and business date of its record (D41).
    private static Task AppendAsync(UnitOfWork work, Certificate certificate, string fact, DateOnly effectiveOn, Act act) =>
        work.ExecuteAsync(
            """
            INSERT INTO faculty.certificate_fact (certificate_id, fact, effective_on, recorded_at, recorded_on)
            VALUES (@Id, @fact, @effectiveOn, @Now, @Today)
            """,
            new { certificate.Id, fact, effectiveOn, act.Now, act.Today });

    // Tells a state to a service that knows none of its changes. A command names its own event.
    private static object Fact(Certificate certificate, DateTimeOffset now) => certificate.State switch
    {
        Certificate.Certified => new TeacherCertifiedV1 { OccurredAt = now, Certificate = certificate.ToEvent() },
        Certificate.Revoked => new CertificateRevokedV1 { OccurredAt = now, Certificate = certificate.ToEvent() },
        _ => new CertificateExpiredV1 { OccurredAt = now, Certificate = certificate.ToEvent() },
    };
}

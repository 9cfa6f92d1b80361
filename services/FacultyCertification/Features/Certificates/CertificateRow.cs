using Contracts.FacultyCertification;
using Kernel;
using Kernel.Data;
using Kernel.Messaging.CatchUp;
using Kernel.Personal;
using MassTransit;

namespace FacultyCertification.Features.Certificates;

/// <summary>Certificates as they are stored: found, held while a command decides, and recorded once.</summary>
internal static class CertificateRow
{
    /// <summary>Certificates with the one that follows. One that was revoked before its first day follows nothing.</summary>
    public const string Select =
        """
        SELECT c.seq, c.id, c.number, c.chain_id, c.predecessor_id, s.id AS successor_id, c.teacher_id, c.institution, c.decision_id,
            c.level, c.state, c.issued_on, c.valid_from, c.valid_until, c.renewal_from, c.superseded_on, c.revoked_on,
            c.revocation_reason_id, w.value AS revocation_reason, c.name_id, c.version
        FROM faculty.certificate c
        LEFT JOIN faculty.certificate s ON s.predecessor_id = c.id AND (s.revoked_on IS NULL OR s.revoked_on > s.valid_from)
        LEFT JOIN faculty.personal_value w ON w.id = c.revocation_reason_id
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
            WHERE t.person_id IN {PersonalValues.OfViewer}
                AND e.institution = @Org))
        """;

    /// <summary>The certificate, if the viewer may see it. A unit of work holds it until it ends.</summary>
    public static async Task<Certificate?> FindAsync(IReader reader, Guid id, Viewer viewer, CancellationToken ct = default) =>
        await OneAsync(reader, await reader.FindAsync<Certificate>(
            $"""
            {Select}
            WHERE c.id = @id
                AND {Visible}
            """,
            new { id, viewer.Office, viewer.Person, viewer.Org }, ct), ct);

    /// <summary>The certificate, held: nobody else changes it before this transaction ends.</summary>
    public static Task<Certificate?> HoldAsync(UnitOfWork work, Guid id, Viewer viewer) => FindAsync(work, id, viewer);

    /// <summary>The certificate of a printed number; whoever has the number may verify it.</summary>
    public static async Task<Certificate?> FindByNumberAsync(IReader reader, string number, CancellationToken ct) =>
        await OneAsync(reader, await reader.FindAsync<Certificate>(Select + " WHERE c.number = @number", new { number }, ct), ct);

    /// <summary>The certificate of a row that names it, held.</summary>
    public static async Task<Certificate> HoldAsync(UnitOfWork work, Guid id) =>
        await OneAsync(work, await work.FindAsync<Certificate>(Select + " WHERE c.id = @id", new { id }), default)
            ?? throw new InvalidOperationException($"Certificate {id} does not exist.");

    /// <summary>The certificates of these teachers, held, by their first days.</summary>
    public static async Task<ILookup<Guid, Certificate>> HoldOfAsync(UnitOfWork work, IReadOnlyList<Guid> teachers)
    {
        var all = await work.HoldAsync<Certificate>(
            Select + " WHERE c.teacher_id IN @teachers ORDER BY c.valid_from, c.seq", new { teachers });
        return (await SuspensionRow.AddAsync(work, all)).ToLookup(certificate => certificate.TeacherId);
    }

    /// <summary>The certificates of a chain, held, by their first days.</summary>
    public static async Task<IReadOnlyList<Certificate>> HoldChainAsync(UnitOfWork work, Guid chain) => await SuspensionRow.AddAsync(
        work, await work.HoldAsync<Certificate>(Select + " WHERE c.chain_id = @chain ORDER BY c.valid_from, c.seq", new { chain }));

    /// <summary>Keeps a new certificate, with fact, audit and event.</summary>
    public static async Task AddAsync(UnitOfWork work, IPublishEndpoint events, Certificate granted, Act act)
    {
        await work.ExecuteAsync(
            """
            INSERT INTO faculty.certificate (
                id, number, chain_id, predecessor_id, teacher_id, institution, decision_id, level, state, issued_on, valid_from,
                valid_until, renewal_from, name_id, version, created_at)
            VALUES (
                @Id, @Number, @ChainId, @PredecessorId, @TeacherId, @Institution, @DecisionId, @Level, @State, @IssuedOn, @ValidFrom,
                @ValidUntil, @RenewalFrom, @NameId, @Version, @Now)
            """,
            new
            {
                granted.Id,
                granted.Number,
                granted.ChainId,
                granted.PredecessorId,
                granted.TeacherId,
                granted.Institution,
                granted.DecisionId,
                granted.Level,
                granted.State,
                granted.IssuedOn,
                granted.ValidFrom,
                granted.ValidUntil,
                granted.RenewalFrom,
                granted.NameId,
                granted.Version,
                act.Now,
            });
        await FactRow.AddAsync(work, granted, new("granted", granted.ValidFrom), act);
        await work.AuditAsync("certificate", granted.Id, granted.Version, Certificate.Certified, act);
        await events.Publish(new TeacherCertifiedV1 { OccurredAt = act.Now, Certificate = granted.ToEvent() });
    }

    /// <summary>Records a change of a certificate: the row, the fact for the figures, the audit, and the event of the command.</summary>
    /// <param name="work">The transaction, which holds the certificate.</param>
    /// <param name="events">Where the event is published.</param>
    /// <param name="next">The certificate after the change.</param>
    /// <param name="change">What happened.</param>
    /// <param name="told">The event; none for a change that other services need not know.</param>
    /// <param name="act">Who did it, and when.</param>
    public static async Task RecordAsync(
        UnitOfWork work, IPublishEndpoint events, Certificate next, CertificateChange change, object? told, Act act)
    {
        var reasonId = await work.RenewAsync(
            next.RevocationReasonId, "certificate", next.Id, "revocation-reason", next.RevocationReason, act.Now);
        await work.ChangeAsync(
            """
            UPDATE faculty.certificate
            SET number = @Number, state = @State, issued_on = @IssuedOn, valid_from = @ValidFrom, valid_until = @ValidUntil,
                renewal_from = @RenewalFrom, superseded_on = @SupersededOn, revoked_on = @RevokedOn,
                revocation_reason_id = @reasonId, name_id = @NameId, version = @Version
            WHERE id = @Id AND version = @Version - 1
            """,
            new
            {
                next.Id,
                next.Number,
                next.State,
                next.IssuedOn,
                next.ValidFrom,
                next.ValidUntil,
                next.RenewalFrom,
                next.SupersededOn,
                next.RevokedOn,
                reasonId,
                next.NameId,
                next.Version,
            });
        await FactRow.AddAsync(work, next, change, act);
        await work.AuditAsync("certificate", next.Id, next.Version, change.Fact, act, change.Reason);
        if (told is not null) await events.Publish(told);
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
        return [.. (await SuspensionRow.AddAsync(work, certificates))
            .Select(certificate => new PresentState(certificate.Seq, Fact(certificate.ToEvent(), now)))];
    }

    private static async Task<Certificate?> OneAsync(IReader reader, Certificate? certificate, CancellationToken ct) =>
        certificate is null ? null : (await SuspensionRow.AddAsync(reader, [certificate], ct)).Single();

    // Tells a state to a service that knows none of its changes. A command names its own event.
    private static object Fact(CertificateV1 certificate, DateTimeOffset now) => certificate.State switch
    {
        Certificate.Certified => new TeacherCertifiedV1 { OccurredAt = now, Certificate = certificate },
        Certificate.Suspended => new TeacherSuspendedV1 { OccurredAt = now, Certificate = certificate },
        Certificate.Renewed or Certificate.Superseded => new TeacherRenewedV1 { OccurredAt = now, Certificate = certificate },
        Certificate.Revoked => new CertificateRevokedV1 { OccurredAt = now, Certificate = certificate },
        _ => new CertificateExpiredV1 { OccurredAt = now, Certificate = certificate },
    };
}

/// <summary>What happened to a certificate.</summary>
/// <param name="Fact">The fact, which is also the action in the audit.</param>
/// <param name="EffectiveOn">The day from which it holds.</param>
/// <param name="Reason">Why.</param>
internal sealed record CertificateChange(string Fact, DateOnly EffectiveOn, string? Reason = null);

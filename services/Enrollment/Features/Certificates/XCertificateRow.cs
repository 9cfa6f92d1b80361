using Contracts.Enrollment;
using Enrollment.Features.Learners;
using Kernel;
using Kernel.Data;
using Kernel.Personal;
using MassTransit;

namespace Enrollment.Features.Certificates;

/// <summary>Certificates as they are stored: found, held while a command decides, and recorded once.</summary>
internal sealed record XCertificateRow
{
    private const string Aggregate = "x-certificate";

    public long Seq { get; init; }
    public Guid Id { get; init; }
    public Guid LearnerId { get; init; }
    public string Institution { get; init; } = "";

    /// <summary>The certificate, if the viewer sees its learner. A unit of work holds it until it ends.</summary>
    public static async Task<XCertificate?> FindAsync(IReader reader, Guid id, Viewer viewer, CancellationToken ct = default)
    {
        var row = await reader.FindAsync<XCertificateRow>(
            "SELECT id, learner_id, institution FROM enrollment.x_certificate WHERE id = @id", new { id }, ct);
        if (row is null || await LearnerRow.FindAsync(reader, row.LearnerId, viewer, ct) is null) return null;
        return (await WithVersionsAsync(reader, [row], ct)).Single();
    }

    /// <summary>All certificates of a learner, in the order of their recording.</summary>
    public static async Task<IReadOnlyList<XCertificate>> OfAsync(IReader reader, Guid learner, CancellationToken ct = default) =>
        await WithVersionsAsync(
            reader,
            await reader.QueryAsync<XCertificateRow>(
                """
                SELECT id, learner_id, institution
                FROM enrollment.x_certificate
                WHERE learner_id = @learner
                ORDER BY seq
                """,
                new { learner }, ct),
            ct);

    /// <summary>Keeps a new certificate, with audit and event; false if the evaluation organisation's number is recorded already.</summary>
    public static async Task<bool> TryAddAsync(UnitOfWork work, IPublishEndpoint events, XCertificate recorded, object fact, Act act)
    {
        if (await TryKeepNumberAsync(work, recorded, act) is not { } number) return false;
        await work.ExecuteAsync(
            """
            INSERT INTO enrollment.x_certificate (id, learner_id, institution, evaluator, state, version)
            VALUES (@Id, @LearnerId, @Institution, @Evaluator, @State, @Version)
            """,
            new
            {
                recorded.Id,
                recorded.LearnerId,
                recorded.Institution,
                recorded.Evaluator,
                recorded.State,
                recorded.Version,
            });
        await TellAsync(work, events, recorded, number, "recorded", fact, act);
        return true;
    }

    /// <summary>
    /// Records a change: the row, the version, the audit and the event that the command names; false if the number is recorded already.
    /// </summary>
    public static async Task<bool> TryRecordAsync(
        UnitOfWork work, IPublishEndpoint events, XCertificate next, string action, object fact, Act act)
    {
        var before = next.Versions[^2];
        var number = before.NumberId;
        if (next.State != XCertificateState.Recorded) await work.ReleaseAsync(number);
        else if ((before.Evaluator, before.Number) != (next.Evaluator, next.Number))
        {
            if (await TryKeepNumberAsync(work, next, act) is not { } free) return false;
            await work.ReleaseAsync(number);
            number = free;
        }
        await work.ChangeAsync(
            """
            UPDATE enrollment.x_certificate
            SET evaluator = @Evaluator, state = @State, version = @Version
            WHERE id = @Id AND version = @Version - 1
            """,
            new { next.Id, next.Evaluator, next.State, next.Version });
        await TellAsync(work, events, next, number, action, fact, act);
        return true;
    }

    private static Task<Guid?> TryKeepNumberAsync(UnitOfWork work, XCertificate certificate, Act act) =>
        work.TryKeepKeyAsync(Aggregate, certificate.Id, "number", certificate.Number, certificate.Evaluator, act.Now);

    private static async Task TellAsync(
        UnitOfWork work, IPublishEndpoint events, XCertificate certificate, Guid numberId, string action, object fact, Act act)
    {
        var version = certificate.Versions[^1];
        var accountId = await work.KeepAsync(Aggregate, certificate.Id, "account", version.Account, act.Now);
        var reasonId = await work.KeepAsync(Aggregate, certificate.Id, PersonalValues.Reason, version.Reason, act.Now);
        await work.ExecuteAsync(
            """
            INSERT INTO enrollment.x_certificate_version (
                certificate_id, version, state, type, level, evaluator, number_id, issued_on, account_id, reason_id, recorded_on,
                recorded_at)
            VALUES (
                @Id, @Version, @State, @Type, @Level, @Evaluator, @numberId, @IssuedOn, @accountId, @reasonId, @RecordedOn, @RecordedAt)
            """,
            new
            {
                certificate.Id,
                version.Version,
                version.State,
                version.Type,
                version.Level,
                version.Evaluator,
                numberId,
                version.IssuedOn,
                accountId,
                reasonId,
                version.RecordedOn,
                version.RecordedAt,
            });
        await work.AuditAsync(Aggregate, certificate.Id, certificate.Version, action, act, version.Reason);
        await events.Publish(fact);
    }

    /// <summary>The certificates of these rows, in their order.</summary>
    public static async Task<IReadOnlyList<XCertificate>> WithVersionsAsync(
        IReader reader, IReadOnlyList<XCertificateRow> rows, CancellationToken ct)
    {
        var versions = (await reader.QueryAsync<VersionRow>(
            """
            SELECT c.certificate_id, c.version, c.state, c.type, c.level, c.evaluator, c.number_id, n.value AS number, c.issued_on,
                a.value AS account, r.value AS reason, c.recorded_on, c.recorded_at
            FROM enrollment.x_certificate_version c
            LEFT JOIN enrollment.personal_value n ON n.id = c.number_id
            LEFT JOIN enrollment.personal_value a ON a.id = c.account_id
            LEFT JOIN enrollment.personal_value r ON r.id = c.reason_id
            WHERE c.certificate_id IN @ids
            ORDER BY c.certificate_id, c.version
            """,
            new { ids = rows.Select(row => row.Id) }, ct)).ToLookup(version => version.CertificateId, version => version.ToReply());
        return [.. rows.Select(row => XCertificate.Of(row.Id, row.LearnerId, row.Institution, [.. versions[row.Id]]))];
    }

    private sealed record VersionRow
    {
        public Guid CertificateId { get; init; }
        public int Version { get; init; }
        public string State { get; init; } = "";
        public string Type { get; init; } = "";
        public string Level { get; init; } = "";
        public string Evaluator { get; init; } = "";
        public Guid NumberId { get; init; }
        public string Number { get; init; } = "";
        public DateOnly IssuedOn { get; init; }
        public string? Account { get; init; }
        public string? Reason { get; init; }
        public DateOnly RecordedOn { get; init; }
        public DateTimeOffset RecordedAt { get; init; }

        public XCertificateVersion ToReply() => new()
        {
            Version = Version,
            State = State,
            Type = Type,
            Level = Level,
            Evaluator = Evaluator,
            NumberId = NumberId,
            Number = Number,
            IssuedOn = IssuedOn,
            Account = Account,
            Reason = Reason,
            RecordedOn = RecordedOn,
            RecordedAt = RecordedAt,
        };
    }
}

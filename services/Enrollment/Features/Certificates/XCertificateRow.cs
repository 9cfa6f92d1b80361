using Enrollment.Features.Learners;
using Kernel;
using Kernel.Data;
using MassTransit;

namespace Enrollment.Features.Certificates;

/// <summary>Certificates as they are stored: found, held while a command decides, and recorded once.</summary>
internal sealed record XCertificateRow
{
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
        var isNew = await work.TryInsertAsync(
            """
            INSERT INTO enrollment.x_certificate (id, learner_id, institution, evaluator, number, state, version)
            VALUES (@Id, @LearnerId, @Institution, @Evaluator, @Number, @State, @Version)
            """,
            new
            {
                recorded.Id,
                recorded.LearnerId,
                recorded.Institution,
                recorded.Evaluator,
                recorded.Number,
                recorded.State,
                recorded.Version,
            });
        if (isNew) await TellAsync(work, events, recorded, "recorded", fact, act);
        return isNew;
    }

    /// <summary>
    /// Records a change: the row, the version, the audit and the event that the command names; false if the number is recorded already.
    /// </summary>
    public static async Task<bool> TryRecordAsync(
        UnitOfWork work, IPublishEndpoint events, XCertificate next, string action, object fact, Act act)
    {
        // An insert's name, though it changes a row: both say whether the number is free.
        var isFree = await work.TryInsertAsync(
            """
            UPDATE enrollment.x_certificate
            SET evaluator = @Evaluator, number = @Number, state = @State, version = @Version
            WHERE id = @Id AND version = @Version - 1
            """,
            new { next.Id, next.Evaluator, next.Number, next.State, next.Version });
        if (isFree) await TellAsync(work, events, next, action, fact, act);
        return isFree;
    }

    private static async Task TellAsync(
        UnitOfWork work, IPublishEndpoint events, XCertificate certificate, string action, object fact, Act act)
    {
        var version = certificate.Versions[^1];
        await work.ExecuteAsync(
            """
            INSERT INTO enrollment.x_certificate_version (
                certificate_id, version, state, type, level, evaluator, number, issued_on, account, reason, recorded_on, recorded_at)
            VALUES (
                @Id, @Version, @State, @Type, @Level, @Evaluator, @Number, @IssuedOn, @Account, @Reason, @RecordedOn, @RecordedAt)
            """,
            new
            {
                certificate.Id,
                version.Version,
                version.State,
                version.Type,
                version.Level,
                version.Evaluator,
                version.Number,
                version.IssuedOn,
                version.Account,
                version.Reason,
                version.RecordedOn,
                version.RecordedAt,
            });
        await work.AuditAsync("x-certificate", certificate.Id, certificate.Version, action, act, version.Reason);
        await events.Publish(fact);
    }

    /// <summary>The certificates of these rows, in their order.</summary>
    public static async Task<IReadOnlyList<XCertificate>> WithVersionsAsync(
        IReader reader, IReadOnlyList<XCertificateRow> rows, CancellationToken ct)
    {
        var versions = (await reader.QueryAsync<VersionRow>(
            """
            SELECT certificate_id, version, state, type, level, evaluator, number, issued_on, account, reason, recorded_on, recorded_at
            FROM enrollment.x_certificate_version
            WHERE certificate_id IN @ids
            ORDER BY certificate_id, version
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
            Number = Number,
            IssuedOn = IssuedOn,
            Account = Account,
            Reason = Reason,
            RecordedOn = RecordedOn,
            RecordedAt = RecordedAt,
        };
    }
}

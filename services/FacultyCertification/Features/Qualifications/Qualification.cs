using FacultyCertification.Features.Teachers;
using FacultyCertification.Features.Timelines;
using Kernel;
using Kernel.Data;
using Kernel.Http;
using Kernel.Personal;

namespace FacultyCertification.Features.Qualifications;

/// <summary>
/// A qualification of a teacher, such as a skill certificate. It follows the teacher: each institution that employs them sees it (D14).
/// </summary>
public sealed record Qualification : IVersioned
{
    /// <summary>Its identity here.</summary>
    public required Guid Id { get; init; }

    /// <summary>The teacher.</summary>
    public required Guid TeacherId { get; init; }

    /// <summary>The code of the institution that recorded it.</summary>
    public required string RecordedBy { get; init; }

    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>Who issued it.</summary>
    public required string Issuer { get; init; }

    /// <summary>The day of issue.</summary>
    public required DateOnly IssuedOn { get; init; }

    /// <summary>SHA-256 of the document, in lower-case hexadecimal.</summary>
    public required string DocumentHash { get; init; }

    /// <summary>Why it was taken back, if it was recorded by mistake.</summary>
    public required string? WithdrawalReason { get; init; }

    /// <summary>Its ETag.</summary>
    public required int Version { get; init; }

    /// <summary>The place in the sequence of all qualifications.</summary>
    internal long Seq { get; init; }

    internal Qualification WithdrawnFor(string reason) => this with { WithdrawalReason = reason, Version = Version + 1 };

    internal TeacherStep ToStep() => new(TeacherId, RecordedBy, TeacherStep.Qualification, Id);
}

/// <summary>Qualifications as they are stored.</summary>
internal static class QualificationRow
{
    private const string Select =
        """
        SELECT q.seq, q.id, q.teacher_id, q.recorded_by, COALESCE(n.value, '') AS name, COALESCE(i.value, '') AS issuer, q.issued_on,
            q.document_hash, w.value AS withdrawal_reason, q.version
        FROM faculty.qualification q
        LEFT JOIN faculty.personal_value n ON n.id = q.name_id
        LEFT JOIN faculty.personal_value i ON i.id = q.issuer_id
        LEFT JOIN faculty.personal_value w ON w.id = q.withdrawal_reason_id
        """;

    public static Task<IReadOnlyList<Qualification>> OfAsync(Db db, Guid teacher, Paging paging, CancellationToken ct) =>
        paging.ReadAsync<Qualification>(
            db,
            $"""
            {Select}
            WHERE q.teacher_id = @teacher
            """,
            new { teacher }, ct);

    /// <summary>The qualification, if the viewer sees its teacher.</summary>
    public static async Task<Qualification?> FindAsync(
        IReader reader, Guid id, Viewer viewer, CancellationToken ct = default) =>
        await reader.FindAsync<Qualification>(Select + " WHERE q.id = @id", new { id }, ct) is { } found
        && await TeacherRow.FindAsync(reader, found.TeacherId, viewer, ct) is not null
            ? found
            : null;

    /// <summary>The qualification that the office's institution recorded, held.</summary>
    public static Task<Qualification?> HoldAsync(UnitOfWork work, Guid id, Viewer viewer) => work.FindAsync<Qualification>(
        $"""
        {Select}
        WHERE q.id = @id
            AND q.recorded_by = @Office
        """,
        new { id, viewer.Office });

    public static async Task AddAsync(UnitOfWork work, Qualification recorded, Act act)
    {
        var nameId = await work.KeepAsync("qualification", recorded.Id, "name", recorded.Name, act.Now);
        var issuerId = await work.KeepAsync("qualification", recorded.Id, "issuer", recorded.Issuer, act.Now);
        await work.ExecuteAsync(
            """
            INSERT INTO faculty.qualification (
                id, teacher_id, recorded_by, name_id, issuer_id, issued_on, document_hash, version, created_at)
            VALUES (@Id, @TeacherId, @RecordedBy, @nameId, @issuerId, @IssuedOn, @DocumentHash, @Version, @Now)
            """,
            new
            {
                recorded.Id,
                recorded.TeacherId,
                recorded.RecordedBy,
                nameId,
                issuerId,
                recorded.IssuedOn,
                recorded.DocumentHash,
                recorded.Version,
                act.Now,
            });
        await work.AuditAsync("qualification", recorded.Id, recorded.Version, "recorded", act);
        await recorded.ToStep().AddAsync(work, "recorded", recorded.IssuedOn, act);
    }

    public static async Task RecordAsync(UnitOfWork work, Qualification next, string action, Act act)
    {
        var reasonId = await work.KeepAsync("qualification", next.Id, "withdrawal-reason", next.WithdrawalReason, act.Now);
        await work.ChangeAsync(
            """
            UPDATE faculty.qualification
            SET withdrawal_reason_id = @reasonId, version = @Version
            WHERE id = @Id AND version = @Version - 1
            """,
            new { next.Id, reasonId, next.Version });
        await work.AuditAsync("qualification", next.Id, next.Version, action, act, next.WithdrawalReason);
        await next.ToStep().AddAsync(work, action, act.Today, act);
    }
}

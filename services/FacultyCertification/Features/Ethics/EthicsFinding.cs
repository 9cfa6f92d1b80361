using FacultyCertification.Features.Timelines;
using Kernel.Data;
using Kernel.Http;
using Kernel.Personal;
using Kernel;

namespace FacultyCertification.Features.Ethics;

/// <summary>
/// A failed ethics review of a teacher (D15). The teacher office and the panel of the institution that recorded it see it, and so does the
/// teacher there.
/// </summary>
public sealed record EthicsFinding : IVersioned
{
    /// <summary>Its identity here.</summary>
    public required Guid Id { get; init; }

    /// <summary>The teacher.</summary>
    public required Guid TeacherId { get; init; }

    /// <summary>The code of the institution that recorded it.</summary>
    public required string Institution { get; init; }

    /// <summary>The first day on which the teacher cannot apply.</summary>
    public required DateOnly BarredFrom { get; init; }

    /// <summary>The last day.</summary>
    public required DateOnly BarredUntil { get; init; }

    /// <summary>What the review found.</summary>
    public required string Reason { get; init; }

    /// <summary>Why it was taken back, if it was recorded by mistake. It bars nothing then.</summary>
    public required string? WithdrawalReason { get; init; }

    /// <summary>Its ETag.</summary>
    public required int Version { get; init; }

    /// <summary>The place in the sequence of all findings.</summary>
    internal long Seq { get; init; }

    internal EthicsFinding WithdrawnFor(string reason) => this with { WithdrawalReason = reason, Version = Version + 1 };

    internal TeacherStep ToStep() => new(TeacherId, Institution, TeacherStep.Ethics, Id);
}

/// <summary>Findings as they are stored.</summary>
internal static class EthicsRow
{
    private const string Select =
        """
        SELECT f.seq, f.id, f.teacher_id, f.institution, f.barred_from, f.barred_until, COALESCE(r.value, '') AS reason,
            w.value AS withdrawal_reason, f.version
        FROM faculty.ethics_finding f
        LEFT JOIN faculty.personal_value r ON r.id = f.reason_id
        LEFT JOIN faculty.personal_value w ON w.id = f.withdrawal_reason_id
        """;

    /// <summary>The findings of an institution about a teacher.</summary>
    public static Task<IReadOnlyList<EthicsFinding>> OfAsync(
        Db db, Guid teacher, string institution, Paging paging, CancellationToken ct) => paging.ReadAsync<EthicsFinding>(
            db,
        $"""
        {Select}
        WHERE f.teacher_id = @teacher
            AND f.institution = @institution
        """,
        new { teacher, institution }, ct);

    public static Task<EthicsFinding?> FindAsync(Db db, Guid id, CancellationToken ct) =>
        db.FindAsync<EthicsFinding>(Select + " WHERE f.id = @id", new { id }, ct);

    /// <summary>The finding of the office's institution, held.</summary>
    public static Task<EthicsFinding?> HoldAsync(UnitOfWork work, Guid id, Viewer viewer) => FindAsync(work, id, viewer);

    /// <summary>The finding, if the viewer's institution recorded it. A unit of work holds it until it ends.</summary>
    public static Task<EthicsFinding?> FindAsync(IReader reader, Guid id, Viewer viewer) => reader.FindAsync<EthicsFinding>(
        $"""
        {Select}
        WHERE f.id = @id
            AND f.institution = @Office
        """,
        new { id, viewer.Office });

    /// <summary>The days on which findings of any institution bar a teacher. They follow the teacher.</summary>
    public static async Task<IReadOnlyList<Period>> BarredAsync(IReader reader, Guid teacher) =>
        [.. (await reader.QueryAsync<EthicsFinding>(
            Select + " WHERE f.teacher_id = @teacher AND f.withdrawal_reason_id IS NULL", new { teacher }))
            .Select(finding => new Period(finding.BarredFrom, finding.BarredUntil))];

    /// <summary>The findings that stand, were recorded since a certificate was issued, and fall on its days: they revoked it.</summary>
    public static Task<IReadOnlyList<EthicsFinding>> StandingAsync(IReader reader, Guid teacher, Guid certificate) =>
        reader.QueryAsync<EthicsFinding>(
            $"""
            {Select}
            INNER JOIN faculty.certificate c ON c.id = @certificate AND f.created_at >= c.created_at AND f.barred_from <= c.valid_until
            WHERE f.teacher_id = @teacher
                AND f.withdrawal_reason_id IS NULL
            """,
            new { teacher, certificate });

    public static async Task AddAsync(UnitOfWork work, EthicsFinding found, Act act)
    {
        var reasonId = await work.KeepAsync("ethics-finding", found.Id, PersonalValues.Reason, found.Reason, act.Now);
        await work.ExecuteAsync(
            """
            INSERT INTO faculty.ethics_finding (
                id, teacher_id, institution, barred_from, barred_until, reason_id, version, created_at)
            VALUES (@Id, @TeacherId, @Institution, @BarredFrom, @BarredUntil, @reasonId, @Version, @Now)
            """,
            new
            {
                found.Id,
                found.TeacherId,
                found.Institution,
                found.BarredFrom,
                found.BarredUntil,
                reasonId,
                found.Version,
                act.Now,
            });
        await work.AuditAsync("ethics-finding", found.Id, found.Version, "recorded", act);
        await found.ToStep().AddAsync(work, "recorded", found.BarredFrom, act);
    }

    public static async Task RecordAsync(UnitOfWork work, EthicsFinding next, string action, Act act)
    {
        var reasonId = await work.KeepAsync("ethics-finding", next.Id, "withdrawal-reason", next.WithdrawalReason, act.Now);
        await work.ChangeAsync(
            """
            UPDATE faculty.ethics_finding
            SET withdrawal_reason_id = @reasonId, version = @Version
            WHERE id = @Id AND version = @Version - 1
            """,
            new { next.Id, reasonId, next.Version });
        await work.AuditAsync("ethics-finding", next.Id, next.Version, action, act, next.WithdrawalReason);
        await next.ToStep().AddAsync(work, action, act.Today, act);
    }
}

using Enrollment.Rules;
using Kernel;
using Kernel.Data;
using Kernel.Http;

namespace Enrollment.Features.Programmes;

/// <summary>
/// A teacher who leads a module of a programme, or an institution's part of it, for a cohort (D20). The owners of the programme see it.
/// </summary>
public sealed record ModuleLead : IVersioned
{
    /// <summary>Its identity.</summary>
    public required Guid Id { get; init; }

    /// <summary>The programme.</summary>
    public required Guid ProgrammeId { get; init; }

    /// <summary>The module; null if the teacher leads the institution's whole part of the programme.</summary>
    public required Guid? ModuleId { get; init; }

    /// <summary>The institution that named its teacher.</summary>
    public required string Institution { get; init; }

    /// <summary>The year in which the cohort began.</summary>
    public required int Cohort { get; init; }

    /// <summary>The teacher, as faculty-certification names them.</summary>
    public required Guid TeacherId { get; init; }

    /// <summary>The first day.</summary>
    public required DateOnly StartsOn { get; init; }

    /// <summary>The last day.</summary>
    public required DateOnly EndsOn { get; init; }

    /// <summary>Why it was ended before its last day.</summary>
    public required string? EndReason { get; init; }

    /// <summary>
    /// Why the days to come need another teacher: <c>certificate-not-in-force</c>, <c>certificate-suspended</c>, <c>teacher-departed</c>
    /// or <c>teacher-not-yet-employed</c>; null if they do not. An assignment that is over has none.
    /// </summary>
    [OneOf("certificate-not-in-force", "certificate-suspended", "teacher-departed", "teacher-not-yet-employed")]
    public string? Flag { get; init; }

    /// <summary>Its ETag.</summary>
    public required int Version { get; init; }

    internal long Seq { get; init; }

    internal Period Days => new(StartsOn, EndsOn);

    internal ModuleLead EndedBefore(DateOnly day, string reason) =>
        this with { EndsOn = day.AddDays(-1), EndReason = reason, Version = Version + 1 };

    /// <summary>With today's flag. A certificate counts at each institution that employs its holder (D45).</summary>
    internal ModuleLead FlaggedBy(
        IReadOnlyDictionary<(Guid Teacher, string Institution), TeacherStanding> teachers, DateOnly today) =>
        this with { Flag = (teachers.GetValueOrDefault((TeacherId, Institution)) ?? TeacherStanding.Unknown).Flag(Days, today) };
}

/// <summary>Module leads as they are stored.</summary>
internal static class ModuleLeadRow
{
    public const string Select =
        """
        SELECT l.seq, l.id, l.programme_id, l.module_id, l.institution, l.cohort, l.teacher_id, l.starts_on, l.ends_on, l.end_reason,
            l.version
        FROM enrollment.module_lead l
        """;

    /// <summary>The owners of the programme see its leads. <c>@Org</c> is a <see cref="Viewer"/>'s.</summary>
    public const string Visible =
        "l.programme_id IN (SELECT o.programme_id FROM enrollment.programme_owner o WHERE o.institution = @Org)";

    /// <summary>The assignment, if the viewer may see it. A unit of work holds it until it ends.</summary>
    public static Task<ModuleLead?> FindAsync(IReader reader, Guid id, Viewer viewer, CancellationToken ct = default) =>
        reader.FindAsync<ModuleLead>(
            $"""
            {Select}
            WHERE l.id = @id
                AND {Visible}
            """,
            new { id, viewer.Org }, ct);

    /// <summary>The assignment, held: nobody else changes it before this transaction ends.</summary>
    public static Task<ModuleLead?> HoldAsync(UnitOfWork work, Guid id, Viewer viewer) => FindAsync(work, id, viewer);

    /// <summary>Another assignment of the same module, or part, and cohort on one of the days; null if there is none.</summary>
    public static async Task<ModuleLead?> FindOnSameDaysAsync(UnitOfWork work, ModuleLead lead)
    {
        var others = await work.QueryAsync<ModuleLead>(
            Select + " WHERE l.programme_id = @ProgrammeId AND l.cohort = @Cohort AND l.institution = @Institution ORDER BY l.seq",
            new { lead.ProgrammeId, lead.Cohort, lead.Institution });
        return others.FirstOrDefault(other => other.ModuleId == lead.ModuleId && other.Days.Overlaps(lead.Days));
    }

    public static async Task AddAsync(UnitOfWork work, ModuleLead named, Act act)
    {
        await work.ExecuteAsync(
            """
            INSERT INTO enrollment.module_lead (
                id, programme_id, module_id, institution, cohort, teacher_id, starts_on, ends_on, version, created_at)
            VALUES (@Id, @ProgrammeId, @ModuleId, @Institution, @Cohort, @TeacherId, @StartsOn, @EndsOn, @Version, @Now)
            """,
            new
            {
                named.Id,
                named.ProgrammeId,
                named.ModuleId,
                named.Institution,
                named.Cohort,
                named.TeacherId,
                named.StartsOn,
                named.EndsOn,
                named.Version,
                act.Now,
            });
        await work.AuditAsync("module-lead", named.Id, named.Version, "named", act);
    }

    /// <summary>Records the end of an assignment: the row and the audit.</summary>
    public static async Task RecordAsync(UnitOfWork work, ModuleLead next, string action, Act act, string reason)
    {
        await work.ChangeAsync(
            """
            UPDATE enrollment.module_lead
            SET ends_on = @EndsOn, end_reason = @EndReason, version = @Version
            WHERE id = @Id AND version = @Version - 1
            """,
            new { next.Id, next.EndsOn, next.EndReason, next.Version });
        await work.AuditAsync("module-lead", next.Id, next.Version, action, act, reason);
    }
}

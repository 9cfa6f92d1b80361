using Contracts.FacultyCertification;
using Kernel;
using Kernel.Data;

namespace FacultyCertification.Features.Figures;

/// <summary>The value of an institution's ratio that others were told last.</summary>
internal sealed record ToldRatio
{
    public Guid Id { get; init; }
    public string Institution { get; init; } = "";
    public string? Value { get; init; }
    public int Version { get; init; }

    public RatioV1 ToEvent(RatioCount count, DateOnly day) => new()
    {
        Institution = Institution,
        Numerator = count.Numerator,
        Denominator = count.Denominator,
        Value = Value,
        AsOf = day,
        Version = Version,
    };

    /// <summary>Begins to count for an institution, once.</summary>
    public static Task<bool> TryAddAsync(UnitOfWork work, string institution) => work.TryInsertAsync(
        """
        INSERT INTO faculty.told_ratio (id, institution, employments_seen, certificates_seen, version)
        SELECT @id, code, 0, 0, 0
        FROM faculty.institution
        WHERE code = @institution
            AND NOT EXISTS (SELECT 1 FROM faculty.told_ratio t WHERE t.institution = @institution)
        """,
        new { id = Guid.CreateVersion7(), institution });

    public static async Task<ToldRatio> HoldAsync(UnitOfWork work, Guid id) =>
        await work.FindAsync<ToldRatio>("SELECT id, institution, value, version FROM faculty.told_ratio WHERE id = @id", new { id })
            ?? throw new InvalidOperationException($"No ratio {id} is told.");

    /// <summary>Records the value of today, and the audit if it is a new one.</summary>
    public static async Task RecordAsync(UnitOfWork work, ToldRatio next, bool isNew, Act act)
    {
        await work.ChangeAsync(
            """
            UPDATE faculty.told_ratio
            SET value = @Value, counted_on = @Today, version = @Version,
                employments_seen = (SELECT COALESCE(MAX(e.seq), 0) FROM faculty.employment_record e),
                certificates_seen = (SELECT COALESCE(MAX(f.seq), 0) FROM faculty.certificate_fact f)
            WHERE id = @Id
            """,
            new { next.Id, next.Value, act.Today, next.Version });
        if (isNew) await work.AuditAsync("ratio", next.Institution, next.Version, "changed", act);
    }
}

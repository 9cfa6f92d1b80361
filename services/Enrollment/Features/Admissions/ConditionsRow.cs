using Kernel;
using Kernel.Data;

namespace Enrollment.Features.Admissions;

/// <summary>Conditions as they are stored: found, held while a command decides, and recorded once.</summary>
internal sealed record ConditionsRow
{
    public const string Select =
        """
        SELECT seq, id, pathway_code, year, region, author, scope, requires_registration, minimum_score, version
        FROM enrollment.admission_condition
        """;

    public long Seq { get; init; }
    public Guid Id { get; init; }
    public string PathwayCode { get; init; } = "";
    public int Year { get; init; }
    public string Region { get; init; } = "";
    public string Author { get; init; } = "";

    /// <summary>The institution; empty for an authority's, which are of the region.</summary>
    public string Scope { get; init; } = "";
    public bool RequiresRegistration { get; init; }
    public int? MinimumScore { get; init; }
    public int Version { get; init; }

    /// <summary>The conditions; a unit of work holds them.</summary>
    public static async Task<AdmissionConditions?> FindAsync(IReader reader, Guid id, CancellationToken ct = default) =>
        await reader.FindAsync<ConditionsRow>(Select + " WHERE id = @id", new { id }, ct) is { } row
            ? (await ShowAsync(reader, [row], ct)).Single()
            : null;

    /// <summary>The conditions, held: nobody else corrects them before this transaction ends.</summary>
    public static Task<AdmissionConditions?> HoldAsync(UnitOfWork work, Guid id) => FindAsync(work, id);

    /// <summary>
    /// The conditions of a year in a region for an institution's admissions: an authority's, or else its own; null if there are none.
    /// </summary>
    public static async Task<ConditionsRow?> FindAsync(
        IReader reader, string pathway, int year, string region, string institution, CancellationToken ct = default) =>
        await reader.QueryAsync<ConditionsRow>(
            $"""
            {Select}
            WHERE pathway_code = @pathway
                AND year = @year
                AND region = @region
                AND scope IN ('', @institution)
            ORDER BY scope
            """,
            new { pathway, year, region, institution }, ct) is [var first, ..] ? first : null;

    /// <summary>Keeps new conditions, and the audit; false if the year has some of the same scope for the region.</summary>
    public static async Task<bool> TryAddAsync(UnitOfWork work, AdmissionConditions defined, Act act)
    {
        var isNew = await work.TryInsertAsync(
            """
            INSERT INTO enrollment.admission_condition (
                id, pathway_code, year, region, author, scope, requires_registration, minimum_score, version, created_at)
            VALUES (@Id, @Pathway, @Year, @Region, @Author, @scope, @RequiresRegistration, @MinimumScore, @Version, @Now)
            """,
            new
            {
                defined.Id,
                defined.Pathway,
                defined.Year,
                defined.Region,
                defined.Author,
                scope = defined.Institution ?? "",
                defined.RequiresRegistration,
                defined.MinimumScore,
                defined.Version,
                act.Now,
            });
        if (isNew) await work.AuditAsync("admission-conditions", defined.Id, defined.Version, "defined", act);
        return isNew;
    }

    /// <summary>Records a correction: the row, what it replaced, and the audit (D43).</summary>
    public static async Task RecordAsync(UnitOfWork work, AdmissionConditions before, AdmissionConditions next, Act act, string reason)
    {
        await work.ChangeAsync(
            """
            UPDATE enrollment.admission_condition
            SET requires_registration = @RequiresRegistration, minimum_score = @MinimumScore, version = @Version
            WHERE id = @Id AND version = @Version - 1
            """,
            new { next.Id, next.RequiresRegistration, next.MinimumScore, next.Version });
        await work.ExecuteAsync(
            """
            INSERT INTO enrollment.admission_condition_replaced (
                condition_id, version, requires_registration, minimum_score, reason, replaced_on, replaced_at)
            VALUES (@Id, @Version, @RequiresRegistration, @MinimumScore, @reason, @Today, @Now)
            """,
            new { before.Id, before.Version, before.RequiresRegistration, before.MinimumScore, reason, act.Today, act.Now });
        await work.AuditAsync("admission-conditions", next.Id, next.Version, "corrected", act, reason);
    }

    /// <summary>The conditions of rows, with what was replaced.</summary>
    public static async Task<IReadOnlyList<AdmissionConditions>> ShowAsync(
        IReader reader, IReadOnlyList<ConditionsRow> rows, CancellationToken ct)
    {
        var replaced = (await reader.QueryAsync<ReplacedRow>(
            """
            SELECT condition_id, version, requires_registration, minimum_score, reason, replaced_on
            FROM enrollment.admission_condition_replaced
            WHERE condition_id IN @ids
            ORDER BY condition_id, version
            """,
            new { ids = rows.Select(row => row.Id) }, ct)).ToLookup(row => row.ConditionId, row => row.ToReply());
        return [.. rows.Select(row => row.ToReply([.. replaced[row.Id]]))];
    }

    private AdmissionConditions ToReply(IReadOnlyList<ReplacedConditions> replaced) => new()
    {
        Id = Id,
        Pathway = PathwayCode,
        Year = Year,
        Region = Region,
        Author = Author,
        Institution = Scope.Length == 0 ? null : Scope,
        RequiresRegistration = RequiresRegistration,
        MinimumScore = MinimumScore,
        Replaced = replaced,
        Version = Version,
    };

    private sealed record ReplacedRow
    {
        public Guid ConditionId { get; init; }
        public int Version { get; init; }
        public bool RequiresRegistration { get; init; }
        public int? MinimumScore { get; init; }
        public string? Reason { get; init; }
        public DateOnly ReplacedOn { get; init; }

        public ReplacedConditions ToReply() => new(Version, RequiresRegistration, MinimumScore, ReplacedOn, Reason);
    }
}

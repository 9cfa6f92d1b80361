using Kernel;
using Kernel.Data;
using Kernel.Http;

namespace Enrollment.Features.Modules;

/// <summary>What a learner can do after a module or a programme (S8). Everybody with a token reads it.</summary>
/// <param name="Id">Its identity on the platform.</param>
/// <param name="Institution">The institution that owns it. Modules of any institution may lead to it.</param>
/// <param name="Code">Its code there; never given twice.</param>
/// <param name="Text">What it says.</param>
/// <param name="Version">Its ETag. Each version stays readable (D43).</param>
public sealed record LearningOutcome(Guid Id, string Institution, string Code, string Text, int Version) : IVersioned
{
    internal LearningOutcome CorrectedTo(string text) => this with { Text = text, Version = Version + 1 };
}

/// <summary>A version that a learning outcome has or had (D43).</summary>
/// <param name="Version">Counts them, from 1.</param>
/// <param name="Text">What it said.</param>
/// <param name="Reason">Why it was corrected; null for the first.</param>
/// <param name="RecordedAt">When, UTC.</param>
public sealed record LearningOutcomeVersion(int Version, string Text, string? Reason, DateTimeOffset RecordedAt);

/// <summary>Learning outcomes as they are stored: found, held while a command decides, and recorded once.</summary>
internal sealed record LearningOutcomeRow
{
    public const string Select =
        """
        SELECT o.seq, o.id, o.institution, o.code, o.version, v.text
        FROM enrollment.learning_outcome o
        JOIN enrollment.learning_outcome_version v ON v.outcome_id = o.id AND v.version = o.version
        """;

    public long Seq { get; init; }
    public Guid Id { get; init; }
    public string Institution { get; init; } = "";
    public string Code { get; init; } = "";
    public int Version { get; init; }
    public string Text { get; init; } = "";

    /// <summary>The outcome. A unit of work holds it until it ends.</summary>
    public static async Task<LearningOutcome?> FindAsync(IReader reader, Guid id, CancellationToken ct = default) =>
        (await reader.FindAsync<LearningOutcomeRow>(Select + " WHERE o.id = @id", new { id }, ct))?.ToReply();

    /// <summary>The outcome, held: nobody else changes it before this transaction ends.</summary>
    public static Task<LearningOutcome?> HoldAsync(UnitOfWork work, Guid id) => FindAsync(work, id);

    /// <summary>Those of these outcomes that exist.</summary>
    public static async Task<IReadOnlyList<LearningOutcome>> OfAsync(
        IReader reader, IReadOnlyList<Guid> ids, CancellationToken ct = default) =>
        [.. (await reader.QueryAsync<LearningOutcomeRow>(Select + " WHERE o.id IN @ids", new { ids }, ct)).Select(row => row.ToReply())];

    /// <summary>Keeps a new outcome, and the audit; false if the institution has ever used its code.</summary>
    public static async Task<bool> TryAddAsync(UnitOfWork work, LearningOutcome defined, Act act)
    {
        var isNew = await work.TryInsertAsync(
            """
            INSERT INTO enrollment.learning_outcome (id, institution, code, version, created_at)
            VALUES (@Id, @Institution, @Code, @Version, @Now)
            """,
            new { defined.Id, defined.Institution, defined.Code, defined.Version, act.Now });
        if (isNew) await KeepVersionAsync(work, defined, "defined", act, reason: null);
        return isNew;
    }

    /// <summary>Records a change: the row, the version and the audit.</summary>
    public static async Task RecordAsync(UnitOfWork work, LearningOutcome next, string action, Act act, string reason)
    {
        await work.ChangeAsync(
            "UPDATE enrollment.learning_outcome SET version = @Version WHERE id = @Id AND version = @Version - 1",
            new { next.Id, next.Version });
        await KeepVersionAsync(work, next, action, act, reason);
    }

    public LearningOutcome ToReply() => new(Id, Institution, Code, Text, Version);

    private static async Task KeepVersionAsync(UnitOfWork work, LearningOutcome outcome, string action, Act act, string? reason)
    {
        await work.ExecuteAsync(
            """
            INSERT INTO enrollment.learning_outcome_version (outcome_id, version, text, reason, recorded_at)
            VALUES (@Id, @Version, @Text, @reason, @Now)
            """,
            new { outcome.Id, outcome.Version, outcome.Text, reason, act.Now });
        await work.AuditAsync("learning-outcome", outcome.Id, outcome.Version, action, act, reason);
    }
}

using Kernel.Data;

namespace FacultyCertification.Features.Methods;

/// <summary>The levels of methods as they are stored, with the kinds of evidence that each requires.</summary>
internal sealed record LevelRow
{
    public Guid MethodId { get; init; }
    public string Level { get; init; } = "";
    public int PracticeDays { get; init; }

    /// <summary>The levels of these methods, for each in their order.</summary>
    public static async Task<ILookup<Guid, MethodLevel>> OfAsync(IReader reader, IReadOnlyList<Guid> ids, CancellationToken ct)
    {
        var levels = await reader.QueryAsync<LevelRow>(
            """
            SELECT method_id, level, practice_days
            FROM faculty.method_level
            WHERE method_id IN @ids
            ORDER BY method_id, position
            """,
            new { ids }, ct);
        var evidence = await reader.QueryAsync<KindRow>(
            "SELECT method_id, level, kind FROM faculty.method_evidence WHERE method_id IN @ids ORDER BY position", new { ids }, ct);
        var kinds = evidence.ToLookup(row => (row.MethodId, row.Level), row => row.Kind);
        var amounts = (await reader.QueryAsync<ThresholdRow>(
            "SELECT method_id, level, kind, at_least FROM faculty.method_threshold WHERE method_id IN @ids ORDER BY position",
            new { ids }, ct)).ToLookup(row => (row.MethodId, row.Level), row => new Threshold(row.Kind, row.AtLeast));
        return levels.ToLookup(row => row.MethodId, row => new MethodLevel(
            row.Level, row.PracticeDays, [.. kinds[(row.MethodId, row.Level)]], ThresholdsOf(amounts[(row.MethodId, row.Level)])));
    }

    /// <summary>Keeps the levels of a method in place of the earlier ones.</summary>
    public static async Task ReplaceAsync(UnitOfWork work, Method method)
    {
        await work.ExecuteAsync("DELETE FROM faculty.method_threshold WHERE method_id = @Id", new { method.Id });
        await work.ExecuteAsync("DELETE FROM faculty.method_evidence WHERE method_id = @Id", new { method.Id });
        await work.ExecuteAsync("DELETE FROM faculty.method_level WHERE method_id = @Id", new { method.Id });
        await AddAsync(work, method);
    }

    public static async Task AddAsync(UnitOfWork work, Method method)
    {
        foreach (var (position, level) in method.Levels.Index())
        {
            await work.ExecuteAsync(
                """
                INSERT INTO faculty.method_level (method_id, level, position, practice_days)
                VALUES (@Id, @Level, @position, @PracticeDays)
                """,
                new { method.Id, level.Level, position, level.PracticeDays });
            foreach (var (place, kind) in level.RequiredEvidence.Index())
            {
                await work.ExecuteAsync(
                    "INSERT INTO faculty.method_evidence (method_id, level, kind, position) VALUES (@Id, @Level, @kind, @place)",
                    new { method.Id, level.Level, kind, place });
            }
            foreach (var (place, threshold) in (level.Thresholds ?? []).Index())
            {
                await work.ExecuteAsync(
                    """
                    INSERT INTO faculty.method_threshold (method_id, level, kind, position, at_least)
                    VALUES (@Id, @Level, @Kind, @place, @AtLeast)
                    """,
                    new { method.Id, level.Level, threshold.Kind, place, threshold.AtLeast });
            }
        }
    }

    private static List<Threshold>? ThresholdsOf(IEnumerable<Threshold> thresholds) =>
        thresholds.ToList() is { Count: > 0 } some ? some : null;

    private sealed record ThresholdRow
    {
        public Guid MethodId { get; init; }
        public string Level { get; init; } = "";
        public string Kind { get; init; } = "";
        public int AtLeast { get; init; }
    }

    private sealed record KindRow
    {
        public Guid MethodId { get; init; }
        public string Level { get; init; } = "";
        public string Kind { get; init; } = "";
    }
}

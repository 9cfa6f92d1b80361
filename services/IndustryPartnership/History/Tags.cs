using System.ComponentModel.DataAnnotations;
using Contracts;
using Kernel.Data;
using Kernel.Http;

namespace IndustryPartnership;

/// <summary>The tags of an agreement, a consortium, a base or a project. No signature, approval or event covers them.</summary>
/// <param name="Measures">
/// The measures that it serves (S9): <c>integrating-courses</c>, <c>integrating-teachers</c>, <c>general-education</c>,
/// <c>industry-integration</c>.
/// </param>
/// <param name="Strategies">Names of strategies that it serves, in the parties' own words (S22).</param>
public sealed record Tags(
    [property: MaxLength(4), OneOf(
        Measure.IntegratingCourses, Measure.IntegratingTeachers, Measure.GeneralEducation, Measure.IndustryIntegration)]
    IReadOnlyList<string> Measures,
    [property: MaxLength(20), Name(100)] IReadOnlyList<string> Strategies)
{
    /// <summary>The things that serve <c>@Measure</c>.</summary>
    internal const string OfMeasure = "SELECT t.thing_id FROM partnership.tag t WHERE t.kind = 'measure' AND t.tag = @Measure";

    /// <summary>The things that serve <c>@Strategy</c>.</summary>
    internal const string OfStrategy = "SELECT t.thing_id FROM partnership.tag t WHERE t.kind = 'strategy' AND t.tag = @Strategy";

    internal static readonly Tags None = new([], []);

    /// <summary>The tags of these things; a thing without any has no entry.</summary>
    internal static async Task<IReadOnlyDictionary<Guid, Tags>> OfAsync(
        IReader reader, IEnumerable<Guid> ids, CancellationToken ct = default)
    {
        var rows = await reader.QueryAsync<Row>(
            "SELECT thing_id, kind, tag FROM partnership.tag WHERE thing_id IN @ids ORDER BY tag", new { ids }, ct);
        return rows.GroupBy(row => row.ThingId).ToDictionary(
            tags => tags.Key,
            tags => new Tags(
                [.. tags.Where(row => row.Kind == "measure").Select(row => row.Tag)],
                [.. tags.Where(row => row.Kind == "strategy").Select(row => row.Tag)]));
    }

    /// <summary>Replaces the tags of a thing whose row is locked.</summary>
    /// <returns>The stored tags: each once, in order.</returns>
    internal async Task<Tags> WriteAsync(UnitOfWork work, Guid id)
    {
        var written = new Tags(
            [.. Measures.Distinct().Order(StringComparer.Ordinal)], [.. Strategies.Distinct().Order(StringComparer.Ordinal)]);
        await work.ExecuteAsync("DELETE FROM partnership.tag WHERE thing_id = @id", new { id });
        foreach (var tag in written.Measures) await AddAsync(work, id, "measure", tag);
        foreach (var tag in written.Strategies) await AddAsync(work, id, "strategy", tag);
        return written;
    }

    private static Task<int> AddAsync(UnitOfWork work, Guid id, string kind, string tag) => work.ExecuteAsync(
        "INSERT INTO partnership.tag (thing_id, kind, tag) VALUES (@id, @kind, @tag)", new { id, kind, tag });

    private sealed record Row
    {
        public Guid ThingId { get; init; }
        public string Kind { get; init; } = "";
        public string Tag { get; init; } = "";
    }
}

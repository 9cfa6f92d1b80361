using System.ComponentModel.DataAnnotations;
using Contracts;
using Kernel.Data;
using Kernel.Http;

namespace IndustryPartnership;

/// <summary>What an agreement, a consortium, a base or a project is found by. No part of what is signed or approved, and of no event.</summary>
/// <param name="Measures">The measures that it serves (S9): <c>integrating-courses</c>, <c>integrating-teachers</c>, <c>general-education</c>, <c>industry-integration</c>.</param>
/// <param name="Strategies">Names of strategies that it serves, in the parties' own words (S22).</param>
public sealed record Tags(
    [property: MaxLength(4), OneOf(Measure.IntegratingCourses, Measure.IntegratingTeachers, Measure.GeneralEducation, Measure.IndustryIntegration)]
    IReadOnlyList<string> Measures,
    [property: MaxLength(20), Name(100)] IReadOnlyList<string> Strategies)
{
    /// <summary>The things that serve <c>@measure</c>.</summary>
    internal const string OfMeasure = "SELECT t.thing_id FROM partnership.tag t WHERE t.kind = 'measure' AND t.tag = @measure";

    /// <summary>The things that serve <c>@strategy</c>.</summary>
    internal const string OfStrategy = "SELECT t.thing_id FROM partnership.tag t WHERE t.kind = 'strategy' AND t.tag = @strategy";

    internal static readonly Tags None = new([], []);

    /// <summary>The tags of these things; a thing without any has no entry.</summary>
    internal static async Task<IReadOnlyDictionary<Guid, Tags>> OfAsync(IReader reader, IEnumerable<Guid> ids, CancellationToken ct = default) =>
        (await reader.QueryAsync<Row>("SELECT thing_id, kind, tag FROM partnership.tag WHERE thing_id IN @ids ORDER BY tag", new { ids }, ct)).GroupBy(row => row.ThingId)
        .ToDictionary(rows => rows.Key, rows => new Tags([.. rows.Where(row => row.Kind == "measure").Select(row => row.Tag)], [.. rows.Where(row => row.Kind == "strategy").Select(row => row.Tag)]));

    /// <summary>Puts these tags in the place of those that the thing has; its row is held.</summary>
    internal async Task WriteAsync(UnitOfWork work, Guid id)
    {
        await work.ExecuteAsync("DELETE FROM partnership.tag WHERE thing_id = @id", new { id });
        var tags = Measures.Select(tag => (Kind: "measure", Tag: tag)).Concat(Strategies.Select(tag => (Kind: "strategy", Tag: tag))).Distinct();
        foreach (var (kind, tag) in tags) await work.ExecuteAsync("INSERT INTO partnership.tag (thing_id, kind, tag) VALUES (@id, @kind, @tag)", new { id, kind, tag });
    }

    private sealed record Row
    {
        public Guid ThingId { get; init; }
        public string Kind { get; init; } = "";
        public string Tag { get; init; } = "";
    }
}

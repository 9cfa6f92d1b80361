using Kernel.Data;
using Kernel.Http;

namespace Enrollment.Features.Pathways;

/// <summary>A pathway as the API shows it; it is public to everybody with a token, and never changes (D1).</summary>
/// <param name="Code">Its identity, such as <c>2+3+2</c>.</param>
/// <param name="Years">The years of all stages together.</param>
/// <param name="Stages">Its stages in their order.</param>
/// <param name="FromDiploma">What the institution of the vocational stages awards after them: <c>associate</c>, or <c>secondary</c> on the secondary route (D3).</param>
/// <param name="Version">Its ETag.</param>
public sealed record Pathway(string Code, int Years, IReadOnlyList<PathwayStage> Stages, string FromDiploma, int Version) : IVersioned;

/// <param name="Name">The stage's name.</param>
/// <param name="Years">How many years it takes.</param>
/// <param name="TaughtBy">Which side of an articulation teaches it: <c>from</c> (of the vocational stages) or <c>to</c> (of the undergraduate stage).</param>
public sealed record PathwayStage(string Name, int Years, string TaughtBy);

internal sealed record PathwayRow
{
    public const string Columns = "seq, code, from_diploma, version";

    public long Seq { get; init; }
    public string Code { get; init; } = "";
    public string FromDiploma { get; init; } = "";
    public int Version { get; init; }

    public static async Task<Pathway?> FindAsync(IReader reader, string code, CancellationToken ct = default) =>
        await reader.FindAsync<PathwayRow>("SELECT " + Columns + " FROM enrollment.pathway WHERE code = @code", new { code }, ct) is { } row
            ? row.Show(await StageRow.OfAsync(reader, [code], ct))
            : null;

    /// <summary>The diploma of the vocational stages (D3).</summary>
    public static Task<string> FromDiplomaAsync(IReader reader, string code) =>
        reader.SingleAsync<string>("SELECT from_diploma FROM enrollment.pathway WHERE code = @code", new { code });

    public Pathway Show(ILookup<string, StageRow> stages) =>
        new(Code, stages[Code].Sum(stage => stage.Years), [.. stages[Code].Select(stage => new PathwayStage(stage.Name, stage.Years, stage.TaughtBy))], FromDiploma, Version);
}

internal sealed record StageRow
{
    public const string From = "from";
    public const string To = "to";

    public string PathwayCode { get; init; } = "";
    public string Name { get; init; } = "";
    public int Years { get; init; }
    public string TaughtBy { get; init; } = "";

    /// <summary>The stages of a pathway in their order.</summary>
    public static async Task<IReadOnlyList<StageRow>> OfAsync(IReader reader, string pathway) => [.. (await OfAsync(reader, [pathway]))[pathway]];

    /// <summary>The stages of these pathways, each one's in their order.</summary>
    public static async Task<ILookup<string, StageRow>> OfAsync(IReader reader, IEnumerable<string> pathways, CancellationToken ct = default) =>
        (await reader.QueryAsync<StageRow>(
            "SELECT pathway_code, name, years, taught_by FROM enrollment.pathway_stage WHERE pathway_code IN @pathways ORDER BY pathway_code, position", new { pathways }, ct))
        .ToLookup(stage => stage.PathwayCode);
}

using Kernel.Data;
using Kernel.Http;

namespace Enrollment.Features.Pathways;

/// <summary>A pathway. Everybody with a token may read it, and it never changes (D1).</summary>
/// <param name="Code">Its identity, such as <c>2+3+2</c>.</param>
/// <param name="Years">The years of all stages together.</param>
/// <param name="Stages">Its stages in their order.</param>
/// <param name="FromDiploma">
/// The diploma after the vocational stages: <c>associate</c>, or <c>secondary</c> on the secondary route (D3).
/// </param>
/// <param name="Version">Its ETag.</param>
public sealed record Pathway(string Code, int Years, IReadOnlyList<PathwayStage> Stages, string FromDiploma, int Version) : IVersioned;

/// <param name="Name">The stage's name.</param>
/// <param name="Years">How many years it takes.</param>
/// <param name="TaughtBy">The side that teaches it: <c>from</c> for vocational stages, <c>to</c> for the undergraduate stage.</param>
public sealed record PathwayStage(string Name, int Years, string TaughtBy);

internal sealed record PathwayRow
{
    public const string Select = "SELECT seq, code, from_diploma, version FROM enrollment.pathway";

    public long Seq { get; init; }
    public string Code { get; init; } = "";
    public string FromDiploma { get; init; } = "";
    public int Version { get; init; }

    public static async Task<Pathway?> FindAsync(IReader reader, string code, CancellationToken ct = default) =>
        await reader.FindAsync<PathwayRow>(Select + " WHERE code = @code", new { code }, ct) is { } row
            ? row.ToReply(await StageRow.OfAsync(reader, [code], ct))
            : null;

    /// <summary>The diploma of the vocational stages (D3).</summary>
    public static Task<string> FromDiplomaAsync(IReader reader, string code) =>
        reader.SingleAsync<string>("SELECT from_diploma FROM enrollment.pathway WHERE code = @code", new { code });

    public Pathway ToReply(ILookup<string, StageRow> stages) => new(
        Code, stages[Code].Sum(stage => stage.Years), [.. stages[Code].Select(stage => stage.ToReply())], FromDiploma, Version);
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
    public static async Task<IReadOnlyList<StageRow>> OfAsync(IReader reader, string pathway) =>
        [.. (await OfAsync(reader, [pathway]))[pathway]];

    /// <summary>The stages of these pathways, for each in their order.</summary>
    public static async Task<ILookup<string, StageRow>> OfAsync(
        IReader reader, IEnumerable<string> pathways, CancellationToken ct = default) => (await reader.QueryAsync<StageRow>(
        """
        SELECT pathway_code, name, years, taught_by
        FROM enrollment.pathway_stage
        WHERE pathway_code IN @pathways
        ORDER BY pathway_code, position
        """,
        new { pathways }, ct)).ToLookup(stage => stage.PathwayCode);

    public PathwayStage ToReply() => new(Name, Years, TaughtBy);
}

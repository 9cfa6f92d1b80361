using Kernel.Data;

namespace Enrollment.Features.Pathways;

/// <summary>A stage of a pathway, which one owner teaches (D1).</summary>
internal sealed record StageRow
{
    /// <summary>The owner of the vocational stages in the presets.</summary>
    public const string From = "from";

    /// <summary>The owner of the undergraduate stages in the presets.</summary>
    public const string To = "to";

    /// <summary>What an owner's key looks like.</summary>
    public const string OwnerKey = "^[a-z][a-z0-9-]{0,19}$";

    public string PathwayCode { get; init; } = "";
    public string Name { get; init; } = "";
    public int Years { get; init; }
    public string TaughtBy { get; init; } = "";
    public string? Diploma { get; init; }
    public bool Annotated { get; init; }

    /// <summary>The stages of a pathway in their order.</summary>
    public static async Task<IReadOnlyList<StageRow>> OfAsync(IReader reader, string pathway) =>
        [.. (await OfAsync(reader, [pathway]))[pathway]];

    /// <summary>The stages of these pathways, for each in their order.</summary>
    public static async Task<ILookup<string, StageRow>> OfAsync(
        IReader reader, IEnumerable<string> pathways, CancellationToken ct = default) => (await reader.QueryAsync<StageRow>(
        """
        SELECT pathway_code, name, years, taught_by, diploma, annotated
        FROM enrollment.pathway_stage
        WHERE pathway_code IN @pathways
        ORDER BY pathway_code, position
        """,
        new { pathways }, ct)).ToLookup(stage => stage.PathwayCode);

    /// <summary>The owners in the order of their stages. A pathway of the two sides always has both.</summary>
    public static IReadOnlyList<string> Owners(IEnumerable<string> taughtBy) =>
        taughtBy.Distinct().ToList() is var keys && keys.TrueForAll(key => key is From or To) ? [From, To] : keys;

    /// <summary>The owner that the transfer leads to.</summary>
    public static string LastOwner(IReadOnlyList<StageRow> stages) => Owners(stages.Select(stage => stage.TaughtBy))[^1];

    public static Pathway ToPathway(
        string code, IReadOnlyList<StageRow> stages, bool allowsChangeOfMajor, bool barsSpecialAdmission, int version) => new(
            code, stages.Sum(stage => stage.Years), [.. stages.Select(stage => stage.ToReply())],
            Owners(stages.Select(stage => stage.TaughtBy)),
            stages.LastOrDefault(stage => stage.TaughtBy != LastOwner(stages))?.Diploma, allowsChangeOfMajor, barsSpecialAdmission,
            version);

    /// <summary>The stages as requested, with the usual diplomas if none states one (D3).</summary>
    public static IReadOnlyList<StageRow> Defined(DefinePathway.Request request)
    {
        List<StageRow> stages =
        [
            .. request.Stages.Select(stage => new StageRow
            {
                PathwayCode = request.Code,
                Name = stage.Name,
                Years = stage.Years,
                TaughtBy = stage.TaughtBy,
                Diploma = stage.Diploma,
                Annotated = stage.Annotated == true,
            }),
        ];
        if (stages.Exists(stage => stage.Diploma is not null)) return stages;
        var last = LastOwner(stages);
        if (stages.FindLastIndex(stage => stage.TaughtBy != last) is var before and >= 0)
        {
            stages[before] = stages[before] with { Diploma = request.FromDiploma };
        }
        if (stages[^1].TaughtBy == last)
        {
            var isAfterCollege = request.FromDiploma == Diplomas.Diploma.Associate;
            stages[^1] = stages[^1] with { Diploma = Diplomas.Diploma.Bachelor, Annotated = isAfterCollege };
        }
        return stages;
    }

    public PathwayStage ToReply() => new(Name, Years, TaughtBy, Diploma, Annotated);
}

using Kernel.Data;

namespace Enrollment.Features.Pathways;

/// <summary>Pathways as they are stored.</summary>
internal sealed record PathwayRow
{
    public const string Select =
        "SELECT seq, code, allows_change_of_major, bars_special_admission, version FROM enrollment.pathway";

    public long Seq { get; init; }
    public string Code { get; init; } = "";
    public bool AllowsChangeOfMajor { get; init; }
    public bool BarsSpecialAdmission { get; init; }
    public int Version { get; init; }

    public static async Task<Pathway?> FindAsync(IReader reader, string code, CancellationToken ct = default) =>
        await reader.FindAsync<PathwayRow>(Select + " WHERE code = @code", new { code }, ct) is { } row
            ? row.ToReply(await StageRow.OfAsync(reader, [code], ct))
            : null;

    /// <summary>What the pathway says about its learners' course.</summary>
    public static Task<PathwayTerms> TermsAsync(IReader reader, string code) => reader.SingleAsync<PathwayTerms>(
        "SELECT allows_change_of_major, bars_special_admission FROM enrollment.pathway WHERE code = @code", new { code });

    public Pathway ToReply(ILookup<string, StageRow> stages) =>
        StageRow.ToPathway(Code, [.. stages[Code]], AllowsChangeOfMajor, BarsSpecialAdmission, Version);
}

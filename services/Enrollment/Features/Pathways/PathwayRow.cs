using Kernel;
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

    /// <summary>Adds a new pathway. Returns false if its code is taken.</summary>
    public static async Task<bool> TryAddAsync(UnitOfWork work, Pathway defined, IReadOnlyList<StageRow> stages, Act act)
    {
        var isNew = await work.TryInsertAsync(
            """
            INSERT INTO enrollment.pathway (code, allows_change_of_major, bars_special_admission, version, created_at)
            VALUES (@Code, @AllowsChangeOfMajor, @BarsSpecialAdmission, @Version, @Now)
            """,
            new { defined.Code, defined.AllowsChangeOfMajor, defined.BarsSpecialAdmission, defined.Version, act.Now });
        if (!isNew) return false;
        foreach (var (index, stage) in stages.Index())
        {
            await work.ExecuteAsync(
                """
                INSERT INTO enrollment.pathway_stage (pathway_code, position, name, years, taught_by, diploma, annotated)
                VALUES (@Code, @position, @Name, @Years, @TaughtBy, @Diploma, @Annotated)
                """,
                new { defined.Code, position = index + 1, stage.Name, stage.Years, stage.TaughtBy, stage.Diploma, stage.Annotated });
        }
        await work.AuditAsync("pathway", defined.Code, defined.Version, "defined", act);
        return true;
    }

    public Pathway ToReply(ILookup<string, StageRow> stages) =>
        StageRow.ToPathway(Code, [.. stages[Code]], AllowsChangeOfMajor, BarsSpecialAdmission, Version);
}

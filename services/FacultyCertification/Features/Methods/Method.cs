using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Contracts;
using Kernel;
using Kernel.Data;
using Kernel.Http;

namespace FacultyCertification.Features.Methods;

/// <summary>A version of a method by which dual-qualified teachers are recognised (D18). A draft is its owner's; from its publication on it is public and stays as it is.</summary>
/// <param name="Id">Its identity here.</param>
/// <param name="Owner">The code of the institution or the authority that issues it.</param>
/// <param name="IsForAll">Whether every institution may use it, since an authority issues it; otherwise its owner alone may.</param>
/// <param name="Code">What its versions have in common, unique for the owner.</param>
/// <param name="Number">Which version of the code it is, from 1.</param>
/// <param name="Name">Its name.</param>
/// <param name="Levels">What is wanted for each level.</param>
/// <param name="PracticeWindowYears">In how many years before the application practice counts.</param>
/// <param name="ValidityYears">For how many years a certificate is valid (D19).</param>
/// <param name="PublicNoticeDays">For how many days a grant is published before the certificate.</param>
/// <param name="PanelMembers">The least number of members who decide.</param>
/// <param name="State"><c>draft</c>, <c>published</c> or <c>superseded</c> by the next version.</param>
/// <param name="EffectiveFrom">The first day on which one may apply by it, once published.</param>
/// <param name="EffectiveUntil">The last day, once superseded.</param>
/// <param name="Version">Its ETag.</param>
public sealed record Method(
    Guid Id, string Owner, bool IsForAll, string Code, int Number, string Name, IReadOnlyList<MethodLevel> Levels, int PracticeWindowYears, int ValidityYears, int PublicNoticeDays, int PanelMembers,
    string State, DateOnly? EffectiveFrom, DateOnly? EffectiveUntil, int Version) : IVersioned;

/// <param name="Level"><c>junior</c>, <c>intermediate</c> or <c>senior</c>.</param>
/// <param name="PracticeDays">How many days of practice are wanted (D17).</param>
/// <param name="RequiredEvidence">The kinds of evidence that are wanted, each once, at most 10: words in lower case such as <c>practice</c>, <c>qualification</c>, <c>award</c> or <c>teaching</c>.</param>
// A struct, since the reader refuses null for it, and lets null pass for an element of a list of classes.
[method: JsonConstructor]
public readonly record struct MethodLevel(
    [property: OneOf(Rules.Level.Junior, Rules.Level.Intermediate, Rules.Level.Senior)] string Level,
    [property: Range(1, 3650)] int PracticeDays,
    [property: MaxLength(10), Code(40, Pattern = KindsAttribute.Pattern), Kinds] IReadOnlyList<string> RequiredEvidence);

internal sealed record MethodRow
{
    public const string Columns =
        "seq, id, owner, is_for_all, code, number, name, practice_window_years, validity_years, public_notice_days, panel_members, state, effective_from, effective_until, version";

    /// <summary>What may be seen by who keeps the methods of <c>@keeper</c>.</summary>
    public const string Visible = "(state <> 'draft' OR owner = @keeper)";

    public long Seq { get; init; }
    public Guid Id { get; init; }
    public string Owner { get; init; } = "";
    public bool IsForAll { get; init; }
    public string Code { get; init; } = "";
    public int Number { get; init; }
    public string Name { get; init; } = "";
    public int PracticeWindowYears { get; init; }
    public int ValidityYears { get; init; }
    public int PublicNoticeDays { get; init; }
    public int PanelMembers { get; init; }
    public string State { get; init; } = "";
    public DateOnly? EffectiveFrom { get; init; }
    public DateOnly? EffectiveUntil { get; init; }
    public int Version { get; init; }

    /// <summary>The days on which one may apply by it; a draft has none.</summary>
    public Period InForce => new(EffectiveFrom ?? DateOnly.MaxValue, EffectiveFrom is null ? DateOnly.MinValue : EffectiveUntil ?? DateOnly.MaxValue);

    /// <summary>Whose drafts the caller sees: their organisation's, for its teacher office and for an authority; empty for anybody else.</summary>
    public static string OwnerOf(Caller caller) => caller.Is(Roles.TeacherOffice) || caller.Is(Roles.Authority) ? caller.Org : "";

    public static Task<MethodRow?> FindAsync(IReader reader, Guid id, string keeper, CancellationToken ct = default) =>
        reader.FindAsync<MethodRow>("SELECT " + Columns + " FROM faculty.method WHERE id = @id AND " + Visible, new { id, keeper }, ct);

    public static Task<MethodRow> ReadAsync(IReader reader, Guid id) => reader.SingleAsync<MethodRow>("SELECT " + Columns + " FROM faculty.method WHERE id = @id", new { id });

    /// <summary>The version that an institution may use on a day, its own before an authority's; null where there is none.</summary>
    public static Task<Guid?> FindUsableAsync(IReader reader, string institution, string level, DateOnly day) => reader.FindAsync<Guid?>(
        """
        SELECT id FROM faculty.method
        WHERE state <> 'draft' AND effective_from <= @day AND (effective_until IS NULL OR effective_until >= @day) AND (owner = @institution OR is_for_all = 1)
        AND id IN (SELECT method_id FROM faculty.method_level WHERE level = @level)
        ORDER BY is_for_all, seq DESC
        """ + " " + Db.Page,
        new { institution, level, day, limit = 1 });

    public static async Task WriteLevelsAsync(UnitOfWork work, Guid id, IReadOnlyList<MethodLevel> levels)
    {
        await work.ExecuteAsync("DELETE FROM faculty.method_evidence WHERE method_id = @id", new { id });
        await work.ExecuteAsync("DELETE FROM faculty.method_level WHERE method_id = @id", new { id });
        foreach (var (position, level) in levels.Index())
        {
            await work.ExecuteAsync(
                "INSERT INTO faculty.method_level (method_id, level, position, practice_days) VALUES (@id, @Level, @position, @PracticeDays)", new { id, level.Level, position, level.PracticeDays });
            foreach (var (place, kind) in level.RequiredEvidence.Index())
            {
                await work.ExecuteAsync("INSERT INTO faculty.method_evidence (method_id, level, kind, position) VALUES (@id, @Level, @kind, @place)", new { id, level.Level, kind, place });
            }
        }
    }

    /// <summary>Whether the caller keeps it: the owner's teacher office, or the authority that owns it.</summary>
    public bool IsKeptBy(Caller caller) => caller.Org == Owner && caller.Is(IsForAll ? Roles.Authority : Roles.TeacherOffice);

    public async Task<Method> ShowAsync(IReader reader, CancellationToken ct = default) => Show(await LevelRow.OfAsync(reader, [Id], ct));

    public Method Show(ILookup<Guid, MethodLevel> levels) => new(
        Id, Owner, IsForAll, Code, Number, Name, [.. levels[Id]], PracticeWindowYears, ValidityYears, PublicNoticeDays, PanelMembers, State, EffectiveFrom, EffectiveUntil, Version);
}

internal sealed record LevelRow
{
    public Guid MethodId { get; init; }
    public string Level { get; init; } = "";
    public int PracticeDays { get; init; }

    /// <summary>The levels of these methods, each one's in their order.</summary>
    public static async Task<ILookup<Guid, MethodLevel>> OfAsync(IReader reader, IEnumerable<Guid> methods, CancellationToken ct = default)
    {
        var ids = methods.ToList();
        var levels = await reader.QueryAsync<LevelRow>("SELECT method_id, level, practice_days FROM faculty.method_level WHERE method_id IN @ids ORDER BY method_id, position", new { ids }, ct);
        var kinds = (await reader.QueryAsync<KindRow>("SELECT method_id, level, kind FROM faculty.method_evidence WHERE method_id IN @ids ORDER BY position", new { ids }, ct))
            .ToLookup(row => (row.MethodId, row.Level), row => row.Kind);
        return levels.ToLookup(row => row.MethodId, row => new MethodLevel(row.Level, row.PracticeDays, [.. kinds[(row.MethodId, row.Level)]]));
    }

    private sealed record KindRow
    {
        public Guid MethodId { get; init; }
        public string Level { get; init; } = "";
        public string Kind { get; init; } = "";
    }
}

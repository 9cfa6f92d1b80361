using IndustryPartnership.Internships.Law;
using Kernel;
using Kernel.Data;
using Kernel.Http;

namespace IndustryPartnership.Internships.Filings;

/// <summary>What was specially filed with an authority, as the authority recorded it (D28).</summary>
/// <param name="Id">Its identity; slots name it.</param>
/// <param name="Authority">The authority that recorded it, and keeps it.</param>
/// <param name="Number">The authority's number, once in its records.</param>
/// <param name="Institution">The school that it is for.</param>
/// <param name="Enterprise">The enterprise that it is for.</param>
/// <param name="PostKind">The kind of post that it is for.</param>
/// <param name="Allows">What it allows: conditions of work, <c>night-shift</c>, <c>rest-days</c>, <c>overtime</c>.</param>
/// <param name="HoursPerDay">The hours a day that it allows, where it says anything of them.</param>
/// <param name="HoursPerWeek">The hours a week that it allows, where it says anything of them.</param>
/// <param name="From">Its first day.</param>
/// <param name="Until">Its last day.</param>
/// <param name="EndedOn">The first day on which it no longer holds, where it was ended before.</param>
/// <param name="Version">Its ETag.</param>
public sealed record Filing(
    Guid Id, string Authority, string Number, string Institution, string Enterprise, string PostKind, IReadOnlyList<string> Allows,
        decimal? HoursPerDay, decimal? HoursPerWeek,
    DateOnly From, DateOnly Until, DateOnly? EndedOn, int Version) : IVersioned
{
    internal Filed ToFact() =>
        new(Id, Number, Institution, Enterprise, PostKind, Allows, HoursPerDay, HoursPerWeek, From,
        new Period(From, Until).Before(EndedOn).Until);
}

internal sealed record FilingRow
{
    public const string Kind = "filing";

    public const string Columns =
        "f.seq, f.id, f.authority, f.number, f.institution, f.enterprise, f.post_kind, f.hours_per_day, f.hours_per_week, "
        + "f.from_on, f.until_on, f.ended_on, f.version";

    /// <summary>A filing is for authorities, and for the school and the enterprise that it names.</summary>
    public const string Visible = "(@isAuthority = 1 OR f.institution = @org OR f.enterprise = @org)";

    public long Seq { get; init; }
    public Guid Id { get; init; }
    public string Authority { get; init; } = "";
    public string Number { get; init; } = "";
    public string Institution { get; init; } = "";
    public string Enterprise { get; init; } = "";
    public string PostKind { get; init; } = "";
    public int? HoursPerDay { get; init; }
    public int? HoursPerWeek { get; init; }
    public DateOnly FromOn { get; init; }
    public DateOnly UntilOn { get; init; }
    public DateOnly? EndedOn { get; init; }
    public int Version { get; init; }

    /// <summary>One of the things that it allows, where they are read with it.</summary>
    public string? Allowed { get; init; }

    public static int IsAuthority(Caller caller) => caller.Is(Contracts.Roles.Authority) && caller.Org.Length > 0 ? 1 : 0;

    /// <summary>The filing, where the caller may see it.</summary>
    public static async Task<Filing?> FindAsync(IReader reader, Guid id, Caller caller, CancellationToken ct = default)
    {
        var row = await reader.FindAsync<FilingRow>(
            "SELECT " + Columns + " FROM partnership.filing f WHERE f.id = @id AND " + Visible,
            new { id, org = caller.Org, isAuthority = IsAuthority(caller) }, ct);
        return row is null ? null : (await ShowAsync(reader, [row], ct)).Single();
    }

    public static async Task<IReadOnlyList<Filing>> ShowAsync(IReader reader, IReadOnlyList<FilingRow> rows, CancellationToken ct = default)
    {
        var ids = rows.Select(row => row.Id).ToList();
        var allowed = (
            await reader.QueryAsync<AllowanceRow>(
            "SELECT filing_id, word FROM partnership.filing_allowance WHERE filing_id IN @ids ORDER BY word", new { ids }, ct))
            .ToLookup(row => row.FilingId, row => row.Word);
        return [.. rows.Select(row => row.Show([.. allowed[row.Id]]))];
    }

    /// <summary>Filings as the rule looks at them, those of them that there are, by one statement.</summary>
    public static async Task<IReadOnlyList<Filed>> OfAsync(IReader reader, IReadOnlyList<Guid> ids, CancellationToken ct = default) =>
        ids.Count == 0 ? [] : [.. (await reader.QueryAsync<FilingRow>(
            "SELECT " + Columns +
            """
            , a.word AS allowed
            FROM partnership.filing f LEFT JOIN partnership.filing_allowance a ON a.filing_id = f.id
            WHERE f.id IN @ids ORDER BY f.seq, a.word
            """,
            new { ids }, ct)).GroupBy(row => row.Id)
            .Select(rows => rows.First().Show([.. rows.Select(row => row.Allowed).OfType<string>()]).ToFact())];

    public static async Task WriteAllowancesAsync(UnitOfWork work, Guid id, IEnumerable<string> allows)
    {
        await work.ExecuteAsync("DELETE FROM partnership.filing_allowance WHERE filing_id = @id", new { id });
        foreach (var word in allows.Distinct())
        {
            await work.ExecuteAsync("INSERT INTO partnership.filing_allowance (filing_id, word) VALUES (@id, @word)", new { id, word });
        }
    }

    private Filing Show(IReadOnlyList<string> allows) =>
        new(Id, Authority, Number, Institution, Enterprise, PostKind, allows, HoursPerDay / 100m, HoursPerWeek / 100m, FromOn, UntilOn,
            EndedOn, Version);

    private sealed record AllowanceRow
    {
        public Guid FilingId { get; init; }
        public string Word { get; init; } = "";
    }
}

using IndustryPartnership.Internships.Law;
using Kernel;
using Kernel.Data;

namespace IndustryPartnership.Internships.Filings;

/// <summary>Finds and records filings.</summary>
internal sealed record FilingRow
{
    public const string Kind = "filing";

    public const string Columns =
        "f.seq, f.id, f.authority, f.number, f.institution, f.enterprise, f.post_kind, f.hours_per_day, f.hours_per_week, "
        + "f.from_on, f.until_on, f.ended_on, f.version";

    /// <summary>Authorities see a filing, and so do the school and the enterprise that it names.</summary>
    public const string Visible = "(@IsAuthority = 1 OR f.institution = @Org OR f.enterprise = @Org)";

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

    /// <summary>One thing that it allows, if the row was read with one.</summary>
    public string? Allowed { get; init; }

    /// <summary>The filing, if the viewer may see it.</summary>
    public static async Task<Filing?> FindAsync(IReader reader, Guid id, Viewer viewer, CancellationToken ct = default)
    {
        var row = await reader.FindAsync<FilingRow>(
            "SELECT " + Columns + " FROM partnership.filing f WHERE f.id = @id AND " + Visible,
            new { id, viewer.Org, viewer.IsAuthority }, ct);
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

    /// <summary>The existing filings among these, as the rule sees them, in one statement.</summary>
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

    /// <summary>Stores a filing under its authority's number.</summary>
    /// <returns>False if the authority already has a filing with that number.</returns>
    public static async Task<bool> AddAsync(UnitOfWork work, Filing filing, Act act)
    {
        var isNew = await work.TryInsertAsync(
            """
            INSERT INTO partnership.filing (id, authority, number, institution, enterprise, post_kind, hours_per_day, hours_per_week,
                from_on, until_on, ended_on, version, created_at)
            VALUES (@Id, @Authority, @Number, @Institution, @Enterprise, @PostKind, @hoursPerDay, @hoursPerWeek,
                @From, @Until, @EndedOn, @Version, @Now)
            """,
            new
            {
                filing.Id,
                filing.Authority,
                filing.Number,
                filing.Institution,
                filing.Enterprise,
                filing.PostKind,
                hoursPerDay = Hundredths(filing.HoursPerDay),
                hoursPerWeek = Hundredths(filing.HoursPerWeek),
                filing.From,
                filing.Until,
                filing.EndedOn,
                filing.Version,
                act.Now,
            });
        if (!isNew) return false;
        await WriteAllowancesAsync(work, filing);
        await History.RecordAsync(
            work, Kind, filing.Id, filing, History.Parties, new Done("recorded") { EffectiveOn = filing.From }, act);
        return true;
    }

    /// <summary>Records one change of a filing: its row, what it allows, and its history.</summary>
    public static async Task RecordAsync(
        UnitOfWork work, Filing next, string action, DateOnly effectiveOn, string reason, Act act)
    {
        await work.ChangeAsync(
            """
            UPDATE partnership.filing
            SET number = @Number, institution = @Institution, enterprise = @Enterprise, post_kind = @PostKind, hours_per_day = @hoursPerDay,
                hours_per_week = @hoursPerWeek, from_on = @From, until_on = @Until, ended_on = @EndedOn, version = @Version
            WHERE id = @Id AND version = @Version - 1
            """,
            new
            {
                next.Id,
                next.Number,
                next.Institution,
                next.Enterprise,
                next.PostKind,
                hoursPerDay = Hundredths(next.HoursPerDay),
                hoursPerWeek = Hundredths(next.HoursPerWeek),
                next.From,
                next.Until,
                next.EndedOn,
                next.Version,
            });
        await WriteAllowancesAsync(work, next);
        await History.RecordAsync(
            work, Kind, next.Id, next, History.Parties, new Done(action) { EffectiveOn = effectiveOn, Reason = reason }, act);
    }

    internal static int? Hundredths(decimal? hours) => (int?)(hours * 100);

    private static async Task WriteAllowancesAsync(UnitOfWork work, Filing filing)
    {
        await work.ExecuteAsync("DELETE FROM partnership.filing_allowance WHERE filing_id = @Id", new { filing.Id });
        foreach (var word in filing.Allows)
        {
            await work.ExecuteAsync(
                "INSERT INTO partnership.filing_allowance (filing_id, word) VALUES (@Id, @word)", new { filing.Id, word });
        }
    }

    private Filing Show(IReadOnlyList<string> allows) => new()
    {
        Id = Id,
        Authority = Authority,
        Number = Number,
        Institution = Institution,
        Enterprise = Enterprise,
        PostKind = PostKind,
        Allows = allows,
        HoursPerDay = HoursPerDay / 100m,
        HoursPerWeek = HoursPerWeek / 100m,
        From = FromOn,
        Until = UntilOn,
        EndedOn = EndedOn,
        Version = Version,
    };

    private sealed record AllowanceRow
    {
        public Guid FilingId { get; init; }
        public string Word { get; init; } = "";
    }
}

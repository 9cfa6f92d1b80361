using IndustryPartnership.Internships.Law;
using Kernel;
using Kernel.Data;
using Kernel.Http;

namespace IndustryPartnership.Internships.Filings;

/// <summary>A special filing, as the authority recorded it (D28).</summary>
public sealed record Filing : IVersioned
{
    /// <summary>Its identity. Slots refer to it.</summary>
    public required Guid Id { get; init; }

    /// <summary>The authority that recorded and keeps it.</summary>
    public required string Authority { get; init; }

    /// <summary>The authority's number, unique in its records.</summary>
    public required string Number { get; init; }

    /// <summary>The school that it is for.</summary>
    public required string Institution { get; init; }

    /// <summary>The enterprise that it is for.</summary>
    public required string Enterprise { get; init; }

    /// <summary>The kind of post that it is for.</summary>
    public required string PostKind { get; init; }

    /// <summary>What it allows: conditions of work, <c>night-shift</c>, <c>rest-days</c>, <c>overtime</c>.</summary>
    public required IReadOnlyList<string> Allows { get; init; }

    /// <summary>The hours a day that it allows; null if it states none.</summary>
    public required decimal? HoursPerDay { get; init; }

    /// <summary>The hours a week that it allows; null if it states none.</summary>
    public required decimal? HoursPerWeek { get; init; }

    /// <summary>Its first day.</summary>
    public required DateOnly From { get; init; }

    /// <summary>Its last day.</summary>
    public required DateOnly Until { get; init; }

    /// <summary>The first day on which it no longer holds, if it was ended early.</summary>
    public required DateOnly? EndedOn { get; init; }

    /// <summary>Its ETag.</summary>
    public required int Version { get; init; }

    internal string Path => $"/industry-partnership/v1/filings/{Id}";

    internal Filed ToFact() =>
        new(Id, Number, Institution, Enterprise, PostKind, Allows, HoursPerDay, HoursPerWeek, From,
        new Period(From, Until).Before(EndedOn).Until);

    // Next states. They judge nothing: the caller has judged.

    internal static Filing RecordedBy(string authority, RecordFiling.Request request) =>
        As(Guid.CreateVersion7(), authority, request, endedOn: null, version: 1);

    internal Filing CorrectedAs(RecordFiling.Request request, DateOnly? endedOn) => As(Id, Authority, request, endedOn, Version + 1);

    internal Filing EndedFrom(DateOnly day) => this with { EndedOn = day, Version = Version + 1 };

    // The stored form: each word once and in order, hours in hundredths.
    private static Filing As(Guid id, string authority, RecordFiling.Request request, DateOnly? endedOn, int version) => new()
    {
        Id = id,
        Authority = authority,
        Number = request.Number,
        Institution = request.Institution,
        Enterprise = request.Enterprise,
        PostKind = request.PostKind,
        Allows = SlotTerms.InOrder(request.Allows ?? []),
        HoursPerDay = FilingRow.Hundredths(request.HoursPerDay) / 100m,
        HoursPerWeek = FilingRow.Hundredths(request.HoursPerWeek) / 100m,
        From = request.From,
        Until = request.Until,
        EndedOn = endedOn,
        Version = version,
    };
}

internal sealed record FilingRow
{
    public const string Kind = "filing";

    public const string Columns =
        "f.seq, f.id, f.authority, f.number, f.institution, f.enterprise, f.post_kind, f.hours_per_day, f.hours_per_week, "
        + "f.from_on, f.until_on, f.ended_on, f.version";

    /// <summary>Authorities see a filing, and so do the school and the enterprise that it names.</summary>
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

    /// <summary>One thing that it allows, if the row was read with one.</summary>
    public string? Allowed { get; init; }

    public static int IsAuthority(Caller caller) => caller.Is(Contracts.Roles.Authority) && caller.Org.Length > 0 ? 1 : 0;

    /// <summary>The filing, if the caller may see it.</summary>
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

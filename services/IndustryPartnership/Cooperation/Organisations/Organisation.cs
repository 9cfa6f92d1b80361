using Contracts.IndustryPartnership;
using Kernel.Data;
using Kernel.Http;
using Kernel.Messaging.CatchUp;

namespace IndustryPartnership.Cooperation.Organisations;

/// <summary>An organisation as the API shows it; it is public to everybody with a token.</summary>
/// <param name="Code">Its identity, and the claim <c>org</c> of its tokens.</param>
/// <param name="Name">Its name in English.</param>
/// <param name="NameZh">Its name in Chinese, where it has one.</param>
/// <param name="Kind">What kind of organisation it is.</param>
/// <param name="State"><c>registered</c> (an enterprise that is not verified yet), <c>verified</c> or <c>closed</c>.</param>
/// <param name="VerifiedBy">The institution that verified an enterprise; the authority that registered what is not one.</param>
/// <param name="Units">Parts of it that have a name of their own.</param>
/// <param name="Version">Its ETag.</param>
public sealed record Organisation(string Code, string Name, string? NameZh, string Kind, string State, string? VerifiedBy, IReadOnlyList<UnitV1> Units, int Version) : IVersioned;

internal sealed record OrganisationRow
{
    public const string Columns = "seq, code, name, name_zh, kind, state, verified_by, version";

    public long Seq { get; init; }
    public string Code { get; init; } = "";
    public string Name { get; init; } = "";
    public string? NameZh { get; init; }
    public string Kind { get; init; } = "";
    public string State { get; init; } = "";
    public string? VerifiedBy { get; init; }
    public int Version { get; init; }

    public static async Task<Organisation?> FindAsync(IReader reader, string code, CancellationToken ct = default) =>
        await reader.FindAsync<OrganisationRow>("SELECT " + Columns + " FROM partnership.organisation WHERE code = @code", new { code }, ct) is { } row
            ? row.Show(await UnitsAsync(reader, [code], ct))
            : null;

    public static Task<IReadOnlyList<UnitRow>> UnitsAsync(IReader reader, IEnumerable<string> codes, CancellationToken ct = default) =>
        reader.QueryAsync<UnitRow>("SELECT organisation_code, code, name FROM partnership.organisation_unit WHERE organisation_code IN @codes ORDER BY seq", new { codes }, ct);

    /// <summary>The present state of all organisations, for a service that asks for what it missed.</summary>
    public static async Task<IReadOnlyList<PresentState>> StatesAsync(UnitOfWork work, long after, int limit, DateTimeOffset now)
    {
        var rows = await work.QueryAsync<OrganisationRow>("SELECT " + Columns + " FROM partnership.organisation WHERE seq > @after ORDER BY seq " + Db.Page, new { after, limit });
        var units = await UnitsAsync(work, rows.Select(row => row.Code));
        return [.. rows.Select(row => new PresentState(row.Seq, Fact(row.Show(units), now)))];
    }

    public Organisation Show(IEnumerable<UnitRow> units) =>
        new(Code, Name, NameZh, Kind, State, VerifiedBy, [.. units.Where(unit => unit.OrganisationCode == Code).Select(unit => new UnitV1(unit.Code, unit.Name))], Version);

    public static OrganisationV1 Carried(Organisation organisation) => new()
    {
        Code = organisation.Code,
        Name = organisation.Name,
        NameZh = organisation.NameZh,
        Kind = organisation.Kind,
        State = organisation.State,
        Units = organisation.Units,
        Version = organisation.Version,
    };

    private static object Fact(Organisation organisation, DateTimeOffset now) => organisation.State switch
    {
        "registered" => new OrganisationRegisteredV1 { OccurredAt = now, Organisation = Carried(organisation) },
        "verified" => new OrganisationVerifiedV1 { OccurredAt = now, Organisation = Carried(organisation) },
        _ => new OrganisationClosedV1 { OccurredAt = now, Organisation = Carried(organisation) },
    };
}

internal sealed record UnitRow
{
    public string OrganisationCode { get; init; } = "";
    public string Code { get; init; } = "";
    public string Name { get; init; } = "";
}

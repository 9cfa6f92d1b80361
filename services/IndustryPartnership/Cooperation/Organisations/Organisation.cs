using Contracts.IndustryPartnership;
using Kernel.Http;

namespace IndustryPartnership.Cooperation.Organisations;

/// <summary>An organisation as the API shows it; it is public to everybody with a token.</summary>
/// <param name="Code">Its identity, and the claim <c>org</c> of its tokens.</param>
/// <param name="Name">Its name in English.</param>
/// <param name="NameZh">Its name in Chinese, if it has one.</param>
/// <param name="Kind">What kind of organisation it is.</param>
/// <param name="State"><c>registered</c> (an enterprise that is not verified yet), <c>verified</c> or <c>closed</c>.</param>
/// <param name="VerifiedBy">The institution that verified an enterprise; otherwise the authority that registered it.</param>
/// <param name="Units">Parts of it that have a name of their own.</param>
/// <param name="Version">Its ETag.</param>
public sealed record Organisation(
    [property: SortKey] string Code, string Name, string? NameZh, [property: OneOf(typeof(OrganisationKind))] string Kind,
    [property: OneOf(typeof(OrganisationState))] string State, string? VerifiedBy, IReadOnlyList<UnitV1> Units, int Version)
    : IVersioned
{
    internal Organisation Next() => this with { Version = Version + 1 };

    internal Organisation VerifiedFor(string institution) => Next() with { State = OrganisationState.Verified, VerifiedBy = institution };

    internal Organisation Closed() => Next() with { State = OrganisationState.Closed };

    /// <summary>The public part, carried by events, with the day of its closure.</summary>
    internal OrganisationV1 ToEvent(DateOnly? closedOn = null) => new()
    {
        Code = Code,
        Name = Name,
        NameZh = NameZh,
        Kind = Kind,
        State = State,
        ClosedOn = closedOn,
        Units = Units,
        Version = Version,
    };
}

/// <summary>The states of an organisation.</summary>
internal static class OrganisationState
{
    public const string Registered = "registered";
    public const string Verified = "verified";
    public const string Closed = "closed";
}

using MassTransit;

namespace Contracts.IndustryPartnership;

/// <summary>An institution has verified an enterprise, and the enterprise may open slots from then on.</summary>
[MessageUrn("industry-partnership:organisation-verified:v1")]
[EntityName("industry-partnership:organisation-verified:v1")]
public sealed record OrganisationVerifiedV1
{
    /// <summary>When it was recorded, UTC.</summary>
    public required DateTimeOffset OccurredAt { get; init; }

    /// <summary>The organisation's state at the version of this event.</summary>
    public required OrganisationV1 Organisation { get; init; }
}

using MassTransit;

namespace Contracts.IndustryPartnership;

/// <summary>An organisation was registered: an institution by an authority, an enterprise by itself.</summary>
[MessageUrn("industry-partnership:organisation-registered:v1")]
[EntityName("industry-partnership:organisation-registered:v1")]
public sealed record OrganisationRegisteredV1
{
    /// <summary>When it was recorded, UTC.</summary>
    public required DateTimeOffset OccurredAt { get; init; }

    /// <summary>The organisation's state at the version of this event.</summary>
    public required OrganisationV1 Organisation { get; init; }
}

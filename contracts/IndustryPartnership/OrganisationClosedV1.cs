using MassTransit;

namespace Contracts.IndustryPartnership;

/// <summary>An organisation was closed; it is never deleted.</summary>
[MessageUrn("industry-partnership:organisation-closed:v1")]
[EntityName("industry-partnership:organisation-closed:v1")]
public sealed record OrganisationClosedV1
{
    /// <summary>When it was recorded, UTC.</summary>
    public required DateTimeOffset OccurredAt { get; init; }

    /// <summary>The organisation's state at the version of this event.</summary>
    public required OrganisationV1 Organisation { get; init; }
}

using MassTransit;

namespace Contracts.IndustryPartnership;

/// <summary>An organisation's name or units changed.</summary>
[MessageUrn("industry-partnership:organisation-amended:v1")]
[EntityName("industry-partnership:organisation-amended:v1")]
public sealed record OrganisationAmendedV1
{
    /// <summary>When it was recorded, UTC.</summary>
    public required DateTimeOffset OccurredAt { get; init; }

    /// <summary>The organisation's state at the version of this event.</summary>
    public required OrganisationV1 Organisation { get; init; }
}

using MassTransit;

namespace Contracts.FacultyCertification;

/// <summary>A resource is no longer shared with others (S15).</summary>
[MessageUrn("faculty-certification:resource-withdrawn:v1")]
[EntityName("faculty-certification:resource-withdrawn:v1")]
public sealed record ResourceWithdrawnV1
{
    /// <summary>When it was recorded, UTC.</summary>
    public required DateTimeOffset OccurredAt { get; init; }

    /// <summary>The resource's state at the version of this event.</summary>
    public required ResourceV1 Resource { get; init; }
}

using MassTransit;

namespace Contracts.FacultyCertification;

/// <summary>A shared resource has a new edition, or was corrected (D43).</summary>
[MessageUrn("faculty-certification:resource-amended:v1")]
[EntityName("faculty-certification:resource-amended:v1")]
public sealed record ResourceAmendedV1
{
    /// <summary>When it was recorded, UTC.</summary>
    public required DateTimeOffset OccurredAt { get; init; }

    /// <summary>The resource's state at the version of this event.</summary>
    public required ResourceV1 Resource { get; init; }
}

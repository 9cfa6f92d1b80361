using MassTransit;

namespace Contracts.FacultyCertification;

/// <summary>A resource is shared with others, or from now on with other ones (S15).</summary>
[MessageUrn("faculty-certification:resource-shared:v1")]
[EntityName("faculty-certification:resource-shared:v1")]
public sealed record ResourceSharedV1
{
    /// <summary>When it was recorded, UTC.</summary>
    public required DateTimeOffset OccurredAt { get; init; }

    /// <summary>The resource's state at the version of this event.</summary>
    public required ResourceV1 Resource { get; init; }
}

using MassTransit;

namespace Contracts.FacultyCertification;

/// <summary>An institution's dual-qualified ratio has another value than before (D41).</summary>
[MessageUrn("faculty-certification:ratio-changed:v1")]
[EntityName("faculty-certification:ratio-changed:v1")]
public sealed record RatioChangedV1
{
    /// <summary>When it was recorded, UTC.</summary>
    public required DateTimeOffset OccurredAt { get; init; }

    /// <summary>The ratio with its new value.</summary>
    public required RatioV1 Ratio { get; init; }
}

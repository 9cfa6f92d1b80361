using MassTransit;

namespace Contracts.FacultyCertification;

/// <summary>A teacher's institution asks for a seat at a base (D17, D25).</summary>
[MessageUrn("faculty-certification:practice-requested:v1")]
[EntityName("faculty-certification:practice-requested:v1")]
public sealed record PracticeRequestedV1
{
    /// <summary>When it was recorded, UTC.</summary>
    public required DateTimeOffset OccurredAt { get; init; }

    /// <summary>The practice's state at the version of this event.</summary>
    public required PracticeV1 Practice { get; init; }
}

using MassTransit;

namespace Contracts.FacultyCertification;

/// <summary>A teacher's institution no longer wants the seat.</summary>
[MessageUrn("faculty-certification:practice-cancelled:v1")]
[EntityName("faculty-certification:practice-cancelled:v1")]
public sealed record PracticeCancelledV1
{
    /// <summary>When it was recorded, UTC.</summary>
    public required DateTimeOffset OccurredAt { get; init; }

    /// <summary>The practice's state at the version of this event.</summary>
    public required PracticeV1 Practice { get; init; }
}

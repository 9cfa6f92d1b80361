using MassTransit;

namespace Contracts.Enrollment;

/// <summary>What became of a graduate was recorded or corrected (S6, S7, D43).</summary>
[MessageUrn("enrollment:outcome-recorded:v1")]
[EntityName("enrollment:outcome-recorded:v1")]
public sealed record OutcomeRecordedV1
{
    /// <summary>When it was recorded, UTC.</summary>
    public required DateTimeOffset OccurredAt { get; init; }

    /// <summary>The outcome at the version of this event.</summary>
    public required OutcomeV1 Outcome { get; init; }
}

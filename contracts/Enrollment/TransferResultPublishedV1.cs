using MassTransit;

namespace Contracts.Enrollment;

/// <summary>Both registrars published the results of a sitting of the transfer exam (D7).</summary>
[MessageUrn("enrollment:transfer-result-published:v1")]
[EntityName("enrollment:transfer-result-published:v1")]
public sealed record TransferResultPublishedV1
{
    /// <summary>When it was recorded, UTC.</summary>
    public required DateTimeOffset OccurredAt { get; init; }

    /// <summary>The plan's state at the version of this event.</summary>
    public required TransferPlanV1 Plan { get; init; }
}

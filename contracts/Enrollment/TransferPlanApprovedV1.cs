using MassTransit;

namespace Contracts.Enrollment;

/// <summary>Both institutions approved one text of a transfer plan; it is locked from then on (D7).</summary>
[MessageUrn("enrollment:transfer-plan-approved:v1")]
[EntityName("enrollment:transfer-plan-approved:v1")]
public sealed record TransferPlanApprovedV1
{
    /// <summary>When it was recorded, UTC.</summary>
    public required DateTimeOffset OccurredAt { get; init; }

    /// <summary>The plan's state at the version of this event.</summary>
    public required TransferPlanV1 Plan { get; init; }
}

using MassTransit;

namespace Contracts.IndustryPartnership;

/// <summary>All parties have signed one text (D22).</summary>
[MessageUrn("industry-partnership:agreement-activated:v1")]
[EntityName("industry-partnership:agreement-activated:v1")]
public sealed record AgreementActivatedV1
{
    /// <summary>When it was recorded, UTC.</summary>
    public required DateTimeOffset OccurredAt { get; init; }

    /// <summary>The agreement's state at the version of this event.</summary>
    public required AgreementV1 Agreement { get; init; }
}

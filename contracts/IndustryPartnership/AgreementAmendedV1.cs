using MassTransit;

namespace Contracts.IndustryPartnership;

/// <summary>All parties have signed another text of an agreement in force; it took the place of the former one (D23).</summary>
[MessageUrn("industry-partnership:agreement-amended:v1")]
[EntityName("industry-partnership:agreement-amended:v1")]
public sealed record AgreementAmendedV1
{
    /// <summary>When it was recorded, UTC.</summary>
    public required DateTimeOffset OccurredAt { get; init; }

    /// <summary>The agreement's state at the version of this event.</summary>
    public required AgreementV1 Agreement { get; init; }
}

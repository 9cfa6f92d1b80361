using Kernel.Http;

namespace Enrollment.Features.Equivalences;

/// <summary>The filters of the list of equivalences.</summary>
internal sealed record EquivalenceFilter
{
    [Code]
    public string? FromInstitution { get; init; }

    [Code]
    public string? ToInstitution { get; init; }

    [OneOf(ProposalState.Proposed, ProposalState.Agreed, ProposalState.Refused, ProposalState.Ended)]
    public string? State { get; init; }
}

namespace Enrollment.Features.Equivalences;

/// <summary>The states of what one institution proposes to another.</summary>
internal static class ProposalState
{
    public const string Proposed = "proposed";
    public const string Agreed = "agreed";
    public const string Refused = "refused";
    public const string Ended = "ended";
}

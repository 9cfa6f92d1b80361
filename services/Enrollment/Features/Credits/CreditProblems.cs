using Kernel;
using Enrollment.Features.Credits;
using Kernel.Http;

namespace Enrollment;

/// <summary>Refusals about credit and its mappings.</summary>
internal static partial class Problems
{
    private static readonly ProblemType LineTwiceType = Catalogue.Define("line-twice", 422, "Two lines of the mapping have the same code.");
    private static readonly ProblemType LineUnfitType =
        Catalogue.Define("line-unfit", 422, "A line's conditions do not match its source.");
    private static readonly ProblemType LineOfAnotherMajorType =
        Catalogue.Define("line-of-another-major", 422, "A line names a major of another articulation.");
    private static readonly ProblemType MappingNotProposedType =
        Catalogue.Define("credit-mapping-not-proposed", 409, "The mapping is already decided.");
    private static readonly ProblemType CreditNotAtRiskType =
        Catalogue.Define("credit-not-at-risk", 409, "Credit from this source is not at risk.");

    private static readonly ProblemType MappingAgreedAlreadyType =
        Catalogue.Define("credit-mapping-agreed-already", 409, "The institution has already agreed to this mapping.");

    private static readonly ProblemType DayOfMappingType =
        Catalogue.Define("credit-mapping-day", 422, "The first day is in the past, or another mapping begins on it.");

    public static Refusal DayOfMappingRefused(Verdict verdict) => DayOfMappingType.Refuse(
        verdict, "Send today or a later day on which no other mapping begins. To record an earlier agreement, or to correct that day's "
            + "mapping, send the member correction. If a mapping of that day is only proposed, decide on it first.");

    public static Refusal MappingAgreedAlready(CreditMapping mapping) => MappingAgreedAlreadyType.Refuse(
        "The mapping waits for the other institutions of the articulation.", "D12", new { mapping.ProposedBy, mapping.Agreements });

    public static Refusal LineTwice(string line) => LineTwiceType.Refuse("Give each line its own code.", "D12", new { line });

    public static Refusal LineUnfit(Verdict verdict) => LineUnfitType.Refuse(
        verdict, "Set hours and major only for placements, and a grade only for placements and modules. "
            + "Set type and level only for X-certificates.");

    public static Refusal LineOfAnotherMajor(string line, string major, IReadOnlyList<string> majors) => LineOfAnotherMajorType.Refuse(
        "Name one of the articulation's majors, or none.", "D12", new { line, major }, new { majors });

    public static Refusal MappingNotProposed(string state) => CommonProblems.NotInState(
        MappingNotProposedType, "D12", "mapping", state, Features.Equivalences.ProposalState.Proposed);

    /// <summary>The caller sees the proposal, but made it, or is neither of its institutions.</summary>
    public static Refusal NotTheOtherInstitution() =>
        CommonProblems.NotByThisParty("a registrar of the institution that did not propose it");

    public static Refusal CreditNotAtRisk(string sourceKind, Guid sourceId) => CreditNotAtRiskType.Refuse(
        "Send a source whose credit the transcript shows as at risk.", "D43", new { sourceKind, sourceId });
}

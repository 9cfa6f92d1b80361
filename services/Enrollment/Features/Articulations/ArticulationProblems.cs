using Enrollment.Features.Articulations;
using Enrollment.Rules;
using Kernel;
using Kernel.Http;

namespace Enrollment;

/// <summary>Refusals about articulations.</summary>
internal static partial class Problems
{
    private static readonly ProblemType OneInstitutionType =
        Catalogue.Define("one-institution", 422, "The two institutions must be different.");
    private static readonly ProblemType NotVerifiedType =
        Catalogue.Define("organisation-not-verified", 422, "The organisation is not verified, or is closed.");
    private static readonly ProblemType PairTakenType =
        Catalogue.Define("pair-taken", 409, "An articulation links these two majors already.");
    private static readonly ProblemType NotDraftType = Catalogue.Define("articulation-not-draft", 409, "Only a draft can be edited.");
    private static readonly ProblemType AgreementCannotCarryType =
        Catalogue.Define("agreement-cannot-carry", 422, "The agreement cannot carry this articulation.");
    private static readonly ProblemType AlreadyActiveType =
        Catalogue.Define("articulation-already-active", 409, "The articulation is active already.");
    private static readonly ProblemType NotActiveType =
        Catalogue.Define("articulation-not-active", 409, "Only an active articulation can be closed.");

    /// <summary>The caller sees the articulation, or names it, but is neither of its institutions.</summary>
    public static Refusal NotYourArticulation() =>
        CommonProblems.NotByThisParty("a registrar of one of the articulation's two institutions");

    public static Refusal OneInstitution(string institution) => OneInstitutionType.Refuse(
        "Name another institution for one of the two sides.", facts: new { fromInstitution = institution, toInstitution = institution });

    public static Refusal NotVerified(string code, string state) =>
        NotVerifiedType.Refuse("Both institutions must be verified.", facts: new { code, state });

    public static Refusal PairTaken(DraftArticulation.Request request) => PairTakenType.Refuse(
        "Find the articulation in the list. Edit it if it is a draft, or activate it if it is closed.",
        facts: new { request.FromInstitution, request.FromMajor, request.ToInstitution, request.ToMajor });

    public static Refusal NotDraft(string state) =>
        NotDraftType.Refuse("A cohort may have been enrolled on these terms.", "D6b", new { state });

    public static Refusal AgreementCannotCarry(Verdict verdict) => AgreementCannotCarryType.Refuse(
        verdict,
        $"Name an agreement of the kind {string.Join(" or ", CarryingAgreement.Kinds)}. "
        + "It must be in force today, and both institutions must have signed it.");

    public static Refusal AlreadyActive() => AlreadyActiveType.Refuse(
        "It is already open to new cohorts. To put it under another agreement, close it first.",
        "D6b", new { state = ArticulationState.Active });

    public static Refusal NotActive(string state) => NotActiveType.Refuse("It is already closed to new cohorts.", "D6b", new { state });
}

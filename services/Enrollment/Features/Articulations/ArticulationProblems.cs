using Enrollment.Features.Articulations;
using Enrollment.Features.Pathways;
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
        Catalogue.Define("pair-taken", 409, "An articulation already links these majors.");
    private static readonly ProblemType NotDraftType =
        Catalogue.Define("articulation-not-draft", 409, "Only a draft of an articulation can be edited.");
    private static readonly ProblemType AgreementCannotCarryType = Catalogue.Define(
        "agreement-cannot-carry", 422, "The agreement is of another kind, not in force, or not signed by all institutions.");
    private static readonly ProblemType AlreadyActiveType =
        Catalogue.Define("articulation-already-active", 409, "The articulation is already active.");
    private static readonly ProblemType NotActiveType =
        Catalogue.Define("articulation-not-active", 409, "Only an active articulation can be closed.");

    private static readonly ProblemType OwnersNotAsPathwayType =
        Catalogue.Define("owners-not-as-pathway", 422, "The owners of the stages are not those of the pathway.");
    private static readonly ProblemType CohortOfRevisionType =
        Catalogue.Define("cohort-of-revision", 422, "The first cohort of a revision is too early.");
    private static readonly ProblemType NotUsableType =
        Catalogue.Define("articulation-not-usable", 422, "The articulation is not active, or its agreement is not in force.");

    /// <summary>The caller sees the articulation, or names it, but is neither of its institutions.</summary>
    public static Refusal NotYourArticulation() =>
        CommonProblems.NotByThisParty("a registrar of one of the articulation's institutions");

    public static Refusal OwnersNotAsPathway(Pathway pathway, IReadOnlyList<string> earlierOwners) => OwnersNotAsPathwayType.Refuse(
        "In earlierOwners, name all owners of the pathway except the last two, in its order.",
        "D1", new { pathway = pathway.Code, pathway.Owners, earlierOwners }, new { earlierOwners = pathway.Owners.SkipLast(2) });

    public static Refusal CohortOfRevision(Verdict verdict) => CohortOfRevisionType.Refuse(
        verdict, "Send a cohort that has no learners and is not of a past year. It must be later than the latest revision's first cohort.");

    public static Refusal OneInstitution(string institution) => OneInstitutionType.Refuse(
        "Name another institution for one of the sides.", facts: new { institution });

    public static Refusal NotVerified(string code, string state) =>
        NotVerifiedType.Refuse("Name only institutions that are verified and not closed.", facts: new { code, state });

    public static Refusal PairTaken(DraftArticulationRequest request) => PairTakenType.Refuse(
        "Find the articulation in the list. Edit it if it is a draft, activate it if it is closed, or revise it.",
        facts: new { request.FromInstitution, request.FromMajor, request.ToInstitution, request.ToMajor });

    public static Refusal RevisionTaken(Articulation revised) => PairTakenType.Refuse(
        "Another revision was drafted at the same moment. Read it, and decide again.",
        "D6b", new { revised.Revision, revised.FirstCohort });

    public static Refusal NotDraft(string state) => NotDraftType.Refuse(
        "Cohorts may already follow these terms. Revise the articulation for later cohorts instead.", "D6b", new { state });

    public static Refusal AgreementCannotCarry(Verdict verdict) => AgreementCannotCarryType.Refuse(
        verdict,
        $"Name an agreement of the kind {Wording.AnyOf(CarryingAgreement.Kinds)}. "
        + $"It must be in force today, and all institutions must have signed it.");

    public static Refusal AlreadyActive() => AlreadyActiveType.Refuse(
        "The articulation is already open to new cohorts. To put it under another agreement, close it first.",
        "D6b", new { state = ArticulationState.Active });

    public static Refusal ArticulationNotUsable(Guid articulationId) => NotUsableType.Refuse(
        "Name an active articulation whose agreement is in force today.", "D6b", new { articulationId });

    public static Refusal NotActive(string state) => CommonProblems.NotInState(
        NotActiveType, "D6b", "articulation", state, ArticulationState.Active);
}

using Enrollment.Rules;
using Kernel;
using Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Enrollment;

/// <summary>Everything that this service refuses, with stable types; the list is served at <c>/problems/enrollment</c>.</summary>
internal static class Problems
{
    public static readonly ProblemCatalogue Catalogue = new(EnrollmentService.Name);

    private static readonly ProblemType PathwayCodeTakenType = Catalogue.Define("pathway-code-taken", 409, "A pathway has this code.");
    private static readonly ProblemType NoSuchPathwayType = Catalogue.Define("no-such-pathway", 422, "There is no pathway of this code.");
    private static readonly ProblemType OneInstitutionType = Catalogue.Define("one-institution", 422, "An articulation links two institutions.");
    private static readonly ProblemType NotAnInstitutionType = Catalogue.Define("not-an-institution", 422, "The organisation does not teach.");
    private static readonly ProblemType NotVerifiedType = Catalogue.Define("organisation-not-verified", 422, "The organisation is not verified, or is closed.");
    private static readonly ProblemType PairTakenType = Catalogue.Define("pair-taken", 409, "These two majors are linked already.");
    private static readonly ProblemType NotDraftType = Catalogue.Define("articulation-not-draft", 409, "Only a draft can be edited.");
    private static readonly ProblemType AgreementCannotCarryType = Catalogue.Define("agreement-cannot-carry", 422, "The agreement cannot carry this articulation.");
    private static readonly ProblemType AlreadyActiveType = Catalogue.Define("articulation-already-active", 409, "The articulation is active.");
    private static readonly ProblemType NotActiveType = Catalogue.Define("articulation-not-active", 409, "Only an active articulation can be closed.");
    private static readonly ProblemType NoActiveArticulationType = Catalogue.Define("no-active-articulation", 422, "No active articulation continues this major with that one.");
    private static readonly ProblemType BirthDateImplausibleType = Catalogue.Define("birth-date-implausible", 422, "Nobody of this age is enrolled.");
    private static readonly ProblemType StudentNumberTakenType = Catalogue.Define("student-number-taken", 409, "A learner of the institution has this number, or had it.");
    private static readonly ProblemType WithdrawalDateOutOfRangeType = Catalogue.Define("withdrawal-date-out-of-range", 422, "A learner leaves from the day of enrolment on, and not in the future.");
    private static readonly ProblemType NotEnrolledType = Catalogue.Define("learner-not-enrolled", 409, "Only an enrolled learner can leave.");

    public static ProblemHttpResult PathwayCodeTaken(string code) => PathwayCodeTakenType.Refuse("Pathways never change: take another code.", "D1", new { code });

    public static ProblemHttpResult NoSuchPathway(string pathway) => NoSuchPathwayType.Refuse("Choose one that is listed at /enrollment/v1/pathways, or define it first.", "D1", new { pathway });

    /// <summary>The caller sees the articulation, or names it, but is neither of its institutions.</summary>
    public static ProblemHttpResult NotYourArticulation() => CommonProblems.Forbidden("An articulation is kept by the registrars of its two institutions.");

    public static ProblemHttpResult OneInstitution(string institution) =>
        OneInstitutionType.Refuse("Name another institution for one of the two sides.", facts: new { fromInstitution = institution, toInstitution = institution });

    public static ProblemHttpResult NotAnInstitution(string code, string kind) =>
        NotAnInstitutionType.Refuse("Both sides are a university, a vocational college or a secondary school.", facts: new { code, kind });

    public static ProblemHttpResult NotVerified(string code, string state) => NotVerifiedType.Refuse("Both institutions must be verified.", facts: new { code, state });

    public static ProblemHttpResult PairTaken(string fromInstitution, string fromMajor, string toInstitution, string toMajor) => PairTakenType.Refuse(
        "Find the articulation in the list of articulations: a draft can be edited, a closed one activated again.", facts: new { fromInstitution, fromMajor, toInstitution, toMajor });

    public static ProblemHttpResult NotDraft(string state) => NotDraftType.Refuse("A cohort may have been enrolled on what it says.", "D6b", new { state });

    public static ProblemHttpResult AgreementCannotCarry(Verdict verdict) => AgreementCannotCarryType.Refuse(
        verdict, $"It takes an agreement in force today, of the kind {string.Join(" or ", CarryingAgreement.Kinds)}, that both institutions have signed.");

    public static ProblemHttpResult AlreadyActive() => AlreadyActiveType.Refuse("It takes new cohorts already; close it first to put it under another agreement.", "D6b", new { state = "active" });

    public static ProblemHttpResult NotActive(string state) => NotActiveType.Refuse("It takes no new cohort as it is.", "D6b", new { state });

    public static ProblemHttpResult NoActiveArticulation(Verdict verdict) =>
        NoActiveArticulationType.Refuse(verdict, "A new cohort may only use an active articulation whose agreement is in force today.");

    public static ProblemHttpResult BirthDateImplausible(DateOnly birthDate, DateOnly today, DateOnly nearest) => BirthDateImplausibleType.Refuse(
        $"Learners are {PlausibleBirthDate.Youngest} to {PlausibleBirthDate.Oldest} years old when they are enrolled.", facts: new { birthDate, today }, change: new { birthDate = nearest });

    public static ProblemHttpResult StudentNumberTaken(string studentNumber) => StudentNumberTakenType.Refuse("Student numbers are never given twice: take another one.", facts: new { studentNumber });

    public static ProblemHttpResult WithdrawalDateOutOfRange(DateOnly effectiveOn, DateOnly enrolledOn, DateOnly today, DateOnly nearest) =>
        WithdrawalDateOutOfRangeType.Refuse("Send a day from the enrolment to today.", "D5", new { effectiveOn, enrolledOn, today }, new { effectiveOn = nearest });

    public static ProblemHttpResult NotEnrolled(string state) => NotEnrolledType.Refuse("Withdrawn is final.", "D5", new { state });
}

using Kernel;
using Kernel.Http;

namespace Enrollment;

/// <summary>All refusals of this service, with stable types. <c>/problems/enrollment</c> lists them.</summary>
/// <remarks>This part has what several folders refuse. Each folder has its own part.</remarks>
internal static partial class Problems
{
    private static readonly ProblemType NotAnInstitutionType =
        Catalogue.Define("not-an-institution", 422, "The organisation is not a teaching institution.");
    private static readonly ProblemType DayOutOfRangeType =
        Catalogue.Define("day-out-of-range", 422, "The day is too early or too late.");
    private static readonly ProblemType LearnerStateType =
        Catalogue.Define("learner-state", 409, "The learner's state does not allow this.");

    // All parts define their types before anything reads the catalogue.
    static Problems()
    {
    }

    /// <summary>All types of this service.</summary>
    public static ProblemCatalogue Catalogue => Kept.Catalogue;

    public static Refusal NotAnInstitution(string code, string kind) => NotAnInstitutionType.Refuse(
        "Name a university, a vocational college or a secondary school.", facts: new { code, kind });

    public static Refusal DayOutOfRange(Verdict verdict) => DayOutOfRangeType.Refuse(
        verdict, "Send a day from earliest in the facts to latest there, or to today if there is no latest. "
            + "If the change has notBefore, wait until that day.");

    public static Refusal NotTheUndergraduateInstitution() =>
        CommonProblems.NotByThisParty("a registrar of the institution of the undergraduate stage");

    public static Refusal LearnerNotIn(string state, params string[] states) =>
        CommonProblems.NotInState(LearnerStateType, "D5", "learner", state, states);

    // A holder of its own: the order of the parts' fields is the compiler's choice.
    private static class Kept
    {
        public static readonly ProblemCatalogue Catalogue = new(EnrollmentService.Name);
    }
}

using Kernel;
using Kernel.Http;

namespace FacultyCertification;

/// <summary>All refusals of this service, with stable types. <c>/problems/faculty-certification</c> lists them.</summary>
/// <remarks>This part has what several folders refuse. Each folder has its own part.</remarks>
internal static partial class Problems
{
    private static readonly ProblemType InstitutionClosedType =
        Catalogue.Define("institution-closed", 422, "The institution is closed.");
    private static readonly ProblemType ApplicationNotInStateType =
        Catalogue.Define("application-not-in-state", 409, "The application's state does not allow this.");
    private static readonly ProblemType ApplicationsNotReadyType =
        Catalogue.Define("applications-not-ready", 409, "Some of the applications are not ready for this.");
    private static readonly ProblemType DayOutOfRangeType =
        Catalogue.Define("day-out-of-range", 422, "The day is in the future, or before the preceding step.");
    private static readonly ProblemType NotEmployedType =
        Catalogue.Define("not-employed", 422, "The institution does not employ the teacher on that day.");

    // All parts define their types before anything reads the catalogue.
    static Problems()
    {
    }

    /// <summary>All types of this service.</summary>
    public static ProblemCatalogue Catalogue => Kept.Catalogue;

    /// <param name="code">The institution.</param>
    /// <param name="closedOn">The day of its closure; null where it was not told.</param>
    public static Refusal InstitutionClosed(string code, DateOnly? closedOn) => InstitutionClosedType.Refuse(
        $"{code} is closed, so nothing new can begin there.", "D45", new { institution = code, state = "closed", closedOn });

    public static Refusal ApplicationNotIn(string state, params string[] states) =>
        CommonProblems.NotInState(ApplicationNotInStateType, "D19", "application", state, states);

    public static Refusal DayOutOfRange(Verdict verdict) => DayOutOfRangeType.Refuse(
        verdict, "Send a day up to today, and not before the preceding step.");

    public static Refusal NotEmployed(Verdict verdict) =>
        NotEmployedType.Refuse(verdict, "The institution must employ the teacher on the day of this step.");

    // A holder of its own: the order of the parts' fields is the compiler's choice.
    private static class Kept
    {
        public static readonly ProblemCatalogue Catalogue = new(FacultyCertificationService.Name);
    }
}

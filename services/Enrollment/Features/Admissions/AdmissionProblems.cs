using Enrollment.Features.Admissions;
using Kernel;
using Kernel.Http;

namespace Enrollment;

/// <summary>Refusals about admissions.</summary>
internal static partial class Problems
{
    private static readonly ProblemType ConditionsTakenType =
        Catalogue.Define("admission-conditions-taken", 409, "The year already has conditions for this region.");
    private static readonly ProblemType AdmissionNotMetType =
        Catalogue.Define("admission-conditions-not-met", 422, "The admission does not meet the conditions of its year.");

    public static Refusal ConditionsTaken(DefineAdmissionConditions.Request request) => ConditionsTakenType.Refuse(
        "Find the conditions in the list. Their author may correct them; any authority may correct those of a region.",
        "D2", new { request.Pathway, request.Year, request.Region });

    public static Refusal AdmissionNotMet(Verdict verdict) => AdmissionNotMetType.Refuse(
        verdict, "Correct the admission if it is wrong: the change shows what would pass. "
            + "The conditions are at /enrollment/v1/admission-conditions.");
}

using Enrollment.Features.Outcomes;
using Kernel;
using Kernel.Http;

namespace Enrollment;

/// <summary>Refusals about outcomes.</summary>
internal static partial class Problems
{
    private static readonly ProblemType NotGraduatedType =
        Catalogue.Define("not-graduated", 409, "The learner has not completed the bachelor stage.");
    private static readonly ProblemType EmployerUnclearType =
        Catalogue.Define("employer-unclear", 422, "The employer is missing, stated twice, or stated without employment.");
    private static readonly ProblemType EmployerClosedType =
        Catalogue.Define("employer-closed", 422, "The employer was closed before this day.");
    private static readonly ProblemType OutcomeWithdrawnType =
        Catalogue.Define("outcome-withdrawn", 409, "The record of the outcome is withdrawn.");

    private static readonly ProblemType EmployerNotAnEnterpriseType =
        Catalogue.Define("employer-not-an-enterprise", 422, "The registered employer is not an enterprise.");
    private static readonly ProblemType OutcomeOfDayType =
        Catalogue.Define("outcome-of-day-recorded", 409, "The graduate already has an outcome of this kind on this day.");

    public static Refusal EmployerNotAnEnterprise(string employer, string kind) => EmployerNotAnEnterpriseType.Refuse(
        "Name an enterprise, or any other employer by its kind alone.", "S7", new { employer, kind },
        new { employer = (string?)null, employerKind = "other" });

    public static Refusal OutcomeOfDayRecorded(Guid learner, Guid outcome, string kind, DateOnly on) => OutcomeOfDayType.Refuse(
        "Correct the recorded outcome, or send another first day.", "D41",
        new { outcome, kind, on }, new { correct = $"/enrollment/v1/learners/{learner}/outcomes/{outcome}/corrections" });

    public static Refusal NotGraduated(Verdict verdict) =>
        NotGraduatedType.Refuse(verdict, "Graduate the learner first. Then record outcomes from the day of graduation on.");

    public static Refusal EmployerUnclear(Verdict verdict) => EmployerUnclearType.Refuse(
        verdict, "If the learner works, send the employer's code or its kind, not both. Otherwise leave out both.");

    public static Refusal EmployerClosed(string employer, Verdict verdict) => EmployerClosedType.Refuse(
        $"Send a day up to the employer's last one, or another employer than {employer}.", verdict.Rule, verdict.Facts, verdict.Change);

    public static Refusal OutcomeWithdrawn(Outcome outcome) => OutcomeWithdrawnType.Refuse(
        "If the withdrawal was a mistake, record the outcome again.", "D43", new { outcome.Kind, outcome.Stated, outcome.Version },
        new { record = $"/enrollment/v1/learners/{outcome.LearnerId}/outcomes" });
}

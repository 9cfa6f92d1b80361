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
        Catalogue.Define("employer-unclear", 422, "The employer does not fit the answer.");
    private static readonly ProblemType EmployerClosedType =
        Catalogue.Define("employer-closed", 422, "The employer was closed before this day.");
    private static readonly ProblemType OutcomeWithdrawnType =
        Catalogue.Define("outcome-withdrawn", 409, "The outcome is withdrawn.");

    public static Refusal NotGraduated(Verdict verdict) =>
        NotGraduatedType.Refuse(verdict, "Record outcomes from the day of graduation on. Graduate the learner first.");

    public static Refusal EmployerUnclear(Verdict verdict) => EmployerUnclearType.Refuse(
        verdict, "If the learner works, send the employer's code or its kind, not both. Otherwise leave out both.");

    public static Refusal EmployerClosed(string employer, Verdict verdict) => EmployerClosedType.Refuse(
        $"Send a day up to the employer's last one, or another employer than {employer}.", verdict.Rule, verdict.Facts, verdict.Change);

    public static Refusal OutcomeWithdrawn(Outcome outcome) => OutcomeWithdrawnType.Refuse(
        "Record a new outcome instead.", "D43", new { outcome.Kind, outcome.Stated, outcome.Version },
        new { record = $"/enrollment/v1/learners/{outcome.LearnerId}/outcomes" });
}

using Kernel;
using Kernel.Http;

namespace Enrollment;

/// <summary>Refusals about modules and learning outcomes.</summary>
internal static partial class Problems
{
    private static readonly ProblemType ModuleCodeTakenType =
        Catalogue.Define("module-code-taken", 409, "The institution has already used this code for a module.");
    private static readonly ProblemType OutcomeCodeTakenType =
        Catalogue.Define("outcome-code-taken", 409, "The institution has already used this code for a learning outcome.");
    private static readonly ProblemType ModuleStateType =
        Catalogue.Define("module-state", 409, "The module's state does not allow this.");
    private static readonly ProblemType NoSuchModuleType = Catalogue.Define("no-such-module", 422, "A named module does not exist.");
    private static readonly ProblemType NoSuchOutcomeType =
        Catalogue.Define("no-such-outcome", 422, "A named learning outcome does not exist.");
    private static readonly ProblemType ModuleRetiredType = Catalogue.Define("module-retired", 422, "A named module is retired.");
    private static readonly ProblemType PrerequisiteCycleType =
        Catalogue.Define("prerequisite-cycle", 422, "The module would be its own prerequisite.");

    /// <summary>Everybody sees the module, and another institution owns it.</summary>
    public static Refusal NotYourModule() => CommonProblems.NotByThisParty("a registrar of the institution that owns the module");

    /// <summary>Everybody sees the outcome, and another institution owns it.</summary>
    public static Refusal NotYourOutcome() =>
        CommonProblems.NotByThisParty("a registrar of the institution that owns the learning outcome");

    public static Refusal ModuleCodeTaken(string institution, string code) => ModuleCodeTakenType.Refuse(
        "A code is never reused, even after a retirement. Correct that module, or choose another code.",
        "S14", new { institution, code });

    public static Refusal OutcomeCodeTaken(string institution, string code) => OutcomeCodeTakenType.Refuse(
        "A code is never reused. Correct that outcome, or choose another code.", "S8", new { institution, code });

    public static Refusal ModuleNotIn(string state, params string[] states) =>
        CommonProblems.NotInState(ModuleStateType, "D45", "module", state, states);

    public static Refusal NoSuchModule(IReadOnlyList<Guid> unknown) => NoSuchModuleType.Refuse(
        "Choose modules from /enrollment/v1/modules, or define them first.", "S14", new { unknown });

    public static Refusal NoSuchModule(string code, IReadOnlyList<string> institutions) => NoSuchModuleType.Refuse(
        "The module's code must be in the catalogue of the institution that owns the module. Correct the code, or define the module first.",
        "S14", new { unknown = code, institutions }, new { define = "/enrollment/v1/modules", code });

    public static Refusal ModuleRetired(string code, Guid module) => ModuleRetiredType.Refuse(
        "A retired module cannot be used for anything new. Name another one, or have its institution take back the retirement.",
        "D45", new { retired = code }, new { reinstate = $"/enrollment/v1/modules/{module}/reinstatement" });

    public static Refusal NoSuchOutcome(IReadOnlyList<Guid> unknown) => NoSuchOutcomeType.Refuse(
        "Choose outcomes from /enrollment/v1/learning-outcomes, or define them first.", "S8", new { unknown });

    public static Refusal ModuleRetired(IReadOnlyList<Guid> retired, object change) => ModuleRetiredType.Refuse(
        "A retired module cannot be used for anything new. Leave it out, or have its institution take back the retirement.",
        "D45", new { retired }, change);

    public static Refusal PrerequisitesInACycle(Verdict verdict) =>
        PrerequisiteCycleType.Refuse(verdict, "The facts name the cycle. Leave out the prerequisite that closes it.");
}

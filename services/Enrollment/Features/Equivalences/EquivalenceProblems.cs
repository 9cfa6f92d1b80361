using Enrollment.Features.Equivalences;
using Kernel.Http;

namespace Enrollment;

/// <summary>Refusals about equivalences and modules passed elsewhere.</summary>
internal static partial class Problems
{
    private static readonly ProblemType EquivalenceUnclearType =
        Catalogue.Define("equivalence-unclear", 422, "The value and the earned modules contradict each other.");
    private static readonly ProblemType NothingToReplaceType =
        Catalogue.Define("nothing-to-replace", 409, "The equivalence to replace is not in force between the two institutions.");
    private static readonly ProblemType EquivalenceStateType =
        Catalogue.Define("equivalence-state", 409, "The equivalence's state does not allow this.");
    private static readonly ProblemType ModulePassedTwiceType =
        Catalogue.Define("module-passed-twice", 409, "This passed module is already recorded.");
    private static readonly ProblemType PassedModuleWithdrawnType =
        Catalogue.Define("passed-module-withdrawn", 409, "The record of the passed module is withdrawn.");

    private static readonly ProblemType EquivalenceContradictsType =
        Catalogue.Define("equivalence-contradicts", 409, "An agreed equivalence says the opposite about these modules.");
    private static readonly ProblemType TakenElsewhereType =
        Catalogue.Define("not-taken-at-institution", 422, "The module was not taken at a teaching institution.");

    public static Refusal EquivalenceContradicts(Equivalence other) => EquivalenceContradictsType.Refuse(
        "Replace that equivalence by this one, or end it first.", "D11", new { other.Id, other.Value, other.Alternatives },
        new { replaces = other.Id });

    public static Refusal NotTakenAtInstitution(string takenAt, string kind) => TakenElsewhereType.Refuse(
        "Name the university, college or school that taught it.", "D12", new { takenAt, kind });

    /// <summary>The caller sees the equivalence, or names it, but is neither of its institutions.</summary>
    public static Refusal NotYourEquivalence() =>
        CommonProblems.NotByThisParty("a registrar of one of the equivalence's two institutions");

    public static Refusal EquivalenceUnclear(string value) => EquivalenceUnclearType.Refuse(
        "If the value is equivalent, name the earned modules. If it is no-equivalent, name none.", "D11", new { value },
        new { value = value == "equivalent" ? "no-equivalent" : "equivalent" });

    public static Refusal NothingToReplace(Guid equivalence) => NothingToReplaceType.Refuse(
        "Name an agreed equivalence of the same two institutions in the same direction, or none.", "D11", new { equivalence });

    public static Refusal EquivalenceNotIn(string state, params string[] states) =>
        CommonProblems.NotInState(EquivalenceStateType, "D11", "equivalence", state, states);

    public static Refusal ModulePassedTwice(string takenAt, string module) => ModulePassedTwiceType.Refuse(
        "Each module of an institution counts once. Correct the recorded one instead.", "D12", new { takenAt, module });

    public static Refusal PassedModuleWithdrawn() => PassedModuleWithdrawnType.Refuse(
        "If the withdrawal was a mistake, record the module again.", "D43", new { state = "withdrawn" });
}

using Kernel.Http;

namespace Kernel.Personal;

/// <summary>The refusals of erasures.</summary>
internal static class ErasureProblems
{
    private static readonly ProblemType Open = CommonProblems.Catalogue.Define(
        "erasure-open", 409, "An erasure of this person's data is already requested.");
    private static readonly ProblemType NotOpen = CommonProblems.Catalogue.Define(
        "erasure-not-open", 409, "The erasure's state does not allow this.");
    private static readonly ProblemType Reason = CommonProblems.Catalogue.Define(
        "erasure-needs-reason", 422, "An institution that asks for an erasure must give a reason.");
    private static readonly ProblemType Law = CommonProblems.Catalogue.Define(
        "refusal-needs-law", 422, "A refusal of an erasure must name the rule or law that requires the data to be kept.");

    public static Refusal IsOpen() => Open.Refuse("Wait for the decision, or withdraw the open request.", "D44");

    public static Refusal NotIn(Erasure erasure, params string[] states) =>
        CommonProblems.NotInState(NotOpen, "D44", "request", erasure.State, states);

    public static Refusal NeedsReason() => Reason.Refuse(
        "Only the person may ask without a reason. Say why the institution asks.", "D44", null,
        new { reason = "Why the data are not needed." });

    public static Refusal NeedsLaw() => Law.Refuse(
        "The person has a right to erasure. Name the rule or law that requires the data to be kept, and say why it applies.", "D44", null,
        new { law = "The rule or law.", reason = "Why it applies." });
}

using FacultyCertification.Rules;
using Kernel;
using Kernel.Http;

namespace FacultyCertification;

/// <summary>Refusals about methods of recognition.</summary>
internal static partial class Problems
{
    private static readonly ProblemType MethodDraftExistsType =
        Catalogue.Define("method-draft-exists", 409, "The next version of this method already has a draft.");
    private static readonly ProblemType MethodNotDraftType =
        Catalogue.Define("method-not-draft", 409, "Only a draft of a method can be changed or published.");
    private static readonly ProblemType PracticeTermsUnlawfulType = Catalogue.Define(
        "practice-terms-unlawful", 422, "The method asks for too little practice, or for more days than its years contain.");
    private static readonly ProblemType EffectiveTooEarlyType =
        Catalogue.Define("effective-too-early", 422, "The version must take effect after the version before it.");

    /// <summary>The caller sees the method, or may draft methods, but not this one's.</summary>
    public static Refusal NotYourMethod() =>
        CommonProblems.NotByThisParty("the teacher office of the owning institution, or the authority that issues the method,");

    public static Refusal MethodDraftExists(string code, Guid methodId) =>
        MethodDraftExistsType.Refuse("Edit that draft, or publish it first.", "D18", new { code, methodId });

    public static Refusal MethodNotDraft(string state, int number) =>
        MethodNotDraftType.Refuse("A published version does not change. Draft the next version.", "D18", new { state, number });

    public static Refusal PracticeTermsUnlawful(Verdict verdict) => PracticeTermsUnlawfulType.Refuse(
        verdict, $"Each level needs at least {MethodTerms.LeastDays} days of practice in at most {MethodTerms.MostYears} years.");

    public static Refusal EffectiveTooEarly(DateOnly effectiveFrom, DateOnly previousFrom) => EffectiveTooEarlyType.Refuse(
        $"The previous version is in force from {previousFrom:O}. Choose a later day.",
        "D18", new { effectiveFrom, previousFrom }, new { effectiveFrom = previousFrom.AddDays(1) });
}

using FacultyCertification.Rules;
using Kernel;
using Kernel.Http;

namespace FacultyCertification;

/// <summary>Refusals about applications and their evidence.</summary>
internal static partial class Problems
{
    private static readonly ProblemType MethodNotUsableType =
        Catalogue.Define("method-not-usable", 422, "The institution has no published method with this id.");
    private static readonly ProblemType LevelNotInMethodType =
        Catalogue.Define("level-not-in-method", 422, "The method does not have this level.");
    private static readonly ProblemType MethodNotInForceType =
        Catalogue.Define("method-not-in-force", 422, "The method is not in force on the day of the application.");
    private static readonly ProblemType ApplicationOpenType =
        Catalogue.Define("application-open", 409, "The teacher already has an open application.");
    private static readonly ProblemType NotAnEnterpriseType =
        Catalogue.Define("not-an-enterprise", 422, "The named organisation is not an enterprise.");
    private static readonly ProblemType EvidenceMissingType =
        Catalogue.Define("evidence-missing", 422, "The application lacks evidence that the method requires.");
    private static readonly ProblemType ThresholdsNotMetType =
        Catalogue.Define("thresholds-not-met", 422, "The application has too little confirmed evidence for the method.");
    private static readonly ProblemType TooLittlePracticeType =
        Catalogue.Define("too-little-practice", 422, "Too few days of practice count.");
    private static readonly ProblemType OutOfScopeType =
        Catalogue.Define("out-of-scope", 422, "The teacher is not in scope of dual qualification.");
    private static readonly ProblemType PracticeNotConfirmedType =
        Catalogue.Define("practice-not-confirmed", 422, "The organisation that ran the place has not confirmed the practice.");
    private static readonly ProblemType NotStatedThenType = Catalogue.Define(
        "days-not-stated", 422,
        "Only stated days up to today, on which your organisation ran the place, can be confirmed.");

    private static readonly ProblemType PredecessorSuspendedType =
        Catalogue.Define("predecessor-suspended", 422, "The teacher's certificate is suspended on the day of the application.");
    private static readonly ProblemType LowerLevelType =
        Catalogue.Define("lower-level", 422, "The teacher holds a certificate of a higher level.");
    private static readonly ProblemType RenewalTooEarlyType =
        Catalogue.Define("renewal-too-early", 422, "It is too early to apply for the renewal of the teacher's certificate.");

    /// <summary>The caller sees the teacher or the application, but does not apply.</summary>
    public static Refusal NotYourApplication() => CommonProblems.NotByThisParty("the teacher, or their teacher office,");

    public static Refusal MethodNotUsable(Guid methodId, Guid? usable) => MethodNotUsableType.Refuse(
        "Choose one from /faculty-certification/v1/methods: your institution's own, or one that holds for all institutions.",
        "D18", new { methodId }, usable is null ? null : new { methodId = usable });

    public static Refusal LevelNotInMethod(string level, IReadOnlyList<string> levels) =>
        LevelNotInMethodType.Refuse("Choose a level from the change.", "D18", new { level }, new { level = levels });

    public static Refusal MethodNotInForce(Verdict verdict) => MethodNotInForceType.Refuse(
        verdict, "Apply on a day on which the method is in force. If the change names another method, put it into the draft.");

    public static Refusal ApplicationOpen(Guid? applicationId) => ApplicationOpenType.Refuse(
        applicationId is null
            ? "The open application is at another institution. The teacher can withdraw it there."
            : "Continue with the open application, or withdraw it first.",
        "D19", new { applicationId });

    public static Refusal NotAnEnterprise(string organisation) => NotAnEnterpriseType.Refuse(
        "Remove that item of evidence, or name the enterprise.", "D17", new { enterprise = organisation });

    public static Refusal PredecessorSuspended(Verdict verdict) => PredecessorSuspendedType.Refuse(
        verdict, "Apply for a renewal or a higher level while the certificate is in force. Have it reinstated first.");

    public static Refusal LowerLevel(Verdict verdict) =>
        LowerLevelType.Refuse(verdict, "Edit the draft, and apply for the level that the teacher holds or for a higher one.");

    public static Refusal RenewalTooEarly(Verdict verdict) => RenewalTooEarlyType.Refuse(
        verdict, "Apply in the renewal window before the certificate's last day, or apply for a higher level.");

    public static Refusal EvidenceMissing(Verdict verdict) =>
        EvidenceMissingType.Refuse(verdict, "Edit the draft, and add evidence of the missing kinds.");

    public static Refusal ThresholdsNotMet(Verdict verdict) => ThresholdsNotMetType.Refuse(
        verdict, "Add the evidence that the facts show as missing, and have the teacher office confirm it.");

    public static Refusal OwnEvidence() => CommonProblems.Forbidden("You cannot confirm or refuse your own evidence (D16).");

    public static Refusal TooLittlePractice(Verdict verdict) => TooLittlePracticeType.Refuse(
        verdict,
        "Each day counts once, in the years up to the application. "
        + "It counts at an approved base, or at an enterprise with an agreement in force.");

    public static Refusal OutOfScope(Verdict verdict) =>
        OutOfScopeType.Refuse(verdict, $"Teachers of the categories {Wording.AllOf(Scope.Categories)} are in scope.");

    /// <summary>One of several applications.</summary>
    public static Refusal OutOfScope(Verdict verdict, Guid applicationId) => OutOfScopeType.Refuse(
        "The teacher's category was corrected. Have the application withdrawn, or the category corrected again.",
        verdict.Rule, new { applicationId, scope = verdict.Facts });

    public static Refusal OwnPractice() => CommonProblems.Forbidden("You cannot confirm or refuse your own practice (D16).");

    public static Refusal PracticeNotConfirmed(Verdict verdict, Guid application, IReadOnlyList<int> positions) =>
        PracticeNotConfirmedType.Refuse(
            "Stated practice counts only where a party of the base, or the enterprise, confirms its days.",
            verdict.Rule, new { positions, practice = verdict.Facts },
            new { confirm = positions.Select(position => ConfirmationOf(application, position)) });

    public static Refusal NotStatedThen(Verdict verdict) =>
        NotStatedThenType.Refuse(
            verdict, "Confirm stated days up to today on which your organisation ran the place. The change lists those that pass.");

    private static string ConfirmationOf(Guid application, int position) =>
        $"/faculty-certification/v1/applications/{application}/evidence/{position}/confirmation";
}

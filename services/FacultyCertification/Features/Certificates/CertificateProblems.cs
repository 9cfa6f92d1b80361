using Kernel.Http;

namespace FacultyCertification;

/// <summary>Refusals about certificates.</summary>
internal static partial class Problems
{
    private static readonly ProblemType NotCertifiedType = Catalogue.Define("not-certified", 409, "The certificate is no longer in force.");
    private static readonly ProblemType RevokedBeforeValidityType =
        Catalogue.Define("revoked-before-validity", 422, "A certificate cannot be revoked before its first day.");
    private static readonly ProblemType RevokedInFutureType =
        Catalogue.Define("revoked-in-future", 422, "The day of the revocation is in the future.");

    /// <summary>The caller sees the certificate of a teacher who came with it.</summary>
    public static Refusal NotYourCertificate() =>
        CommonProblems.NotByThisParty("the teacher office of the institution whose panel granted the certificate");

    public static Refusal NotCertified(string state, DateOnly validUntil, DateOnly? revokedOn) =>
        NotCertifiedType.Refuse($"It is {state}, which is final.", "D19", new { state, validUntil, revokedOn });

    public static Refusal RevokedBeforeValidity(DateOnly revokedOn, DateOnly validFrom) => RevokedBeforeValidityType.Refuse(
        $"Send {validFrom:O}, its first day, or a later day.", "D20", new { revokedOn, validFrom }, new { revokedOn = validFrom });

    public static Refusal RevokedInFuture(DateOnly revokedOn, DateOnly today) => RevokedInFutureType.Refuse(
        "A revocation takes effect today or on an earlier day.", "D20", new { revokedOn, today }, new { revokedOn = today });
}

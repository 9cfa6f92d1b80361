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

    public static Refusal NotCertified(string state, DateOnly validUntil, DateOnly? revokedOn) =>
        NotCertifiedType.Refuse($"It is {state}, which is final.", "D19", new { state, validUntil, revokedOn });

    public static Refusal RevokedBeforeValidity(DateOnly revokedOn, DateOnly validFrom) => RevokedBeforeValidityType.Refuse(
        $"It is valid from {validFrom:O}.", "D20", new { revokedOn, validFrom }, new { revokedOn = validFrom });

    public static Refusal RevokedInFuture(DateOnly revokedOn, DateOnly today) => RevokedInFutureType.Refuse(
        "A revocation takes effect today or on an earlier day.", "D20", new { revokedOn, today }, new { revokedOn = today });
}

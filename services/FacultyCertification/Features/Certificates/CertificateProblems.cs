using FacultyCertification.Features.Certificates;
using Kernel;
using Kernel.Http;

namespace FacultyCertification;

/// <summary>Refusals about certificates.</summary>
internal static partial class Problems
{
    private static readonly ProblemType NotCertifiedType = Catalogue.Define("not-certified", 409, "The certificate is no longer in force.");
    private static readonly ProblemType CertificateFollowedType =
        Catalogue.Define("certificate-followed", 409, "Another certificate has followed this one.");
    private static readonly ProblemType AlreadySuspendedType =
        Catalogue.Define("already-suspended", 409, "The certificate is suspended already.");
    private static readonly ProblemType NotSuspendedType = Catalogue.Define("not-suspended", 409, "The certificate is not suspended.");
    private static readonly ProblemType SuspensionWithdrawnType =
        Catalogue.Define("suspension-withdrawn", 409, "The suspension was taken back already.");
    private static readonly ProblemType SuspensionDayType = Catalogue.Define(
        "suspension-day", 422, "The certificate cannot be suspended or reinstated on that day.");
    private static readonly ProblemType RevokedBeforeValidityType =
        Catalogue.Define("revoked-before-validity", 422, "A certificate cannot be revoked before its first day.");
    private static readonly ProblemType RevokedInFutureType =
        Catalogue.Define("revoked-in-future", 422, "The day of the revocation is in the future.");
    private static readonly ProblemType NotRevokedType = Catalogue.Define("not-revoked", 409, "The certificate is not revoked.");
    private static readonly ProblemType FindingStandsType = Catalogue.Define(
        "finding-stands", 409, "A failed ethics review, which stands, revoked the certificate.");

    private static readonly ProblemType NameReasonMissingType = Catalogue.Define(
        "name-reason-missing", 422, "A printed name is replaced with a reason only.");

    /// <summary>The caller sees the certificate of a teacher who came with it.</summary>
    public static Refusal NotYourCertificate() =>
        CommonProblems.NotByThisParty("the teacher office of the institution whose panel granted the certificate");

    public static Refusal NotCertified(Certificate certificate, DateOnly today) => NotCertifiedType.Refuse(
        $"It is {certificate.StateOn(today)}. If that rests on a mistake, correct the revocation or the day of issue.",
        "D19", new { state = certificate.StateOn(today), certificate.ValidUntil, certificate.RevokedOn });

    /// <param name="certificate">The certificate.</param>
    /// <param name="next">The one that follows it.</param>
    /// <param name="act">The last part of the path, such as <c>suspension</c>.</param>
    /// <param name="day">The day that was sent.</param>
    public static Refusal CertificateFollowed(Certificate certificate, Certificate next, string act, DateOnly day)
    {
        var path = $"/faculty-certification/v1/certificates/{next.Id}/{act}";
        object change = day >= next.ValidFrom ? new { path }
            : act == "revocation" ? new { path, revokedOn = next.ValidFrom }
            : new { path, suspendedOn = next.ValidFrom };
        return CertificateFollowedType.Refuse(
            "Address the certificate that follows.", "D19",
            new { day, lastDay = certificate.Held.Until, successorId = next.Id, next.ValidFrom }, change);
    }

    public static Refusal AlreadySuspended(Guid certificateId, DateOnly suspendedOn) => AlreadySuspendedType.Refuse(
        "Reinstate it first, or correct the suspension.", "D19", new { certificateId, suspendedOn });

    public static Refusal NotSuspended(Certificate certificate) => NotSuspendedType.Refuse(
        "No suspension lasts. If an earlier one has wrong days, correct it.", "D19", new { certificateId = certificate.Id });

    public static Refusal SuspensionWithdrawn(Guid suspensionId) =>
        SuspensionWithdrawnType.Refuse("Record a new suspension, if there is one.", "D43", new { suspensionId });

    public static Refusal SuspensionDay(Verdict verdict) => SuspensionDayType.Refuse(
        verdict, "Send today or an earlier day. The certificate must be held on it, and not suspended already.");

    public static Refusal RevokedBeforeValidity(DateOnly revokedOn, DateOnly validFrom) => RevokedBeforeValidityType.Refuse(
        $"Send {validFrom:O}, its first day, or a later day.", "D20", new { revokedOn, validFrom }, new { revokedOn = validFrom });

    public static Refusal RevokedInFuture(DateOnly revokedOn, DateOnly latest) => RevokedInFutureType.Refuse(
        "A revocation takes effect today or on an earlier day.", "D20", new { revokedOn, today = latest }, new { revokedOn = latest });

    public static Refusal NotRevoked(Guid certificateId) =>
        NotRevokedType.Refuse("Revoke it, if it must end.", "D43", new { certificateId });

    public static Refusal FindingStands(DateOnly? revokedOn, DateOnly barredFrom, DateOnly latest) => FindingStandsType.Refuse(
        "Take back the finding first, if it was a mistake. Until then the certificate ends with it.",
        "D15", new { revokedOn, barredFrom }, new { revokedOn = latest });

    /// <summary>The teacher has held another certificate since the revocation.</summary>
    public static Refusal HeldSince(DateOnly? revokedOn, Period held) => AlreadyCertifiedType.Refuse(
        "A teacher holds one certificate at a time. This one ends before the other begins.", "D19",
        new { revokedOn, heldFrom = held.From, heldUntil = held.Until }, new { revokedOn = held.From });

    public static Refusal HeldThen(DateOnly issuedOn, Period held) => AlreadyCertifiedType.Refuse(
        "A teacher holds one certificate at a time. Correct the other one first, if its days are wrong.", "D19",
        new { issuedOn, heldFrom = held.From, heldUntil = held.Until });

    public static Refusal NameReasonMissing(Guid certificateId) => NameReasonMissingType.Refuse(
        "Say why the name was wrong.", "D43", new { certificateId }, new { reason = "The name was misspelt." });
}

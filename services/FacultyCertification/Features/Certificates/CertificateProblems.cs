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
        Catalogue.Define("already-suspended", 409, "The certificate is already suspended.");
    private static readonly ProblemType NotSuspendedType = Catalogue.Define("not-suspended", 409, "The certificate is not suspended.");
    private static readonly ProblemType SuspensionWithdrawnType =
        Catalogue.Define("suspension-withdrawn", 409, "The suspension is withdrawn.");
    private static readonly ProblemType SuspensionDayType = Catalogue.Define(
        "suspension-day", 422, "The certificate cannot be suspended or reinstated on that day.");
    private static readonly ProblemType RevokedBeforeValidityType =
        Catalogue.Define("revoked-before-validity", 422, "A certificate cannot be revoked before its first day.");
    private static readonly ProblemType RevokedInFutureType =
        Catalogue.Define("revoked-in-future", 422, "The day of the revocation is in the future.");
    private static readonly ProblemType NotRevokedType = Catalogue.Define("not-revoked", 409, "The certificate is not revoked.");
    private static readonly ProblemType FindingStandsType = Catalogue.Define(
        "finding-stands", 409, "A failed ethics review revoked the certificate, and still stands.");

    private static readonly ProblemType NameReasonMissingType = Catalogue.Define(
        "name-reason-missing", 422, "A change of the printed name needs a reason.");

    /// <summary>The caller sees the certificate of a teacher who came with it.</summary>
    public static Refusal NotYourCertificate() =>
        CommonProblems.NotByThisParty("the teacher office of the institution whose panel granted the certificate");

    public static Refusal NotCertified(Certificate certificate, DateOnly today) => NotCertifiedType.Refuse(
        $"The certificate is {certificate.StateOn(today)}. If this is a mistake, correct the revocation or the day of issue.",
        "D19", new { state = certificate.StateOn(today), certificate.ValidUntil, certificate.RevokedOn });

    /// <param name="certificate">The certificate.</param>
    /// <param name="next">The one that follows it and is held.</param>
    /// <param name="act">The last part of the path, such as <c>suspension</c>.</param>
    /// <param name="member">The request's member for the day.</param>
    /// <param name="day">The day that was sent.</param>
    /// <param name="right">The nearest day that passes there; null if none does.</param>
    public static Refusal CertificateFollowed(
        Certificate certificate, Certificate next, string act, string member, DateOnly day, DateOnly? right)
    {
        var lastDay = certificate.Held.Days > 0 ? certificate.Held.Until : default(DateOnly?);
        // Its holder may have gone to another institution, whose certificates are not this one's to change.
        if (next.Institution != certificate.Institution)
        {
            return CertificateFollowedType.Refuse(
                "Another institution granted the certificate that follows. Only that institution can change it.", "D19",
                new { day, lastDay });
        }
        var change = new Dictionary<string, object> { ["path"] = $"/faculty-certification/v1/certificates/{next.Id}/{act}" };
        if (right is not null && right != day) change[member] = right.Value;
        return CertificateFollowedType.Refuse(
            "Send the request for the certificate that follows.", "D19",
            new { day, lastDay, successorId = next.Id, next.ValidFrom }, right is null ? null : change);
    }

    public static Refusal AlreadySuspended(Guid certificateId, DateOnly suspendedOn) => AlreadySuspendedType.Refuse(
        "Reinstate it first, or correct the suspension.", "D19", new { certificateId, suspendedOn });

    public static Refusal NotSuspended(Certificate certificate) => NotSuspendedType.Refuse(
        "No suspension is in force. If an earlier one has wrong days, correct it.", "D19", new { certificateId = certificate.Id });

    public static Refusal SuspensionWithdrawn(Guid suspensionId) =>
        SuspensionWithdrawnType.Refuse("If the withdrawal was a mistake, record the suspension again.", "D43", new { suspensionId });

    public static Refusal SuspensionDay(Verdict verdict) => SuspensionDayType.Refuse(
        verdict, "Send today or an earlier day. On that day the certificate must be held, and no other suspension may be in force.");

    public static Refusal RevokedBeforeValidity(DateOnly revokedOn, DateOnly validFrom) => RevokedBeforeValidityType.Refuse(
        $"Send the certificate's first day, {validFrom:O}, or a later day.", "D20",
        new { revokedOn, validFrom }, new { revokedOn = validFrom });

    public static Refusal RevokedInFuture(DateOnly revokedOn, DateOnly latest) => RevokedInFutureType.Refuse(
        "A revocation takes effect today or on an earlier day.", "D20", new { revokedOn, today = latest }, new { revokedOn = latest });

    public static Refusal NotRevoked(Guid certificateId) =>
        NotRevokedType.Refuse("If the certificate must end, revoke it.", "D43", new { certificateId });

    public static Refusal FindingStands(DateOnly? revokedOn, DateOnly barredFrom, DateOnly latest) => FindingStandsType.Refuse(
        "If the finding was a mistake, withdraw it first. While it stands, the certificate must end by the day in the change.",
        "D15", new { revokedOn, barredFrom }, new { revokedOn = latest });

    /// <summary>The teacher has held another certificate since the revocation.</summary>
    public static Refusal HeldSince(DateOnly? revokedOn, Period held, DateOnly validFrom) => AlreadyCertifiedType.Refuse(
        "A teacher holds one certificate at a time. This one ends before the other begins.", "D19",
        new { revokedOn, validFrom, heldFrom = held.From, heldUntil = held.Until },
        new { revokedOn = held.From > validFrom ? held.From : validFrom });

    public static Refusal HeldThen(DateOnly issuedOn, Period held, object? change) => AlreadyCertifiedType.Refuse(
        "A teacher holds one certificate at a time. Correct the other one first, if its days are wrong.", "D19",
        new { issuedOn, heldFrom = held.From, heldUntil = held.Until }, change);

    public static Refusal NameReasonMissing(Guid certificateId) => NameReasonMissingType.Refuse(
        "Say why the name was wrong.", "D43", new { certificateId }, new { reason = "The name was misspelt." });
}

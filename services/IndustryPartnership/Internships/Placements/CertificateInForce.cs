using Kernel;

namespace IndustryPartnership.Internships.Placements;

/// <summary>
/// D20: the days on which a dual-qualified certificate may be relied on. Only its own days decide, so it does not matter when the news
/// came.
/// </summary>
/// <param name="State">The last state that was told.</param>
/// <param name="ValidFrom">The first day.</param>
/// <param name="ValidUntil">The last day, unless revoked before.</param>
/// <param name="RevokedOn">The first day on which it no longer counts, if it was revoked.</param>
/// <param name="LastDay">
/// The teacher's last day at the institution, if a departure is known. After it they mentor nobody for it (D45).
/// </param>
public sealed record CertificateInForce(
    string State, DateOnly ValidFrom, DateOnly ValidUntil, DateOnly? RevokedOn, DateOnly? LastDay = null)
{
    public const string Unknown = "certificate-unknown";
    public const string NotYetValid = "certificate-not-yet-valid";
    public const string Revoked = "certificate-revoked";
    public const string Expired = "certificate-expired";
    public const string Suspended = "certificate-suspended";
    public const string Departed = "teacher-departed";

    /// <summary>The first day on which a certificate of a higher level counts instead.</summary>
    public DateOnly? SupersededOn { get; init; }

    /// <summary>The days on which it is suspended.</summary>
    public IReadOnlyList<Period> Suspensions { get; init; } = [];

    private Period Held => new Period(ValidFrom, ValidUntil).Before(SupersededOn).Before(RevokedOn);

    private IReadOnlyList<Period> InForce => Held.Without(Suspensions);

    /// <summary>Why a teacher is not certified on a day; null if certified.</summary>
    /// <param name="certificates">All known certificates of the teacher.</param>
    /// <param name="day">The day.</param>
    public static string? Flag(IReadOnlyList<CertificateInForce> certificates, DateOnly day) =>
        certificates.Any(certificate => certificate.LastDay < day) ? Departed
        : certificates.Any(certificate => certificate.InForce.Any(days => days.Covers(day))) ? null
        : certificates.Count == 0 ? Unknown
        : certificates.Any(certificate => certificate.Held.Covers(day)) ? Suspended
        : Next(certificates, day) is not null ? NotYetValid
        : Last(certificates).RevokedOn <= day ? Revoked
        : Expired;

    /// <summary>Whether a teacher may be named on a day.</summary>
    /// <returns>Refused with the next day on which a certificate is in force, if any.</returns>
    public static Verdict Judge(IReadOnlyList<CertificateInForce> certificates, DateOnly day)
    {
        if (Flag(certificates, day) is not { } reason) return Verdict.Passed("D20");
        var next = reason == Departed ? null : Next(certificates, day);
        // None counts where an employment was corrected away after the teacher was named.
        if (certificates.Count == 0) return Verdict.Refused("D20", new { reason, today = day });
        var looked = next?.Certificate ?? Last(certificates);
        return Verdict.Refused(
            "D20",
            new { reason, looked.State, looked.ValidFrom, looked.ValidUntil, looked.RevokedOn, looked.LastDay, today = day },
            next is { } later ? new { notBefore = later.Day } : null);
    }

    private static (CertificateInForce Certificate, DateOnly Day)? Next(IEnumerable<CertificateInForce> certificates, DateOnly day) =>
        certificates.SelectMany(certificate => certificate.InForce, (certificate, days) => (Certificate: certificate, Day: days.From))
            .Where(next => next.Day > day).OrderBy(next => next.Day).Cast<(CertificateInForce, DateOnly)?>().FirstOrDefault();

    // The certificate that ended last. One that was revoked on or before its first day ended on that day.
    private static CertificateInForce Last(IEnumerable<CertificateInForce> certificates) =>
        certificates.OrderBy(certificate => certificate.RevokedOn < certificate.ValidUntil
            ? certificate.RevokedOn.Value
            : certificate.ValidUntil).ThenBy(certificate => certificate.ValidFrom).Last();
}

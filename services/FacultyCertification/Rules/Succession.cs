using Kernel;

namespace FacultyCertification.Rules;

/// <summary>A certificate that a teacher holds, as an application looks at it.</summary>
/// <param name="Id">The certificate.</param>
/// <param name="Level">Its level.</param>
/// <param name="Held">Its days until it is followed, revoked or over.</param>
/// <param name="RenewalFrom">The first day on which its renewal may be applied for.</param>
/// <param name="InForce">Those days without suspensions.</param>
/// <param name="IsSuspended">Whether a suspension lasts.</param>
/// <param name="Chain">The certificates that follow each other without a gap.</param>
public sealed record HeldCertificate(
    Guid Id, string Level, Period Held, DateOnly RenewalFrom, IReadOnlyList<Period> InForce, bool IsSuspended, Guid Chain);

/// <summary>
/// D19: an application is the first one, or it renews a certificate that is in force, or it asks for a higher level.
/// </summary>
/// <param name="Level">The level of the application.</param>
/// <param name="All">The certificates that the teacher holds or held, without those that were revoked.</param>
/// <param name="Today">The business date.</param>
public sealed record Succession(string Level, IReadOnlyList<HeldCertificate> All, DateOnly Today)
{
    public const string First = "first";
    public const string Renewal = "renewal";
    public const string Upgrade = "upgrade";

    /// <summary>What the application is on that day.</summary>
    public string KindOn(DateOnly day) => LastOn(day) is not { } last ? First : Rules.Level.IsHigher(Level, last.Level) ? Upgrade : Renewal;

    /// <summary>The certificate that it follows, the last one of its chain.</summary>
    public HeldCertificate? LastOn(DateOnly day) =>
        On(day) is { } held ? All.Where(one => one.Chain == held.Chain && one.Held.Days > 0).MaxBy(one => one.Held.From) : null;

    /// <summary>D19: a suspended certificate is not in force, so nothing follows it until it is reinstated.</summary>
    public Verdict JudgeInForce(DateOnly day)
    {
        if (On(day) is not { } held || held.InForce.Any(days => days.Covers(day))) return Verdict.Passed("D19");
        return Verdict.Refused(
            "D19", new { submittedOn = day, certificateId = held.Id, held.IsSuspended },
            IsSuspendedSince(day) ? new { reinstate = $"/faculty-certification/v1/certificates/{held.Id}/reinstatement" } : null);
    }

    /// <summary>Whether the suspension of that day still lasts. Otherwise it has ended, and a later day may pass.</summary>
    public bool IsSuspendedSince(DateOnly day) =>
        On(day) is { IsSuspended: true } held && !held.InForce.Any(days => days.From > day);

    /// <summary>D19: a certificate is followed by one of its own level, or of a higher one.</summary>
    public Verdict JudgeLevel(DateOnly day)
    {
        if (LastOn(day) is not { } last || !Rules.Level.IsHigher(last.Level, Level)) return Verdict.Passed("D19");
        var facts = new { submittedOn = day, level = Level, heldLevel = last.Level, heldUntil = last.Held.Until };
        return Verdict.Refused("D19", facts, day >= last.RenewalFrom ? new { level = last.Level } : HigherThan(last, facts.heldUntil));
    }

    /// <summary>D19: a renewal is applied for within the window before the last day.</summary>
    public Verdict JudgeWindow(DateOnly day)
    {
        if (KindOn(day) != Renewal || LastOn(day) is not { } last || day >= last.RenewalFrom) return Verdict.Passed("D19");
        var facts = new { submittedOn = day, level = Level, certificateId = last.Id, renewalFrom = last.RenewalFrom, last.Held.Until };
        return Verdict.Refused("D19", facts, new { notBefore = last.RenewalFrom });
    }

    /// <summary>Whether all of these rules pass.</summary>
    public bool PassesOn(DateOnly day) => JudgeInForce(day).Passes && JudgeLevel(day).Passes && JudgeWindow(day).Passes;

    private HeldCertificate? On(DateOnly day) => All.FirstOrDefault(one => one.Held.Covers(day));

    private static object HigherThan(HeldCertificate last, DateOnly until) =>
        Rules.Level.InOrder.FirstOrDefault(level => Rules.Level.IsHigher(level, last.Level)) is { } higher
            ? new { level = higher }
            : new { notBefore = until.AddDays(1) };
}

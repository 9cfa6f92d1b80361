using Kernel;

namespace FacultyCertification.Rules;

/// <summary>A teacher who is due a certificate.</summary>
/// <param name="ApplicationId">The application.</param>
/// <param name="Employment">The days of employment.</param>
/// <param name="ValidityYears">How many years the certificate is valid.</param>
/// <param name="Held">The days of the certificates that it does not follow.</param>
public sealed record Candidate(Guid ApplicationId, Employment Employment, int ValidityYears, IReadOnlyList<Period> Held)
{
    /// <summary>What the application is, as <see cref="Succession"/> says.</summary>
    public string Kind { get; init; } = Succession.First;

    /// <summary>The last day of the certificate that it follows.</summary>
    public DateOnly? FollowedUntil { get; init; }

    /// <summary>
    /// D19: a renewal begins on the day after the one that it follows, also if the panel decides late. A higher level begins on the day of
    /// issue, and never later than that day. So there is no gap.
    /// </summary>
    public Period ValidityFrom(DateOnly issuedOn) => Period.OfYears(
        FollowedUntil?.AddDays(1) is { } next && (Kind == Succession.Renewal || next < issuedOn) ? next : issuedOn, ValidityYears);

    /// <summary>The first other certificate that one from this day would overlap (D19).</summary>
    public Period? Overlapped(DateOnly day) =>
        Held.Where(ValidityFrom(day).Overlaps).OrderBy(held => held.From).Cast<Period?>().FirstOrDefault();
}

/// <summary>Whether all candidates of a notice can get certificates from a day on. A proposed change passes all of these rules.</summary>
/// <param name="Possible">From the day after the notice to today.</param>
/// <param name="Candidates">The teachers who are due one.</param>
public sealed record CertificateDay(Period Possible, IReadOnlyList<Candidate> Candidates)
{
    /// <summary>D16: a certificate is issued after the notice, today or earlier. While it runs, the day after it is the change.</summary>
    public Verdict JudgeNotice(DateOnly day) => Possible.Covers(day)
        ? Verdict.Passed("D16")
        : Verdict.Refused(
            "D16", new { issuedOn = day, earliest = Possible.From, today = Possible.Until },
            Possible.Days == 0 ? new { issuedOn = Possible.From } : ChangeOf(day));

    /// <summary>D14: a certificate is issued while the institution employs the teacher.</summary>
    public Verdict JudgeEmployed(DateOnly day)
    {
        var others = Candidates.Where(candidate => !candidate.Employment.Days.Covers(day)).ToList();
        return others.Count == 0
            ? Verdict.Passed("D14")
            : Verdict.Refused("D14", new { issuedOn = day, applications = others.Select(Employed) }, ChangeOf(day));
    }

    /// <summary>D19: a teacher holds one certificate at a time.</summary>
    public Verdict JudgeHeld(DateOnly day)
    {
        var holders = Candidates.Select(candidate => (candidate.ApplicationId, Held: candidate.Overlapped(day)))
            .Where(holder => holder.Held is not null)
            .Select(holder => new { holder.ApplicationId, heldFrom = holder.Held!.Value.From, heldUntil = holder.Held.Value.Until })
            .ToList();
        return holders.Count == 0
            ? Verdict.Passed("D19")
            : Verdict.Refused("D19", new { issuedOn = day, applications = holders }, ChangeOf(day));
    }

    private static object Employed(Candidate candidate) =>
        new { candidate.ApplicationId, employedFrom = candidate.Employment.From, lastDay = candidate.Employment.LastDay };

    private object? ChangeOf(DateOnly day) => Possible.Nearest(day, IsGood) is { } nearest ? new { issuedOn = nearest } : null;

    private bool IsGood(DateOnly day) =>
        Candidates.All(candidate => candidate.Employment.Days.Covers(day) && candidate.Overlapped(day) is null);
}

using Kernel;

namespace FacultyCertification.Rules;

/// <summary>Who is to be given a certificate: by which application, employed when, for how long, and when the certificates given before are in force.</summary>
public sealed record Candidate(Guid ApplicationId, Employment Employment, int ValidityYears, IReadOnlyList<Period> Held)
{
    /// <summary>Of the certificates that one from this day would overlap, the first (D19).</summary>
    public Period? Overlapped(DateOnly day) => Held.Where(Period.OfYears(day, ValidityYears).Overlaps).OrderBy(held => held.From).Cast<Period?>().FirstOrDefault();
}

/// <summary>Whether all candidates of a notice can be given certificates from a day on. A proposed change of the day is one that all of this lets through.</summary>
/// <param name="Possible">From the day after the notice to today.</param>
/// <param name="Candidates">Those who are to be given one.</param>
public sealed record CertificateDay(Period Possible, IReadOnlyList<Candidate> Candidates)
{
    /// <summary>D14: a certificate begins while the institution employs the teacher.</summary>
    public Verdict JudgeEmployed(DateOnly day)
    {
        var others = Candidates.Where(candidate => !candidate.Employment.Days.Covers(day)).ToList();
        return others.Count == 0
            ? Verdict.Passed("D14")
            : Verdict.Refused("D14", new { issuedOn = day, applications = others.Select(other => new { other.ApplicationId, employedFrom = other.Employment.From, lastDay = other.Employment.LastDay }) }, ChangeOf(day));
    }

    /// <summary>D19: a teacher holds one certificate at a time.</summary>
    public Verdict JudgeHeld(DateOnly day)
    {
        var holders = Candidates.Select(candidate => (candidate.ApplicationId, Held: candidate.Overlapped(day))).Where(holder => holder.Held is not null).ToList();
        return holders.Count == 0
            ? Verdict.Passed("D19")
            : Verdict.Refused("D19", new { issuedOn = day, applications = holders.Select(holder => new { holder.ApplicationId, heldFrom = holder.Held!.Value.From, heldUntil = holder.Held.Value.Until }) }, ChangeOf(day));
    }

    private object? ChangeOf(DateOnly day) =>
        Possible.Nearest(day, other => Candidates.All(candidate => candidate.Employment.Days.Covers(other) && candidate.Overlapped(other) is null)) is { } nearest ? new { issuedOn = nearest } : null;
}

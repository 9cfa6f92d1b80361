using Kernel;

namespace FacultyCertification.Rules;

/// <summary>A teacher who is due a certificate.</summary>
/// <param name="ApplicationId">The application.</param>
/// <param name="Employment">The days of employment.</param>
/// <param name="ValidityYears">How many years the certificate is valid.</param>
/// <param name="Held">The days on which earlier certificates are in force.</param>
public sealed record Candidate(Guid ApplicationId, Employment Employment, int ValidityYears, IReadOnlyList<Period> Held)
{
    /// <summary>The first earlier certificate that one from this day would overlap (D19).</summary>
    public Period? Overlapped(DateOnly day) =>
        Held.Where(Period.OfYears(day, ValidityYears).Overlaps).OrderBy(held => held.From).Cast<Period?>().FirstOrDefault();
}

/// <summary>Whether all candidates of a notice can get certificates from a day on. A proposed change passes all of these rules.</summary>
/// <param name="Possible">From the day after the notice to today.</param>
/// <param name="Candidates">The teachers who are due one.</param>
public sealed record CertificateDay(Period Possible, IReadOnlyList<Candidate> Candidates)
{
    /// <summary>D14: a certificate begins while the institution employs the teacher.</summary>
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

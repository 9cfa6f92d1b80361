using Kernel;

namespace FacultyCertification.Rules;

/// <summary>D16: an objection is raised during the public notice, and recorded on its day or later.</summary>
/// <param name="Notice">The days of the notice.</param>
/// <param name="Today">The business date.</param>
public sealed record ObjectionDay(Period Notice, DateOnly Today)
{
    public Verdict Judge(DateOnly day) => Possible.Covers(day)
        ? Verdict.Passed("D16")
        : Verdict.Refused(
            "D16", new { raisedOn = day, noticeFrom = Notice.From, noticeUntil = Notice.Until, today = Today },
            Possible.Nearest(day) is { } nearest ? new { raisedOn = nearest } : null);

    private Period Possible => Notice.And(new Period(DateOnly.MinValue, Today));
}

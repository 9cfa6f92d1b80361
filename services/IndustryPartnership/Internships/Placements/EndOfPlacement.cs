using Kernel;

namespace IndustryPartnership.Internships.Placements;

/// <summary>D38: a placement's end is not before its start, not after its planned end, and not in the future.</summary>
public static class EndOfPlacement
{
    /// <param name="member">What the request calls the day.</param>
    /// <param name="endedOn">The day.</param>
    /// <param name="startsOn">The first day.</param>
    /// <param name="plannedEnd">The planned last day.</param>
    /// <param name="today">The business date.</param>
    /// <returns>Refused with the nearest day that passes. If the first day is in the future: with that day.</returns>
    public static Verdict Judge(string member, DateOnly endedOn, DateOnly startsOn, DateOnly plannedEnd, DateOnly today)
    {
        var latest = plannedEnd < today ? plannedEnd : today;
        if (startsOn <= endedOn && endedOn <= latest) return Verdict.Passed("D38");
        return Verdict.Refused(
            "D38",
            new { endedOn, startsOn, plannedEnd, today },
            new Dictionary<string, DateOnly>
            {
                [latest < startsOn ? "notBefore" : member] = endedOn < startsOn || latest < startsOn ? startsOn : latest,
            });
    }

    /// <summary>D39: a placement is not completed before the last day in its logbook.</summary>
    public static Verdict JudgeLogbook(string member, DateOnly endedOn, DateOnly? lastDay) =>
        lastDay > endedOn
            ? Verdict.Refused("D39", new { endedOn, lastDayOfLogbook = lastDay }, new Dictionary<string, DateOnly?> { [member] = lastDay })
            : Verdict.Passed("D39");

    /// <summary>A placement that never began has no days. It is called off on a day from its acceptance until today.</summary>
    public static Verdict JudgeBeforeStart(DateOnly stoppedOn, DateOnly? acceptedOn, DateOnly today) => stoppedOn <= today
        && !(stoppedOn < acceptedOn)
        ? Verdict.Passed("D38")
        : Verdict.Refused("D38", new { stoppedOn, acceptedOn, today }, new { stoppedOn = stoppedOn > today ? today : acceptedOn });
}

using Kernel;

namespace IndustryPartnership.Rules;

/// <summary>D38: the day on which a placement ended is not before its start, not after its planned end, and not in the future.</summary>
public static class EndOfPlacement
{
    /// <param name="member">What the request calls the day.</param>
    /// <param name="endedOn">The day.</param>
    /// <param name="startsOn">The first day.</param>
    /// <param name="plannedEnd">The planned last day.</param>
    /// <param name="today">The business date.</param>
    /// <returns>Refused with the nearest day that passes, or, while the first day is still to come, with that one.</returns>
    public static Verdict Judge(string member, DateOnly endedOn, DateOnly startsOn, DateOnly plannedEnd, DateOnly today)
    {
        var latest = plannedEnd < today ? plannedEnd : today;
        if (startsOn <= endedOn && endedOn <= latest) return Verdict.Passed("D38");
        return Verdict.Refused(
            "D38",
            new { endedOn, startsOn, plannedEnd, today },
            new Dictionary<string, DateOnly> { [latest < startsOn ? "notBefore" : member] = endedOn < startsOn || latest < startsOn ? startsOn : latest });
    }

    /// <summary>D39: a placement is not completed before a day that its logbook tells of.</summary>
    public static Verdict JudgeLogbook(DateOnly completedOn, DateOnly? lastDay) =>
        lastDay > completedOn ? Verdict.Refused("D39", new { completedOn, lastDayOfLogbook = lastDay }, new { completedOn = lastDay }) : Verdict.Passed("D39");

    /// <summary>One that never began has no days; it is only not called off on a day to come.</summary>
    public static Verdict JudgeBeforeStart(DateOnly stoppedOn, DateOnly today) => stoppedOn <= today
        ? Verdict.Passed("D38")
        : Verdict.Refused("D38", new { stoppedOn, today }, new { stoppedOn = today });
}

using Kernel;

namespace IndustryPartnership.Rules;

/// <summary>D38: the day on which a placement ended is not before its start, not after its planned end, and not in the future.</summary>
public static class EndOfPlacement
{
    public static Verdict Judge(DateOnly endedOn, DateOnly startsOn, DateOnly plannedEnd, DateOnly today)
    {
        var latest = plannedEnd < today ? plannedEnd : today;
        return startsOn <= endedOn && endedOn <= latest
            ? Verdict.Passed("D38")
            : Verdict.Refused("D38", new { endedOn, startsOn, plannedEnd, today }, latest < startsOn ? new { notBefore = startsOn } : new { earliest = startsOn, latest });
    }

    /// <summary>One that never began has no days; it is only not called off on a day to come.</summary>
    public static Verdict JudgeBeforeStart(DateOnly stoppedOn, DateOnly today) => stoppedOn <= today
        ? Verdict.Passed("D38")
        : Verdict.Refused("D38", new { stoppedOn, today }, new { latest = today });
}

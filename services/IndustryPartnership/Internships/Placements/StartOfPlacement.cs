using Kernel;

namespace IndustryPartnership.Internships.Placements;

/// <summary>D31: a placement starts in its planned period, not before the last signature, and not in the future.</summary>
public static class StartOfPlacement
{
    /// <param name="startedOn">The actual first day.</param>
    /// <param name="startsOn">The planned first day.</param>
    /// <param name="endsOn">The planned last day.</param>
    /// <param name="signedOn">The day of the last signature.</param>
    /// <param name="today">The business date.</param>
    /// <returns>
    /// Refused with the nearest day that passes, which may be a future day; without one if the period was over before all had signed.
    /// </returns>
    public static Verdict Judge(DateOnly startedOn, DateOnly startsOn, DateOnly endsOn, DateOnly signedOn, DateOnly today)
    {
        var earliest = signedOn > startsOn ? signedOn : startsOn;
        var latest = endsOn < today ? endsOn : today;
        if (earliest <= startedOn && startedOn <= latest) return Verdict.Passed("D31", new { startedOn, startsOn, endsOn, signedOn });
        object? change = earliest <= latest
            ? new { startedOn = startedOn < earliest ? earliest : latest }
            : earliest <= endsOn
            ? new { notBefore = earliest }
            : null;
        return Verdict.Refused("D31", new { startedOn, startsOn, endsOn, signedOn, today }, change);
    }
}

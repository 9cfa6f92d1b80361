using Kernel;

namespace IndustryPartnership.Internships.Placements;

/// <summary>
/// D31, D32: the day of a consent or a signature must have come, and signatures follow the consents. It is at most <see
/// cref="YearsBefore"/> year before the planned first day, because an earlier act cannot be about this placement.
/// </summary>
public static class DayOfPlacementAct
{
    /// <summary>Slots are offered for this year of study or the next, so an earlier consent cannot be informed.</summary>
    public const int YearsBefore = 1;

    /// <param name="rule">The rule that asks for the act.</param>
    /// <param name="member">What the request calls the day.</param>
    /// <param name="day">The day.</param>
    /// <param name="startsOn">The placement's planned first day.</param>
    /// <param name="restsOn">The day of the act that this one rests on, if any.</param>
    /// <param name="today">The business date.</param>
    /// <returns>Refused with the nearest day that passes. If the first such day is in the future: with that day.</returns>
    public static Verdict Judge(string rule, string member, DateOnly day, DateOnly startsOn, DateOnly? restsOn, DateOnly today)
    {
        var informed = startsOn.Year > YearsBefore ? startsOn.AddYears(-YearsBefore) : DateOnly.MinValue;
        var notBefore = restsOn > informed ? restsOn.Value : informed;
        if (notBefore <= day && day <= today) return Verdict.Passed(rule);
        return Verdict.Refused(
            rule,
            new { day, startsOn, notBefore, today },
            new Dictionary<string, DateOnly>
            {
                [notBefore > today ? nameof(notBefore) : member] = day < notBefore || notBefore > today ? notBefore : today,
            });
    }
}

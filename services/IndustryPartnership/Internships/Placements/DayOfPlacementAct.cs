using Kernel;

namespace IndustryPartnership.Internships.Placements;

/// <summary>
/// D31, D32: a consent or a signature is of a day that has come, and nobody signs before the consents are given. It is given for a placement
/// that is known: one from more than <see cref="YearsBefore"/> year before the planned first day is of somebody who was not told of this one.
/// </summary>
public static class DayOfPlacementAct
{
    /// <summary>Slots are offered for the year of study that is under way or the next one: who is asked earlier cannot be informed.</summary>
    public const int YearsBefore = 1;

    /// <param name="rule">The rule that asks for the act.</param>
    /// <param name="member">What the request calls the day.</param>
    /// <param name="day">The day.</param>
    /// <param name="startsOn">The placement's planned first day.</param>
    /// <param name="restsOn">The day of what the act rests on, where it rests on something.</param>
    /// <param name="today">The business date.</param>
    /// <returns>Refused with the nearest day that passes, or, while the first such day is still to come, with that one.</returns>
    public static Verdict Judge(string rule, string member, DateOnly day, DateOnly startsOn, DateOnly? restsOn, DateOnly today)
    {
        var informed = startsOn.Year > YearsBefore ? startsOn.AddYears(-YearsBefore) : DateOnly.MinValue;
        var notBefore = restsOn > informed ? restsOn.Value : informed;
        if (notBefore <= day && day <= today) return Verdict.Passed(rule);
        return Verdict.Refused(
            rule,
            new { day, startsOn, notBefore, today },
            new Dictionary<string, DateOnly> { [notBefore > today ? nameof(notBefore) : member] = day < notBefore || notBefore > today ? notBefore : today });
    }
}

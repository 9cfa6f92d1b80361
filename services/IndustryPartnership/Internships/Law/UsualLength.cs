using System.ComponentModel.DataAnnotations;
using Kernel;

namespace IndustryPartnership.Internships.Law;

/// <summary>D30 (R): a post internship normally takes six months; another length needs a reason.</summary>
public static class UsualLength
{
    /// <param name="Months">The usual length.</param>
    /// <param name="ToleranceDays">How many days more or fewer still count as usual (D).</param>
    public sealed record Limits([property: Range(1, 120)] int Months, [property: Range(0, 365)] int ToleranceDays);

    /// <returns>Refused, or warned if a reason is given, with the nearest last day of usual length.</returns>
    public static Verdict Judge(SlotFacts slot, Limits limits)
    {
        var (earliest, latest) = (LastDay(
            slot.StartsOn, limits.Months, -limits.ToleranceDays), LastDay(slot.StartsOn, limits.Months, limits.ToleranceDays));
        var facts = new { slot.StartsOn, slot.EndsOn, limits.Months, limits.ToleranceDays, slot.Terms.LengthReason };
        if (earliest <= slot.EndsOn && slot.EndsOn <= latest) return Verdict.Passed("D30", facts);
        var change = new { endsOn = slot.EndsOn < earliest ? earliest : latest };
        return string.IsNullOrWhiteSpace(slot.Terms.LengthReason)
            ? Verdict.Refused("D30", facts, change)
            : Verdict.Warned("D30", facts, change);
    }

    // Within the calendar's range, and not before the first day.
    private static DateOnly LastDay(DateOnly startsOn, int months, int days)
    {
        if ((startsOn.Year * 12) + startsOn.Month + months > DateOnly.MaxValue.Year * 12) return DateOnly.MaxValue;
        var day = startsOn.AddMonths(months).DayNumber - 1 + days;
        return DateOnly.FromDayNumber(Math.Clamp(day, startsOn.DayNumber, DateOnly.MaxValue.DayNumber));
    }
}

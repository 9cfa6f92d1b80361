using Kernel;

namespace Enrollment.Rules;

/// <summary>
/// D12: a mapping of credit is agreed ahead, for a day that has none. Only a correction is for an earlier day, or replaces a mapping.
/// </summary>
internal static class DayOfMapping
{
    /// <param name="validFrom">The first day of enrolment to which it is to apply.</param>
    /// <param name="isCorrection">Whether it records late what was agreed before, or corrects the mapping of that day.</param>
    /// <param name="taken">The days of the articulation's mappings that it may not share.</param>
    /// <param name="today">The business date.</param>
    /// <returns>Refused with the next day that passes.</returns>
    public static Verdict Judge(DateOnly validFrom, bool isCorrection, IReadOnlyCollection<DateOnly> taken, DateOnly today)
    {
        var isPast = validFrom < today && !isCorrection;
        if (!isPast && !taken.Contains(validFrom)) return Verdict.Passed("D12");
        var free = isPast ? today : validFrom;
        while (taken.Contains(free)) free = free.AddDays(1);
        return Verdict.Refused("D12", new { validFrom, isTaken = taken.Contains(validFrom), today }, new { validFrom = free });
    }
}

using Kernel;

namespace Enrollment.Rules;

/// <summary>D38: a person is in one training on any date. A refusal never says where the other one is.</summary>
internal static class OneEnrolment
{
    /// <param name="enrolledOn">The day of the new enrolment.</param>
    /// <param name="ends">The first day after each other enrolment of the person; null for one that goes on.</param>
    /// <returns>Refused with the first day that passes, where all the others are over.</returns>
    public static Verdict Judge(DateOnly enrolledOn, IReadOnlyList<DateOnly?> ends)
    {
        if (ends.Contains(null)) return Verdict.Refused("D38", new { enrolledOn, inTraining = true });
        return ends.Max() is { } free && free > enrolledOn
            ? Verdict.Refused("D38", new { enrolledOn, inTraining = false }, new { enrolledOn = free })
            : Verdict.Passed("D38");
    }

    /// <summary>The same for a record that exists: another may be before it or after it. A period that ended on its first day has no day.
    /// </summary>
    /// <param name="own">The period of the record; its end is the first day after it, and null if it goes on.</param>
    /// <param name="others">The periods of the person's other records.</param>
    public static Verdict Judge((DateOnly From, DateOnly? End) own, IReadOnlyList<(DateOnly From, DateOnly? End)> others)
    {
        var overlaps = others.Where(other => HasDays(own) && HasDays(other)
            && other.From < (own.End ?? DateOnly.MaxValue) && own.From < (other.End ?? DateOnly.MaxValue));
        return overlaps.ToList() is { Count: > 0 } at
            ? Verdict.Refused("D38", new { enrolledOn = own.From, inTraining = at.Exists(other => other.End is null) })
            : Verdict.Passed("D38");
    }

    private static bool HasDays((DateOnly From, DateOnly? End) period) => period.End != period.From;
}

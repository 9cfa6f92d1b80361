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
}

using Kernel;

namespace Enrollment.Rules;

/// <summary>D5: a learner is 10 to 80 years old on the day of enrolment. The rules on age rely on the date (D27, D32).</summary>
internal static class PlausibleBirthDate
{
    public const int Youngest = 10;
    public const int Oldest = 80;

    /// <param name="birthDate">The birth date.</param>
    /// <param name="enrolledOn">The day of enrolment.</param>
    /// <returns>Refused with the nearest birth date that passes.</returns>
    public static Verdict Judge(DateOnly birthDate, DateOnly enrolledOn)
    {
        var (first, last) = (enrolledOn.AddYears(-Oldest - 1).AddDays(1), enrolledOn.AddYears(-Youngest));
        return first <= birthDate && birthDate <= last
            ? Verdict.Passed("D5")
            : Verdict.Refused("D5", new { birthDate, enrolledOn }, change: new { birthDate = birthDate < first ? first : last });
    }
}

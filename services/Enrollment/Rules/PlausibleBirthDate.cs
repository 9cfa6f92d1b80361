namespace Enrollment.Rules;

/// <summary>Who is enrolled is 10 to 80 years old on that day: anything else is a slip of the pen, and the rules on age (D27, D32) rely on the date.</summary>
internal static class PlausibleBirthDate
{
    public const int Youngest = 10;
    public const int Oldest = 80;

    /// <summary>The birth date itself where it is plausible, else the nearest one that is.</summary>
    public static DateOnly Nearest(DateOnly birthDate, DateOnly today)
    {
        var (first, last) = (today.AddYears(-Oldest - 1).AddDays(1), today.AddYears(-Youngest));
        return birthDate < first ? first : birthDate > last ? last : birthDate;
    }
}

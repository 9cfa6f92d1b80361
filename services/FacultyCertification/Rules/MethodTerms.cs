using FacultyCertification.Features.Methods;
using Kernel;

namespace FacultyCertification.Rules;

/// <summary>D17: a method requires at least 180 days of practice in 5 years, and no more than its window has.</summary>
public static class MethodTerms
{
    public const int LeastDays = 180;
    public const int MostYears = 5;

    private const int DaysOfYear = 365;

    public static Verdict Judge(IReadOnlyList<MethodLevel> levels, int windowYears)
    {
        var years = Math.Min(windowYears, MostYears);
        var mostDays = years * DaysOfYear;
        var lawful = levels.Select(level => level with { PracticeDays = Math.Clamp(level.PracticeDays, LeastDays, mostDays) }).ToList();
        return years == windowYears && lawful.SequenceEqual(levels)
            ? Verdict.Passed("D17")
            : Verdict.Refused(
                "D17",
                new
                {
                    practiceWindowYears = windowYears,
                    practiceDays = levels.Select(level => level.PracticeDays),
                    leastDays = LeastDays,
                    mostDays,
                    mostYears = MostYears,
                },
                new { practiceWindowYears = years, levels = lawful });
    }
}

using FacultyCertification.Features.Methods;
using Kernel;

namespace FacultyCertification.Rules;

/// <summary>D17: no method asks for less than 180 days of practice in 5 years, nor for more than its window has.</summary>
public static class MethodTerms
{
    public const int LeastDays = 180;
    public const int MostYears = 5;

    private const int DaysOfYear = 365;

    public static Verdict Judge(IReadOnlyList<MethodLevel> levels, int windowYears)
    {
        var years = Math.Min(windowYears, MostYears);
        var lawful = levels.Select(level => level with { PracticeDays = Math.Clamp(level.PracticeDays, LeastDays, years * DaysOfYear) }).ToList();
        return years == windowYears && lawful.SequenceEqual(levels)
            ? Verdict.Passed("D17")
            : Verdict.Refused(
                "D17",
                new { practiceWindowYears = windowYears, practiceDays = levels.Select(level => level.PracticeDays), leastDays = LeastDays, mostDays = years * DaysOfYear, mostYears = MostYears },
                new { practiceWindowYears = years, levels = lawful });
    }
}

using Enrollment.Features.Learners;
using Kernel;

namespace Enrollment.Rules;

/// <summary>D43: the days of corrected facts keep the order of the facts, and are not in the future.</summary>
internal static class CorrectedDays
{
    /// <param name="facts">The facts as they would stand.</param>
    /// <param name="index">The fact whose day is corrected.</param>
    /// <param name="member">The request's member that holds the day.</param>
    /// <param name="first">The earliest day of the first fact.</param>
    /// <param name="today">The business date.</param>
    /// <returns>Refused with the nearest day that passes.</returns>
    public static Verdict Judge(IReadOnlyList<FactRow> facts, int index, string member, DateOnly first, DateOnly today)
    {
        var day = facts[index].EffectiveOn;
        var earliest = index == 0 ? first : facts[index - 1].EffectiveOn;
        var latest = index == facts.Count - 1 || facts[index + 1].EffectiveOn > today ? today : facts[index + 1].EffectiveOn;
        return earliest <= day && day <= latest
            ? Verdict.Passed("D43")
            : Verdict.Refused(
                "D43",
                new Dictionary<string, DateOnly> { [member] = day, ["earliest"] = earliest, ["latest"] = latest },
                new Dictionary<string, DateOnly> { [member] = day < earliest ? earliest : latest });
    }
}

using Kernel;

namespace Enrollment.Rules;

/// <summary>History may be recorded late, but not ahead: a day is not in the future, and not before the one that it follows.</summary>
internal static class RecordedDay
{
    /// <param name="rule">The rule that orders the days.</param>
    /// <param name="member">The request's member that holds the day.</param>
    /// <param name="day">The day.</param>
    /// <param name="earliest">The earliest day that passes.</param>
    /// <param name="today">The business date.</param>
    public static Verdict Judge(string rule, string member, DateOnly day, DateOnly earliest, DateOnly today)
    {
        if (earliest <= day && day <= today) return Verdict.Passed(rule);
        return Verdict.Refused(
            rule,
            new Dictionary<string, DateOnly> { [member] = day, ["earliest"] = earliest, ["today"] = today },
            // While the earliest day is in the future, no day passes.
            change: earliest > today
                ? new Dictionary<string, DateOnly> { ["notBefore"] = earliest }
                : new Dictionary<string, DateOnly> { [member] = day < earliest ? earliest : today });
    }
}

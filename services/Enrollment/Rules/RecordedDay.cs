using Kernel;

namespace Enrollment.Rules;

/// <summary>History may be recorded late, but not ahead: a day is not before what it follows, and not in the future.</summary>
internal static class RecordedDay
{
    /// <param name="rule">The rule that says what it follows.</param>
    /// <param name="member">The request's member that holds the day.</param>
    /// <param name="day">The day.</param>
    /// <param name="earliest">The first day that it may be.</param>
    /// <param name="today">The business date.</param>
    public static Verdict Judge(string rule, string member, DateOnly day, DateOnly earliest, DateOnly today)
    {
        if (earliest <= day && day <= today) return Verdict.Passed(rule);
        return Verdict.Refused(
            rule,
            new Dictionary<string, DateOnly> { [member] = day, ["earliest"] = earliest, ["today"] = today },
            // While the earliest day is still to come, none passes.
            change: new Dictionary<string, DateOnly> { [earliest > today ? "notBefore" : member] = day < earliest || earliest > today ? earliest : today });
    }
}

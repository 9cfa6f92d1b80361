using Kernel;

namespace IndustryPartnership.Cooperation.Membership;

/// <summary>D31, D32: the day of a consent or a signature must have come, and signatures follow the consents.</summary>
public static class DayOfAct
{
    /// <param name="rule">The rule that asks for the act.</param>
    /// <param name="member">What the request calls the day.</param>
    /// <param name="day">The day.</param>
    /// <param name="notBefore">The day of what it rests on, if any.</param>
    /// <param name="today">The business date.</param>
    public static Verdict Judge(string rule, string member, DateOnly day, DateOnly? notBefore, DateOnly today) =>
        (notBefore is null || notBefore <= day) && day <= today
            ? Verdict.Passed(rule)
            : Verdict.Refused(
                rule, new { day, notBefore, today },
                new Dictionary<string, DateOnly> { [member] = day > today ? today : notBefore!.Value });
}

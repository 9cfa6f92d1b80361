using Kernel;

namespace IndustryPartnership.Cooperation.Membership;

/// <summary>D24, D25: nobody leaves before joining, nor before the thing has begun. A leave may be planned for a future day.</summary>
public static class DayOfLeaving
{
    /// <param name="rule">The rule that asks for the day.</param>
    /// <param name="leftOn">The first day on which it is no longer a member.</param>
    /// <param name="notBefore">The later of the day of joining and the day of beginning.</param>
    public static Verdict Judge(string rule, DateOnly leftOn, DateOnly notBefore) => notBefore <= leftOn
        ? Verdict.Passed(rule)
        : Verdict.Refused(rule, new { leftOn, notBefore }, new { leftOn = notBefore });
}

using Kernel;

namespace IndustryPartnership.Cooperation.Membership;

/// <summary>
/// D24, D25: nobody leaves before it has joined, nor before the thing has begun; a leave may be planned for a day to come.
/// </summary>
public static class DayOfLeaving
{
    /// <param name="rule">The rule that asks for the day.</param>
    /// <param name="leftOn">The first day on which it is no longer a member.</param>
    /// <param name="notBefore">The later of the days on which it joined and on which the thing began.</param>
    public static Verdict Judge(string rule, DateOnly leftOn, DateOnly notBefore) => notBefore <= leftOn
        ? Verdict.Passed(rule)
        : Verdict.Refused(rule, new { leftOn, notBefore }, new { leftOn = notBefore });
}

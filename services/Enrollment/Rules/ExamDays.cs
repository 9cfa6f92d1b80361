using Enrollment.Features.TransferPlans;
using Kernel;

namespace Enrollment.Rules;

/// <summary>D7: where the plan sets days, registration keeps to its window, and marks follow the exam.</summary>
internal static class ExamDays
{
    /// <param name="days">The sitting's days; null where the plan sets none.</param>
    /// <param name="today">The business date.</param>
    /// <returns>Whether registration is possible. Before the window it is refused with the first day, after it without a change.</returns>
    public static Verdict JudgeRegistration(ExamSitting? days, DateOnly today) => days switch
    {
        { } set when today < set.RegistrationFrom => Verdict.Refused("D7", Facts(set, today), new { notBefore = set.RegistrationFrom }),
        { } set when today > set.RegistrationUntil => Verdict.Refused("D7", Facts(set, today)),
        _ => Verdict.Passed("D7"),
    };

    /// <param name="days">The sitting's days; null where the plan sets none.</param>
    /// <param name="today">The business date.</param>
    /// <returns>Whether registration may close; refused with the last day of the window.</returns>
    public static Verdict JudgeClosing(ExamSitting? days, DateOnly today) => days is { } set && today < set.RegistrationUntil
        ? Verdict.Refused("D7", Facts(set, today), new { notBefore = set.RegistrationUntil })
        : Verdict.Passed("D7");

    /// <param name="days">The sitting's days; null where the plan sets none.</param>
    /// <param name="today">The business date.</param>
    /// <returns>Whether there can be marks; refused with the day of the exam.</returns>
    public static Verdict JudgeMarks(ExamSitting? days, DateOnly today) => days is { } set && today < set.ExamOn
        ? Verdict.Refused("D7", new { today, set.ExamOn }, new { notBefore = set.ExamOn })
        : Verdict.Passed("D7");

    /// <param name="days">The sitting's days; null where the plan sets none.</param>
    /// <param name="today">The business date.</param>
    /// <returns>Whether a mistaken registration can be withdrawn: before the day of the exam. Later, no day passes.</returns>
    public static Verdict JudgeWithdrawal(ExamSitting? days, DateOnly today) => days is { } set && today >= set.ExamOn
        ? Verdict.Refused("D7", new { today, set.ExamOn })
        : Verdict.Passed("D7");

    private static object Facts(ExamSitting days, DateOnly today) => new { today, days.RegistrationFrom, days.RegistrationUntil };
}

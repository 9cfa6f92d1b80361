using IndustryPartnership.Cooperation.TeacherPractices;
using Kernel;
using Kernel.Http;

namespace IndustryPartnership.Cooperation;

/// <summary>The refusals about teachers' practices.</summary>
internal static partial class Problems
{
    private static readonly ProblemType NotYourTeacherPracticeType = IndustryPartnershipService.Problems.Define(
        "not-your-teacher-practice", 403,
        "Only a party of the base may do this. The teacher's institution cancels its booking in faculty-certification.");
    private static readonly ProblemType TeacherPracticeStateType = IndustryPartnershipService.Problems.Define(
        "teacher-practice-state", 409, "The practice's state does not allow this.");
    private static readonly ProblemType AttendanceType = IndustryPartnershipService.Problems.Define(
        "cannot-attend-then", 422, "Attended days must be days of the seat, up to today, on which the base was active.");
    private static readonly ProblemType NothingAttendedType = IndustryPartnershipService.Problems.Define(
        "nothing-attended", 422, "A practice without attended days can only be cancelled.");
    private static readonly ProblemType DaysAttendedType = IndustryPartnershipService.Problems.Define(
        "days-attended", 409, "A practice with attended days cannot be cancelled, because these days count.");

    public static Refusal NotYourTeacherPractice(TeacherPractice practice) => NotYourTeacherPracticeType.Refuse(
        "Have a party of the base do this.", facts: new { practice.BaseId, practice.Institution });

    public static Refusal TeacherPracticeNotIn(TeacherPractice practice, params string[] states) =>
        CommonProblems.NotInState(TeacherPracticeStateType, "D17", "practice", practice.State, states);

    public static Refusal CannotAttendThen(Verdict verdict) => AttendanceType.Refuse(verdict, "Send only the days that the change lists.");

    public static Refusal NothingAttended(TeacherPractice practice) => NothingAttendedType.Refuse(
        "Record the attended days first, or cancel the practice.", "D17",
        new { practice.From, practice.Until, attended = practice.Attended },
        new { attendance = $"/industry-partnership/v1/teacher-practices/{practice.Id}/attendance" });

    public static Refusal DaysAttended(TeacherPractice practice) => DaysAttendedType.Refuse(
        "Complete the practice. Its attended days count, and the seat is free from the day after the last of them.", "D17",
        new { attended = practice.Attended },
        new { completion = $"/industry-partnership/v1/teacher-practices/{practice.Id}/completion" });
}

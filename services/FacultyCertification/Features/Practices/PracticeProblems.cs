using FacultyCertification.Features.Practices;
using Kernel;
using Kernel.Http;

namespace FacultyCertification;

/// <summary>Refusals about seats at bases.</summary>
internal static partial class Problems
{
    private static readonly ProblemType BeyondEmploymentType =
        Catalogue.Define("beyond-employment", 422, "The seat reaches beyond the teacher's last day.");
    private static readonly ProblemType PracticeOverlapsType =
        Catalogue.Define("practice-overlaps", 409, "The teacher has a seat, or waits for one, on some of these days.");
    private static readonly ProblemType PracticeNotInStateType =
        Catalogue.Define("practice-not-in-state", 409, "The booking's state does not allow this.");

    /// <summary>The caller sees the teacher, but does not book for them.</summary>
    public static Refusal NotYourPractice() => CommonProblems.NotByThisParty("the teacher, or their teacher office,");

    public static Refusal BeyondEmployment(Verdict verdict) =>
        BeyondEmploymentType.Refuse(verdict, "Ask for a seat until the last day of employment at the latest.");

    /// <summary>A booking of another institution is not named.</summary>
    public static Refusal PracticeOverlaps(PracticeBooking standing, string institution, int days) => PracticeOverlapsType.Refuse(
        "A teacher can be at only one base on a day. Choose later days, or cancel that booking first.",
        "D17", new { bookingId = standing.Institution == institution ? standing.Id : default(Guid?), standing.From, standing.Until },
        new { from = standing.Until.AddDays(1), until = standing.Until.AddDays(days) });

    public static Refusal PracticeNotIn(string state, params string[] states) =>
        CommonProblems.NotInState(PracticeNotInStateType, "D17", "booking", state, states);
}

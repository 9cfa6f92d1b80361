using Contracts.IndustryPartnership;
using IndustryPartnership.Internships.Logbooks;
using IndustryPartnership.Internships.Placements;
using Kernel;
using Kernel.Http;

namespace IndustryPartnership.Internships;

/// <summary>The refusals about logbooks.</summary>
internal static partial class Problems
{
    private static readonly ProblemType LogType = IndustryPartnershipService.Problems.Define(
        "cannot-log-then", 422, "A logbook week is named by its Monday, and has only past or present working days of the placement.");
    private static readonly ProblemType WeekWrittenType = IndustryPartnershipService.Problems.Define(
        "week-written", 409, "The week already has a logbook entry.");
    private static readonly ProblemType LogbookSignedType = IndustryPartnershipService.Problems.Define(
        "logbook-signed", 409, "A signed logbook entry cannot change.");
    private static readonly ProblemType LogbookChangedType = IndustryPartnershipService.Problems.Define(
        "logbook-changed", 409, "The signature is for another version of the entry.");
    private static readonly ProblemType LogbookStateType = IndustryPartnershipService.Problems.Define(
        "logbook-state", 409, "The entry's state does not allow this.");

    public static Refusal NotTheMentor(string enterprise, string? mentor) =>
        NotYourPlacementType.Refuse(
            "Only the mentor who was named on the week's last day may do this.", facts: new { enterprise, mentor });

    public static Refusal LogbookNotOpen(Placement placement) =>
        PlacementNotIn(placement, PlacementState.Active, PlacementState.Paused, PlacementState.Stopped);

    public static Refusal CannotLogThen(Verdict verdict) =>
        LogType.Refuse(verdict, "Name the week by its Monday, and send only the days that the change lists.");

    public static Refusal WeekWritten(LogbookEntry entry) =>
        WeekWrittenType.Refuse(
            "Change the existing entry.", "D39", new { entry.WeekOf, entry.State, entry.Version }, new { change = entry.Path });

    public static Refusal LogbookSigned(LogbookEntry entry) =>
        LogbookSignedType.Refuse("The mentor has already signed this entry.", "D39", new { entry.WeekOf, entry.SignedOn });

    public static Refusal LogbookChanged(LogbookEntry entry, int given) =>
        LogbookChangedType.Refuse(
            "The entry has changed. Read it again, and sign the new version.",
            "D39",
            new { given, current = entry.Version },
            new { version = entry.Version });

    public static Refusal LogbookNotIn(LogbookEntry entry, params string[] states) =>
        CommonProblems.NotInState(LogbookStateType, "D39", "logbook entry", entry.State, states);
}

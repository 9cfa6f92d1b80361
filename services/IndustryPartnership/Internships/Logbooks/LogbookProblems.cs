using Contracts.IndustryPartnership;
using IndustryPartnership.Internships.Logbooks;
using IndustryPartnership.Internships.Placements;
using Kernel;
using Kernel.Http;

namespace IndustryPartnership.Internships;

/// <summary>What is refused of logbooks.</summary>
internal static partial class Problems
{
    private static readonly ProblemType LogType = IndustryPartnershipService.Problems.Define("cannot-log-then", 422, "A week of the logbook is named by its Monday, and tells of days of the placement that have come and had work (D39).");
    private static readonly ProblemType WeekWrittenType = IndustryPartnershipService.Problems.Define("week-written", 409, "A week has one entry of the logbook (D39).");
    private static readonly ProblemType LogbookSignedType = IndustryPartnershipService.Problems.Define("logbook-signed", 409, "A signed entry of the logbook does not change (D39).");
    private static readonly ProblemType LogbookChangedType = IndustryPartnershipService.Problems.Define("logbook-changed", 409, "The signature is on another version than the entry's (D39).");
    private static readonly ProblemType LogbookStateType = IndustryPartnershipService.Problems.Define("logbook-state", 409, "The entry's state does not allow this (D39).");

    public static Refusal NotTheMentor((string Enterprise, string? Mentor) named) => NotYourPlacementType.Refuse("The mentor of the week's last day may do this.", facts: new { named.Enterprise, named.Mentor });

    public static Refusal LogbookNotOpen(Placement placement) => PlacementNotIn(placement, PlacementState.Active, PlacementState.Paused, PlacementState.Stopped);

    public static Refusal CannotLogThen(Verdict verdict) => LogType.Refuse(verdict, "Name the week by its Monday, and leave out the days that are not in change.");

    public static Refusal WeekWritten(LogbookEntry entry) => WeekWrittenType.Refuse("Change the entry that is there.", "D39", new { entry.WeekOf, entry.State, entry.Version }, new { change = entry.Path });

    public static Refusal LogbookSigned(LogbookEntry entry) => LogbookSignedType.Refuse("It was read and signed as it is.", "D39", new { entry.WeekOf, entry.SignedOn });

    public static Refusal LogbookChanged(LogbookEntry entry, int given) => LogbookChangedType.Refuse("It was changed meanwhile: read it again, and sign that version.", "D39", new { given, current = entry.Version }, new { version = entry.Version });

    public static Refusal LogbookNotIn(LogbookEntry entry, params string[] states) => LogbookStateType.Refuse($"It is {entry.State}; this is done with one that is {string.Join(" or ", states)}.", "D39", new { entry.State, states });
}

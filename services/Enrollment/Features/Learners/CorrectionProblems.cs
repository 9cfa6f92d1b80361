using Kernel.Http;

namespace Enrollment;

/// <summary>Refusals about corrections of a learner's record.</summary>
internal static partial class Problems
{
    private static readonly ProblemType DaysOfOneFactType =
        Catalogue.Define("days-of-one-fact", 422, "Two different days are given for one fact.");
    private static readonly ProblemType PlaceGivenAwayType =
        Catalogue.Define("place-given-away", 409, "Another learner has the place by now.");

    public static Refusal DaysOfOneFact(string member, DateOnly day, DateOnly other) => DaysOfOneFactType.Refuse(
        "Two members of the request name the day of the same fact. Send the same day in both, or only one of them.",
        "D43", new { member, day, other }, new Dictionary<string, DateOnly> { [member] = other });

    public static Refusal PlaceGivenAway(Guid planId) => PlaceGivenAwayType.Refuse(
        "The learner left a place of the transfer exam, and no place is free now. Enrol the learner anew.",
        "D43", new { planId });
}

using Enrollment.Features.Learners;
using Kernel.Http;

namespace Enrollment;

/// <summary>Refusals about corrections of a learner's record.</summary>
internal static partial class Problems
{
    private static readonly ProblemType DaysOfOneFactType =
        Catalogue.Define("days-of-one-fact", 422, "The request gives two different days for one fact.");
    private static readonly ProblemType PlaceGivenAwayType =
        Catalogue.Define("place-given-away", 409, "The learner's former place was given to another learner.");

    private static readonly ProblemType FactNotWithdrawableType =
        Catalogue.Define("fact-not-withdrawable", 422, "This kind of fact cannot be withdrawn.");
    private static readonly ProblemType LaterFactType =
        Catalogue.Define("later-fact-rests-on-it", 409, "A later fact depends on this one.");

    public static Refusal DaysOfOneFact(string member, DateOnly day, DateOnly other) => DaysOfOneFactType.Refuse(
        "Two members of the request name the day of the same fact. Send the same day in both, or send only one.",
        "D43", new { member, day, other }, new Dictionary<string, DateOnly> { [member] = other });

    public static Refusal PlaceGivenAway(Guid planId) => PlaceGivenAwayType.Refuse(
        "The learner gave up a place won in the transfer exam, and no place is free now. Enrol the learner again.",
        "D43", new { planId });

    public static Refusal FactNotWithdrawable(Guid learner, string fact) => FactNotWithdrawableType.Refuse(
        "The facts told as withdrawable can be withdrawn. Correct other facts by a correction of the record.",
        "D43", new { fact, withdrawable = WithdrawnFact.Kinds },
        fact != LearnerFact.Withdrawn ? null
            : new { correct = $"/enrollment/v1/learners/{learner}/corrections", withdrawalWasMistake = true });

    public static Refusal LaterFactRestsOnIt(Guid learner, FactRow mistaken, FactRow later) => LaterFactType.Refuse(
        "If the later fact did not happen either, withdraw it first.",
        "D43", new { mistaken.Fact, later = later.Fact, later.Version, later.EffectiveOn },
        new { withdraw = $"/enrollment/v1/learners/{learner}/facts/{later.Version}/withdrawal" });

    /// <summary>The caller sees the learner, but another institution recorded the fact.</summary>
    public static Refusal NotTheFactsRecorder() => CommonProblems.NotByThisParty("a registrar of the institution that recorded it");
}

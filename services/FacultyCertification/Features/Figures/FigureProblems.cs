using Kernel.Http;

namespace FacultyCertification;

/// <summary>Refusals about figures.</summary>
internal static partial class Problems
{
    private static readonly ProblemType NotAnInstitutionType = Catalogue.Define(
        "not-an-institution", 422, "Only a university, a vocational college or a secondary school has teachers.");
    private static readonly ProblemType AsOfInFutureType =
        Catalogue.Define("as-of-in-future", 422, "The day in asOf is in the future.");
    private static readonly ProblemType KnownAtInFutureType =
        Catalogue.Define("known-at-in-future", 422, "The moment in knownAt, or the day in knownOn, is in the future.");
    private static readonly ProblemType KnownTwiceType =
        Catalogue.Define("known-twice", 422, "The request has both knownAt and knownOn.");
    private static readonly ProblemType HorizonOutOfRangeType =
        Catalogue.Define("horizon-out-of-range", 422, "The last day of the forecast is in the past, or too far ahead.");

    private static readonly ProblemType NoSuchUnitType =
        Catalogue.Define("no-such-unit", 422, "No teacher of the institution belongs or belonged to this unit.");

    public static Refusal NoSuchUnit(string institution, string unit) => NoSuchUnitType.Refuse(
        "Check the code, or ask for the whole institution.", "D41", new { institution, unit }, new { unit = default(string) });

    public static Refusal NotAnInstitution(string code, string kind) =>
        NotAnInstitutionType.Refuse($"{code} is registered as {kind}.", "D14", new { institution = code, kind });

    public static Refusal AsOfInFuture(DateOnly asOf, DateOnly today) => AsOfInFutureType.Refuse(
        "Ask for today or an earlier day.", "D41", new { asOf, today }, new { asOf = today });

    public static Refusal KnownAtInFuture(DateTimeOffset knownAt, DateTimeOffset now) => KnownAtInFutureType.Refuse(
        "Ask for a moment that has passed.", "D41", new { knownAt, now }, new { knownAt = now });

    public static Refusal KnownOnInFuture(DateOnly knownOn, DateOnly today) => KnownAtInFutureType.Refuse(
        "Ask for today or an earlier day.", "D41", new { knownOn, today }, new { knownOn = today });

    public static Refusal KnownTwice(DateTimeOffset knownAt, DateOnly knownOn) => KnownTwiceType.Refuse(
        "Send only one of the two.", "D41", new { knownAt, knownOn }, new { knownAt = default(DateTimeOffset?) });

    public static Refusal NotYourFigure() =>
        CommonProblems.NotByThisParty("an authority, or the teacher office of the institution,");

    public static Refusal NotYourTeachers() =>
        CommonProblems.NotByThisParty("the teacher office of the institution that the figure is about");

    public static Refusal HorizonOutOfRange(DateOnly until, DateOnly today, DateOnly last) => HorizonOutOfRangeType.Refuse(
        $"Ask for a day from today to {last:O}.", "D41", new { until, today, last }, new { until = until < today ? today : last });
}

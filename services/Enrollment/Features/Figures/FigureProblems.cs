using Kernel.Http;

namespace Enrollment;

/// <summary>Refusals about figures.</summary>
internal static partial class Problems
{
    private static readonly ProblemType AsOfInFutureType =
        Catalogue.Define("as-of-in-future", 422, "The day of the figure is in the future.");
    private static readonly ProblemType KnownOnInFutureType =
        Catalogue.Define("known-on-in-future", 422, "knownOn is in the future.");

    public static Refusal AsOfInFuture(DateOnly asOf, DateOnly today) => AsOfInFutureType.Refuse(
        "Ask for today or an earlier day.", "D41", new { asOf, today }, new { asOf = today });

    public static Refusal KnownOnInFuture(DateOnly knownOn, DateOnly today) => KnownOnInFutureType.Refuse(
        "Ask for today or an earlier day.", "D41", new { knownOn, today }, new { knownOn = today });
}

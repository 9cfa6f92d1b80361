using Kernel.Http;

namespace Enrollment;

/// <summary>Refusals about figures.</summary>
internal static partial class Problems
{
    private static readonly ProblemType AsOfInFutureType =
        Catalogue.Define("as-of-in-future", 422, "The day of the figure is in the future.");
    private static readonly ProblemType KnownOnInFutureType =
        Catalogue.Define("known-on-in-future", 422, "knownOn is in the future.");

    private static readonly ProblemType GroupMissingType =
        Catalogue.Define("group-missing", 422, "The figure needs an institution or an articulation.");
    private static readonly ProblemType ClassOfNoInstitutionType =
        Catalogue.Define("class-of-no-institution", 422, "A class is named without its institution.");

    public static Refusal GroupMissing() =>
        GroupMissingType.Refuse("Name an institution or an articulation. A cohort and a class narrow it further.", "D41",
            new { institution = (string?)null, articulationId = (Guid?)null });

    public static Refusal ClassOfNoInstitution(string @class) =>
        ClassOfNoInstitutionType.Refuse("Name the institution of the class too.", "D41", new { @class });

    public static Refusal NotOfYourLearners() =>
        CommonProblems.NotByThisParty("an authority, or a registrar of an institution that the figure is about,");

    public static Refusal AsOfInFuture(DateOnly asOf, DateOnly today) => AsOfInFutureType.Refuse(
        "Ask for today or an earlier day.", "D41", new { asOf, today }, new { asOf = today });

    public static Refusal KnownOnInFuture(DateOnly knownOn, DateOnly today) => KnownOnInFutureType.Refuse(
        "Ask for today or an earlier day.", "D41", new { knownOn, today }, new { knownOn = today });
}

using Kernel.Http;

namespace Enrollment;

/// <summary>Refusals about figures.</summary>
internal static partial class Problems
{
    private static readonly ProblemType AsOfInFutureType =
        Catalogue.Define("as-of-in-future", 422, "The day in asOf is in the future.");
    private static readonly ProblemType KnownOnInFutureType =
        Catalogue.Define("known-on-in-future", 422, "The day in knownOn is in the future.");

    private static readonly ProblemType GroupMissingType =
        Catalogue.Define("group-missing", 422, "The figure needs an institution or an articulation.");
    private static readonly ProblemType ClassOfNoInstitutionType =
        Catalogue.Define("class-of-no-institution", 422, "The request names a class without its institution.");

    private static readonly ProblemType NoSuchClassType =
        Catalogue.Define("no-such-class", 404, "The institution never had a class with this code.");
    private static readonly ProblemType ArticulationOfOthersType =
        Catalogue.Define("articulation-of-others", 422, "The institution is not part of this articulation.");
    private static readonly ProblemType FigureOfFewType =
        Catalogue.Define("figure-not-concerned", 403, "Only the institutions concerned and authorities may read this figure.");

    public static Refusal NoSuchClass(string @class, string institution) => NoSuchClassType.Refuse(
        "Name a class that learners of the institution are in, or were in.", "D41", new { @class, institution });

    public static Refusal ArticulationOfOthers(Guid articulationId, string institution, IReadOnlyList<string> owners) =>
        ArticulationOfOthersType.Refuse(
            "Name one of the articulation's institutions, or send only one of institution and articulationId.", "D41",
            new { articulationId, institution },
            new { institution = owners[^1] });

    /// <summary>The facts tell no number, since that is what is kept back.</summary>
    public static Refusal FigureNotConcerned(int? cohort, string? @class) => FigureOfFewType.Refuse(
        $"A figure of a class, a cohort or fewer than {Features.Figures.FigureReaders.Fewest} learners may reveal individuals.",
        "D41", new { cohort, @class, fewest = Features.Figures.FigureReaders.Fewest });

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

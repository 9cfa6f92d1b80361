using VocationalPlatform.Client.Enrollment;

namespace Access.Tests;

/// <summary>What became of graduates, and figures.</summary>
public sealed partial class EnrollmentThings
{
    private const string OutcomeRows =
        """
        RecordOutcome                        | ncut        | shougang-it | registrar 201, * 403 | registrar 404, * 403 | * 403
        CorrectOutcome                       | ncut        | shougang-it | registrar 200, * 403 | registrar 404, * 403 | * 403
        ListOutcomes                         | bpc         | shougang-it | registrar 200+, learner 200+, * 403
            | registrar 404, learner 404, * 403 | * 403
        ReadFigure                           | bpc         | shougang-it | * 200 | * 200 | * 200
        ReadFigure (cohort)                  | bpc         | shougang-it | learner 403, * 200 | * 403 | authority 200, * 403
        PublishFigure                        | bpc         | shougang-it | registrar 201, * 403 | * 403 | * 403
        PublishFigure (authority)            | bpc         | bjedu       | registrar 201, * 403 | authority 201, * 403 | * 403
        ListPublishedFigures                 | bpc         | shougang-it | * 200+ | * 200+ | * 200+
        GetPublishedFigure                   | bpc         | shougang-it | * 200 | * 200 | * 200
        ListFigureLearners                   | bpc         | shougang-it | registrar 200+, * 403 | registrar 200-, * 403 | * 403
        """;

    private Dictionary<string, Func<Task<Thing>>> FurtherRecipes => new(ExamRecipes)
    {
        ["RecordOutcome"] = async () =>
        {
            var (pair, learner) = await GraduateAsync();
            return OfUniversity(pair, new { kind = "employment", stated = Stated }, learner);
        },
        ["CorrectOutcome"] = async () =>
        {
            var (pair, learner) = await GraduateAsync();
            var outcome = await EmployAsync(pair, learner);
            return OfUniversity(pair, new { reason = "Another graduate's.", stated = Stated with { Answer = "no" } }, learner, outcome);
        },
        ["ListOutcomes"] = async () =>
        {
            var (pair, learner) = await GraduateAsync();
            return OfCollege(pair, null, learner) with { Listed = $"{await EmployAsync(pair, learner)}" };
        },
        ["ReadFigure"] = async () =>
        {
            // As many learners as a figure needs that everybody reads.
            var pair = await PairAsync();
            for (var count = 0; count < 5; count++) await EnrolAsync(pair, isKnown: false);
            return OfCollege(pair, null) with { Query = $"?of=progression&articulationId={pair.Articulation}" };
        },
        ["ReadFigure (cohort)"] = () => Made(new Thing { Query = "?of=progression&institution=bpc&cohort=2021" }),
        ["PublishFigure"] = () => ForPairAsync(pair => Made(OfCollege(pair, Figure(pair)))),
        ["PublishFigure (authority)"] = () => ForPairAsync(pair => Made(OfCollege(pair, Figure(pair)))),
        ["ListPublishedFigures"] = () => ForPairAsync(async pair =>
            new Thing { Own = pair.College, Listed = $"{(await PublishAsync(pair)).Id}" }),
        ["GetPublishedFigure"] = () => ForPairAsync(async pair => OfCollege(pair, null, (await PublishAsync(pair)).Id)),
        ["ListFigureLearners"] = () => ForPairAsync(async pair =>
        {
            var learner = await EnrolAsync(pair);
            return OfCollege(pair, null, (await PublishAsync(pair)).Id) with { Listed = $"{learner}" };
        }),
    };

    private static StatedOutcome Stated { get; } = new() { On = Day, Answer = "unknown" };

    private static PublishFigureRequest Figure(Institutions pair) => new() { Of = "progression", ArticulationId = pair.Articulation };

    private Task<PublishedFigure> PublishAsync(Institutions pair) => By(pair.College).PublishFigureAsync(Figure(pair));

    private async Task<(Institutions Pair, Guid Learner)> GraduateAsync()
    {
        var (pair, _, learner) = await FinalAsync();
        await By(pair.University).TransferLearnerAsync(learner, new() { TransferredOn = new(2024, 9, 1) });
        await By(pair.University).GraduateLearnerAsync(learner, new() { GraduatedOn = Day });
        return (pair, learner);
    }

    private async Task<Guid> EmployAsync(Institutions pair, Guid learner) =>
        (await By(pair.University).RecordOutcomeAsync(learner, new() { Kind = "employment", Stated = Stated })).Id;
}

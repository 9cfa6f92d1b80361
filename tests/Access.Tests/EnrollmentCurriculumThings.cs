using VocationalPlatform.Client.Enrollment;

namespace Access.Tests;

/// <summary>The catalogue of modules and learning outcomes, which every token reads.</summary>
public sealed partial class EnrollmentThings
{
    private const string CurriculumRows =
        """
        DefineLearningOutcome                | bpc         | shougang-it | registrar 201, * 403 | registrar 201, * 403 | * 403
        CorrectLearningOutcome               | bpc         | shougang-it | registrar 200, * 403 | * 403 | * 403
        ListLearningOutcomes                 | bpc         | shougang-it | * 200+ | * 200+ | * 200+
        GetLearningOutcome                   | bpc         | shougang-it | * 200 | * 200 | * 200
        ListLearningOutcomeVersions          | bpc         | shougang-it | * 200+ | * 200+ | * 200+
        DefineModule                         | bpc         | shougang-it | registrar 201, * 403 | registrar 201, * 403 | * 403
        CorrectModule                        | bpc         | shougang-it | registrar 200, * 403 | * 403 | * 403
        RetireModule                         | bpc         | shougang-it | registrar 200, * 403 | * 403 | * 403
        ReinstateModule                      | bpc         | shougang-it | registrar 200, * 403 | * 403 | * 403
        ListModules                          | bpc         | shougang-it | * 200+ | * 200+ | * 200+
        GetModule                            | bpc         | shougang-it | * 200 | * 200 | * 200
        ListModuleVersions                   | bpc         | shougang-it | * 200+ | * 200+ | * 200+

        """;

    private Dictionary<string, Func<Task<Thing>>> CurriculumRecipes => new()
    {
        ["DefineLearningOutcome"] = () => Made(new Thing { Body = new { code = $"LO-{Next()}", text = "Flies a UAV." } }),
        ["CorrectLearningOutcome"] = async () => new Thing((await OutcomeAsync()).Id)
        {
            Version = 1,
            Body = new { text = "Flies a UAV safely.", reason = "Mistyped." },
        },
        ["ListLearningOutcomes"] = async () =>
        {
            var outcome = await OutcomeAsync();
            return new Thing { Listed = $"{outcome.Id}", Query = "?institution=bpc&limit=200" };
        },
        ["GetLearningOutcome"] = async () => new Thing((await OutcomeAsync()).Id),
        ["ListLearningOutcomeVersions"] = async () => new Thing((await OutcomeAsync()).Id) { Listed = "Flies a UAV." },
        ["DefineModule"] = async () => new Thing { Body = new { code = $"M-{Next()}", terms = await TermsAsync() } },
        ["CorrectModule"] = async () => new Thing((await ModuleAsync()).Id)
        {
            Version = 1,
            Body = new { terms = await TermsAsync(), reason = "Mistyped." },
        },
        ["RetireModule"] = async () => new Thing((await ModuleAsync()).Id) { Body = new { reason = "No longer taught." } },
        ["ReinstateModule"] = async () =>
        {
            var module = await ModuleAsync();
            await By("bpc").RetireModuleAsync(module.Id, new() { Reason = "No longer taught." });
            return new Thing(module.Id) { Body = new { reason = "Retired by mistake." } };
        },
        ["ListModules"] = async () =>
        {
            var outcome = await OutcomeAsync();
            var module = await ModuleAsync(outcome.Id);
            return new Thing { Listed = $"{module.Id}", Query = $"?outcome={outcome.Id}" };
        },
        ["GetModule"] = async () => new Thing((await ModuleAsync()).Id),
        ["ListModuleVersions"] = async () => new Thing((await ModuleAsync()).Id) { Listed = "defined" },
    };

    private Task<LearningOutcome> OutcomeAsync() =>
        By("bpc").DefineLearningOutcomeAsync(new() { Code = $"LO-{Next()}", Text = "Flies a UAV." });

    private async Task<Module> ModuleAsync(params Guid[] outcomes) =>
        await By("bpc").DefineModuleAsync(new() { Code = $"M-{Next()}", Terms = Terms(outcomes) });

    // With what it can name, so that each member is tried.
    private async Task<ModuleTerms> TermsAsync() =>
        Terms((await OutcomeAsync()).Id) with { NameZh = "无人机测绘", Prerequisites = [(await ModuleAsync()).Id] };

    private static ModuleTerms Terms(params Guid[] outcomes) =>
        new() { Name = "UAV Surveying", Hours = 48, Credits = 30, Kind = "theory", Outcomes = outcomes };
}

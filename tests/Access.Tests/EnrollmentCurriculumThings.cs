using Contracts.FacultyCertification;
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
        DraftProgramme                       | bpc         | shougang-it | registrar 201, * 403 | * 403 | * 403
        DraftProgramme (draft)               | ncut        | shougang-it | registrar 201, * 403 | registrar 404, * 403 | * 403
        EditProgramme                        | ncut        | shougang-it | registrar 200, * 403 | registrar 404, * 403 | * 403
        ProposeProgramme                     | bpc         | shougang-it | registrar 200, * 403 | registrar 404, * 403 | * 403
        WithdrawProgramme                    | ncut        | shougang-it | registrar 200, * 403 | registrar 404, * 403 | * 403
        ApproveProgramme                     | ncut        | shougang-it | registrar 200, * 403 | registrar 404, * 403 | * 403
        PublishProgramme                     | bpc         | shougang-it | registrar 200, * 403 | registrar 404, * 403 | * 403
        TagProgramme                         | bpc         | shougang-it | registrar 200, * 403 | registrar 404, * 403 | * 403
        TagProgramme (published)             | ncut        | shougang-it | registrar 200, * 403 | * 403 | * 403
        ListProgrammes (draft)               | bpc         | shougang-it | * 200+ | * 200- | * 200-
        ListProgrammes (published)           | ncut        | shougang-it | * 200+ | * 200+ | * 200+
        GetProgramme (draft)                 | ncut        | shougang-it | * 200 | * 404 | * 404
        GetProgramme (published)             | bpc         | shougang-it | * 200 | * 200 | * 200
        GetProgrammeInForce                  | bpc         | shougang-it | * 200 | * 200 | * 200
        GetCurriculumReport (draft)          | bpc         | shougang-it | * 200 | * 404 | * 404
        GetCurriculumReport (published)      | ncut        | shougang-it | * 200 | * 200 | * 200
        NameModuleLead                       | bpc         | shougang-it | registrar 201, * 403 | * 403 | * 403
        EndModuleLead                        | bpc         | shougang-it | registrar 200, * 403 | registrar 404, * 403 | * 403
        EndModuleLead (other owner)          | bpc         | ncut        | registrar 200, * 403 | * 403 | * 403
        ListModuleLeads                      | ncut        | shougang-it | registrar 200+, * 403 | registrar 200-, * 403 | * 403
        GetModuleLead                        | ncut        | shougang-it | registrar 200, * 403 | registrar 404, * 403 | * 403

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
        ["DraftProgramme"] = async () => new Thing(active.Id) { Body = await ProgrammeTermsAsync() },
        ["DraftProgramme (draft)"] = async () => new Thing((await DraftAsync()).Id) { Body = await ProgrammeTermsAsync() },
        ["EditProgramme"] = async () => new Thing((await ProgrammeAsync()).Id) { Version = 1, Body = await ProgrammeTermsAsync() },
        ["ProposeProgramme"] = async () => new Thing((await ProgrammeAsync()).Id),
        ["WithdrawProgramme"] = async () => new Thing((await ProgrammeAsync()).Id) { Body = new { reason = "Drafted twice." } },
        ["ApproveProgramme"] = async () =>
        {
            var proposed = await By("bpc").ProposeProgrammeAsync((await ProgrammeAsync()).Id);
            return new Thing(proposed.Id) { Body = new { textHash = proposed.TextHash } };
        },
        ["PublishProgramme"] = async () => new Thing((await ApprovedProgrammeAsync()).Id),
        ["TagProgramme"] = async () => new Thing((await ProgrammeAsync()).Id)
        {
            Version = 1,
            Body = new { measures = new[] { "integrating-courses" } },
        },
        ["TagProgramme (published)"] = async () =>
        {
            var published = await PublishedProgrammeAsync();
            return new Thing(published.Id) { Version = published.Version, Body = new { measures = new[] { "integrating-courses" } } };
        },
        ["ListProgrammes (draft)"] = async () => OfArticulation(await ProgrammeAsync()),
        ["ListProgrammes (published)"] = async () => OfArticulation(await PublishedProgrammeAsync()),
        ["GetProgramme (draft)"] = async () => new Thing((await ProgrammeAsync()).Id),
        ["GetProgramme (published)"] = async () => new Thing((await PublishedProgrammeAsync()).Id),
        ["GetProgrammeInForce"] = async () => new Thing((await PublishedProgrammeAsync()).ArticulationId),
        ["GetCurriculumReport (draft)"] = async () => new Thing((await ProgrammeAsync()).Id),
        ["GetCurriculumReport (published)"] = async () => new Thing((await PublishedProgrammeAsync()).Id),
        ["NameModuleLead"] = async () => new Thing((await PublishedProgrammeAsync()).Id) { Body = await LeadRequestAsync() },
        ["EndModuleLead"] = async () => new Thing((await LeadAsync()).Id) { Body = new { on = Day, reason = "Another teacher." } },
        ["ListModuleLeads"] = async () =>
        {
            var lead = await LeadAsync();
            return new Thing { Listed = $"{lead.Id}", Query = $"?programme={lead.ProgrammeId}" };
        },
        ["GetModuleLead"] = async () => new Thing((await LeadAsync()).Id),
    };

    private async Task<NameModuleLeadRequest> LeadRequestAsync()
    {
        var teacher = Guid.NewGuid();
        await App.DeliverAsync(new TeacherCertifiedV1
        {
            OccurredAt = DateTimeOffset.UnixEpoch,
            Certificate = new()
            {
                Id = Guid.NewGuid(),
                TeacherId = teacher,
                Institution = "bpc",
                Level = "intermediate",
                State = "certified",
                ValidFrom = Day.AddYears(-1),
                ValidUntil = Day.AddYears(4),
                Version = 1,
            },
        });
        return new() { Cohort = Day.Year, TeacherId = teacher, StartsOn = Day, EndsOn = Day.AddYears(1) };
    }

    private async Task<ModuleLead> LeadAsync() =>
        await By("bpc").NameModuleLeadAsync((await PublishedProgrammeAsync()).Id, await LeadRequestAsync());

    private static Thing OfArticulation(Programme programme) =>
        new() { Listed = $"{programme.Id}", Query = $"?articulation={programme.ArticulationId}" };

    private async Task<ProgrammeTerms> ProgrammeTermsAsync() => new()
    {
        InForceFrom = Day,
        Outcomes = [(await OutcomeAsync()).Id],
        Modules = [new() { ModuleId = (await ModuleAsync()).Id, Stage = 1, Term = 1 }],
    };

    // Of an articulation of its own, so that editions of several do not overtake each other.
    private async Task<Programme> ProgrammeAsync() =>
        await By("bpc").DraftProgrammeAsync((await ActiveAsync()).Id, await ProgrammeTermsAsync());

    private async Task<Programme> ApprovedProgrammeAsync()
    {
        var proposed = await By("bpc").ProposeProgrammeAsync((await ProgrammeAsync()).Id);
        await By("bpc").ApproveProgrammeAsync(proposed.Id, new() { TextHash = proposed.TextHash });
        return await By("ncut").ApproveProgrammeAsync(proposed.Id, new() { TextHash = proposed.TextHash });
    }

    private async Task<Programme> PublishedProgrammeAsync() =>
        await By("bpc").PublishProgrammeAsync((await ApprovedProgrammeAsync()).Id);

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

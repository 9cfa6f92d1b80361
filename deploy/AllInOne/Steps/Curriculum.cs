using VocationalPlatform.Client.Enrollment;

namespace AllInOne.Steps;

/// <summary>The catalogue of modules (S14, S20), the joint programme of one articulation (S8), and what it teaches twice or
/// nowhere.</summary>
internal sealed class Curriculum(Clients clients, Sample sample, Refusals refusals)
{
    private readonly CurriculumSample wanted = CurriculumSample.Read();
    private EnrollmentClient Guest => clients.Enrolling("guest");
    private string From => sample.Cooperation.FromInstitution;
    private string To => sample.Cooperation.ToInstitution;

    public async Task DefineModulesAsync()
    {
        var outcomes = await OutcomesAsync();
        foreach (var outcome in wanted.Outcomes.Where(outcome => !outcomes.ContainsKey(outcome.Code)))
        {
            outcomes[outcome.Code] = await clients.Enrolling(outcome.Institution)
                .DefineLearningOutcomeAsync(new() { Code = outcome.Code, Text = outcome.Text });
        }
        var modules = await ModulesAsync();
        foreach (var module in wanted.Modules.Where(module => !modules.ContainsKey(module.Code)))
        {
            modules[module.Code] = await clients.Enrolling(module.Institution).DefineModuleAsync(new()
            {
                Code = module.Code,
                Terms = new()
                {
                    Name = module.Name,
                    Hours = module.Hours,
                    Credits = module.Credits,
                    Kind = module.Kind,
                    Unit = module.Unit,
                    Prerequisites = [.. module.Needs.Select(code => modules[code].Id)],
                    Outcomes = [.. module.LeadsTo.Select(code => outcomes[code].Id)],
                },
            });
        }
    }

    public async Task PublishProgrammeAsync()
    {
        var (college, university) = (clients.Enrolling(From), clients.Enrolling(To));
        var articulation = await ArticulationAsync();
        var known = (await college.ListProgrammesAsync(articulation: articulation.Id)).Items;
        var programme = known.Count > 0 ? known[^1] : await college.DraftProgrammeAsync(articulation.Id, await TermsAsync());
        if (programme.State == "draft") programme = await college.ProposeProgrammeAsync(programme.Id);
        foreach (var owner in programme.Owners.Except(programme.Approvals.Select(given => given.Institution)))
        {
            programme = await clients.Enrolling(owner).ApproveProgrammeAsync(programme.Id, new() { TextHash = programme.TextHash });
        }
        if (programme.State == "approved") programme = await university.PublishProgrammeAsync(programme.Id);
        if (programme.Measures.Count > 0) return;
        await college.TagProgrammeAsync(programme.Id, programme.Version, new() { Measures = wanted.Measures });
    }

    public async Task BeRefusedAsync()
    {
        var modules = await ModulesAsync();
        var (theory, practice) = (modules["UAV-301"], modules["UAV-202"]);
        await refusals.ExpectAsync(
            "D13", $"{To} lets {theory.Terms.Name} need {practice.Terms.Name}, which needs it",
            () => clients.Enrolling(To).CorrectModuleAsync(theory.Id, theory.Version, new()
            {
                Terms = theory.Terms with { Prerequisites = [practice.Id] },
                Reason = "Practice comes first.",
            }));
    }

    /// <summary>What the programme teaches, as a guest reads it: each a line.</summary>
    public async Task<IReadOnlyList<string>> ReportAsync()
    {
        var articulation = await ArticulationAsync();
        var programme = await Guest.GetProgrammeInForceAsync(articulation.Id);
        var report = await Guest.GetCurriculumReportAsync(programme.Id);
        var theory = await Guest.ListModulesAsync(institution: To, unit: wanted.Unit, kind: "theory");
        return
        [
            $"{articulation.FromMajorName} → {articulation.ToMajorName}, edition {programme.Edition}, in force from "
                + $"{programme.InForceFrom:O}, approved by {string.Join(" and ", programme.Approvals.Select(given => given.Institution))}",
            .. report.Map.Select(taught => $"taught          {taught.Outcome.Text}: {Names(taught.Modules)}"),
            .. report.TaughtTwice.Select(taught => $"taught twice    {taught.Outcome.Text}: {Names(taught.Modules)}"),
            .. report.TaughtNowhere.Select(outcome => $"taught nowhere  {outcome.Text}"),
            .. report.BeforePrerequisite.Select(found => $"too early       {Names([found.Module])} needs {Names([found.Prerequisite!])}"),
            $"theory at {wanted.Unit}: {string.Join(", ", theory.Items.Select(module => module.Terms.Name))}",
        ];
    }

    /// <summary>How many there are of each kind, as a guest reads them.</summary>
    public async Task<IReadOnlyDictionary<string, int>> CountsAsync() => new Dictionary<string, int>
    {
        ["modules"] = (await ModulesAsync()).Count,
        ["learning outcomes"] = (await OutcomesAsync()).Count,
        ["programmes in force"] = (await Guest.ListProgrammesAsync(state: "published")).Items.Count,
    };

    private static string Names(IEnumerable<NamedModule> modules) =>
        string.Join(" and ", modules.Select(module => $"{module.Name} ({module.Institution}, stage {module.Stage})"));

    private async Task<ProgrammeTerms> TermsAsync()
    {
        var (outcomes, modules) = (await OutcomesAsync(), await ModulesAsync());
        return new()
        {
            InForceFrom = wanted.InForceFrom,
            Outcomes = [.. wanted.Outcomes.Select(outcome => outcomes[outcome.Code].Id)],
            Modules = [.. wanted.Modules.Select(module =>
                new ModulePlace { ModuleId = modules[module.Code].Id, Stage = module.Stage, Term = module.Term })],
        };
    }

    private async Task<Articulation> ArticulationAsync() =>
        (await Guest.ListArticulationsAsync(From, To, "active")).Items
            .First(pair => pair.FromMajor == wanted.FromMajor && pair.ToMajor == wanted.ToMajor);

    // The sample's own, whatever else somebody has defined.
    private async Task<Dictionary<string, LearningOutcome>> OutcomesAsync() => (await Clients.ListAsync(
        (size, next) => Guest.ListLearningOutcomesAsync(limit: size, cursor: next), page => page.Items))
        .Where(there => wanted.Outcomes.Any(one => (one.Institution, one.Code) == (there.Institution, there.Code)))
        .ToDictionary(outcome => outcome.Code);

    private async Task<Dictionary<string, Module>> ModulesAsync() => (await Clients.ListAsync(
        (size, next) => Guest.ListModulesAsync(limit: size, cursor: next), page => page.Items))
        .Where(there => wanted.Modules.Any(one => (one.Institution, one.Code) == (there.Institution, there.Code)))
        .ToDictionary(module => module.Code);
}

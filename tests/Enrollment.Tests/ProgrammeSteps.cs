using static Enrollment.Tests.EnrollmentApp;
using VocationalPlatform.Client.Enrollment;

namespace Enrollment.Tests;

/// <summary>A programme of the six articulations' first one, on its way from the draft to the publication.</summary>
internal sealed record ProgrammeSteps(EnrollmentApp Enrollment, Articulation Articulation, LearningOutcome Outcome, Module Module)
{
    /// <summary>An active articulation, an outcome, and a module of NCUT that leads to it.</summary>
    public static async Task<ProgrammeSteps> StartAsync(EnrollmentApp enrollment)
    {
        var articulation = await enrollment.ActiveAsync(Table1.ComputerNetworks);
        var outcome = await enrollment.DefineOutcomeAsync(Ncut, "LO-1", "Programs a controller");
        var module = await enrollment.DefineAsync(Ncut, "CS-1", CurriculumSteps.Terms("Programming", outcomes: [outcome.Id]));
        return new(enrollment, articulation, outcome, module);
    }

    public ProgrammeTerms Terms(DateOnly? from = null, params ModulePlace[] places) => new()
    {
        InForceFrom = from ?? Day,
        Outcomes = [Outcome.Id],
        Modules = places.Length > 0 ? places : [At(Module, 3)],
    };

    public static ModulePlace At(Module module, int stage, int? term = null) => new() { ModuleId = module.Id, Stage = stage, Term = term };

    public Task<Programme> DraftAsync(ProgrammeTerms? terms = null, string org = Bpc) =>
        Enrollment.By(org).DraftProgrammeAsync(Articulation.Id, terms ?? Terms());

    public async Task<Programme> ProposedAsync(ProgrammeTerms? terms = null) =>
        await Enrollment.By(Bpc).ProposeProgrammeAsync((await DraftAsync(terms)).Id);

    public Task<Programme> ApproveAsync(Programme programme, string org) =>
        Enrollment.By(org).ApproveProgrammeAsync(programme.Id, new() { TextHash = programme.TextHash });

    public async Task<Programme> ApprovedAsync(ProgrammeTerms? terms = null)
    {
        var proposed = await ProposedAsync(terms);
        await ApproveAsync(proposed, Bpc);
        return await ApproveAsync(proposed, Ncut);
    }

    public async Task<Programme> PublishedAsync(ProgrammeTerms? terms = null) =>
        await PublishAsync((await ApprovedAsync(terms)).Id);

    public Task<Programme> PublishAsync(Guid programme, string org = Bpc) => Enrollment.By(org).PublishProgrammeAsync(programme);
}

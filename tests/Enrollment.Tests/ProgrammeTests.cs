using System.Net;
using Contracts;
using Contracts.Enrollment;
using Contracts.Platform;
using static Enrollment.Tests.EnrollmentApp;
using Testing;
using VocationalPlatform.Client.Enrollment;
using Xunit;
using ProgrammeRow = Enrollment.Features.Programmes.ProgrammeRow;

namespace Enrollment.Tests;

/// <summary>The joint programme of an articulation: one text that all owners approve, then in force (S8, S9, D12).</summary>
public sealed class ProgrammeTests
{
    [Theory, Engines]
    public async Task S8_a_programme_is_published_once_all_owners_approved_one_text(Engine engine)
    {
        await using var enrollment = await EnrollmentApp.StartAsync(engine);
        var steps = await ProgrammeSteps.StartAsync(enrollment);
        var proposed = await steps.ProposedAsync();
        await steps.ApproveAsync(proposed, Bpc);

        var problem = await steps.PublishAsync(proposed.Id)
            .ShouldBeProblemAsync("programme-approval-missing", HttpStatusCode.Conflict);

        Assert.Equal("S8", problem.Rule);
        Assert.Equal([Ncut], problem.Change("by").EnumerateArray().Select(org => org.GetString()));
        // The change: the request that it names, by whom it names, on the text that it names.
        await enrollment.Registrar(Ncut)
            .PostAsync(problem.Change("approve").GetString()!, new { textHash = problem.Change("textHash").GetString() }).BodyAsync();
        var published = await steps.PublishAsync(proposed.Id, Ncut);
        Assert.Equal(("published", Day, 5), (published.State, published.PublishedOn, published.Version));
        Assert.Equal(published.AsJson(), (await enrollment.By(ShougangIt).GetProgrammeAsync(published.Id)).AsJson());
        var told = Assert.Single(await enrollment.App.PublishedAsync<CurriculumVersionPublishedV1>()).Curriculum;
        Assert.Equal(
            (published.Id, steps.Articulation.Id, 1, Day, published.TextHash, 5),
            (told.Id, told.ArticulationId, told.Edition, told.InForceFrom, told.TextHash, told.Version));
        var module = Assert.Single(told.Modules);
        Assert.Equal(
            (steps.Module.Id, 1, Ncut, 3, 48, 30),
            (module.ModuleId, module.ModuleVersion, module.Institution, module.Stage, module.Hours, module.Credits));
    }

    [Theory, Engines]
    public async Task S8_an_edit_voids_the_approvals_and_asks_for_them_anew(Engine engine)
    {
        await using var enrollment = await EnrollmentApp.StartAsync(engine);
        var steps = await ProgrammeSteps.StartAsync(enrollment);
        var approved = await steps.ApprovedAsync();

        var edited = await enrollment.By(Ncut).EditProgrammeAsync(approved.Id, approved.Version, steps.Terms(Day.AddYears(1)));

        Assert.Equal(("draft", 0), (edited.State, edited.Approvals.Count));
        Assert.NotEqual(approved.TextHash, edited.TextHash);
        await steps.ApproveAsync(edited, Bpc).ShouldBeProblemAsync("programme-state", HttpStatusCode.Conflict);
        await enrollment.By(Bpc).ProposeProgrammeAsync(edited.Id);
        var problem = await steps.ApproveAsync(approved, Bpc).ShouldBeProblemAsync("programme-text-changed", HttpStatusCode.Conflict);
        await enrollment.By(Bpc).ApproveProgrammeAsync(edited.Id, new() { TextHash = problem.Change("textHash").GetString()! });
        await steps.ApproveAsync(edited, Bpc).ShouldBeProblemAsync("programme-already-approved", HttpStatusCode.Conflict);
        Assert.Equal("approved", (await steps.ApproveAsync(edited, Ncut)).State);
    }

    [Theory, Engines]
    public async Task S8_a_programme_is_changed_on_the_version_that_was_read(Engine engine)
    {
        await using var enrollment = await EnrollmentApp.StartAsync(engine);
        var steps = await ProgrammeSteps.StartAsync(enrollment);
        var draft = await steps.DraftAsync();
        Task<Programme> EditAsync(int version) => enrollment.By(Ncut).EditProgrammeAsync(draft.Id, version, steps.Terms(Day.AddYears(1)));
        Task<Programme> TagAsync(int version) =>
            enrollment.By(Bpc).TagProgrammeAsync(draft.Id, version, new() { Measures = [Measure.GeneralEducation] });
        var edited = await EditAsync(draft.Version);

        await EditAsync(draft.Version).ShouldBeProblemAsync("precondition-failed", HttpStatusCode.PreconditionFailed);
        await TagAsync(draft.Version).ShouldBeProblemAsync("precondition-failed", HttpStatusCode.PreconditionFailed);

        var tagged = await TagAsync(edited.Version);
        Assert.Equal("draft", (await EditAsync(tagged.Version)).State);
    }

    [Theory, Engines]
    public async Task S8_others_see_a_programme_once_it_is_published(Engine engine)
    {
        await using var enrollment = await EnrollmentApp.StartAsync(engine);
        var steps = await ProgrammeSteps.StartAsync(enrollment);
        var (proposed, approved) = (await steps.ProposedAsync(), await steps.ApprovedAsync());
        foreach (var hidden in new[] { proposed.Id, approved.Id })
        {
            await enrollment.By(ShougangIt).GetProgrammeAsync(hidden).ShouldBeProblemAsync("not-found", HttpStatusCode.NotFound);
        }

        await steps.PublishAsync(approved.Id);

        Assert.Equal([approved.Id], (await enrollment.By(ShougangIt).ListProgrammesAsync()).Items.Select(one => one.Id));
    }

    [Theory, Engines]
    public async Task S8_outcomes_of_a_programme_exist(Engine engine)
    {
        await using var enrollment = await EnrollmentApp.StartAsync(engine);
        var steps = await ProgrammeSteps.StartAsync(enrollment);
        var unknown = Guid.NewGuid();

        var problem = await steps.DraftAsync(steps.Terms() with { Outcomes = [steps.Outcome.Id, unknown] })
            .ShouldBeProblemAsync("no-such-outcome", HttpStatusCode.UnprocessableEntity);

        Assert.Contains($"{unknown}", problem.Facts!.Value.GetRawText(), StringComparison.Ordinal);
        Assert.Equal(steps.Outcome.Id, Assert.Single((await steps.DraftAsync()).Outcomes).OutcomeId);
    }

    [Theory, Engines]
    public async Task S8_a_programme_is_proposed_once_until_it_is_edited(Engine engine)
    {
        await using var enrollment = await EnrollmentApp.StartAsync(engine);
        var steps = await ProgrammeSteps.StartAsync(enrollment);
        var proposed = await steps.ProposedAsync();

        await enrollment.By(Ncut).ProposeProgrammeAsync(proposed.Id).ShouldBeProblemAsync("programme-state", HttpStatusCode.Conflict);

        await enrollment.By(Ncut).EditProgrammeAsync(proposed.Id, proposed.Version, steps.Terms());
        Assert.Equal("proposed", (await enrollment.By(Ncut).ProposeProgrammeAsync(proposed.Id)).State);
    }

    [Theory, Engines]
    public async Task S8_the_text_has_the_terms_of_each_module_and_a_correction_does_not_change_it(Engine engine)
    {
        await using var enrollment = await EnrollmentApp.StartAsync(engine);
        var steps = await ProgrammeSteps.StartAsync(enrollment);
        var published = await steps.PublishedAsync();

        await enrollment.CorrectAsync(steps.Module, CurriculumSteps.Terms("Programming 2", outcomes: [steps.Outcome.Id]));

        var shown = await enrollment.By(Bpc).GetProgrammeAsync(published.Id);
        Assert.Equal(published.TextHash, shown.TextHash);
        Assert.Contains("\"name\":\"Programming\"", shown.Text, StringComparison.Ordinal);
        var module = Assert.Single(shown.Modules);
        Assert.Equal((1, "Programming"), (module.Version, module.Terms.Name));
    }

    [Theory, Engines]
    public async Task S8_only_the_owners_see_and_change_what_is_not_published(Engine engine)
    {
        await using var enrollment = await EnrollmentApp.StartAsync(engine);
        var steps = await ProgrammeSteps.StartAsync(enrollment);
        var draft = await steps.DraftAsync();
        var third = enrollment.By(ShougangIt);

        await third.GetProgrammeAsync(draft.Id).ShouldBeProblemAsync("not-found", HttpStatusCode.NotFound);
        Assert.Empty((await third.ListProgrammesAsync()).Items);
        Assert.Equal([draft.Id], (await enrollment.By(Ncut).ListProgrammesAsync(state: "draft")).Items.Select(one => one.Id));
        await steps.DraftAsync(org: ShougangIt).ShouldBeProblemAsync("forbidden", HttpStatusCode.Forbidden);
        var published = await steps.PublishedAsync();
        await third.TagProgrammeAsync(published.Id, published.Version, new() { Measures = [] })
            .ShouldBeProblemAsync("forbidden", HttpStatusCode.Forbidden);
    }

    [Theory, Engines]
    public async Task S8_a_module_stands_in_a_stage_that_is_there_and_is_of_an_owner(Engine engine)
    {
        await using var enrollment = await EnrollmentApp.StartAsync(engine);
        var steps = await ProgrammeSteps.StartAsync(enrollment);
        var foreign = await enrollment.DefineAsync(ShougangIt, "X-1");

        var stage = await steps.DraftAsync(steps.Terms(null, ProgrammeSteps.At(steps.Module, 4)))
            .ShouldBeProblemAsync("no-such-stage", HttpStatusCode.UnprocessableEntity);
        var owner = await steps.DraftAsync(steps.Terms(null, ProgrammeSteps.At(steps.Module, 3), ProgrammeSteps.At(foreign, 3)))
            .ShouldBeProblemAsync("module-of-another-institution", HttpStatusCode.UnprocessableEntity);

        await steps.DraftAsync(steps.Terms(null, ProgrammeSteps.At(steps.Module, stage.Change("stage").GetInt32())));
        var kept = Assert.Single(owner.Change("modules").EnumerateArray());
        await steps.DraftAsync(steps.Terms(null, new ModulePlace
        {
            ModuleId = kept.GetProperty("moduleId").GetGuid(),
            Stage = kept.GetProperty("stage").GetInt32(),
        }));
    }

    [Theory, Engines]
    public async Task S14_one_module_serves_two_pathways(Engine engine)
    {
        await using var enrollment = await EnrollmentApp.StartAsync(engine);
        var steps = await ProgrammeSteps.StartAsync(enrollment);
        var threeTwo = await enrollment.DraftAsync(Table1.ECommerce, pathway: "3+2");
        var first = await steps.DraftAsync();

        var second = await enrollment.By(Ncut).DraftProgrammeAsync(
            threeTwo.Id, steps.Terms(null, ProgrammeSteps.At(steps.Module, 2)));

        Assert.Equal(
            [first.Id, second.Id],
            (await enrollment.By(Bpc).ListProgrammesAsync(module: steps.Module.Id)).Items.Select(programme => programme.Id));
    }

    [Theory, Engines]
    public async Task D45_a_retired_module_enters_no_programme_and_is_kept_where_it_is_in_force(Engine engine)
    {
        await using var enrollment = await EnrollmentApp.StartAsync(engine);
        var steps = await ProgrammeSteps.StartAsync(enrollment);
        var other = await enrollment.DefineAsync(Bpc, "CN-1");
        var published = await steps.PublishedAsync();
        var approved = await steps.ApprovedAsync();
        var draft = await steps.DraftAsync();
        await enrollment.RetireAsync(steps.Module);

        var terms = steps.Terms(null, ProgrammeSteps.At(steps.Module, 3), ProgrammeSteps.At(other, 1));
        var problem = await steps.DraftAsync(terms).ShouldBeProblemAsync("module-retired", HttpStatusCode.UnprocessableEntity);
        await enrollment.By(Bpc).ProposeProgrammeAsync(draft.Id)
            .ShouldBeProblemAsync("module-retired", HttpStatusCode.UnprocessableEntity);
        await steps.PublishAsync(approved.Id).ShouldBeProblemAsync("module-retired", HttpStatusCode.UnprocessableEntity);

        Assert.Equal("D45", problem.Rule);
        Assert.Equal([other.Id], problem.Change("modules").EnumerateArray().Select(place => place.GetProperty("moduleId").GetGuid()));
        await steps.DraftAsync(steps.Terms(null, ProgrammeSteps.At(other, 1)));
        Assert.Equal("published", (await enrollment.By(Bpc).GetProgrammeAsync(published.Id)).State);
        await enrollment.By(Ncut).ReinstateModuleAsync(steps.Module.Id, new() { Reason = "Retired by mistake." });
        await steps.PublishAsync(approved.Id);
    }

    [Theory, Engines]
    public async Task D12_the_edition_in_force_on_the_day_of_enrolment_is_the_learners(Engine engine)
    {
        await using var enrollment = await EnrollmentApp.StartAsync(engine);
        var steps = await ProgrammeSteps.StartAsync(enrollment);
        var first = await steps.PublishedAsync(steps.Terms(Day));
        var second = await steps.PublishedAsync(steps.Terms(Day.AddYears(1)));
        await steps.ApprovedAsync(steps.Terms(Day.AddYears(1)));
        async Task<Guid?> InForceAsync(DateOnly on) =>
            (await ProgrammeRow.FindInForceAsync(enrollment.App.Db, steps.Articulation.Id, on))?.Id;

        Assert.Null(await InForceAsync(Day.AddDays(-1)));
        Assert.Equal(first.Id, await InForceAsync(Day));
        Assert.Equal(first.Id, await InForceAsync(Day.AddYears(1).AddDays(-1)));
        Assert.Equal(second.Id, await InForceAsync(Day.AddYears(1)));
        Assert.Equal(first.Id, (await enrollment.By(ShougangIt).GetProgrammeInForceAsync(steps.Articulation.Id)).Id);
        Assert.Equal(
            second.Id, (await enrollment.By(ShougangIt).GetProgrammeInForceAsync(steps.Articulation.Id, on: Day.AddYears(2))).Id);
        await enrollment.By(Bpc).GetProgrammeInForceAsync(steps.Articulation.Id, on: Day.AddDays(-1))
            .ShouldBeProblemAsync("not-found", HttpStatusCode.NotFound);
    }

    [Theory, Engines]
    public async Task D12_a_later_edition_is_in_force_no_earlier_than_the_last_one(Engine engine)
    {
        await using var enrollment = await EnrollmentApp.StartAsync(engine);
        var steps = await ProgrammeSteps.StartAsync(enrollment);
        var overtaken = await steps.ApprovedAsync(steps.Terms(Day));
        await steps.PublishedAsync(steps.Terms(Day));
        var early = await steps.ApprovedAsync(steps.Terms(Day.AddDays(-1)));

        var problem = await steps.PublishAsync(early.Id).ShouldBeProblemAsync("edition-out-of-order", HttpStatusCode.UnprocessableEntity);
        await steps.PublishAsync(overtaken.Id).ShouldBeProblemAsync("edition-out-of-order", HttpStatusCode.UnprocessableEntity);

        Assert.Equal("D12", problem.Rule);
        var edited = await enrollment.By(Bpc).EditProgrammeAsync(
            early.Id, early.Version, steps.Terms(problem.Change("inForceFrom").Day()));
        await enrollment.By(Bpc).ProposeProgrammeAsync(edited.Id);
        foreach (var org in new[] { Bpc, Ncut }) await steps.ApproveAsync(edited, org);
        Assert.Equal("published", (await steps.PublishAsync(edited.Id)).State);
    }

    [Theory, Engines]
    public async Task D43_a_published_edition_is_corrected_by_the_next_one_from_the_same_day(Engine engine)
    {
        await using var enrollment = await EnrollmentApp.StartAsync(engine);
        var steps = await ProgrammeSteps.StartAsync(enrollment);
        var mistaken = await steps.PublishedAsync(steps.Terms(null, ProgrammeSteps.At(steps.Module, 1)));
        await enrollment.By(Bpc).EditProgrammeAsync(mistaken.Id, mistaken.Version, steps.Terms())
            .ShouldBeProblemAsync("programme-state", HttpStatusCode.Conflict);

        var corrected = await steps.PublishedAsync(steps.Terms(null, ProgrammeSteps.At(steps.Module, 3)));

        Assert.Equal((2, corrected.Id), (corrected.Edition, (await ProgrammeRow.FindInForceAsync(
            enrollment.App.Db, steps.Articulation.Id, Day))!.Id));
        Assert.Equal(1, Assert.Single((await enrollment.By(Ncut).GetProgrammeAsync(mistaken.Id)).Modules).Stage);
    }

    [Theory, Engines]
    public async Task S8_what_is_not_published_can_be_withdrawn_with_a_reason(Engine engine)
    {
        await using var enrollment = await EnrollmentApp.StartAsync(engine);
        var steps = await ProgrammeSteps.StartAsync(enrollment);
        var approved = await steps.ApprovedAsync();
        Task<Programme> WithdrawAsync(Guid programme) =>
            enrollment.By(Ncut).WithdrawProgrammeAsync(programme, new() { Reason = "Drafted twice." });

        Assert.Equal("withdrawn", (await WithdrawAsync(approved.Id)).State);

        await steps.PublishAsync(approved.Id).ShouldBeProblemAsync("programme-state", HttpStatusCode.Conflict);
        await WithdrawAsync((await steps.PublishedAsync()).Id).ShouldBeProblemAsync("programme-state", HttpStatusCode.Conflict);
    }

    [Theory, Engines]
    public async Task S9_each_of_the_four_measures_finds_a_programme(Engine engine)
    {
        await using var enrollment = await EnrollmentApp.StartAsync(engine);
        var steps = await ProgrammeSteps.StartAsync(enrollment);
        var published = await steps.PublishedAsync();
        await steps.PublishedAsync();

        var tagged = await enrollment.By(Ncut).TagProgrammeAsync(published.Id, published.Version, new() { Measures = [.. Measure.All] });

        Assert.Equal(Measure.All.Order(StringComparer.Ordinal), tagged.Measures);
        Assert.Equal(published.TextHash, tagged.TextHash);
        foreach (var measure in Measure.All)
        {
            var found = (await enrollment.By(ShougangIt).ListProgrammesAsync(measure: measure)).Items;
            Assert.Equal([tagged.AsJson()], found.Select(programme => programme.AsJson()));
        }
        await enrollment.By(Ncut).TagProgrammeAsync(published.Id, tagged.Version, new() { Measures = [] });
        Assert.Empty((await enrollment.By(ShougangIt).ListProgrammesAsync(measure: Measure.GeneralEducation)).Items);
    }

    [Theory, Engines]
    public async Task Catch_up_tells_every_published_programme(Engine engine)
    {
        await using var enrollment = await EnrollmentApp.StartAsync(engine);
        var steps = await ProgrammeSteps.StartAsync(enrollment);
        var published = await steps.PublishedAsync();
        await steps.DraftAsync();

        await enrollment.App.DeliverAsync(new StateRequestedV1
        {
            Requester = "industry-partnership",
            Aggregate = "enrollment/programme",
            After = 0,
            OccurredAt = DateTimeOffset.UtcNow,
        });

        var told = await enrollment.App.PublishedAsync<CurriculumVersionPublishedV1>();
        Assert.Equal((2, published.Id), (told.Count, told[^1].Curriculum.Id));
    }
}

using System.Net;
using Contracts;
using Contracts.IndustryPartnership;
using CsCheck;
using static Enrollment.Tests.CurriculumSteps;
using static Enrollment.Tests.EnrollmentApp;
using Testing;
using VocationalPlatform.Client.Enrollment;
using Xunit;

namespace Enrollment.Tests;

/// <summary>The catalogue of modules (S14, S20).</summary>
public sealed class ModuleTests
{
    [Theory, Engines]
    public async Task S14_a_registrar_defines_a_module_and_everybody_reads_it(Engine engine)
    {
        await using var enrollment = await EnrollmentApp.StartAsync(engine);
        var outcome = await enrollment.DefineOutcomeAsync(Ncut, "LO-1");
        var basics = await enrollment.DefineAsync(Bpc, "UAV-1");
        var terms = Terms("UAV Surveying", prerequisites: [basics.Id], outcomes: [outcome.Id]);

        using var reply = await enrollment.Registrar(Ncut).PostAsync($"{Api}/modules", new { code = "UAV-2", terms });

        var defined = await reply.AsAsync<Module>(HttpStatusCode.Created);
        Assert.Equal($"{Api}/modules/{defined.Id}", reply.Headers.Location?.ToString());
        Assert.Equal((Ncut, "UAV-2", "active", 1), (defined.Institution, defined.Code, defined.State, defined.Version));
        Assert.Equal(terms.AsJson(), defined.Terms.AsJson());
        var anybody = new EnrollmentClient(enrollment.App.As(Dji, Roles.Mentor));
        Assert.Equal(defined.AsJson(), (await anybody.GetModuleAsync(defined.Id)).AsJson());
        Assert.Equal([basics.Id], (await anybody.ListModulesAsync(institution: Bpc)).Items.Select(module => module.Id));
        Assert.Equal([defined.Id], (await anybody.ListModulesAsync(outcome: outcome.Id)).Items.Select(module => module.Id));
    }

    [Theory, Engines]
    public async Task S14_a_code_is_never_given_twice_also_after_a_retirement(Engine engine)
    {
        await using var enrollment = await EnrollmentApp.StartAsync(engine);
        await enrollment.RetireAsync(await enrollment.DefineAsync(Bpc, "UAV-1"));

        var problem = await enrollment.DefineAsync(Bpc, "UAV-1").ShouldBeProblemAsync("module-code-taken", HttpStatusCode.Conflict);

        Assert.Equal(("S14", "UAV-1"), (problem.Rule, problem.Fact("code").GetString()));
        await enrollment.DefineAsync(Bpc, "UAV-2");
        await enrollment.DefineAsync(Ncut, "UAV-1");
    }

    [Theory, Engines]
    public async Task S20_theory_modules_are_listed_by_the_unit_that_teaches_them(Engine engine)
    {
        await using var enrollment = await EnrollmentApp.StartAsync(engine);
        await enrollment.KnowUnitsAsync(2, DroneCollege, "business-school");
        var theory = await enrollment.DefineAsync(Ncut, "UAV-1", Terms(unit: DroneCollege));
        await enrollment.DefineAsync(Ncut, "UAV-2", Terms(kind: "practice", unit: DroneCollege));
        await enrollment.DefineAsync(Ncut, "BUS-1", Terms(unit: "business-school"));
        await enrollment.DefineAsync(Bpc, "UAV-1");

        var listed = (await enrollment.By(Bpc).ListModulesAsync(institution: Ncut, unit: DroneCollege, kind: "theory")).Items;

        Assert.Equal([theory.Id], listed.Select(module => module.Id));
    }

    [Theory, Engines]
    public async Task S20_a_module_waits_until_its_unit_is_known(Engine engine)
    {
        await using var enrollment = await EnrollmentApp.StartAsync(engine);
        Task<Module> DefineAsync() => enrollment.DefineAsync(Ncut, "UAV-1", Terms(unit: DroneCollege));

        var problem = await DefineAsync().ShouldBeProblemAsync("not-yet-known", HttpStatusCode.Conflict);

        Assert.Equal(DroneCollege, problem.Fact("id").GetString());
        await enrollment.KnowUnitsAsync(2, DroneCollege);
        Assert.Equal(DroneCollege, (await DefineAsync()).Terms.Unit);
    }

    [Theory, Engines]
    public async Task S20_any_shuffled_and_repeated_history_of_an_organisation_gives_its_newest_units(Engine engine)
    {
        await using var enrollment = await EnrollmentApp.StartAsync(engine, withOrganisations: false);
        string[][] units = [[], ["a"], ["a", "b"], ["b"]];

        await Gen.Shuffle(Enumerable.Repeat(Enumerable.Range(1, 4), 2).SelectMany(each => each).ToArray()).SampleAsync(
            async order =>
            {
                var code = $"o-{Guid.NewGuid():N}";
                foreach (var version in order)
                {
                    await enrollment.App.DeliverAsync(Facts.Of(
                        Facts.Organisation(code, OrganisationKind.University, version: version) with
                        {
                            Units = [.. units[version - 1].Select(unit => new UnitV1(unit, unit))],
                        }));
                }
                Assert.Equal(["b"], await enrollment.App.Db.QueryAsync<string>(
                    "SELECT code FROM enrollment.organisation_unit WHERE organisation_code = @code", new { code }));
            },
            iter: 30, threads: 1);
    }

    [Theory, Engines]
    public async Task D43_a_mistyped_value_is_corrected_by_a_new_version_and_the_old_one_stays_readable(Engine engine)
    {
        await using var enrollment = await EnrollmentApp.StartAsync(engine);
        var mistyped = await enrollment.DefineAsync(Bpc, "UAV-1", Terms("UAV Surveing"));

        var corrected = await enrollment.CorrectAsync(mistyped, Terms("UAV Surveying", kind: "practice"));

        Assert.Equal((2, "UAV Surveying"), (corrected.Version, corrected.Terms.Name));
        Assert.Equal(corrected.AsJson(), (await enrollment.By(Ncut).GetModuleAsync(mistyped.Id)).AsJson());
        Assert.Equal([mistyped.Id], (await enrollment.By(Ncut).ListModulesAsync(kind: "practice")).Items.Select(module => module.Id));
        var versions = (await enrollment.By(Ncut).ListModuleVersionsAsync(mistyped.Id)).Items;
        Assert.Equal(
            [(1, "UAV Surveing", "defined", null), (2, "UAV Surveying", "corrected", "Mistyped.")],
            versions.Select(version => (version.Version, version.Terms.Name, version.Change, version.Reason)));
    }

    [Theory, Engines]
    public async Task D43_a_correction_of_a_version_that_was_changed_meanwhile_is_refused(Engine engine)
    {
        await using var enrollment = await EnrollmentApp.StartAsync(engine);
        var module = await enrollment.DefineAsync(Bpc, "UAV-1");
        await enrollment.CorrectAsync(module, Terms("Surveying"));

        await enrollment.CorrectAsync(module, Terms("Survey"))
            .ShouldBeProblemAsync("precondition-failed", HttpStatusCode.PreconditionFailed);

        Assert.Equal(3, (await enrollment.CorrectAsync(module, Terms("Survey"), version: 2)).Version);
    }

    [Theory, Engines]
    public async Task S14_only_the_institution_that_owns_a_module_changes_it(Engine engine)
    {
        await using var enrollment = await EnrollmentApp.StartAsync(engine);
        var module = await enrollment.DefineAsync(Bpc, "UAV-1");
        var outcome = await enrollment.DefineOutcomeAsync(Bpc, "LO-1");
        var other = enrollment.By(Ncut);

        await other.CorrectModuleAsync(module.Id, 1, new() { Terms = Terms(), Reason = "Mistyped." })
            .ShouldBeProblemAsync("forbidden", HttpStatusCode.Forbidden);
        await other.RetireModuleAsync(module.Id, new() { Reason = "Not taught." })
            .ShouldBeProblemAsync("forbidden", HttpStatusCode.Forbidden);
        await other.CorrectLearningOutcomeAsync(outcome.Id, 1, new() { Text = "Flies", Reason = "Mistyped." })
            .ShouldBeProblemAsync("forbidden", HttpStatusCode.Forbidden);
    }

    [Theory, Engines]
    public async Task D45_nothing_new_takes_a_retired_module_until_it_is_reinstated(Engine engine)
    {
        await using var enrollment = await EnrollmentApp.StartAsync(engine);
        var (basics, other) = (await enrollment.DefineAsync(Bpc, "UAV-1"), await enrollment.DefineAsync(Bpc, "UAV-0"));

        var retired = await enrollment.RetireAsync(basics);

        Assert.Equal(("retired", Day, 2), (retired.State, retired.RetiredOn, retired.Version));
        var problem = await enrollment.DefineAsync(Ncut, "UAV-2", Terms(prerequisites: [basics.Id, other.Id]))
            .ShouldBeProblemAsync("module-retired", HttpStatusCode.UnprocessableEntity);
        Assert.Equal("D45", problem.Rule);
        Assert.Equal([other.Id], problem.Change("prerequisites").EnumerateArray().Select(id => id.GetGuid()));
        await enrollment.DefineAsync(Ncut, "UAV-2", Terms(prerequisites: [other.Id]));
        await enrollment.By(Bpc).ReinstateModuleAsync(basics.Id, new() { Reason = "Retired by mistake." });
        await enrollment.DefineAsync(Ncut, "UAV-3", Terms(prerequisites: [basics.Id, other.Id]));
    }

    [Theory, Engines]
    public async Task D45_a_module_keeps_a_prerequisite_that_was_retired_later(Engine engine)
    {
        await using var enrollment = await EnrollmentApp.StartAsync(engine);
        var basics = await enrollment.DefineAsync(Bpc, "UAV-1");
        var module = await enrollment.DefineAsync(Ncut, "UAV-2", Terms(prerequisites: [basics.Id]));
        await enrollment.RetireAsync(basics);

        var corrected = await enrollment.CorrectAsync(module, Terms("UAV Surveying 2", prerequisites: [basics.Id]));

        Assert.Equal([basics.Id], corrected.Terms.Prerequisites);
    }

    [Theory, Engines]
    public async Task D45_a_retired_module_is_retired_once_and_not_corrected(Engine engine)
    {
        await using var enrollment = await EnrollmentApp.StartAsync(engine);
        var retired = await enrollment.RetireAsync(await enrollment.DefineAsync(Bpc, "UAV-1"));

        await enrollment.RetireAsync(retired).ShouldBeProblemAsync("module-state", HttpStatusCode.Conflict);
        await enrollment.CorrectAsync(retired, Terms()).ShouldBeProblemAsync("module-state", HttpStatusCode.Conflict);
        var active = await enrollment.By(Bpc).ReinstateModuleAsync(retired.Id, new() { Reason = "Retired by mistake." });
        Assert.Equal(("active", null), (active.State, active.RetiredOn));
        await enrollment.CorrectAsync(active, Terms());
        await enrollment.By(Bpc).ReinstateModuleAsync(retired.Id, new() { Reason = "Again." })
            .ShouldBeProblemAsync("module-state", HttpStatusCode.Conflict);
    }

    [Theory, Engines]
    public async Task S14_prerequisites_and_outcomes_of_a_module_exist(Engine engine)
    {
        await using var enrollment = await EnrollmentApp.StartAsync(engine);
        var unknown = Guid.NewGuid();

        var module = await enrollment.DefineAsync(Bpc, "UAV-1", Terms(prerequisites: [unknown]))
            .ShouldBeProblemAsync("no-such-module", HttpStatusCode.UnprocessableEntity);
        var outcome = await enrollment.DefineAsync(Bpc, "UAV-1", Terms(outcomes: [unknown]))
            .ShouldBeProblemAsync("no-such-outcome", HttpStatusCode.UnprocessableEntity);

        Assert.All([module, outcome], problem => Assert.Equal(unknown, Assert.Single(problem.Fact("unknown").EnumerateArray()).GetGuid()));
        await enrollment.DefineAsync(Bpc, "UAV-1", Terms(prerequisites: [unknown, unknown]))
            .ShouldBeProblemAsync("validation", HttpStatusCode.BadRequest);
        await enrollment.DefineAsync(Bpc, "UAV-1");
    }

    [Theory, Engines]
    public async Task D45_a_closed_institution_defines_nothing_new(Engine engine)
    {
        await using var enrollment = await EnrollmentApp.StartAsync(engine);
        await enrollment.KnowAsync(Bpc, OrganisationKind.VocationalCollege, "closed", version: 2);

        await enrollment.DefineAsync(Bpc, "UAV-1").ShouldBeProblemAsync("organisation-closed", HttpStatusCode.UnprocessableEntity);
        await enrollment.DefineOutcomeAsync(Bpc, "LO-1").ShouldBeProblemAsync("organisation-closed", HttpStatusCode.UnprocessableEntity);
    }

    [Theory, Engines]
    public async Task S8_an_outcome_has_one_code_and_its_corrected_texts_stay_readable(Engine engine)
    {
        await using var enrollment = await EnrollmentApp.StartAsync(engine);
        var outcome = await enrollment.DefineOutcomeAsync(Bpc, "LO-1", "Flys a UAV");

        var corrected = await enrollment.By(Bpc).CorrectLearningOutcomeAsync(
            outcome.Id, 1, new() { Text = "Flies a UAV", Reason = "Mistyped." });

        Assert.Equal(("Flies a UAV", 2), (corrected.Text, corrected.Version));
        Assert.Equal(corrected.AsJson(), (await enrollment.By(Ncut).GetLearningOutcomeAsync(outcome.Id)).AsJson());
        Assert.Equal([outcome.Id], (await enrollment.By(Ncut).ListLearningOutcomesAsync(Bpc)).Items.Select(one => one.Id));
        var versions = (await enrollment.By(Ncut).ListLearningOutcomeVersionsAsync(outcome.Id)).Items;
        Assert.Equal(
            [(1, "Flys a UAV", null), (2, "Flies a UAV", "Mistyped.")],
            versions.Select(version => (version.Version, version.Text, version.Reason)));
        var problem = await enrollment.DefineOutcomeAsync(Bpc, "LO-1").ShouldBeProblemAsync("outcome-code-taken", HttpStatusCode.Conflict);
        Assert.Equal("S8", problem.Rule);
        await enrollment.DefineOutcomeAsync(Bpc, "LO-2");
        await enrollment.By(Bpc).CorrectLearningOutcomeAsync(outcome.Id, 1, new() { Text = "Flies", Reason = "Late." })
            .ShouldBeProblemAsync("precondition-failed", HttpStatusCode.PreconditionFailed);
    }
}

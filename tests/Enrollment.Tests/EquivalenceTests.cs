using System.Net;
using Contracts.IndustryPartnership;
using static Enrollment.Tests.EnrollmentApp;
using Testing;
using VocationalPlatform.Client.Enrollment;
using Xunit;

namespace Enrollment.Tests;

public sealed class EquivalenceTests
{
    private static readonly DateOnly Passed = new(2026, 1, 15);

    private static readonly MappingLine Mapped =
        new() { Code = "elsewhere", Source = "module", Module = "N1", Credits = 30, MinimumGrade = "good" };

    [Theory, Engines]
    public async Task D11_a_passed_module_earns_by_an_agreed_equivalence(Engine engine)
    {
        await using var credit = await StartAsync(engine);
        var learner = await credit.LearnerAsync();
        await PassAsync(credit, learner, "A");
        var proposed = await ProposeAsync(credit, ["N1"], ["A"]);
        Assert.Equal(("no-equivalence", 0, "D11"), await WhyAsync(credit, learner));

        await credit.By(Bpc).AgreeEquivalenceAsync(proposed.Id).ShouldBeProblemAsync("forbidden", HttpStatusCode.Forbidden);
        await credit.By(Ncut).AgreeEquivalenceAsync(proposed.Id);

        var entry = await credit.OnlyEntryAsync(learner);
        Assert.Equal(("earned", 30, "N1", proposed.Id), (entry.Why, entry.Credits, entry.Module, entry.Facts.Equivalence));
    }

    [Theory, Engines]
    public async Task D11_no_equivalent_is_a_value_and_not_an_absence(Engine engine)
    {
        await using var credit = await StartAsync(engine);
        var learner = await credit.LearnerAsync();
        await PassAsync(credit, learner, "A");
        var unclear = await ProposeAsync(credit, ["N1"], value: "no-equivalent", sets: [["A"]])
            .ShouldBeProblemAsync("equivalence-unclear", HttpStatusCode.UnprocessableEntity);

        await AgreeAsync(credit, [], value: "no-equivalent", sets: [["A"]]);

        Assert.Equal("equivalent", unclear.Change!.Value.GetProperty("value").GetString());
        Assert.Equal(("no-equivalent", 0, "D11"), await WhyAsync(credit, learner));
    }

    [Theory, Engines]
    public async Task D11_n_modules_together_stand_for_one(Engine engine)
    {
        await using var credit = await StartAsync(engine);
        var learner = await credit.LearnerAsync();
        await AgreeAsync(credit, ["N1"], sets: [["A", "B"]]);
        await PassAsync(credit, learner, "A");

        var alone = await credit.OnlyEntryAsync(learner);
        await PassAsync(credit, learner, "B");

        Assert.Equal(("modules-missing", "B"), (alone.Why, Assert.Single(alone.Facts.ModulesMissing)));
        Assert.Equal(("earned", 30, "D12"), await WhyAsync(credit, learner));
    }

    [Theory, Engines]
    public async Task D11_either_alternative_is_enough_and_both_earn_once(Engine engine)
    {
        await using var credit = await StartAsync(engine);
        var learner = await credit.LearnerAsync();
        await AgreeAsync(credit, ["N1"], sets: [["A", "B"], ["C"]]);

        foreach (var module in new[] { "A", "B", "C" }) await PassAsync(credit, learner, module);

        Assert.Equal(30, (await credit.TranscriptAsync(learner)).Credits);
    }

    [Theory, Engines]
    public async Task D11_one_module_may_stand_for_m(Engine engine)
    {
        await using var credit = await StartAsync(
            engine, Mapped, new() { Code = "second", Source = "module", Module = "N2", Credits = 10 });
        var learner = await credit.LearnerAsync();
        await AgreeAsync(credit, ["N1", "N2"], ["A"]);

        await PassAsync(credit, learner, "A");

        var entries = (await credit.TranscriptAsync(learner)).Entries;
        Assert.Equal([("N1", 30), ("N2", 10)], entries.Select(entry => (entry.Module, entry.Credits)));
    }

    [Theory, Engines]
    public async Task D12_a_passed_module_below_the_grade_earns_nothing(Engine engine)
    {
        await using var credit = await StartAsync(engine);
        var learner = await credit.LearnerAsync();
        await AgreeAsync(credit, ["N1"], sets: [["A", "B"]]);
        await PassAsync(credit, learner, "A");

        await PassAsync(credit, learner, "B", grade: "pass");

        Assert.Equal(("grade-below", 0, "D12"), await WhyAsync(credit, learner));
    }

    [Theory, Engines]
    public async Task D11_an_ended_equivalence_counts_for_modules_passed_before(Engine engine)
    {
        await using var credit = await StartAsync(engine);
        var (before, after) = (await credit.LearnerAsync(), await credit.LearnerAsync(studentNumber: "S2"));
        var agreed = await AgreeAsync(credit, ["N1"], ["A"]);

        var ended = await credit.By(Bpc).EndEquivalenceAsync(agreed.Id, new() { Reason = "The module was changed." });

        Assert.Equal(("ended", Day, "The module was changed."), (ended.State, ended.EndedOn, ended.Reason));
        await PassAsync(credit, before, "A", passedOn: Day.AddDays(-1));
        await PassAsync(credit, after, "A", passedOn: Day);
        Assert.Equal(("earned", 30, "D12"), await WhyAsync(credit, before));
        Assert.Equal(("no-equivalence", 0, "D11"), await WhyAsync(credit, after));
        await credit.By(Bpc).EndEquivalenceAsync(agreed.Id, new() { Reason = "Again." })
            .ShouldBeProblemAsync("equivalence-state", HttpStatusCode.Conflict);
    }

    [Theory, Engines]
    public async Task D11_a_new_version_replaces_the_agreed_one(Engine engine)
    {
        await using var credit = await StartAsync(engine);
        var first = await AgreeAsync(credit, ["N1"], ["A"]);

        var second = await AgreeAsync(credit, ["N1"], replaces: first.Id, sets: [["A", "B"]]);

        Assert.Equal("ended", (await credit.By(ShougangIt).GetEquivalenceAsync(first.Id)).State);
        Assert.Equal("agreed", (await credit.By(ShougangIt).GetEquivalenceAsync(second.Id)).State);
        await ProposeAsync(credit, ["N1"], replaces: first.Id, sets: [["A"]])
            .ShouldBeProblemAsync("nothing-to-replace", HttpStatusCode.Conflict);
    }

    [Theory, Engines]
    public async Task D11_a_refused_equivalence_keeps_its_reason(Engine engine)
    {
        await using var credit = await StartAsync(engine);
        var proposed = await ProposeAsync(credit, ["N1"], ["A"]);

        await credit.By(Ncut).RefuseEquivalenceAsync(proposed.Id, new() { Reason = "Too little theory." });

        var read = await credit.By(Bpc).GetEquivalenceAsync(proposed.Id);
        Assert.Equal(("refused", "Too little theory."), (read.State, read.Reason));
        await credit.By(Ncut).AgreeEquivalenceAsync(proposed.Id).ShouldBeProblemAsync("equivalence-state", HttpStatusCode.Conflict);
    }

    [Theory, Engines]
    public async Task D45_nothing_is_agreed_with_an_institution_that_was_closed(Engine engine)
    {
        await using var credit = await StartAsync(engine);
        var proposed = await ProposeAsync(credit, ["N1"], ["A"]);
        await credit.Enrollment.KnowAsync(Bpc, OrganisationKind.VocationalCollege, "closed", version: 2);

        await credit.By(Ncut).AgreeEquivalenceAsync(proposed.Id)
            .ShouldBeProblemAsync("organisation-not-verified", HttpStatusCode.UnprocessableEntity);

        await credit.Enrollment.KnowAsync(Bpc, OrganisationKind.VocationalCollege, "verified", version: 3);
        await credit.By(Ncut).AgreeEquivalenceAsync(proposed.Id);
    }

    [Theory, Engines]
    public async Task D43_credit_of_a_corrected_module_is_a_risk_and_both_values_are_readable(Engine engine)
    {
        await using var credit = await StartAsync(engine);
        var learner = await credit.LearnerAsync();
        await AgreeAsync(credit, ["N1"], ["A"]);
        var recorded = await PassAsync(credit, learner, "A");

        await credit.By(Bpc).CorrectPassedModuleAsync(recorded.Id, new()
        {
            Reason = "A typing error.",
            TakenAt = ShougangIt,
            Module = "A",
            Grade = "pass",
            PassedOn = Passed,
        });

        var entry = await credit.OnlyEntryAsync(learner);
        Assert.Equal((30, "no-equivalence"), (entry.Credits, entry.Risk?.Why));
        var versions = Assert.Single((await credit.By(Ncut).ListPassedModulesAsync(learner)).Items).Versions;
        Assert.Equal([("good", null), ("pass", "A typing error.")], versions.Select(version => (version.Grade, version.Reason)));
        Assert.Equal(0, (await credit.DecideAsync(learner, "module", recorded.Id, "take-back")).Credits);
    }

    [Theory, Engines]
    public async Task D12_a_module_is_recorded_once_and_again_after_its_withdrawal(Engine engine)
    {
        await using var credit = await StartAsync(engine);
        var learner = await credit.LearnerAsync();
        var recorded = await PassAsync(credit, learner, "A");
        await PassAsync(credit, learner, "A").ShouldBeProblemAsync("module-passed-twice", HttpStatusCode.Conflict);

        await credit.By(Bpc).WithdrawPassedModuleAsync(recorded.Id, new() { Reason = "Of another learner." });

        var twice = await credit.By(Bpc).WithdrawPassedModuleAsync(recorded.Id, new() { Reason = "Again." })
            .ShouldBeProblemAsync("passed-module-withdrawn", HttpStatusCode.Conflict);
        Assert.Equal("D43", twice.Rule);
        await PassAsync(credit, learner, "A");
    }

    private static async Task<CreditApp> StartAsync(Engine engine, params MappingLine[] lines)
    {
        var credit = await CreditApp.StartAsync(engine);
        await credit.AgreeAsync(300, null, lines.Length == 0 ? [Mapped] : lines);
        return credit;
    }

    private static async Task<(string, int, string)> WhyAsync(CreditApp credit, Guid learner)
    {
        var entry = await credit.OnlyEntryAsync(learner);
        return (entry.Why, entry.Credits, entry.Rule);
    }

    private static Task<PassedModule> PassAsync(
        CreditApp credit, Guid learner, string module, string grade = "good", DateOnly? passedOn = null) =>
        credit.By(Bpc).RecordPassedModuleAsync(
            learner, new() { TakenAt = Bpc, Module = module, Grade = grade, PassedOn = passedOn ?? Passed });

    private static Task<Equivalence> ProposeAsync(
        CreditApp credit, string[] earns, string[]? set = null, string value = "equivalent", Guid? replaces = null,
        string[][]? sets = null) =>
        credit.By(Bpc).ProposeEquivalenceAsync(new()
        {
            FromInstitution = Bpc,
            ToInstitution = Ncut,
            Value = value,
            Alternatives = [.. (sets ?? [set!]).Select(modules => new ModuleSet { Modules = modules })],
            Earns = earns,
            Replaces = replaces,
        });

    private static async Task<Equivalence> AgreeAsync(
        CreditApp credit, string[] earns, string[]? set = null, string value = "equivalent", Guid? replaces = null,
        string[][]? sets = null) =>
        await credit.By(Ncut).AgreeEquivalenceAsync((await ProposeAsync(credit, earns, set, value, replaces, sets)).Id);
}

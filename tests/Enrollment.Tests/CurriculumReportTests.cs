using Contracts.IndustryPartnership;
using CsCheck;
using Enrollment.Features.Programmes;
using static Enrollment.Tests.CurriculumSteps;
using static Enrollment.Tests.EnrollmentApp;
using static Enrollment.Tests.ProgrammeSteps;
using Testing;
using Xunit;
using ModuleTerms = Enrollment.Features.Modules.ModuleTerms;

namespace Enrollment.Tests;

/// <summary>Courses that are fragmented between the stages: what is taught twice, nowhere, or in the wrong order (S8).</summary>
public sealed class CurriculumReportTests
{
    [Theory, Engines]
    public async Task S8_a_course_taught_twice_and_an_outcome_taught_nowhere_are_both_listed(Engine engine)
    {
        await using var enrollment = await EnrollmentApp.StartAsync(engine);
        await enrollment.KnowUnitsAsync(2, DroneCollege);
        var mechatronics = await enrollment.DraftAsync(Table1.All[1]);
        var flying = await enrollment.DefineOutcomeAsync(Bpc, "UAV", "UAV operation");
        var radio = await enrollment.DefineOutcomeAsync(Ncut, "5G", "5G engineering");
        var practice = await enrollment.DefineAsync(Bpc, "UAV-P", Terms("UAV Operation", "practice", outcomes: [flying.Id]));
        var theory = await enrollment.DefineAsync(
            Ncut, "UAV-T", Terms("UAV Operation for Engineers", unit: DroneCollege, outcomes: [flying.Id]));
        var programme = await enrollment.By(Bpc).DraftProgrammeAsync(mechatronics.Id, new()
        {
            InForceFrom = Day,
            Outcomes = [flying.Id, radio.Id],
            Modules = [At(practice, 2), At(theory, 3), At(await enrollment.DefineAsync(Bpc, "UAV-L"), 3)],
        });

        var report = await enrollment.By(Ncut).GetCurriculumReportAsync(programme.Id);

        var twice = Assert.Single(report.TaughtTwice);
        Assert.Equal("UAV operation", twice.Outcome.Text);
        Assert.Equal(
            [(Bpc, "UAV Operation", 2), (Ncut, "UAV Operation for Engineers", 3)],
            twice.Modules.Select(module => (module.Institution, module.Name, module.Stage)));
        Assert.Equal(["5G engineering"], report.TaughtNowhere.Select(outcome => outcome.Text));
        Assert.Equal(["UAV operation"], report.Map.Select(taught => taught.Outcome.Text));
        Assert.Equal(["UAV-L"], report.OfAnotherOwner.Select(module => module.Code));
        Assert.Empty(report.Retired);
        Assert.Empty(report.OfClosedUnits);
    }

    [Theory, Engines]
    public async Task S8_equivalent_modules_in_both_stages_are_listed_once_the_institutions_agreed(Engine engine)
    {
        await using var enrollment = await EnrollmentApp.StartAsync(engine);
        var steps = await ProgrammeSteps.StartAsync(enrollment);
        var (first, second) = (await enrollment.DefineAsync(Bpc, "N-1"), await enrollment.DefineAsync(Bpc, "N-2"));
        await enrollment.DefineAsync(Bpc, "N-3");
        var draft = await steps.DraftAsync(steps.Terms(null, At(first, 1), At(second, 2), At(steps.Module, 3)));
        async Task<Guid> ProposeAsync(params string[] codes) => (await enrollment.By(Bpc).ProposeEquivalenceAsync(new()
        {
            FromInstitution = Bpc,
            ToInstitution = Ncut,
            Value = "equivalent",
            Alternatives = [new() { Modules = codes }],
            Earns = [steps.Module.Code],
        })).Id;
        var (both, more) = (await ProposeAsync("N-1", "N-2"), await ProposeAsync("N-1", "N-3"));
        Assert.Empty((await enrollment.By(Ncut).GetCurriculumReportAsync(draft.Id)).Equivalent);

        foreach (var proposed in new[] { both, more }) await enrollment.By(Ncut).AgreeEquivalenceAsync(proposed);

        var found = Assert.Single((await enrollment.By(Ncut).GetCurriculumReportAsync(draft.Id)).Equivalent);
        Assert.Equal(both, found.EquivalenceId);
        Assert.Equal([first.Id, second.Id], found.Modules.Select(module => module.Id));
        Assert.Equal([steps.Module.Id], found.StandFor.Select(module => module.Id));
    }

    [Theory, Engines]
    public async Task S8_a_module_before_the_one_that_it_needs_is_listed(Engine engine)
    {
        await using var enrollment = await EnrollmentApp.StartAsync(engine);
        var steps = await ProgrammeSteps.StartAsync(enrollment);
        var (outside, early) = (await enrollment.DefineAsync(Bpc, "B-1"), await enrollment.DefineAsync(
            Bpc, "B-2", Terms("Control Practice", prerequisites: [steps.Module.Id])));
        var late = await enrollment.DefineAsync(Ncut, "N-2", Terms("Control", prerequisites: [outside.Id, steps.Module.Id]));
        var draft = await steps.DraftAsync(steps.Terms(null, At(early, 2), At(steps.Module, 3, 1), At(late, 3, 2)));

        var report = await enrollment.By(Bpc).GetCurriculumReportAsync(draft.Id);

        var before = Assert.Single(report.BeforePrerequisite);
        Assert.Equal((early.Id, steps.Module.Id, 3), (before.Module.Id, before.PrerequisiteId, before.Prerequisite!.Stage));
        var without = Assert.Single(report.WithoutPrerequisite);
        Assert.Equal((late.Id, outside.Id, null), (without.Module.Id, without.PrerequisiteId, without.Prerequisite));
    }

    [Theory, Engines]
    public async Task D45_retired_modules_closed_units_and_corrections_of_a_programme_in_force_are_listed(Engine engine)
    {
        await using var enrollment = await EnrollmentApp.StartAsync(engine);
        await enrollment.KnowUnitsAsync(2, DroneCollege);
        var steps = await ProgrammeSteps.StartAsync(enrollment);
        var (retired, corrected) = (await enrollment.DefineAsync(Bpc, "B-1"), await enrollment.DefineAsync(Bpc, "B-2"));
        var ofUnit = await enrollment.DefineAsync(Ncut, "N-1", Terms(unit: DroneCollege));
        var published = await steps.PublishedAsync(
            steps.Terms(null, At(retired, 1), At(corrected, 1), At(ofUnit, 3), At(steps.Module, 3)));
        Task<VocationalPlatform.Client.Enrollment.CurriculumReport> ReadAsync() =>
            enrollment.By(ShougangIt).GetCurriculumReportAsync(published.Id);
        var before = await ReadAsync();
        Assert.Equal((0, 0, 0), (before.Retired.Count, before.OfClosedUnits.Count, before.Corrected.Count));

        await enrollment.RetireAsync(retired);
        await enrollment.CorrectAsync(corrected, Terms("Networks"));
        await enrollment.KnowUnitsAsync(3);

        var report = await ReadAsync();
        Assert.Equal(retired.Id, Assert.Single(report.Retired).Id);
        Assert.Equal(corrected.Id, Assert.Single(report.Corrected).Id);
        Assert.Equal(ofUnit.Id, Assert.Single(report.OfClosedUnits).Id);
    }

    [Theory, Engines]
    public async Task D45_the_units_of_a_closed_institution_are_closed(Engine engine)
    {
        await using var enrollment = await EnrollmentApp.StartAsync(engine);
        await enrollment.KnowUnitsAsync(2, DroneCollege);
        var steps = await ProgrammeSteps.StartAsync(enrollment);
        var ofUnit = await enrollment.DefineAsync(Ncut, "N-1", Terms(unit: DroneCollege));
        var published = await steps.PublishedAsync(steps.Terms(null, At(ofUnit, 3)));

        await enrollment.App.DeliverAsync(Facts.Of(Facts.Organisation(Ncut, OrganisationKind.University, "closed", version: 3) with
        {
            Units = [new UnitV1(DroneCollege, DroneCollege)],
        }));

        var report = await enrollment.By(Bpc).GetCurriculumReportAsync(published.Id);
        Assert.Equal(ofUnit.Id, Assert.Single(report.OfClosedUnits).Id);
    }

    private static readonly Guid[] Ids = [.. Enumerable.Range(1, 6).Select(number => new Guid(number, 0, 0, new byte[8]))];

    private static readonly Gen<int[]> Some = Gen.Int[0, 5].Array[0, 4].Select(numbers => numbers.Distinct().ToArray());

    // Modules 0 to 5, of which some stand in the programme; outcomes 0 to 5, of which some are aimed at.
    private static readonly Gen<(int[] Aimed, (int Module, int Stage, int? Term, int[] Needs, int[] Leads)[] Placed)> Programmes =
        Gen.Select(Some, Gen.Select(
            Gen.Int[0, 5], Gen.Int[1, 3], Gen.Int[0, 2].Select(term => term == 0 ? (int?)null : term), Some, Some).Array[0, 6]
            .Select(placed => placed.DistinctBy(place => place.Item1).ToArray()));

    [Fact]
    public void S8_what_the_report_lists_is_what_brute_force_finds() => Programmes.Sample(sample =>
    {
        var (aimed, placed) = sample;

        var report = CurriculumReport.Of(
            [.. aimed.Select(number => new AimedOutcome(Ids[number], 1, Bpc, $"{number}", $"{number}"))],
            [.. placed.Select(place => Placed(place.Module, place.Stage, place.Term, place.Needs, place.Leads))],
            new CatalogueNow(
                new HashSet<Guid>(), new Dictionary<Guid, int>(), new HashSet<(string, string)>(),
                Ids.Index().ToDictionary(id => id.Item, id => new NamedOutcome(id.Item, Bpc, $"{id.Index}", $"{id.Index}")), [], []));

        int Leading(int outcome) => placed.Count(place => place.Leads.Contains(outcome));
        ShouldBe(aimed.Where(outcome => Leading(outcome) == 0), report.TaughtNowhere.Select(outcome => outcome.Id));
        ShouldBe(aimed.Where(outcome => Leading(outcome) > 0), report.Map.Select(taught => taught.Outcome.Id));
        ShouldBe(Enumerable.Range(0, 6).Where(outcome => Leading(outcome) > 1), report.TaughtTwice.Select(taught => taught.Outcome.Id));
        var pairs = from later in placed
                    from needed in later.Needs
                    select (later, needed, place: placed.Where(place => place.Module == needed).ToArray());
        Assert.Equal(
            pairs.Where(pair => pair.place.Length == 0).Select(pair => (Ids[pair.later.Module], Ids[pair.needed])).Order(),
            report.WithoutPrerequisite.Select(found => (found.Module.Id, found.PrerequisiteId)).Order());
        Assert.Equal(
            pairs.Where(pair => pair.place.Any(place => !MayComeBefore(place.Stage, place.Term, pair.later.Stage, pair.later.Term)))
                .Select(pair => (Ids[pair.later.Module], Ids[pair.needed])).Order(),
            report.BeforePrerequisite.Select(found => (found.Module.Id, found.PrerequisiteId)).Order());
    });

    // By trying each term in which a module without a term may be taught.
    private static bool MayComeBefore(int stage, int? term, int laterStage, int? laterTerm) =>
        MayBeIn(term).Any(first => MayBeIn(laterTerm).Any(second => (stage * 100) + first < (laterStage * 100) + second));

    private static int[] MayBeIn(int? term) => term is { } named ? [named] : [0, 50];

    private static void ShouldBe(IEnumerable<int> expected, IEnumerable<Guid> found) =>
        Assert.Equal(expected.Select(number => Ids[number]).Order(), found.Order());

    private static PlacedModule Placed(int module, int stage, int? term, int[] needs, int[] leads) => new(
        Ids[module], 1, Bpc, $"M{module}",
        new ModuleTerms
        {
            Name = $"M{module}",
            Hours = 1,
            Credits = 1,
            Kind = "theory",
            Prerequisites = [.. needs.Select(number => Ids[number])],
            Outcomes = [.. leads.Select(number => Ids[number])],
        },
        stage, term);
}

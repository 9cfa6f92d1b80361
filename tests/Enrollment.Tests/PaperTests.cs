using System.Net;
using Contracts.IndustryPartnership;
using static Enrollment.Tests.EnrollmentApp;
using Testing;
using VocationalPlatform.Client.Enrollment;
using Xunit;

namespace Enrollment.Tests;

/// <summary>What the paper names, by its own names.</summary>
public sealed class PaperTests
{
    [Theory, Engines]
    public async Task S1_the_six_articulations_of_Table_1_are_active_and_no_others(Engine engine)
    {
        await using var enrollment = await EnrollmentApp.StartAsync(engine);
        var agreement = await enrollment.AgreeAsync();
        foreach (var pair in Table1.All) await enrollment.ActiveAsync(pair, agreement);

        var listed = (await enrollment.By(Bpc).ListArticulationsAsync(Bpc, Ncut, "active")).Items;

        Assert.Equal(Table1.All, listed.Select(item => new Pair(item.FromMajor, item.FromMajorName, item.ToMajor, item.ToMajorName)));
        foreach (var (index, pair) in Table1.All.Index()) await enrollment.EnrolAsync(pair, $"S{index}");
    }

    [Theory, Engines]
    public async Task S1_ECommerce_to_Accounting_is_refused_and_accepted_after_the_stated_change(Engine engine)
    {
        await using var enrollment = await EnrollmentApp.StartAsync(engine);
        var agreement = await enrollment.AgreeAsync();
        foreach (var pair in Table1.All) await enrollment.ActiveAsync(pair, agreement);

        var problem = await enrollment.EnrolAsync(Table1.ECommerce, toMajor: Table1.BigDataAccounting.ToMajor)
            .ShouldBeProblemAsync("no-active-articulation", HttpStatusCode.UnprocessableEntity);

        Assert.Equal("D6b", problem.Rule);
        Assert.Equal(("530701", "120203K"), (problem.Fact("fromMajor").GetString(), problem.Fact("toMajor").GetString()));
        Assert.Equal("Business Administration", Assert.Single(problem.Fact("articulations").EnumerateArray()).Text("toMajorName"));
        Assert.Equal(["toMajor"], problem.Change!.Value.EnumerateObject().Select(member => member.Name));
        var enrolled = await enrollment.EnrolAsync(Table1.ECommerce, toMajor: problem.Change("toMajor").GetString());
        Assert.Equal("120201K", enrolled.ToMajor);
    }

    [Theory, Engines]
    public async Task S2_of_2_3_2_BPC_teaches_years_1_to_5_and_NCUT_6_and_7(Engine engine)
    {
        await using var enrollment = await EnrollmentApp.StartAsync(engine);
        Assert.Equal(7, (await enrollment.By(Bpc).GetPathwayAsync("2+3+2")).Years);

        var articulation = await enrollment.By(Bpc).GetArticulationAsync((await enrollment.DraftAsync(Table1.ECommerce)).Id);

        Assert.Equal([(Bpc, 1, 2), (Bpc, 3, 5), (Ncut, 6, 7)], Stages(articulation));
    }

    [Theory, Engines]
    public async Task S3_3_2_and_3_4_are_the_same_engine_with_other_data(Engine engine)
    {
        await using var enrollment = await EnrollmentApp.StartAsync(engine);
        Assert.Equal(5, (await enrollment.By(Bpc).GetPathwayAsync("3+2")).Years);
        Assert.Equal(7, (await enrollment.By(Bpc).GetPathwayAsync("3+4")).Years);

        var shorter = await enrollment.DraftAsync(Table1.ECommerce, pathway: "3+2");
        var longer = await enrollment.DraftAsync(Table1.BigDataAccounting, pathway: "3+4");

        Assert.Equal([(Bpc, 1, 3), (Ncut, 4, 5)], Stages(shorter));
        Assert.Equal([(Bpc, 1, 3), (Ncut, 4, 7)], Stages(longer));
        var agreement = await enrollment.AgreeAsync();
        await enrollment.ActivateAsync(shorter.Id, agreement.Id);
        await enrollment.EnrolAsync(Table1.ECommerce);
    }

    [Theory, Engines]
    public async Task S18_the_strategic_agreement_of_three_carries_an_articulation_of_any_two_of_them(Engine engine)
    {
        await using var enrollment = await EnrollmentApp.StartAsync(engine);
        var agreement = await enrollment.AgreeAsync(
            Facts.Agreement(Ncut, Bpc, ShougangIt) with { Kind = AgreementKind.StrategicCooperation });

        Assert.Equal("active", (await enrollment.ActiveAsync(Table1.ECommerce, agreement)).State);
        Assert.Equal("active", (await enrollment.ActiveAsync(Table1.ECommerce, agreement, to: ShougangIt)).State);
    }

    private static IEnumerable<(string, int, int)> Stages(Articulation articulation) =>
        articulation.Stages.Select(stage => (stage.Institution, stage.FirstYear, stage.LastYear));
}

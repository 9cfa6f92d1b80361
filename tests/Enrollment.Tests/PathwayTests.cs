using System.Net;
using Contracts;
using Contracts.IndustryPartnership;
using static Enrollment.Tests.EnrollmentApp;
using Testing;
using VocationalPlatform.Client.Enrollment;
using Xunit;

namespace Enrollment.Tests;

public sealed class PathwayTests
{
    private static readonly object FourPlusTwo =
        new { code = "4+2", stages = new[] { Stage("Higher vocational", 4, "from"), Stage("Undergraduate", 2, "to") } };

    [Theory, Engines]
    public async Task D1_the_presets_are_there_and_public_to_any_token(Engine engine)
    {
        await using var enrollment = await EnrollmentApp.StartAsync(engine, withOrganisations: false);
        var anybody = enrollment.App.As(Dji, Roles.Mentor);

        var pathways = (await enrollment.GetAsync(anybody, "/pathways").AsAsync<PageOfPathway>()).Items;

        Assert.Equal(["2+3+2", "3+2", "3+4"], pathways.Select(pathway => pathway.Code));
        Assert.Equal([7, 5, 7], pathways.Select(pathway => pathway.Years));
        using var one = await enrollment.GetAsync(anybody, "/pathways/2+3+2");
        Assert.StartsWith("\"1-", one.Headers.ETag?.Tag, StringComparison.Ordinal);
        Assert.Equal([2, 3, 2], (await one.AsAsync<Pathway>()).Stages.Select(stage => stage.Years));
        await enrollment.GetAsync(anybody, "/pathways/9+9").ShouldBeProblemAsync("not-found", HttpStatusCode.NotFound);
    }

    [Theory, Engines]
    public async Task D1_a_registrar_or_an_authority_adds_a_pathway_that_articulations_can_follow(Engine engine)
    {
        await using var enrollment = await EnrollmentApp.StartAsync(engine);

        using var reply = await enrollment.App.As("bjedu", Roles.Authority).PostAsync($"{Api}/pathways", FourPlusTwo);

        var defined = await reply.AsAsync<Pathway>(HttpStatusCode.Created);
        Assert.Equal($"{Api}/pathways/4+2", reply.Headers.Location?.ToString());
        Assert.Equal(6, defined.Years);
        Assert.Equal(defined.AsJson(), (await enrollment.By(Bpc).GetPathwayAsync("4+2")).AsJson());
        Assert.Equal("4+2", (await enrollment.DraftAsync(Table1.ECommerce, pathway: "4+2")).Pathway);
    }

    [Theory, Engines]
    public async Task D1_a_code_is_taken_once_and_also_a_presets(Engine engine)
    {
        await using var enrollment = await EnrollmentApp.StartAsync(engine, withOrganisations: false);
        await enrollment.Registrar(Bpc).PostAsync($"{Api}/pathways", FourPlusTwo).BodyAsync(HttpStatusCode.Created);

        var problem = await enrollment.Registrar(Ncut).PostAsync($"{Api}/pathways", FourPlusTwo)
            .ShouldBeProblemAsync("pathway-code-taken", HttpStatusCode.Conflict);
        Assert.Equal("4+2", problem.Fact("code").GetString());
        var preset = new { code = "3+2", stages = new[] { Stage("Any", 1, "from"), Stage("Any", 1, "to") } };
        await enrollment.Registrar(Ncut).PostAsync($"{Api}/pathways", preset)
            .ShouldBeProblemAsync("pathway-code-taken", HttpStatusCode.Conflict);
        Assert.Equal(5, (await enrollment.By(Bpc).GetPathwayAsync("3+2")).Years);
    }

    [Theory, Engines]
    public async Task D1_a_pathway_has_1_to_6_stages_of_1_to_8_years(Engine engine)
    {
        await using var enrollment = await EnrollmentApp.StartAsync(engine, withOrganisations: false);
        var stage = Stage("Stage", 1, "from");
        object[] invalid =
        [
            new { code = "x", stages = Array.Empty<object>() },
            new { code = "x", stages = Enumerable.Repeat(stage, 7) },
            new { code = "x", stages = new[] { Stage("Stage", 0, "from") } },
            new { code = "x", stages = new[] { Stage("Stage", 9, "from") } },
            new { code = "x", stages = new[] { Stage("Stage", 1, "Both") } },
            new { code = "x", stages = new[] { Stage("", 1, "from") } },
            new { code = "x", stages = new[] { Stage(new string('n', 101), 1, "from") } },
            new { code = "", stages = new[] { stage } },
            new { code = "a/b", stages = new[] { stage } },
            new { code = new string('1', 41), stages = new[] { stage } },
        ];

        foreach (var request in invalid)
        {
            await enrollment.Registrar(Bpc).PostAsync($"{Api}/pathways", request)
                .ShouldBeProblemAsync("validation", HttpStatusCode.BadRequest);
        }
        foreach (var missing in new object?[] { null, new { name = "Stage", taughtBy = "from" } })
        {
            await enrollment.Registrar(Bpc).PostAsync($"{Api}/pathways", new { code = "x", stages = new[] { missing } })
                .ShouldBeProblemAsync("malformed-request", HttpStatusCode.BadRequest);
        }
        await enrollment.Registrar(Bpc)
            .PostAsync($"{Api}/pathways", new
            {
                code = "x",
                stages = Enumerable.Repeat(Stage(new string('n', 100), 8, "from"), 5).Append(Stage("n", 8, "to")),
            })
            .BodyAsync(HttpStatusCode.Created);
    }

    [Theory, Engines]
    public async Task D1_only_registrars_and_authorities_define_pathways(Engine engine)
    {
        await using var enrollment = await EnrollmentApp.StartAsync(engine, withOrganisations: false);

        foreach (var role in new[] { Roles.Ops, Roles.Learner, Roles.Coordinator, Roles.Signatory })
        {
            await enrollment.App.As(Bpc, role).PostAsync($"{Api}/pathways", FourPlusTwo)
                .ShouldBeProblemAsync("forbidden", HttpStatusCode.Forbidden);
        }
    }

    [Theory, Engines]
    public async Task D45_a_closed_organisation_defines_no_pathway(Engine engine)
    {
        await using var enrollment = await EnrollmentApp.StartAsync(engine);
        await enrollment.KnowAsync(Bpc, OrganisationKind.VocationalCollege, "closed", 2);

        var problem = await enrollment.Registrar(Bpc).PostAsync($"{Api}/pathways", FourPlusTwo)
            .ShouldBeProblemAsync("organisation-closed", HttpStatusCode.UnprocessableEntity);

        Assert.Equal(("D45", Bpc), (problem.Rule(), problem.Fact("organisation").GetString()));
        await enrollment.Registrar(Ncut).PostAsync($"{Api}/pathways", FourPlusTwo).BodyAsync(HttpStatusCode.Created);
    }

    private static object Stage(string name, int years, string taughtBy) => new { name, years, taughtBy };
}

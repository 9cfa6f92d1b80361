using System.Net;
using static Enrollment.Tests.CreditApp;
using static Enrollment.Tests.EnrollmentApp;
using Testing;
using VocationalPlatform.Client.Enrollment;
using Xunit;

namespace Enrollment.Tests;

/// <summary>Mappings and equivalences name modules of the catalogue of the institution that owns them (S14, D45).</summary>
public sealed class NamedModuleTests
{
    [Theory, Engines]
    public async Task S14_mapping_of_an_unknown_module_is_refused_by_its_code(Engine engine)
    {
        await using var credit = await CreditApp.StartAsync(engine);
        await credit.Enrollment.DefineAsync(ShougangIt, "drones");
        var line = Internship() with { Module = "drones" };

        var problem = await credit.ProposeAsync(100, lines: line)
            .ShouldBeProblemAsync("no-such-module", HttpStatusCode.UnprocessableEntity);

        Assert.Equal(("S14", "drones"), (problem.Rule, problem.Fact("unknown").GetString()));
        await credit.Enrollment.DefineAsync(Ncut, problem.Change("code").GetString()!);
        await credit.ProposeAsync(100, lines: line);
    }

    [Theory, Engines]
    public async Task D45_mapping_of_a_retired_module_is_refused_until_it_is_reinstated(Engine engine)
    {
        await using var credit = await CreditApp.StartAsync(engine);
        var drones = await credit.Enrollment.DefineAsync(Bpc, "drones");
        var line = Internship() with { Module = "drones" };
        var proposed = await credit.ProposeAsync(100, lines: line);
        await credit.Enrollment.RetireAsync(drones);

        var agreed = await credit.By(Ncut).AgreeCreditMappingAsync(proposed.Id)
            .ShouldBeProblemAsync("module-retired", HttpStatusCode.UnprocessableEntity);
        var again = await credit.ProposeAsync(100, lines: line)
            .ShouldBeProblemAsync("module-retired", HttpStatusCode.UnprocessableEntity);

        Assert.Equal(("D45", "drones"), (agreed.Rule, again.Fact("retired").GetString()));
        var change = again.Change("reinstate").GetString()!;
        await credit.Enrollment.Registrar(Bpc).PostAsync(change, new { reason = "Taught on." }).BodyAsync();
        await credit.By(Ncut).AgreeCreditMappingAsync(proposed.Id);
    }

    [Theory, Engines]
    public async Task S14_each_side_of_an_equivalence_names_its_own_modules(Engine engine)
    {
        await using var credit = await CreditApp.StartAsync(engine);
        ProposeEquivalenceRequest Of(string from, string to) => new()
        {
            FromInstitution = Bpc,
            ToInstitution = Ncut,
            Value = "equivalent",
            Alternatives = [new() { Modules = [from] }],
            Earns = [to],
        };

        var theirs = await credit.By(Bpc).ProposeEquivalenceAsync(Of("N1", "N1"))
            .ShouldBeProblemAsync("no-such-module", HttpStatusCode.UnprocessableEntity);
        var ours = await credit.By(Bpc).ProposeEquivalenceAsync(Of("A", "A"))
            .ShouldBeProblemAsync("no-such-module", HttpStatusCode.UnprocessableEntity);

        Assert.Equal(("N1", Bpc), (theirs.Fact("unknown").GetString(), theirs.Fact("institutions")[0].GetString()));
        Assert.Equal(("A", Ncut), (ours.Fact("unknown").GetString(), ours.Fact("institutions")[0].GetString()));
        await credit.Enrollment.DefineAsync(Bpc, theirs.Change("code").GetString()!);
        await credit.By(Bpc).ProposeEquivalenceAsync(Of("N1", "N1"));
    }

    [Theory, Engines]
    public async Task D45_equivalence_of_a_module_that_was_retired_since_is_not_agreed(Engine engine)
    {
        await using var credit = await CreditApp.StartAsync(engine);
        var drones = await credit.Enrollment.DefineAsync(Bpc, "drones");
        var proposed = await credit.By(Ncut).ProposeEquivalenceAsync(new()
        {
            FromInstitution = Bpc,
            ToInstitution = Ncut,
            Value = "equivalent",
            Alternatives = [new() { Modules = ["drones"] }],
            Earns = ["N1"],
        });
        await credit.Enrollment.RetireAsync(drones);

        var problem = await credit.By(Bpc).AgreeEquivalenceAsync(proposed.Id)
            .ShouldBeProblemAsync("module-retired", HttpStatusCode.UnprocessableEntity);

        await credit.Enrollment.Registrar(Bpc)
            .PostAsync(problem.Change("reinstate").GetString()!, new { reason = "Taught on." }).BodyAsync();
        Assert.Equal("agreed", (await credit.By(Bpc).AgreeEquivalenceAsync(proposed.Id)).State);
    }
}

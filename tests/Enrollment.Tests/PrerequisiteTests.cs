using System.Net;
using CsCheck;
using Enrollment.Features.Modules;
using Enrollment.Rules;
using static Enrollment.Tests.EnrollmentApp;
using Testing;
using Xunit;
using Module = VocationalPlatform.Client.Enrollment.Module;

namespace Enrollment.Tests;

/// <summary>The prerequisite graph has no cycle (D13).</summary>
public sealed class PrerequisiteTests
{
    [Theory, Engines]
    public async Task D13_a_cycle_through_two_institutions_is_refused_by_name_and_passes_after_the_stated_change(Engine engine)
    {
        await using var enrollment = await EnrollmentApp.StartAsync(engine);
        var (first, second, third, other) = (
            await enrollment.DefineAsync(Bpc, "M1"), await enrollment.DefineAsync(Ncut, "M2"), await enrollment.DefineAsync(Bpc, "M3"),
            await enrollment.DefineAsync(Bpc, "M4"));
        await enrollment.RequireAsync(second, first.Id);
        await enrollment.RequireAsync(third, second.Id, other.Id);

        var problem = await enrollment.RequireAsync(first, third.Id, other.Id)
            .ShouldBeProblemAsync("prerequisite-cycle", HttpStatusCode.UnprocessableEntity);

        Assert.Equal("D13", problem.Rule);
        Assert.Equal(["bpc/M1", "bpc/M3", "ncut/M2", "bpc/M1"], problem.Fact("cycle").EnumerateArray().Select(name => name.GetString()));
        var change = problem.Change("prerequisites").EnumerateArray().Select(id => id.GetGuid()).ToArray();
        Assert.Equal(change, (await enrollment.RequireAsync(first, change)).Terms.Prerequisites);
    }

    [Theory, Engines]
    public async Task D13_a_module_does_not_need_itself(Engine engine)
    {
        await using var enrollment = await EnrollmentApp.StartAsync(engine);
        var module = await enrollment.DefineAsync(Bpc, "M1");

        var problem = await enrollment.RequireAsync(module, module.Id)
            .ShouldBeProblemAsync("prerequisite-cycle", HttpStatusCode.UnprocessableEntity);

        Assert.Equal(["bpc/M1", "bpc/M1"], problem.Fact("cycle").EnumerateArray().Select(name => name.GetString()));
        Assert.Equal(0, problem.Change("prerequisites").GetArrayLength());
    }

    [Theory, Engines]
    public async Task D13_corrections_at_once_close_no_cycle_together(Engine engine)
    {
        await using var enrollment = await EnrollmentApp.StartAsync(engine);
        for (var round = 0; round < 4; round++)
        {
            var ring = new List<Module>();
            for (var place = 0; place < 6; place++) ring.Add(await enrollment.DefineAsync(Bpc, $"R{round}-{place}"));

            var replies = await Task.WhenAll(ring.Select((module, place) =>
                enrollment.RequireAsync(module, ring[(place + 1) % ring.Count].Id).OutcomeAsync()));

            Assert.Equal(5, replies.Count(reply => reply.Passed));
            await replies.Single(reply => !reply.Passed).ShouldBeProblemAsync("prerequisite-cycle", HttpStatusCode.UnprocessableEntity);
        }
    }

    [Fact]
    public void D13_the_rule_refuses_exactly_where_brute_force_finds_a_cycle() =>
        Gen.Int[2, 7].SelectMany(size => Gen.Select(
            Gen.Const(size), Gen.Int[0, size - 1].Array[0, 4],
            Gen.Select(Gen.Int[0, size - 1], Gen.Int[0, size - 1]).Array[0, 12])).Sample(sample =>
        {
            var (size, asked, pairs) = sample;
            // What there is already has no cycle: an edge leads from a later module to an earlier one, and none from the first.
            var edges = pairs.Select(pair => (From: Math.Max(pair.Item1, pair.Item2), To: Math.Min(pair.Item1, pair.Item2)))
                .Where(edge => edge.From != edge.To).Distinct().ToList();
            var module = asked.Length > 0 ? asked[0] : 0;
            var prerequisites = asked.Skip(1).Distinct().ToList();
            var ids = Enumerable.Range(0, size).Select(_ => Guid.NewGuid()).ToList();
            var graph = new PrerequisiteGraph(
                edges.ToLookup(edge => ids[edge.From], edge => ids[edge.To]),
                ids.Index().ToDictionary(id => id.Item, id => $"{id.Index}"));

            var verdict = PrerequisiteCycle.Judge(graph, ids[module], [.. prerequisites.Select(place => ids[place])]);

            var after = edges.Where(edge => edge.From != module).Concat(prerequisites.Select(to => (From: module, To: to))).ToList();
            Assert.Equal(!HasCycle(size, after), verdict.Passes);
            if (verdict.Passes) return;
            var cycle = ((IEnumerable<string>)verdict.Facts!.GetType().GetProperty("cycle")!.GetValue(verdict.Facts)!)
                .Select(name => int.Parse(name, System.Globalization.CultureInfo.InvariantCulture)).ToList();
            Assert.Equal((module, module), (cycle[0], cycle[^1]));
            Assert.All(cycle.Zip(cycle.Skip(1)), step => Assert.Contains((step.First, step.Second), after));
        });

    // The transitive closure, by trying every module as a step between every two.
    private static bool HasCycle(int size, IEnumerable<(int From, int To)> edges)
    {
        var reaches = new bool[size, size];
        foreach (var (from, to) in edges) reaches[from, to] = true;
        foreach (var by in Enumerable.Range(0, size))
        {
            foreach (var from in Enumerable.Range(0, size))
            {
                foreach (var to in Enumerable.Range(0, size)) reaches[from, to] |= reaches[from, by] && reaches[by, to];
            }
        }
        return Enumerable.Range(0, size).Any(place => reaches[place, place]);
    }
}

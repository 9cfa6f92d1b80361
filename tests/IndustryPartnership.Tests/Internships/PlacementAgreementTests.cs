using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Contracts;
using IndustryPartnership.Internships.Law;
using IndustryPartnership.Internships.Placements;
using static IndustryPartnership.Tests.ChangeSteps;
using static IndustryPartnership.Tests.PartnershipApp;
using Testing;
using Xunit;

namespace IndustryPartnership.Tests;

/// <summary>
/// What a placement's agreement says, by which template, who signs it on paper, and that a move has one of its own (D31).
/// </summary>
public sealed class PlacementAgreementTests
{
    private static readonly string Scan = new('5', 64);

    /// <summary>Terms that the text has in a place of its own, or that only say who may apply.</summary>
    private static readonly string[] NotOfTheWork = ["coSignatories", "majors", "minimumAge", "minimumHours"];

    [Fact]
    public void D31_text_has_each_term_of_a_slot() => Assert.Equal(
        typeof(SlotTerms).GetProperties().Select(member => JsonNamingPolicy.CamelCase.ConvertName(member.Name)).Order(StringComparer.Ordinal),
        TripartiteText.OfTheWork.Except(["otherInsurances", "institutionAttestation"]).Concat(NotOfTheWork).Order(StringComparer.Ordinal));

    [Theory, Engines]
    public async Task D31_text_has_the_terms_of_slot_and_template_and_keeps_its_template_version(Engine engine)
    {
        await using var partnership = await StartAsync(engine);
        var slot = await partnership.OpenSlotAsync(SlotRequest(capacity: 2));
        var first = await partnership.AcceptedAsync(slot, await partnership.EnrolledLearnerAsync());
        var changed = Clauses();
        changed["accident"] = "The insurance pays, the enterprise the rest.";
        Assert.Equal(2, (await partnership.KeepTemplateAsync(Bpc, changed)).Version());

        var second = await TextAsync(await partnership.AcceptedAsync(slot, await partnership.EnrolledLearnerAsync()));

        Assert.Equal((1, "The insurance pays first, the enterprise what it does not."), await TextAsync(first) is var text
            ? (text["templateVersion"]!.GetValue<int>(), text["clauses"]!["accident"]!.GetValue<string>()) : default);
        Assert.Equal((2, "The insurance pays, the enterprise the rest."),
            (second["templateVersion"]!.GetValue<int>(), second["clauses"]!["accident"]!.GetValue<string>()));
        Assert.Equal(
            ("Shenzhen", 8m, 40m, 2800m, true, "P-1", false),
            (second["work"]!["place"]!.GetValue<string>(), second["work"]!["hoursPerDay"]!.GetValue<decimal>(),
                second["work"]!["hoursPerWeek"]!.GetValue<decimal>(),
                second["work"]!["pay"]!["monthly"]!.GetValue<decimal>(), second["work"]!["pay"]!["paidMonthly"]!.GetValue<bool>(),
                second["work"]!["insurance"]!["policyNumber"]!.GetValue<string>(), second["work"]!["nightShift"]!.GetValue<bool>()));
        Assert.DoesNotContain("Wang", second.ToJsonString(), StringComparison.Ordinal);
        var versions = (await partnership.Signatory(Bpc).GetAsync($"{Api}/agreement-templates").BodyAsync()).GetProperty("items")
            .EnumerateArray();
        Assert.Equal([1, 2], versions.Select(version => version.Version()));
        Assert.Single((await partnership.Signatory(Ncut).GetAsync($"{Api}/agreement-templates").BodyAsync()).GetProperty("items")
            .EnumerateArray());

        async Task<JsonNode> TextAsync(JsonElement placement) =>
            JsonNode.Parse((await partnership.Coordinator(Bpc).GetAsync($"{Api}/placements/{placement.Id()}/agreement").BodyAsync())
                .Text("text"))!;
    }

    [Theory, Engines]
    public async Task D31_template_without_a_required_clause_stops_application_and_acceptance(Engine engine)
    {
        await using var partnership = await StartAsync(engine);
        var slot = await partnership.OpenSlotAsync(SlotRequest(capacity: 2));
        var offered = await partnership.OfferedAsync(slot, await partnership.EnrolledLearnerAsync());
        var without = Clauses();
        without.Remove("payment");
        await partnership.KeepTemplateAsync(Bpc, without);

        await partnership.AcceptAsync(offered).ShouldBeProblemAsync("clauses-missing", HttpStatusCode.UnprocessableEntity);
        var learner = await partnership.EnrolledLearnerAsync();
        var problem = await partnership.ApplyAsync(slot, learner)
            .ShouldBeProblemAsync("clauses-missing", HttpStatusCode.UnprocessableEntity);

        Assert.Equal(("D31", Bpc, 2), (problem.Rule(), problem.Change("by").GetString(), problem.Facts("templateVersion").GetInt32()));
        foreach (var clause in problem.Change("clauses").EnumerateArray()) without[clause.GetString()!] = "As the law has it.";
        await partnership.Coordinator(problem.Change("by").GetString()!)
            .PostAsync(problem.Change("keep").GetString()!, new { clauses = without }).BodyAsync(HttpStatusCode.Created);
        await partnership.ApplyAsync(slot, learner).BodyAsync(HttpStatusCode.Created);
        await partnership.AcceptAsync(offered).BodyAsync(HttpStatusCode.Created);
    }

    [Theory, Engines]
    public async Task D31_template_belongs_to_an_institution_and_is_not_empty(Engine engine)
    {
        await using var partnership = await StartAsync(engine);

        var problem = await partnership.Signatory(Dji).PostAsync($"{Api}/agreement-templates", new { clauses = Clauses() })
            .ShouldBeProblemAsync("no-learners-here", HttpStatusCode.UnprocessableEntity);
        Assert.Equal("D31", problem.Rule());
        foreach (var clauses in new object[] { new { }, new { accident = "  " }, new { accident = "" },
            new { accident = new string('x', 4001) } })
        {
            await partnership.Coordinator(Bpc).PostAsync($"{Api}/agreement-templates", new { clauses })
                .ShouldBeProblemAsync("validation", HttpStatusCode.BadRequest);
        }
    }

    [Theory, Engines]
    public async Task D31_concurrent_template_versions_get_successive_numbers(Engine engine)
    {
        await using var partnership = await StartAsync(engine);

        var kept = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => partnership.KeepTemplateAsync(Bpc)));

        Assert.Equal([2, 3, 4, 5], kept.Select(template => template.Version()).Order());
    }

    [Theory, Engines]
    public async Task D31_slot_opens_only_if_it_states_its_place(Engine engine)
    {
        await using var partnership = await StartAsync(engine);
        await partnership.ReadyEnterpriseAsync();
        var nowhere = SlotRequest().With(new { place = (string?)null });

        var judged = await partnership.Manager(Dji).PostAsync($"{Api}/slots/verdicts", nowhere).BodyAsync();

        var refused = Assert.Single(judged.GetProperty("verdicts").EnumerateArray(), verdict => verdict.Text("outcome") == "refused");
        Assert.Equal(("D31", "terms.place"),
            (refused.Text("rule"), Assert.Single(refused.GetProperty("change").GetProperty("missing").EnumerateArray()).GetString()));
        Assert.True((await partnership.Manager(Dji).PostAsync($"{Api}/slots/verdicts", nowhere.With(new { place = "Shenzhen" }))
            .BodyAsync()).GetProperty("opens").GetBoolean());
    }

    [Theory, Engines]
    public async Task D31_each_party_may_sign_on_paper(Engine engine)
    {
        await using var partnership = await StartAsync(engine);
        var slot = await partnership.OpenSlotAsync(SlotRequest().With(new { coSignatories = new[] { Ncut } }));
        var placement = await partnership.AcceptedAsync(slot, await partnership.EnrolledLearnerAsync());
        await partnership.ConsentAsync(placement, Day.AddDays(-3)).BodyAsync();
        var path = $"{Api}/placements/{placement.Id()}/signatures";

        foreach (var half in new object[] { new { signatory = "Li Hua" }, new { scanHash = Scan, signedOn = Day },
            new { signatory = "Li Hua", scanHash = Scan }, new { signatory = " ", scanHash = Scan, signedOn = Day } })
        {
            var request = JsonSerializer.SerializeToNode(half)!.AsObject();
            request["textHash"] = placement.Text("textHash");
            await partnership.Signatory(Dji).PostAsync(path, request).ShouldBeProblemAsync("validation", HttpStatusCode.BadRequest);
        }
        var paper = new { textHash = placement.Text("textHash"), signedOn = Day.AddDays(-2), signatory = "Li Hua", scanHash = Scan };
        foreach (var client in new[] { partnership.Signatory(Bpc), partnership.Signatory(Dji), partnership.Signatory(Ncut), partnership
            .AsLearner(placement.GetProperty("learnerId").GetGuid()) })
        {
            await client.PostAsync(path, paper).BodyAsync();
        }

        var ready = await partnership.ReadPlacementAsync(placement);
        Assert.Equal("ready", ready.Text("state"));
        Assert.Equal(4, ready.GetProperty("signatures").GetArrayLength());
        Assert.All(ready.GetProperty("signatures").EnumerateArray(), signature => Assert
            .Equal((Day.AddDays(-2), "Li Hua", Scan), (signature.Day("on"), signature.Text("signatory"), signature.Text("scanHash"))));
    }

    [Theory, Engines]
    public async Task D31_a_move_to_another_enterprise_waits_for_its_signature_and_leaves_a_receipt(Engine engine)
    {
        await using var partnership = await StartAsync(engine);
        var from = await partnership.OpenSlotAsync();
        await partnership.WithHuaceAsync();
        var to = await partnership.OpenSlotOfAsync(Huace, SlotRequest().With(new { coSignatories = new[] { Ncut }, place = "Shanghai" }));
        var placement = await partnership.UnderWayAsync(from);

        var noDay = await partnership.ProposeAsync(placement, new { reason = "Nearer.", slotId = to.Id(), effectiveOn = Day })
            .ShouldBeProblemAsync("not-signed-in-time", HttpStatusCode.UnprocessableEntity);
        var change = await partnership.ProposedAsync(placement, to, noDay.DayOfChange("effectiveOn"));
        Assert.Equal([Ncut, Huace, Bpc, "learner"], AwaitingSignatures(change));
        var unasked = await partnership.SignMoveAsync(change, Huace)
            .ShouldBeProblemAsync("consent-missing", HttpStatusCode.UnprocessableEntity);
        Assert.Equal(["learner", "guardian"], unasked.Facts("missing").EnumerateArray().Select(who => who.GetString()));
        foreach (var party in Awaiting(change)) await partnership.AcceptAsync(change, party).BodyAsync();
        Assert.Equal("proposed", (await partnership.ReadChangeAsync(change)).Text("state"));

        // Neither after the first day there, nor to come, nor another text, nor the enterprise that is left.
        foreach (var day in new[] { Day.AddDays(1), Day.AddDays(-1) })
        {
            var refused = await partnership.SignMoveAsync(change, Huace, day)
                .ShouldBeProblemAsync("not-signed-in-time", HttpStatusCode.UnprocessableEntity);
            Assert.Equal(("D31", Day), (refused.Rule(), refused.DayOfChange("signedOn")));
        }
        await partnership.SignMoveAsync(change, Dji).ShouldBeProblemAsync("not-your-signature", HttpStatusCode.Forbidden);
        await partnership.Signatory(Huace).PostAsync($"{PathOf(change)}/signatures", new { textHash = change.Text("textHash") })
            .ShouldBeProblemAsync("another-text", HttpStatusCode.Conflict);
        Assert.Equal(JsonValueKind.Null, (await partnership.Manager(Dji).GetAsync(PathOf(change)).BodyAsync())
            .GetProperty("agreementText").ValueKind);
        await partnership.SignMoveAsync(change, Huace, Day, "Li Hua", Scan).BodyAsync();
        await partnership.SignMoveAsync(change, Huace).ShouldBeProblemAsync("already-signed", HttpStatusCode.Conflict);
        foreach (var party in new[] { Bpc, "learner" })
        {
            Assert.Equal("proposed", (await partnership.SignMoveAsync(change, party).BodyAsync()).Text("state"));
        }
        await partnership.App.As(Ncut, Roles.Coordinator).PostAsync($"{PathOf(change)}/refusal", new { reason = "No." })
            .ShouldBeProblemAsync("not-your-placement", HttpStatusCode.Forbidden);
        Assert.Equal("agreed", (await partnership.SignMoveAsync(change, Ncut).BodyAsync()).Text("state"));
        await partnership.App.LiveUntilAsync(Day.AddDays(1));

        var moved = await partnership.ReadChangeAsync(change);
        var text = JsonNode.Parse(moved.Text("agreementText"))!;
        Assert.Equal(("in-force", Huace, "Shanghai", "2026-03-02"),
            (moved.Text("state"), text["enterprise"]!.GetValue<string>(), text["work"]!["place"]!.GetValue<string>(), text["startsOn"]!
            .GetValue<string>()));
        Assert.Equal(("Li Hua", Scan), moved.GetProperty("signatures").EnumerateArray()
            .Single(signature => signature.Text("by") == Huace) is var signed ? (signed.Text("signatory"), signed.Text("scanHash"))
            : default);
        var issued = Assert.Single(
            (await partnership.Manager(Huace).GetAsync($"{Api}/receipts?subjectId={placement.Id()}").BodyAsync()).GetProperty("items")
            .EnumerateArray());
        var document = (await partnership.Coordinator(Bpc).GetAsync($"{Api}/receipts/{issued.Id()}").BodyAsync()).GetProperty("document");
        var inputs = document.GetProperty("inputs");
        Assert.Equal(
            ("placement-moved", moved.Text("agreementHash"), moved.Text("textHash")),
            (document.Text("kind"), inputs.Text("textHash"), inputs.Text("changeHash")));
        Assert.Equal((from.Id(), to.Id()), (inputs.GetProperty("fromSlotId").GetGuid(), inputs.GetProperty("slotId").GetGuid()));
        var verdicts = document.GetProperty("verdicts").EnumerateArray().ToList();
        Assert.All(verdicts, verdict => Assert.Equal("passed", verdict.Text("outcome")));
        Assert.Equal(["informed-consent", "tripartite-agreement"], verdicts.TakeLast(2).Select(verdict => verdict.Text("name")));
        Assert.Contains(verdicts, verdict => verdict.Text("name") == "protected-youth");
    }

    [Theory, Engines]
    public async Task D31_move_unsigned_by_its_first_day_can_no_longer_be_signed(Engine engine)
    {
        await using var partnership = await StartAsync(engine);
        var from = await partnership.OpenSlotAsync();
        await partnership.WithHuaceAsync();
        var placement = await partnership.UnderWayAsync(from);
        var change = await partnership.ProposedAsync(placement, await partnership.OpenSlotOfAsync(Huace), Day.AddDays(1));
        await partnership.App.LiveUntilAsync(Day.AddDays(1));
        foreach (var party in Awaiting(change)) await partnership.AcceptAsync(change, party).BodyAsync();

        var problem = await partnership.SignMoveAsync(change, Huace)
            .ShouldBeProblemAsync("not-signed-in-time", HttpStatusCode.UnprocessableEntity);

        Assert.False(problem.TryGetProperty("change", out _));
        await partnership.Coordinator(Bpc).PostAsync($"{PathOf(change)}/withdrawal").BodyAsync();
        Assert.Equal(Dji, (await partnership.ReadPlacementAsync(placement)).Text("enterprise"));
    }
}

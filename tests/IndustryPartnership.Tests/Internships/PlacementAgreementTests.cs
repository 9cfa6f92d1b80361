using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Contracts;
using IndustryPartnership.Internships.Placements;
using static IndustryPartnership.Tests.PartnershipApp;
using Testing;
using VocationalPlatform.Client.IndustryPartnership;
using Xunit;
using AgreementClauses = VocationalPlatform.Client.IndustryPartnership.AgreementClauses;
using Placement = VocationalPlatform.Client.IndustryPartnership.Placement;
using SlotTerms = IndustryPartnership.Internships.Law.SlotTerms;

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
        typeof(SlotTerms).GetProperties().Select(member =>
            JsonNamingPolicy.CamelCase.ConvertName(member.Name)).Order(StringComparer.Ordinal),
        TripartiteText.OfTheWork.Except(["otherInsurances", "institutionAttestation"]).Concat(NotOfTheWork).Order(StringComparer.Ordinal));

    [Theory, Engines]
    public async Task D31_text_has_the_terms_of_slot_and_template_and_keeps_its_template_version(Engine engine)
    {
        await using var partnership = await StartAsync(engine);
        var slot = await partnership.OpenSlotAsync(SlotRequest(capacity: 2));
        var first = await partnership.AcceptedAsync(slot, await partnership.EnrolledLearnerAsync());
        var changed = Clauses() with { Accident = "The insurance pays, the enterprise the rest." };
        Assert.Equal(2, (await partnership.KeepTemplateAsync(Bpc, changed)).Version);

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
        var versions = (await partnership.Signatory(Bpc).ListAgreementTemplatesAsync()).Items;
        Assert.Equal([1, 2], versions.Select(version => version.Version));
        Assert.Single((await partnership.Signatory(Ncut).ListAgreementTemplatesAsync()).Items);

        async Task<JsonNode> TextAsync(Placement placement) =>
            JsonNode.Parse((await partnership.Coordinator(Bpc).GetPlacementAgreementAsync(placement.Id)).Text)!;
    }

    [Theory, Engines]
    public async Task D31_template_without_a_required_clause_stops_application_and_acceptance(Engine engine)
    {
        await using var partnership = await StartAsync(engine);
        var slot = await partnership.OpenSlotAsync(SlotRequest(capacity: 2));
        var offered = await partnership.OfferedAsync(slot, await partnership.EnrolledLearnerAsync());
        var without = Clauses() with { Payment = null };
        await partnership.KeepTemplateAsync(Bpc, without);

        await partnership.AcceptAsync(offered).ShouldBeProblemAsync("clauses-missing", HttpStatusCode.UnprocessableEntity);
        var learner = await partnership.EnrolledLearnerAsync();
        var problem = await partnership.ApplyAsync(slot, learner)
            .ShouldBeProblemAsync("clauses-missing", HttpStatusCode.UnprocessableEntity);

        Assert.Equal(("D31", Bpc, 2), (problem.Rule, problem.Change("by").GetString(), problem.Fact("templateVersion").GetInt32()));
        Assert.Equal(["payment"], problem.Change("clauses").Codes());
        await partnership.App.As(problem.Change("by").GetString()!, Roles.Coordinator)
            .PostAsync(problem.Change("keep").GetString()!, new { clauses = without with { Payment = "As the law has it." } })
            .BodyAsync(HttpStatusCode.Created);
        await partnership.ApplyAsync(slot, learner);
        await partnership.AcceptAsync(offered);
    }

    [Theory, Engines]
    public async Task D31_template_belongs_to_an_institution_and_is_not_empty(Engine engine)
    {
        await using var partnership = await StartAsync(engine);

        var problem = await partnership.Signatory(Dji).KeepAgreementTemplateAsync(new() { Clauses = Clauses() })
            .ShouldBeProblemAsync("no-learners-here", HttpStatusCode.UnprocessableEntity);
        Assert.Equal("D31", problem.Rule);
        foreach (var accident in new[] { null, "  ", "", new string('x', 4001) })
        {
            var clauses = new AgreementClauses { Accident = accident };
            await partnership.Coordinator(Bpc).KeepAgreementTemplateAsync(new() { Clauses = clauses })
                .ShouldBeProblemAsync("validation", HttpStatusCode.BadRequest);
        }
    }

    [Theory, Engines]
    public async Task D31_concurrent_template_versions_get_successive_numbers(Engine engine)
    {
        await using var partnership = await StartAsync(engine);

        var kept = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => partnership.KeepTemplateAsync(Bpc)));

        Assert.Equal([2, 3, 4, 5], kept.Select(template => template.Version).Order());
    }

    [Theory, Engines]
    public async Task D31_slot_opens_only_if_it_states_its_place(Engine engine)
    {
        await using var partnership = await StartAsync(engine);
        await partnership.ReadyEnterpriseAsync();
        var nowhere = SlotRequest().With(new { place = (string?)null });

        var judged = await partnership.Manager(Dji).JudgeSlotAsync(nowhere);

        var refused = Assert.Single(judged.Verdicts, verdict => verdict.Outcome == "refused");
        Assert.Equal(("D31", "terms.place"),
            (refused.Rule, Assert.Single(refused.Change.GetProperty("missing").Codes())));
        Assert.True((await partnership.Manager(Dji).JudgeSlotAsync(nowhere.With(new { place = "Shenzhen" }))).Opens);
    }

    [Theory, Engines]
    public async Task D31_each_party_may_sign_on_paper(Engine engine)
    {
        await using var partnership = await StartAsync(engine);
        var slot = await partnership.OpenSlotAsync(SlotRequest().With(new { coSignatories = new[] { Ncut } }));
        var placement = await partnership.AcceptedAsync(slot, await partnership.EnrolledLearnerAsync());
        await partnership.ConsentAsync(placement, Day.AddDays(-3));

        var none = new SignPlacementRequest { TextHash = placement.TextHash! };
        foreach (var half in new[]
        {
            none with { Signatory = "Li Hua" }, none with { ScanHash = Scan, SignedOn = Day },
            none with { Signatory = "Li Hua", ScanHash = Scan }, none with { Signatory = " ", ScanHash = Scan, SignedOn = Day },
        })
        {
            await partnership.Signatory(Dji).SignPlacementAsync(placement.Id, half)
                .ShouldBeProblemAsync("validation", HttpStatusCode.BadRequest);
        }
        var paper = none with { SignedOn = Day.AddDays(-2), Signatory = "Li Hua", ScanHash = Scan };
        foreach (var client in new[]
        {
            partnership.Signatory(Bpc), partnership.Signatory(Dji), partnership.Signatory(Ncut), partnership.AsLearner(placement.LearnerId),
        })
        {
            await client.SignPlacementAsync(placement.Id, paper);
        }

        var ready = await partnership.ReadPlacementAsync(placement);
        Assert.Equal("ready", ready.State);
        Assert.Equal(4, ready.Signatures.Count);
        Assert.All(ready.Signatures, signature => Assert
            .Equal((Day.AddDays(-2), "Li Hua", Scan), (signature.On, signature.Signatory, signature.ScanHash)));
    }

    [Theory, Engines]
    public async Task D31_a_move_to_another_enterprise_waits_for_its_signature_and_leaves_a_receipt(Engine engine)
    {
        await using var partnership = await StartAsync(engine);
        var from = await partnership.OpenSlotAsync();
        await partnership.WithHuaceAsync();
        var to = await partnership.OpenSlotOfAsync(Huace, SlotRequest().With(new { coSignatories = new[] { Ncut }, place = "Shanghai" }));
        var placement = await partnership.UnderWayAsync(from);

        var noDay = await partnership.ProposeAsync(placement, new() { Reason = "Nearer.", SlotId = to.Id, EffectiveOn = Day })
            .ShouldBeProblemAsync("not-signed-in-time", HttpStatusCode.UnprocessableEntity);
        var change = await partnership.ProposedAsync(placement, to, noDay.Change("effectiveOn").Day());
        Assert.Equal([Ncut, Huace, Bpc, "learner"], change.AwaitingSignatures!);
        var unasked = await partnership.SignMoveAsync(change, Huace)
            .ShouldBeProblemAsync("consent-missing", HttpStatusCode.UnprocessableEntity);
        Assert.Equal(["learner", "guardian"], unasked.Fact("missing").Codes());
        foreach (var party in change.Awaiting) await partnership.AcceptAsync(change, party);
        Assert.Equal("proposed", (await partnership.ReadChangeAsync(change)).State);

        // Neither after the first day there, nor to come, nor another text, nor the enterprise that is left.
        foreach (var day in new[] { Day.AddDays(1), Day.AddDays(-1) })
        {
            var refused = await partnership.SignMoveAsync(change, Huace, day)
                .ShouldBeProblemAsync("not-signed-in-time", HttpStatusCode.UnprocessableEntity);
            Assert.Equal(("D31", Day), (refused.Rule, refused.Change("signedOn").Day()));
        }
        await partnership.SignMoveAsync(change, Dji).ShouldBeProblemAsync("not-your-signature", HttpStatusCode.Forbidden);
        await partnership.Signatory(Huace).SignPlacementChangeAsync(change.PlacementId, change.Id, new() { TextHash = change.TextHash })
            .ShouldBeProblemAsync("another-text", HttpStatusCode.Conflict);
        Assert.Null((await partnership.Manager(Dji).GetPlacementChangeAsync(change.PlacementId, change.Id)).AgreementText);
        await partnership.SignMoveAsync(change, Huace, Day, "Li Hua", Scan);
        await partnership.SignMoveAsync(change, Huace).ShouldBeProblemAsync("already-signed", HttpStatusCode.Conflict);
        foreach (var party in new[] { Bpc, "learner" })
        {
            Assert.Equal("proposed", (await partnership.SignMoveAsync(change, party)).State);
        }
        await partnership.By(Ncut, Roles.Coordinator).RefusePlacementChangeAsync(change.PlacementId, change.Id, new() { Reason = "No." })
            .ShouldBeProblemAsync("not-your-placement", HttpStatusCode.Forbidden);
        Assert.Equal("agreed", (await partnership.SignMoveAsync(change, Ncut)).State);
        await partnership.App.LiveUntilAsync(Day.AddDays(1));

        var moved = await partnership.ReadChangeAsync(change);
        var text = JsonNode.Parse(moved.AgreementText!)!;
        Assert.Equal(("in-force", Huace, "Shanghai", "2026-03-02"),
            (moved.State, text["enterprise"]!.GetValue<string>(), text["work"]!["place"]!.GetValue<string>(), text["startsOn"]!
            .GetValue<string>()));
        var signed = moved.Signatures!.Single(signature => signature.By == Huace);
        Assert.Equal(("Li Hua", Scan), (signed.Signatory, signed.ScanHash));
        var issued = Assert.Single(
            (await partnership.Manager(Huace).ListReceiptsAsync(subjectId: placement.Id)).Items);
        var document = (await partnership.Coordinator(Bpc).GetReceiptAsync(issued.Id)).Document;
        var inputs = document.GetProperty("inputs");
        Assert.Equal(
            ("placement-moved", moved.AgreementHash, moved.TextHash),
            (document.Text("kind"), inputs.Text("textHash"), inputs.Text("changeHash")));
        Assert.Equal(
            (from.Id, to.Id), (inputs.GetProperty("fromSlotId").GetGuid(), inputs.GetProperty("slotId").GetGuid()));
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
        foreach (var party in change.Awaiting) await partnership.AcceptAsync(change, party);

        var problem = await partnership.SignMoveAsync(change, Huace)
            .ShouldBeProblemAsync("not-signed-in-time", HttpStatusCode.UnprocessableEntity);

        Assert.Null(problem.Change);
        await partnership.Coordinator(Bpc).WithdrawPlacementChangeAsync(change.PlacementId, change.Id);
        Assert.Equal(Dji, (await partnership.ReadPlacementAsync(placement)).Enterprise);
    }
}

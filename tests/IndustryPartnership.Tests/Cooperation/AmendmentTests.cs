using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Contracts.IndustryPartnership;
using static IndustryPartnership.Tests.PartnershipApp;
using Testing;
using Xunit;

namespace IndustryPartnership.Tests;

/// <summary>What becomes of an agreement's text once it is in force (D23).</summary>
public sealed class AmendmentTests
{
    [Theory, Engines]
    public async Task D23_amendment_is_in_force_only_after_all_original_signatories_signed(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        var first = await partnership.ActiveAgreementAsync(Ncut, Bpc, ShougangIt);

        var proposed = await partnership.AmendAsync(first, Bpc, "New terms.", validUntil: "2032-12-31");
        await partnership.SignAmendmentAsync(proposed, Ncut).BodyAsync();
        var waiting = await partnership.SignAmendmentAsync(proposed, ShougangIt).BodyAsync();
        Assert.Equal(
            (first.Text("textHash"), "What we agree on.", "active", 2),
            (waiting.Text("textHash"), waiting.Text("terms"), waiting.Text("state"), Pending(waiting).GetProperty("signatures")
                .GetArrayLength()));
        Assert.Empty(await partnership.App.PublishedAsync<AgreementAmendedV1>());

        var amended = await partnership.SignAmendmentAsync(proposed, Bpc).BodyAsync();
        Assert.Equal(
            (first.Id(), "active", "New terms.", "2032-12-31"),
            (amended.Id(), amended.Text("state"), amended.Text("terms"), amended.Text("validUntil")));
        Assert.Equal(
            (Pending(proposed).Text("textHash"), JsonValueKind.Null, 3),
            (amended.Text("textHash"), Pending(amended).ValueKind, amended.GetProperty("signatures").GetArrayLength()));
        var told = Assert.Single(await partnership.App.PublishedAsync<AgreementAmendedV1>()).Agreement;
        Assert.Equal(
            (first.Id(), "active", amended.Text("textHash"), new DateOnly(2032, 12, 31), amended.Version()),
            (told.Id, told.State, told.TextHash, told.ValidUntil, told.Version));
        Assert.Single(await partnership.App.PublishedAsync<AgreementActivatedV1>());
    }

    [Theory, Engines]
    public async Task D23_outsider_neither_sees_nor_signs_an_amendment(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        var agreement = await partnership.ActiveAgreementAsync(Ncut, Bpc);
        var path = PathOf(agreement);
        await partnership.Signatory(ShougangIt).PostAsync($"{path}/amendments", Wording("t"))
            .ShouldBeProblemAsync("not-found", HttpStatusCode.NotFound);

        var proposed = await partnership.AmendAsync(agreement, Bpc, "New terms.");
        await partnership.SignAmendmentAsync(proposed, ShougangIt).ShouldBeProblemAsync("not-found", HttpStatusCode.NotFound);
        await partnership.Signatory(ShougangIt).GetAsync($"{path}/texts").ShouldBeProblemAsync("not-found", HttpStatusCode.NotFound);
        await partnership.Signatory(ShougangIt).PostAsync($"{path}/amendment/withdrawal")
            .ShouldBeProblemAsync("not-found", HttpStatusCode.NotFound);
    }

    [Theory, Engines]
    public async Task D23_text_names_the_amended_text_and_keeps_parties_and_first_day(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        var first = await partnership.ActiveAgreementAsync(Ncut, Bpc);

        var once = Pending(await partnership.AmendAsync(first, Bpc, "New terms."));
        var text = JsonNode.Parse(once.Text("text"))!.AsObject();
        Assert.Equal(first.Text("textHash"), text["amends"]!.GetValue<string>());
        Assert.Equal(
            ("2026-01-01", "internship-framework", 2),
            (text["validFrom"]!.GetValue<string>(), text["kind"]!.GetValue<string>(), text["parties"]!.AsArray().Count));

        // The same words over another text are another text: a signature on the one is none on the other.
        await partnership.Signatory(Ncut).PostAsync($"{PathOf(first)}/amendment/withdrawal").BodyAsync();
        var second = await partnership.AmendedAsync(first, "Second.", Ncut, Bpc);
        var again = Pending(await partnership.AmendAsync(second, Bpc, "New terms."));
        Assert.NotEqual(once.Text("textHash"), again.Text("textHash"));
    }

    [Theory, Engines]
    public async Task D23_the_last_text_in_force_is_readable_before_during_and_after(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        var first = await partnership.ActiveAgreementAsync(Ncut, Bpc);
        Assert.Equal([(1, "active")], await StatesAsync());

        var proposed = await partnership.AmendAsync(first, Bpc, "Second.");
        Assert.Equal([(1, "active"), (2, "proposed")], await StatesAsync());
        await partnership.SignAmendmentAsync(proposed, Bpc).BodyAsync();
        Assert.Equal([(1, "active"), (2, "signed")], await StatesAsync());
        await partnership.App.LiveUntilAsync(Day.AddDays(3));
        var second = await partnership.SignAmendmentAsync(proposed, Ncut).BodyAsync();
        Assert.Equal([(1, "amended"), (2, "active")], await StatesAsync());
        await partnership.App.LiveUntilAsync(Day.AddDays(5));
        await partnership.AmendedAsync(second, "Third.", Ncut, Bpc);
        await partnership.Signatory(Ncut).PostAsync($"{PathOf(first)}/termination", new { reason = "Done." }).BodyAsync();

        var texts = await partnership.TextsAsync(first);
        Assert.Equal([(1, "amended"), (2, "amended"), (3, "active")], States(texts));
        Assert.Equal(["What we agree on.", "Second.", "Third."], texts.Select(text => text.Text("terms")));
        Assert.Equal((first.Text("text"), first.Text("textHash"), 2), (texts[0].Text("text"), texts[0].Text("textHash"), texts[0]
            .GetProperty("signatures")
            .GetArrayLength()));
        Assert.Equal(
            [(Day, Day.AddDays(3)), (Day.AddDays(3), Day.AddDays(5)), (Day.AddDays(5), Day.AddDays(5))],
            texts.Select(text => (text.Day("inForceFrom"), text.Day("inForceUntil"))));

        async Task<IEnumerable<(int, string)>> StatesAsync() => States(await partnership.TextsAsync(first));
    }

    [Theory, Engines]
    public async Task D23_edited_amendment_loses_only_its_own_signatures(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        var first = await partnership.ActiveAgreementAsync(Ncut, Bpc);
        var proposed = await partnership.AmendAsync(first, Bpc, "New terms.");
        var signed = await partnership.SignAmendmentAsync(proposed, Bpc).BodyAsync();

        await partnership.Signatory(Ncut).PutAsync($"{PathOf(first)}/amendment", Wording("Other."), signed.Version() - 1)
            .ShouldBeProblemAsync("precondition-failed", HttpStatusCode.PreconditionFailed);
        var edited = await partnership.Signatory(Ncut).PutAsync($"{PathOf(first)}/amendment", Wording("Other."), signed.Version())
            .BodyAsync();
        Assert.Equal((0, Ncut, 2), (Pending(edited).GetProperty("signatures")
            .GetArrayLength(), Pending(edited).Text("proposedBy"), edited.GetProperty("signatures").GetArrayLength()));

        // The refusal names the text that is signed now; what was signed before does not count.
        var problem = await partnership.SignAmendmentAsync(proposed, Ncut).ShouldBeProblemAsync("another-text", HttpStatusCode.Conflict);
        Assert.Equal("D23", problem.Rule());
        var bySecond = await partnership
            .Signatory(Ncut)
            .PostAsync($"{PathOf(first)}/signatures", new { textHash = problem.Change("textHash").GetString() })
            .BodyAsync();
        Assert.Equal(first.Text("textHash"), bySecond.Text("textHash"));
        Assert.Equal("Other.", (await partnership.SignAmendmentAsync(edited, Bpc).BodyAsync()).Text("terms"));
        Assert.Equal([(1, "amended"), (2, "voided"), (3, "active")], States(await partnership.TextsAsync(first)));
    }

    [Theory, Engines]
    public async Task D23_one_amendment_is_pending_at_a_time_and_any_party_withdraws_it(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        var agreement = await partnership.ActiveAgreementAsync(Ncut, Bpc, ShougangIt);
        var (path, ncut) = (PathOf(agreement), partnership.Signatory(Ncut));
        await partnership.AmendAsync(agreement, Bpc, "New terms.");

        var pending = await ncut.PostAsync($"{path}/amendments", Wording("Mine."))
            .ShouldBeProblemAsync("amendment-pending", HttpStatusCode.Conflict);
        Assert.Equal(("D23", Bpc), (pending.Rule(), pending.Facts("proposedBy").GetString()));
        var withdrawn = await partnership.Signatory(ShougangIt).PostAsync(pending.Change("withdraw").GetString()!).BodyAsync();
        Assert.Equal((JsonValueKind.Null, agreement.Text("textHash")), (Pending(withdrawn).ValueKind, withdrawn.Text("textHash")));
        await ncut.PostAsync($"{path}/amendments", Wording("Mine.")).BodyAsync(HttpStatusCode.Created);

        // Revisions are never reused.
        Assert.Equal([(1, "active"), (2, "withdrawn"), (3, "proposed")], States(await partnership.TextsAsync(agreement)));
    }

    [Theory, Engines]
    public async Task D23_without_a_proposal_nothing_is_edited_or_withdrawn(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        var agreement = await partnership.ActiveAgreementAsync(Ncut, Bpc);
        var (path, bpc) = (PathOf(agreement), partnership.Signatory(Bpc));

        await bpc.PostAsync($"{path}/amendment/withdrawal").ShouldBeProblemAsync("no-amendment", HttpStatusCode.Conflict);
        var problem = await bpc.PutAsync($"{path}/amendment", Wording("t"), agreement.Version())
            .ShouldBeProblemAsync("no-amendment", HttpStatusCode.Conflict);
        var proposed = await bpc.PostAsync(problem.Change("propose").GetString()!, Wording("t")).BodyAsync(HttpStatusCode.Created);
        await bpc.PutAsync($"{path}/amendment", Wording("t"), proposed.Version()).BodyAsync();
        await bpc.PostAsync($"{path}/amendment/withdrawal").BodyAsync();
    }

    [Theory, Engines]
    public async Task D23_only_an_agreement_in_force_is_amended(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        var agreement = await partnership.ProposedAgreementAsync(Ncut, Bpc);
        var (path, ncut) = (PathOf(agreement), partnership.Signatory(Ncut));

        await ncut.PostAsync($"{path}/amendments", Wording("t")).ShouldBeProblemAsync("agreement-state", HttpStatusCode.Conflict);
        await ncut.PutAsync($"{path}/amendment", Wording("t"), agreement.Version())
            .ShouldBeProblemAsync("agreement-state", HttpStatusCode.Conflict);
        await ncut.PostAsync($"{path}/amendment/withdrawal").ShouldBeProblemAsync("agreement-state", HttpStatusCode.Conflict);
        foreach (var party in new[] { Ncut, Bpc }) await partnership.SignAsync(agreement, party).BodyAsync();
        var early = await ncut.PostAsync($"{path}/amendments", Wording("t", "2025-12-31"))
            .ShouldBeProblemAsync("ends-before-it-starts", HttpStatusCode.UnprocessableEntity);
        await ncut.PostAsync($"{path}/amendments", Wording("t", early.Change("validUntil").GetString()!)).BodyAsync(HttpStatusCode.Created);
    }

    [Theory, Engines]
    public async Task D23_past_amendment_is_not_signed_and_passes_with_the_suggested_date(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        var agreement = await partnership.ActiveAgreementAsync(Ncut, Bpc);
        var proposed = await partnership.AmendAsync(agreement, Bpc, "Shorter.", validUntil: $"{Day.AddDays(2):O}");
        var signed = await partnership.SignAmendmentAsync(proposed, Bpc).BodyAsync();
        await partnership.App.LiveUntilAsync(Day.AddDays(3));

        var problem = await partnership.SignAmendmentAsync(proposed, Ncut)
            .ShouldBeProblemAsync("agreement-past", HttpStatusCode.UnprocessableEntity);
        Assert.Equal("D23", problem.Rule());
        var edited = await partnership.Signatory(Ncut)
            .PutAsync($"{PathOf(agreement)}/amendment", Wording("Shorter.", problem.Change("validUntil").GetString()!), signed.Version())
            .BodyAsync();
        await partnership.SignAmendmentAsync(edited, Ncut).BodyAsync();
        Assert.Equal("Shorter.", (await partnership.SignAmendmentAsync(edited, Bpc).BodyAsync()).Text("terms"));
    }

    [Theory, Engines]
    public async Task D23_end_of_an_agreement_voids_its_proposed_amendment(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        var (terminated, expiring) = (await partnership.ActiveAgreementAsync(
            Ncut,
            Bpc), await partnership.AmendedAsync(
                await partnership.ActiveAgreementAsync(Ncut, Bpc), "Shorter.", Ncut, Bpc, $"{Day.AddDays(2):O}"));
        var proposed = await partnership.AmendAsync(terminated, Bpc, "New terms.");
        await partnership.AmendAsync(expiring, Bpc, "Longer.", validUntil: "2032-12-31");

        await partnership.Signatory(Ncut).PostAsync($"{PathOf(terminated)}/termination", new { reason = "Done." }).BodyAsync();
        // The text in force says when the agreement ends, not the one that would replace it.
        await partnership.App.LiveUntilAsync(Day.AddDays(3));

        Assert.Equal([(1, "active"), (2, "voided")], States(await partnership.TextsAsync(terminated)));
        Assert.Equal([(1, "amended"), (2, "active"), (3, "voided")], States(await partnership.TextsAsync(expiring)));
        Assert.Equal("expired", (await partnership.ReadAsync(expiring)).Text("state"));
        Assert.Equal(Day.AddDays(3), (await partnership.TextsAsync(expiring))[1].Day("inForceUntil"));
        Assert.Equal(JsonValueKind.Null, Pending(await partnership.ReadAsync(terminated)).ValueKind);
        await partnership.SignAmendmentAsync(proposed, Ncut).ShouldBeProblemAsync("agreement-state", HttpStatusCode.Conflict);
    }

    [Theory, Engines]
    public async Task D23_a_party_signs_an_amendment_once(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        var proposed = await partnership.AmendAsync(await partnership.ActiveAgreementAsync(Ncut, Bpc), Bpc, "New terms.");
        await partnership.SignAmendmentAsync(proposed, Bpc).BodyAsync();

        var problem = await partnership.SignAmendmentAsync(proposed, Bpc).ShouldBeProblemAsync("already-signed", HttpStatusCode.Conflict);
        Assert.Equal([Bpc], problem.Facts("signed").EnumerateArray().Select(org => org.GetString()));
        Assert.Equal("What we agree on.", (await partnership.ReadAsync(proposed)).Text("terms"));
    }

    [Theory, Engines]
    public async Task D23_identifiers_are_never_reused(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        var ended = await partnership.ActiveAgreementAsync(Ncut, ShougangIt);
        await partnership.Signatory(Ncut).PostAsync($"{PathOf(ended)}/termination", new { reason = "Done." }).BodyAsync();
        var closed = await partnership.Authority.PostAsync($"{Api}/organisations/{ShougangIt}/closure", new { reason = "Merged." })
            .BodyAsync();

        await partnership.Authority.PostAsync($"{Api}/organisations", new { code = ShougangIt, name = "Another", kind = "university" })
            .ShouldBeProblemAsync("code-taken", HttpStatusCode.Conflict);
        var another = await partnership.ActiveAgreementAsync(Ncut, Bpc);
        Assert.NotEqual(ended.Id(), another.Id());
        Assert.Equal(
            ("terminated", ended.Text("textHash")),
            ((await partnership.ReadAsync(ended)).Text("state"), (await partnership.ReadAsync(ended)).Text("textHash")));
        Assert.Equal("closed", closed.Text("state"));
        // The database keeps it as well.
        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => partnership.ChangeAsync(
            """
            UPDATE partnership.agreement
            SET id = @Ended
            WHERE id = @Another
            """,
            new { Ended = ended.Id(), Another = another.Id() }));
    }

    private static IEnumerable<(int, string)> States(IEnumerable<JsonElement> texts) =>
        texts.Select(text => (text.GetProperty("revision").GetInt32(), text.Text("state")));

    private static JsonElement Pending(JsonElement agreement) => agreement.GetProperty("amendment");

    private static string PathOf(JsonElement agreement) => Amending.PathOf(agreement);

    private static object Wording(string terms, string validUntil = "2030-12-31") => Amending.Wording(terms, validUntil);
}

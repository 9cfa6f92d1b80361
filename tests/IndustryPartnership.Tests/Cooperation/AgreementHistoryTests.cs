using System.Net;
using System.Text.Json;
using Contracts.IndustryPartnership;
using static IndustryPartnership.Tests.PartnershipApp;
using Testing;
using Xunit;

namespace IndustryPartnership.Tests;

/// <summary>What became of an agreement, what it is found by, and the lists that find it.</summary>
public sealed class AgreementHistoryTests
{
    [Theory, Engines]
    public async Task D22_every_change_is_kept_and_only_the_author_ever_sees_the_draft(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        var draft = await partnership.DraftAgreementAsync([Ncut, Bpc]);
        var path = Amending.PathOf(draft);
        await partnership.Signatory(Ncut)
            .PutAsync(path, new { title = "Cooperation", terms = "Better words.", validFrom = "2026-01-01", validUntil = "2030-12-31" }, 1)
            .BodyAsync();
        await partnership.Signatory(Bpc).GetAsync($"{path}/history").ShouldBeProblemAsync("not-found", HttpStatusCode.NotFound);
        var proposed = await partnership.Signatory(Ncut).PostAsync($"{path}/proposal").BodyAsync();
        foreach (var party in new[] { Bpc, Ncut }) await partnership.SignAsync(proposed, party).BodyAsync();
        await partnership.AmendedAsync(proposed, "New terms.", Ncut, Bpc);
        await partnership.Signatory(Bpc).PostAsync($"{path}/termination", new { reason = "Done." }).BodyAsync();

        string[] fromProposal = ["proposed", "signed", "signed by all", "amendment proposed", "amendment signed", "amended", "terminated"];
        var (ncut, bpc) = (await HistoryAsync(Ncut), await HistoryAsync(Bpc));
        Assert.Equal(["drafted", "edited", .. fromProposal], ncut.Select(change => change.Text("action")));
        Assert.Equal(fromProposal, bpc.Select(change => change.Text("action")));
        Assert.Equal(Enumerable.Range(1, 9), ncut.Select(change => change.Version()));
        Assert.Equal([Ncut, Ncut, Ncut, Bpc, Ncut, Ncut, Ncut, Bpc, Bpc], ncut.Select(change => change.Text("organisation")));
        Assert.Equal(("What we agree on.", "Better words.", "New terms."), (TermsOf(ncut[0]), TermsOf(ncut[6]), TermsOf(ncut[7])));
        // What was so as of a day is no more to be seen than it was.
        await partnership.Signatory(ShougangIt).GetAsync($"{path}/history").ShouldBeProblemAsync("not-found", HttpStatusCode.NotFound);
        await partnership.Signatory(ShougangIt).GetAsync($"{path}?asOf={Day:O}").ShouldBeProblemAsync("not-found", HttpStatusCode.NotFound);

        async Task<IReadOnlyList<JsonElement>> HistoryAsync(string org) =>
            [.. (await partnership.Coordinator(org).GetAsync($"{path}/history").BodyAsync()).GetProperty("items").EnumerateArray()];
        static string TermsOf(JsonElement change) => change.GetProperty("thing").Text("terms");
    }

    [Theory, Engines]
    public async Task D22_agreement_is_read_as_of_a_day_and_as_known_on_a_day(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        var agreement = await partnership.ProposedAgreementAsync(Ncut, Bpc);
        var path = Amending.PathOf(agreement);
        foreach (var (party, day) in new[] { (Ncut, Day.AddDays(-10)), (Bpc, Day.AddDays(-5)) })
        {
            await partnership.Signatory(party)
                .PostAsync(
                    $"{path}/signatures",
                    new { textHash = agreement.Text("textHash"), signedOn = day, signatory = "Li Hua", scanHash = new string('5', 64) })
                .BodyAsync();
        }
        await partnership.App.LiveUntilAsync(Day.AddDays(10));
        await partnership.AmendedAsync(agreement, "New terms.", Ncut, Bpc);

        await partnership.Signatory(Bpc).GetAsync($"{path}?asOf={Day.AddDays(-11):O}")
            .ShouldBeProblemAsync("not-found", HttpStatusCode.NotFound);
        Assert.Equal(("signed", 1), await StateAsync($"asOf={Day.AddDays(-7):O}"));
        Assert.Equal(("active", 2), await StateAsync($"asOf={Day.AddDays(-5):O}"));
        Assert.Equal(("active", 2), await StateAsync($"asOf={Day.AddDays(-5):O}&knownOn={Day:O}"));
        await partnership.Signatory(Bpc).GetAsync($"{path}?asOf={Day.AddDays(-5):O}&knownOn={Day.AddDays(-1):O}")
            .ShouldBeProblemAsync("not-found", HttpStatusCode.NotFound);
        Assert.Equal(["What we agree on.", "What we agree on.", "New terms.", "New terms."], [
            await TermsAsync($"asOf={Day.AddDays(9):O}"), await TermsAsync($"knownOn={Day.AddDays(9):O}"),
            await TermsAsync($"asOf={Day.AddDays(10):O}"), await TermsAsync("")]);

        Task<JsonElement> ReadAsync(string query) => partnership.Signatory(Bpc).GetAsync($"{path}?{query}").BodyAsync();
        async Task<(string, int)> StateAsync(string query) =>
            await ReadAsync(query) is var read ? (read.Text("state"), read.GetProperty("signatures").GetArrayLength()) : default;
        async Task<string> TermsAsync(string query) => (await ReadAsync(query)).Text("terms");
    }

    [Theory, Engines]
    public async Task S9_S22_tags_are_not_signed_and_publish_no_event(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        var (agreement, other) = (await partnership.ActiveAgreementAsync(Ncut, Bpc), await partnership.ActiveAgreementAsync(Ncut, Bpc));
        var path = $"{Amending.PathOf(agreement)}/tags";
        var tags =
            new
            {
                measures = new[] { "integrating-courses", "industry-integration" },
                strategies = new[] { "Five focuses", "Five focuses" },
            };
        Assert.Empty(agreement.GetProperty("tags").GetProperty("measures").EnumerateArray());

        await partnership.Signatory(Bpc).PutAsync(path, tags, version: null)
            .ShouldBeProblemAsync("precondition-required", (HttpStatusCode)428);
        await partnership.Signatory(Bpc).PutAsync(path, tags, agreement.Version() - 1)
            .ShouldBeProblemAsync("precondition-failed", HttpStatusCode.PreconditionFailed);
        await partnership.Signatory(ShougangIt).PutAsync(path, tags, agreement.Version())
            .ShouldBeProblemAsync("not-found", HttpStatusCode.NotFound);
        await partnership.Signatory(Bpc).PutAsync(path, new { measures = new[] { "unheard-of" }, tags.strategies }, agreement.Version())
            .ShouldBeProblemAsync("validation", HttpStatusCode.BadRequest);
        var tagged = await partnership.OrgAdmin(Bpc).PutAsync(path, tags, agreement.Version()).BodyAsync();

        Assert.Equal(["industry-integration", "integrating-courses"], tagged.GetProperty("tags").GetProperty("measures").EnumerateArray()
            .Select(tag => tag.GetString()));
        Assert.Equal(["Five focuses"], tagged.GetProperty("tags").GetProperty("strategies").EnumerateArray()
            .Select(tag => tag.GetString()));
        Assert.Equal((agreement.Text("textHash"), 2, agreement.Version() + 1), (tagged.Text("textHash"), tagged.GetProperty("signatures")
            .GetArrayLength(), tagged.Version()));
        Assert.Equal(2, (await partnership.App.PublishedAsync<AgreementActivatedV1>()).Count);
        Assert.Equal([agreement.Id()], await FoundAsync(partnership, "measure=integrating-courses"));
        Assert.Equal([agreement.Id()], await FoundAsync(partnership, "strategy=Five%20focuses"));
        Assert.Empty(await FoundAsync(partnership, "measure=general-education"));

        var bare = await partnership.Signatory(Ncut)
            .PutAsync(path, new { measures = Array.Empty<string>(), strategies = Array.Empty<string>() }, tagged.Version())
            .BodyAsync();
        Assert.Empty(bare.GetProperty("tags").GetProperty("strategies").EnumerateArray());
        Assert.Empty(await FoundAsync(partnership, "measure=integrating-courses"));
        Assert.Equal([agreement.Id(), other.Id()], await FoundAsync(partnership, ""));
    }

    [Theory, Engines]
    public async Task D22_agreements_are_found_by_party_and_by_the_day_on_which_they_are_in_force(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        var (ended, running) = (await partnership.ActiveAgreementAsync(
            Ncut, Bpc), await partnership.ActiveAgreementAsync(Ncut, ShougangIt));
        var proposed = await partnership.ProposedAgreementAsync(Ncut, Bpc, ShougangIt);
        await partnership.App.LiveUntilAsync(Day.AddDays(5));
        await partnership.Signatory(Bpc).PostAsync($"{Amending.PathOf(ended)}/termination", new { reason = "Done." }).BodyAsync();

        Assert.Equal([ended.Id(), proposed.Id()], await FoundAsync(partnership, $"party={Bpc}"));
        Assert.Equal([proposed.Id()], await FoundAsync(partnership, $"party={Bpc}&state=proposed"));
        Assert.Empty(await FoundAsync(partnership, "party=nobody"));
        Assert.Equal([ended.Id(), running.Id()], await FoundAsync(partnership, $"validOn={Day.AddDays(4):O}"));
        Assert.Equal([running.Id()], await FoundAsync(partnership, $"validOn={Day.AddDays(5):O}"));
        Assert.Empty(await FoundAsync(partnership, "validOn=2025-12-31"));
        Assert.Equal([running.Id()], await FoundAsync(partnership, "validOn=2030-12-31"));
        Assert.Empty(await FoundAsync(partnership, "validOn=2031-01-01"));
    }

    private static async Task<IEnumerable<Guid>> FoundAsync(PartnershipApp partnership, string query) =>
        (await partnership.Signatory(Ncut).GetAsync($"{Api}/agreements?{query}").BodyAsync()).GetProperty("items").EnumerateArray()
            .Select(item => item.Id());
}

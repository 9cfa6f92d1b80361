using System.Net;
using Contracts;
using Contracts.IndustryPartnership;
using static IndustryPartnership.Tests.PartnershipApp;
using Testing;
using VocationalPlatform.Client.IndustryPartnership;
using Xunit;

namespace IndustryPartnership.Tests;

using Tags = VocationalPlatform.Client.IndustryPartnership.Tags;

/// <summary>What became of an agreement, what it is found by, and the lists that find it.</summary>
public sealed class AgreementHistoryTests
{
    [Theory, Engines]
    public async Task D22_every_change_is_kept_and_only_the_author_ever_sees_the_draft(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        var draft = await partnership.DraftAgreementAsync([Ncut, Bpc]);
        var wording = new EditAgreementRequest
        {
            Title = "Cooperation",
            Terms = "Better words.",
            ValidFrom = new(2026, 1, 1),
            ValidUntil = new(2030, 12, 31),
        };
        await partnership.Signatory(Ncut).EditAgreementAsync(draft.Id, 1, wording);
        await partnership.Signatory(Bpc).ListAgreementHistoryAsync(draft.Id).ShouldBeProblemAsync("not-found", HttpStatusCode.NotFound);
        var proposed = await partnership.Signatory(Ncut).ProposeAgreementAsync(draft.Id);
        foreach (var party in new[] { Bpc, Ncut }) await partnership.SignAsync(proposed, party);
        await partnership.AmendedAsync(proposed, "New terms.", Ncut, Bpc);
        await partnership.Signatory(Bpc).TerminateAgreementAsync(draft.Id, new() { Reason = "Done." });

        string[] fromProposal = ["proposed", "signed", "signed by all", "amendment proposed", "amendment signed", "amended", "terminated"];
        var (ncut, bpc) = (await HistoryAsync(Ncut), await HistoryAsync(Bpc));
        Assert.Equal(["drafted", "edited", .. fromProposal], ncut.Select(change => change.Action));
        Assert.Equal(fromProposal, bpc.Select(change => change.Action));
        Assert.Equal(Enumerable.Range(1, 9), ncut.Select(change => change.Version));
        Assert.Equal([Ncut, Ncut, Ncut, Bpc, Ncut, Ncut, Ncut, Bpc, Bpc], ncut.Select(change => change.Organisation));
        Assert.Equal(("What we agree on.", "Better words.", "New terms."), (TermsOf(ncut[0]), TermsOf(ncut[6]), TermsOf(ncut[7])));
        // What was so as of a day is no more to be seen than it was.
        await partnership.Signatory(ShougangIt).ListAgreementHistoryAsync(draft.Id)
            .ShouldBeProblemAsync("not-found", HttpStatusCode.NotFound);
        await partnership.Signatory(ShougangIt).GetAgreementAsync(draft.Id, asOf: Day)
            .ShouldBeProblemAsync("not-found", HttpStatusCode.NotFound);

        async Task<IReadOnlyList<ChangeOfAgreement>> HistoryAsync(string org) =>
            (await partnership.Coordinator(org).ListAgreementHistoryAsync(draft.Id)).Items;
        static string TermsOf(ChangeOfAgreement change) => change.Thing!.Terms;
    }

    [Theory, Engines]
    public async Task D22_agreement_is_read_as_of_a_day_and_as_known_on_a_day(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        var agreement = await partnership.ProposedAgreementAsync(Ncut, Bpc);
        foreach (var (party, day) in new[] { (Ncut, Day.AddDays(-10)), (Bpc, Day.AddDays(-5)) })
        {
            await partnership.Signatory(party).SignAgreementAsync(agreement.Id, new()
            {
                TextHash = agreement.TextHash,
                SignedOn = day,
                Signatory = "Li Hua",
                ScanHash = new string('5', 64),
            });
        }
        await partnership.App.LiveUntilAsync(Day.AddDays(10));
        await partnership.AmendedAsync(agreement, "New terms.", Ncut, Bpc);

        await partnership.Signatory(Bpc).GetAgreementAsync(agreement.Id, asOf: Day.AddDays(-11))
            .ShouldBeProblemAsync("not-found", HttpStatusCode.NotFound);
        Assert.Equal(("signed", 1), await StateAsync(asOf: Day.AddDays(-7)));
        Assert.Equal(("active", 2), await StateAsync(asOf: Day.AddDays(-5)));
        Assert.Equal(("active", 2), await StateAsync(asOf: Day.AddDays(-5), knownOn: Day));
        await partnership.Signatory(Bpc).GetAgreementAsync(agreement.Id, asOf: Day.AddDays(-5), knownOn: Day.AddDays(-1))
            .ShouldBeProblemAsync("not-found", HttpStatusCode.NotFound);
        Assert.Equal(["What we agree on.", "What we agree on.", "New terms.", "New terms."], [
            await TermsAsync(asOf: Day.AddDays(9)), await TermsAsync(knownOn: Day.AddDays(9)),
            await TermsAsync(asOf: Day.AddDays(10)), await TermsAsync()]);

        Task<Agreement> ReadAsync(DateOnly? asOf, DateOnly? knownOn) =>
            partnership.Signatory(Bpc).GetAgreementAsync(agreement.Id, asOf, knownOn);
        async Task<(string, int)> StateAsync(DateOnly? asOf = null, DateOnly? knownOn = null) =>
            await ReadAsync(asOf, knownOn) is var read ? (read.State, read.Signatures.Count) : default;
        async Task<string> TermsAsync(DateOnly? asOf = null, DateOnly? knownOn = null) => (await ReadAsync(asOf, knownOn)).Terms;
    }

    [Theory, Engines]
    public async Task S9_S22_tags_are_not_signed_and_publish_no_event(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        var (agreement, other) = (await partnership.ActiveAgreementAsync(Ncut, Bpc), await partnership.ActiveAgreementAsync(Ncut, Bpc));
        var path = $"{Api}/agreements/{agreement.Id}/tags";
        var tags = new Tags
        {
            Measures = ["integrating-courses", "industry-integration"],
            Strategies = ["Five focuses", "Five focuses"],
        };
        Assert.Empty(agreement.Tags.Measures);

        await partnership.App.As(Bpc, Roles.Signatory).PutAsync(path, tags, version: null)
            .ShouldBeProblemAsync("precondition-required", (HttpStatusCode)428);
        await partnership.Signatory(Bpc).TagAgreementAsync(agreement.Id, agreement.Version - 1, tags)
            .ShouldBeProblemAsync("precondition-failed", HttpStatusCode.PreconditionFailed);
        await partnership.Signatory(ShougangIt).TagAgreementAsync(agreement.Id, agreement.Version, tags)
            .ShouldBeProblemAsync("not-found", HttpStatusCode.NotFound);
        await partnership.Signatory(Bpc).TagAgreementAsync(agreement.Id, agreement.Version, tags with { Measures = ["unheard-of"] })
            .ShouldBeProblemAsync("validation", HttpStatusCode.BadRequest);
        var tagged = await partnership.OrgAdmin(Bpc).TagAgreementAsync(agreement.Id, agreement.Version, tags);

        Assert.Equal(["industry-integration", "integrating-courses"], tagged.Tags.Measures);
        Assert.Equal(["Five focuses"], tagged.Tags.Strategies);
        Assert.Equal((agreement.TextHash, 2, agreement.Version + 1), (tagged.TextHash, tagged.Signatures.Count, tagged.Version));
        Assert.Equal(2, (await partnership.App.PublishedAsync<AgreementActivatedV1>()).Count);
        Assert.Equal([agreement.Id], await FoundAsync(partnership, measure: "integrating-courses"));
        Assert.Equal([agreement.Id], await FoundAsync(partnership, strategy: "Five focuses"));
        Assert.Empty(await FoundAsync(partnership, measure: "general-education"));

        var bare = await partnership.Signatory(Ncut)
            .TagAgreementAsync(agreement.Id, tagged.Version, new() { Measures = [], Strategies = [] });
        Assert.Empty(bare.Tags.Strategies);
        Assert.Empty(await FoundAsync(partnership, measure: "integrating-courses"));
        Assert.Equal([agreement.Id, other.Id], await FoundAsync(partnership));
    }

    [Theory, Engines]
    public async Task D22_agreements_are_found_by_party_and_by_the_day_on_which_they_are_in_force(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        var (ended, running) = (await partnership.ActiveAgreementAsync(
            Ncut, Bpc), await partnership.ActiveAgreementAsync(Ncut, ShougangIt));
        var proposed = await partnership.ProposedAgreementAsync(Ncut, Bpc, ShougangIt);
        await partnership.App.LiveUntilAsync(Day.AddDays(5));
        await partnership.Signatory(Bpc).TerminateAgreementAsync(ended.Id, new() { Reason = "Done." });

        Assert.Equal([ended.Id, proposed.Id], await FoundAsync(partnership, party: Bpc));
        Assert.Equal([proposed.Id], await FoundAsync(partnership, party: Bpc, state: "proposed"));
        Assert.Empty(await FoundAsync(partnership, party: "nobody"));
        Assert.Equal([ended.Id, running.Id], await FoundAsync(partnership, validOn: Day.AddDays(4)));
        Assert.Equal([running.Id], await FoundAsync(partnership, validOn: Day.AddDays(5)));
        Assert.Empty(await FoundAsync(partnership, validOn: new(2025, 12, 31)));
        Assert.Equal([running.Id], await FoundAsync(partnership, validOn: new(2030, 12, 31)));
        Assert.Empty(await FoundAsync(partnership, validOn: new(2031, 1, 1)));
    }

    [Theory, Engines]
    public async Task D23_identifiers_are_never_reused(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        var ended = await partnership.ActiveAgreementAsync(Ncut, ShougangIt);
        await partnership.Signatory(Ncut).TerminateAgreementAsync(ended.Id, new() { Reason = "Done." });
        var closed = await partnership.Authority.CloseOrganisationAsync(ShougangIt, new() { Reason = "Merged." });

        await partnership.Authority.RegisterOrganisationAsync(new() { Code = ShougangIt, Name = "Another", Kind = "university" })
            .ShouldBeProblemAsync("code-taken", HttpStatusCode.Conflict);
        var another = await partnership.ActiveAgreementAsync(Ncut, Bpc);
        Assert.NotEqual(ended.Id, another.Id);
        Assert.Equal(
            ("terminated", ended.TextHash),
            ((await partnership.ReadAsync(ended)).State, (await partnership.ReadAsync(ended)).TextHash));
        Assert.Equal("closed", closed.State);
        // The database keeps it as well.
        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => partnership.ChangeAsync(
            """
            UPDATE partnership.agreement
            SET id = @Ended
            WHERE id = @Another
            """,
            new { Ended = ended.Id, Another = another.Id }));
    }

    private static async Task<IEnumerable<Guid>> FoundAsync(
        PartnershipApp partnership, string? party = null, string? state = null, DateOnly? validOn = null, string? measure = null,
        string? strategy = null) =>
        (await partnership.Signatory(Ncut).ListAgreementsAsync(null, state, party, validOn, measure, strategy)).Items
            .Select(item => item.Id);
}

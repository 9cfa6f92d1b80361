using System.Net;
using Contracts.IndustryPartnership;
using static IndustryPartnership.Tests.PartnershipApp;
using Testing;
using VocationalPlatform.Client.IndustryPartnership;
using Xunit;

namespace IndustryPartnership.Tests;

/// <summary>Signatures that were made on paper, and are recorded (D22, D23).</summary>
public sealed class PaperSignatureTests
{
    private static readonly string Scan = new('5', 64);

    [Theory, Engines]
    public async Task D22_signatures_on_paper_and_on_the_platform_count_together(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        var agreement = await partnership.ProposedAgreementAsync(Ncut, Bpc, ShougangIt);

        await OnPaperAsync(partnership, agreement, Ncut, Day.AddDays(-30));
        Assert.Equal("signed", (await OnPaperAsync(partnership, agreement, ShougangIt, Day.AddDays(-20))).State);
        var active = await partnership.SignAsync(agreement, Bpc);

        Assert.Equal("active", active.State);
        var signatures = active.Signatures.ToDictionary(signature => signature.Organisation);
        Assert.Equal(
            ("paper", Day.AddDays(-30), "Li Hua", Scan),
            (
                signatures[Ncut].Method,
                signatures[Ncut].SignedOn,
                signatures[Ncut].Signatory,
                signatures[Ncut].ScanHash));
        Assert.Equal(
            ("platform", Day, null),
            (signatures[Bpc].Method, signatures[Bpc].SignedOn, signatures[Bpc].ScanHash));
        Assert.Single(await partnership.App.PublishedAsync<AgreementActivatedV1>());
    }

    [Theory, Engines]
    public async Task D22_party_signs_on_paper_only_once_and_only_for_itself(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        var agreement = await partnership.ProposedAgreementAsync(Ncut, Bpc);
        await OnPaperAsync(partnership, agreement, Ncut, Day);

        await OnPaperAsync(partnership, agreement, Ncut, Day.AddDays(-1)).ShouldBeProblemAsync("already-signed", HttpStatusCode.Conflict);
        await partnership.SignAsync(agreement, Ncut).ShouldBeProblemAsync("already-signed", HttpStatusCode.Conflict);
        await OnPaperAsync(partnership, agreement, ShougangIt, Day).ShouldBeProblemAsync("not-found", HttpStatusCode.NotFound);
        await partnership.Signatory(Bpc).SignAgreementAsync(agreement.Id, Paper(new string('0', 64), Day))
            .ShouldBeProblemAsync("another-text", HttpStatusCode.Conflict);
        Assert.Equal([Ncut], (await partnership.ReadAsync(agreement)).Signatures
            .Select(signature => signature.Organisation));
    }

    [Theory, Engines]
    public async Task D22_signature_on_paper_is_not_in_the_future(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        var agreement = await partnership.ProposedAgreementAsync(Ncut, Bpc);

        var problem = await OnPaperAsync(partnership, agreement, Ncut, Day.AddDays(1)).ShouldBeProblemAsync(
            "not-on-that-day", HttpStatusCode.UnprocessableEntity);
        Assert.Equal(("D22", Day), (problem.Rule, problem.Change("signedOn").Day()));
        await OnPaperAsync(partnership, agreement, Ncut, problem.Change("signedOn").Day());
    }

    [Theory, Engines]
    public async Task D23_amendment_is_not_signed_before_the_text_it_amends(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        var agreement = await partnership.ProposedAgreementAsync(Ncut, Bpc);
        foreach (var (party, day) in new[] { (Ncut, Day.AddDays(-9)), (Bpc, Day.AddDays(-6)) }) await OnPaperAsync(
            partnership, agreement, party, day);
        var proposed = await partnership.AmendAsync(agreement, Ncut, "New terms.");

        var problem = await OnPaperAsync(partnership, proposed, Ncut, Day.AddDays(-7), isAmendment: true).ShouldBeProblemAsync(
            "not-on-that-day", HttpStatusCode.UnprocessableEntity);
        Assert.Equal(("D23", Day.AddDays(-6)), (problem.Rule, problem.Change("signedOn").Day()));
        await OnPaperAsync(partnership, proposed, Ncut, problem.Change("signedOn").Day(), isAmendment: true);
        var amended = await OnPaperAsync(partnership, proposed, Bpc, Day.AddDays(-2), isAmendment: true);

        Assert.Equal("New terms.", amended.Terms);
        Assert.Equal([
            ((DateOnly?)Day.AddDays(-6), (DateOnly?)Day.AddDays(-2)), (Day.AddDays(-2), null),
        ], (await partnership.TextsAsync(agreement)).Select(text =>
            (text.InForceFrom, text.InForceUntil)));
    }

    [Theory, Engines]
    public async Task D22_signature_on_paper_needs_day_signatory_and_scan_hash(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        var agreement = await partnership.ProposedAgreementAsync(Ncut, Bpc);
        var (ncut, whole) = (partnership.Signatory(Ncut), Paper(agreement.TextHash, Day));
        var none = new SignAgreementRequest { TextHash = agreement.TextHash };

        foreach (var part in new[]
        {
            none with { SignedOn = Day }, none with { Signatory = "Li Hua" }, none with { ScanHash = Scan },
            whole with { ScanHash = null }, whole with { Signatory = null }, whole with { SignedOn = null },
            whole with { Signatory = " " }, whole with { ScanHash = new string('A', 64) }, whole with { ScanHash = "" },
        })
        {
            await ncut.SignAgreementAsync(agreement.Id, part).ShouldBeProblemAsync("validation", HttpStatusCode.BadRequest);
        }
        await ncut.SignAgreementAsync(agreement.Id, whole);
    }

    [Theory, Engines]
    public async Task D43_party_corrects_its_scan_and_the_history_keeps_the_former_one(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        var agreement = await partnership.ProposedAgreementAsync(Ncut, Bpc);
        await OnPaperAsync(partnership, agreement, Ncut, Day);
        await partnership.SignAsync(agreement, Bpc);
        var (right, misread) = (new string('8', 64), new CorrectPaperSignatureRequest { Reason = "Misread." });

        await partnership.Signatory(Bpc).CorrectPaperSignatureAsync(agreement.Id, misread with { ScanHash = right })
            .ShouldBeProblemAsync("nothing-to-correct", HttpStatusCode.UnprocessableEntity);
        await partnership.Signatory(Ncut).CorrectPaperSignatureAsync(agreement.Id, misread)
            .ShouldBeProblemAsync("validation", HttpStatusCode.BadRequest);
        var corrected = await partnership.Signatory(Ncut).CorrectPaperSignatureAsync(agreement.Id, misread with { ScanHash = right });

        Assert.Equal(("active", right, "Li Hua", Day),
            (corrected.State, ScanOf(corrected), SignatureOf(corrected).Signatory, SignatureOf(corrected).SignedOn));
        var history = (await partnership.Signatory(Bpc).ListAgreementHistoryAsync(agreement.Id)).Items;
        Assert.Equal(("signature corrected", right, Scan),
            (history[^1].Action, ScanOf(history[^1].Thing!), ScanOf(history[^2].Thing!)));

        static Signature SignatureOf(Agreement read) => read.Signatures.Single(one => one.Organisation == Ncut);

        static string? ScanOf(Agreement read) => SignatureOf(read).ScanHash;
    }

    private static SignAgreementRequest Paper(string textHash, DateOnly signedOn) =>
        new() { TextHash = textHash, SignedOn = signedOn, Signatory = "Li Hua", ScanHash = Scan };

    private static Task<Agreement> OnPaperAsync(
        PartnershipApp partnership, Agreement read, string party, DateOnly signedOn, bool isAmendment = false) =>
        partnership.Signatory(party).SignAgreementAsync(read.Id, Paper(isAmendment ? read.Amendment!.TextHash : read.TextHash, signedOn));
}

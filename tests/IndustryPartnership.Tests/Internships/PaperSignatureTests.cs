using System.Net;
using System.Text.Json;
using Contracts.IndustryPartnership;
using static IndustryPartnership.Tests.PartnershipApp;
using Testing;
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

        await OnPaperAsync(partnership, agreement, Ncut, Day.AddDays(-30)).BodyAsync();
        Assert.Equal("signed", (await OnPaperAsync(partnership, agreement, ShougangIt, Day.AddDays(-20)).BodyAsync()).Text("state"));
        var active = await partnership.SignAsync(agreement, Bpc).BodyAsync();

        Assert.Equal("active", active.Text("state"));
        var signatures = active.GetProperty("signatures").EnumerateArray().ToDictionary(signature => signature.Text("organisation"));
        Assert.Equal(
            ("paper", Day.AddDays(-30), "Li Hua", Scan),
            (
                signatures[Ncut].Text("method"),
                signatures[Ncut].Day("signedOn"),
                signatures[Ncut].Text("signatory"),
                signatures[Ncut].Text("scanHash")));
        Assert.Equal(
            ("platform", Day, JsonValueKind.Null),
            (signatures[Bpc].Text("method"), signatures[Bpc].Day("signedOn"), signatures[Bpc].GetProperty("scanHash").ValueKind));
        Assert.Single(await partnership.App.PublishedAsync<AgreementActivatedV1>());
    }

    [Theory, Engines]
    public async Task D22_party_signs_on_paper_only_once_and_only_for_itself(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        var agreement = await partnership.ProposedAgreementAsync(Ncut, Bpc);
        await OnPaperAsync(partnership, agreement, Ncut, Day).BodyAsync();

        await OnPaperAsync(partnership, agreement, Ncut, Day.AddDays(-1)).ShouldBeProblemAsync("already-signed", HttpStatusCode.Conflict);
        await partnership.SignAsync(agreement, Ncut).ShouldBeProblemAsync("already-signed", HttpStatusCode.Conflict);
        await OnPaperAsync(partnership, agreement, ShougangIt, Day).ShouldBeProblemAsync("not-found", HttpStatusCode.NotFound);
        await partnership.Signatory(Bpc).PostAsync($"{Amending.PathOf(agreement)}/signatures", Paper(new string('0', 64), Day))
            .ShouldBeProblemAsync("another-text", HttpStatusCode.Conflict);
        Assert.Equal([Ncut], (await partnership.ReadAsync(agreement)).GetProperty("signatures").EnumerateArray()
            .Select(signature => signature.Text("organisation")));
    }

    [Theory, Engines]
    public async Task D22_signature_on_paper_is_not_in_the_future(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        var agreement = await partnership.ProposedAgreementAsync(Ncut, Bpc);

        var problem = await OnPaperAsync(partnership, agreement, Ncut, Day.AddDays(1)).ShouldBeProblemAsync(
            "not-on-that-day", HttpStatusCode.UnprocessableEntity);
        Assert.Equal(("D22", Day), (problem.Rule(), problem.DayOfChange("signedOn")));
        await OnPaperAsync(partnership, agreement, Ncut, problem.DayOfChange("signedOn")).BodyAsync();
    }

    [Theory, Engines]
    public async Task D23_amendment_is_not_signed_before_the_text_it_amends(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        var agreement = await partnership.ProposedAgreementAsync(Ncut, Bpc);
        foreach (var (party, day) in new[] { (Ncut, Day.AddDays(-9)), (Bpc, Day.AddDays(-6)) }) await OnPaperAsync(
            partnership, agreement, party, day).BodyAsync();
        var proposed = await partnership.AmendAsync(agreement, Ncut, "New terms.");

        var problem = await OnPaperAsync(partnership, proposed, Ncut, Day.AddDays(-7), isAmendment: true).ShouldBeProblemAsync(
            "not-on-that-day", HttpStatusCode.UnprocessableEntity);
        Assert.Equal(("D23", Day.AddDays(-6)), (problem.Rule(), problem.DayOfChange("signedOn")));
        await OnPaperAsync(partnership, proposed, Ncut, problem.DayOfChange("signedOn"), isAmendment: true).BodyAsync();
        var amended = await OnPaperAsync(partnership, proposed, Bpc, Day.AddDays(-2), isAmendment: true).BodyAsync();

        Assert.Equal("New terms.", amended.Text("terms"));
        Assert.Equal([
            (Day.AddDays(-6), (DateOnly?)Day.AddDays(-2)), (Day.AddDays(-2), null),
        ], (await partnership.TextsAsync(agreement)).Select(text =>
            (text.Day("inForceFrom"), text.GetProperty("inForceUntil").ValueKind is JsonValueKind.Null
                ? (DateOnly?)null
                : text.Day("inForceUntil"))));
    }

    [Theory, Engines]
    public async Task D22_signature_on_paper_needs_day_signatory_and_scan_hash(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        var agreement = await partnership.ProposedAgreementAsync(Ncut, Bpc);
        var (sign, textHash) = ($"{Amending.PathOf(agreement)}/signatures", agreement.Text("textHash"));

        foreach (var part in new object[]
        {
            new
            {
                textHash, signedOn = Day,
            }, new
            {
                textHash, signatory = "Li Hua",
            }, new { textHash, scanHash = Scan }, new { textHash, signedOn = Day, signatory = "Li Hua" },
            new
            {
                textHash, signedOn = Day, scanHash = Scan,
            }, new { textHash, signatory = "Li Hua", scanHash = Scan }, new { textHash, signedOn = Day, signatory = " ", scanHash = Scan },
            new
            {
                textHash, signedOn = Day, signatory = "Li Hua", scanHash = new string('A', 64),
            }, new { textHash, signedOn = Day, signatory = "Li Hua", scanHash = "" },
        })
        {
            await partnership.Signatory(Ncut).PostAsync(sign, part).ShouldBeProblemAsync("validation", HttpStatusCode.BadRequest);
        }
        await partnership.Signatory(Ncut).PostAsync(sign, Paper(textHash, Day)).BodyAsync();
    }

    [Theory, Engines]
    public async Task D43_party_corrects_its_scan_and_the_history_keeps_the_former_one(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        var agreement = await partnership.ProposedAgreementAsync(Ncut, Bpc);
        await OnPaperAsync(partnership, agreement, Ncut, Day).BodyAsync();
        await partnership.SignAsync(agreement, Bpc).BodyAsync();
        var (path, right) = ($"{Amending.PathOf(agreement)}/signature-corrections", new string('8', 64));

        await partnership.Signatory(Bpc).PostAsync(path, new { scanHash = right, reason = "Misread." })
            .ShouldBeProblemAsync("nothing-to-correct", HttpStatusCode.UnprocessableEntity);
        await partnership.Signatory(Ncut).PostAsync(path, new { reason = "Misread." })
            .ShouldBeProblemAsync("validation", HttpStatusCode.BadRequest);
        var corrected = await partnership.Signatory(Ncut).PostAsync(path, new { scanHash = right, reason = "Misread." }).BodyAsync();

        Assert.Equal(("active", right, "Li Hua", Day),
            (corrected.Text("state"), ScanOf(corrected), SignatureOf(corrected).Text("signatory"), SignatureOf(corrected).Day("signedOn")));
        var history = (await partnership.Signatory(Bpc).GetAsync($"{Amending.PathOf(agreement)}/history").BodyAsync()).GetProperty("items")
            .EnumerateArray().ToList();
        Assert.Equal(("signature corrected", right, Scan),
            (history[^1].Text("action"), ScanOf(history[^1].GetProperty("thing")), ScanOf(history[^2].GetProperty("thing"))));

        static JsonElement SignatureOf(JsonElement read) => read.GetProperty("signatures").EnumerateArray()
            .Single(one => one.Text("organisation") == Ncut);

        static string ScanOf(JsonElement read) => SignatureOf(read).Text("scanHash");
    }

    private static object Paper(string textHash, DateOnly signedOn) => new { textHash, signedOn, signatory = "Li Hua", scanHash = Scan };

    private static Task<HttpResponseMessage> OnPaperAsync(
        PartnershipApp partnership, JsonElement read, string party, DateOnly signedOn, bool isAmendment = false) =>
        partnership.Signatory(party).PostAsync(
            $"{Amending.PathOf(read)}/signatures", Paper((isAmendment ? read.GetProperty("amendment") : read).Text("textHash"), signedOn));
}

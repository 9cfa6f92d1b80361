using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using static IndustryPartnership.Tests.PartnershipApp;
using Testing;
using Xunit;

namespace IndustryPartnership.Tests;

public sealed class GuardianLinkTests
{
    private const string Unknown = $"{Api}/guardian-consents/unknown";

    [Theory, Engines]
    public async Task D32_a_guardian_without_a_token_reads_the_agreement_and_consents_once(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        var placement = await AcceptedByMinorAsync(partnership);
        await partnership.LearnerConsentAsync(placement).BodyAsync();
        var link = await LinkAsync(partnership, placement);
        using var guardian = partnership.App.With(null);

        var opened = await guardian.GetAsync(link).BodyAsync();
        Assert.Equal(["text", "textHash", "expiresAt"], opened.EnumerateObject().Select(member => member.Name));
        Assert.Equal((placement.Text("textHash"), Hash(opened.Text("text"))), (opened.Text("textHash"), opened.Text("textHash")));
        var consented = await GiveAsync(guardian, link, opened.Text("textHash")).BodyAsync();

        Assert.Equal((placement.Text("textHash"), Day), (consented.Text("textHash"), consented.Day("consentedOn")));
        var now = await partnership.ReadPlacementAsync(placement);
        Assert.Equal(("awaiting-signatures", "guardian learner"), (now.Text("state"), string.Join(' ', now
            .GetProperty("consents")
            .EnumerateArray()
            .Select(consent => consent.Text("by")))));
        Assert.Equal(["mother"], await partnership.App.Db.QueryAsync<string>(
            """
            SELECT relation
            FROM partnership.placement_act
            WHERE placement_id = @id AND party = 'guardian'
            """,
            new { id = placement.Id() }));
        await ShouldBeNoLinkAsync(guardian, link, opened.Text("textHash"));
    }

    [Theory, Engines]
    public async Task D32_of_parallel_consents_by_one_link_one_counts(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        var placement = await AcceptedByMinorAsync(partnership);
        var link = await LinkAsync(partnership, placement);
        using var guardian = partnership.App.With(null);

        var replies = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => GiveAsync(guardian, link, placement.Text("textHash"))));

        Assert.Single(replies, reply => reply.IsSuccessStatusCode);
        foreach (var refused in replies.Where(reply => !reply.IsSuccessStatusCode))
        {
            await refused.ShouldBeProblemAsync("not-found", HttpStatusCode.NotFound);
        }
        Assert.Single((await partnership.ReadPlacementAsync(placement)).GetProperty("consents").EnumerateArray());
    }

    [Theory, Engines]
    public async Task D32_expired_revoked_and_unneeded_links_answer_like_unknown_ones(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        var (runOut, paper, stopped) = (
            await AcceptedByMinorAsync(partnership),
            await AcceptedByMinorAsync(partnership),
            await AcceptedByMinorAsync(partnership));
        using var guardian = partnership.App.With(null);

        var first = await LinkAsync(partnership, runOut);
        var second = await LinkAsync(partnership, runOut);
        await ShouldBeNoLinkAsync(guardian, first, runOut.Text("textHash"));
        await guardian.GetAsync(second).BodyAsync();
        await partnership.ChangeAsync(
            """
            UPDATE partnership.one_time_link
            SET expires_at = @now
            WHERE thing_id = @id
            """,
            new { now = DateTimeOffset.UtcNow, id = runOut.Id() });
        await ShouldBeNoLinkAsync(guardian, second, runOut.Text("textHash"));
        var (paperLink, stoppedLink) = (await LinkAsync(partnership, paper), await LinkAsync(partnership, stopped));
        await partnership.GuardianConsentAsync(paper).BodyAsync();
        await partnership.StopAsync(stopped).BodyAsync();
        await ShouldBeNoLinkAsync(guardian, paperLink, paper.Text("textHash"));
        await ShouldBeNoLinkAsync(guardian, stoppedLink, stopped.Text("textHash"));

        Assert.Equal("awaiting-consent", (await partnership.ReadPlacementAsync(runOut)).Text("state"));
    }

    [Theory, Engines]
    public async Task D32_consent_to_another_text_is_refused_and_the_link_stays_valid(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        var link = await LinkAsync(partnership, await AcceptedByMinorAsync(partnership));
        using var guardian = partnership.App.With(null);

        var problem = await GiveAsync(guardian, link, new string('0', 64)).ShouldBeProblemAsync("another-text", HttpStatusCode.Conflict);

        Assert.Equal("D32", problem.Rule());
        await GiveAsync(guardian, link, problem.Change("textHash").GetString()!).BodyAsync();
    }

    [Theory, Engines]
    public async Task D32_consent_by_link_is_also_at_most_a_year_before_the_first_day(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        var startsOn = Day.AddYears(1).AddDays(3);
        var slot = await partnership.OpenSlotAsync(SlotRequest(startsOn: startsOn, endsOn: startsOn.AddMonths(5)));
        var placement = await partnership.AcceptedAsync(slot, await partnership.EnrolledLearnerAsync(birthDate: Day.AddYears(-16)));
        var link = await LinkAsync(partnership, placement);
        using var guardian = partnership.App.With(null);

        var problem = await GiveAsync(guardian, link, placement.Text("textHash")).ShouldBeProblemAsync(
            "not-on-that-day", HttpStatusCode.UnprocessableEntity);

        partnership.App.Today.MoveTo(problem.DayOfChange("notBefore"));
        await GiveAsync(guardian, link, placement.Text("textHash")).BodyAsync();
    }

    [Theory, Engines]
    public async Task D32_only_the_learners_institution_makes_a_link_and_only_while_a_consent_is_missing(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        var minor = await AcceptedByMinorAsync(partnership);
        var visit = await partnership.OpenAsync(await partnership.ApprovedSlotAsync(SlotRequest().With(new { kind = "cognitive-visit" })))
            .BodyAsync();
        var adult = await partnership.AcceptedAsync(visit, await partnership.EnrolledLearnerAsync());

        await MakeAsync(partnership, minor, Dji).ShouldBeProblemAsync("forbidden", HttpStatusCode.Forbidden);
        await MakeAsync(partnership, minor, Ncut).ShouldBeProblemAsync("not-found", HttpStatusCode.NotFound);
        var problem = await MakeAsync(partnership, adult).ShouldBeProblemAsync("no-guardian-needed", HttpStatusCode.UnprocessableEntity);
        await partnership.AsLearner(adult.GetProperty("learnerId").GetGuid()).PostAsync(problem.Change("consent").GetString()!, new { })
            .BodyAsync();
        await MakeAsync(partnership, adult).ShouldBeProblemAsync("placement-state", HttpStatusCode.Conflict);
        foreach (var hours in new[] { 0, (14 * 24) + 1 })
        {
            await MakeAsync(partnership, minor, hours: hours).ShouldBeProblemAsync("validation", HttpStatusCode.BadRequest);
        }
        // Moments have milliseconds.
        var before = DateTimeOffset.UtcNow.AddMilliseconds(-1);
        var expiresAt = (await MakeAsync(partnership, minor, hours: 14 * 24).BodyAsync()).GetProperty("expiresAt").GetDateTimeOffset();
        Assert.InRange(expiresAt, before.AddDays(14), DateTimeOffset.UtcNow.AddDays(14));
        await partnership.GuardianConsentAsync(minor).BodyAsync();
        await MakeAsync(partnership, minor).ShouldBeProblemAsync("already-consented", HttpStatusCode.Conflict);
    }

    [Theory, Engines]
    public async Task A_link_token_has_256_bits_and_is_shown_once_and_never_stored(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        var placement = await AcceptedByMinorAsync(partnership);
        using var coordinator = partnership.Coordinator(Bpc);
        coordinator.DefaultRequestHeaders.Add("Idempotency-Key", "one");

        var made = await coordinator.PostAsync($"{Api}/placements/{placement.Id()}/guardian-link", new { }).BodyAsync();
        var repeated = await coordinator.PostAsync($"{Api}/placements/{placement.Id()}/guardian-link", new { }).BodyAsync();

        var token = made.Text("url").Split('/')[^1];
        Assert.Equal(32, System.Buffers.Text.Base64Url.DecodeFromChars(token).Length);
        Assert.Equal((JsonValueKind.Null, made.Text("expiresAt")), (repeated.GetProperty("url").ValueKind, repeated.Text("expiresAt")));
        Assert.Equal([Hash(token)], await partnership.App.Db.QueryAsync<string>("SELECT token_hash FROM partnership.one_time_link"));
        Assert.DoesNotContain(
            await partnership.App.Db.QueryAsync<string>("SELECT body FROM partnership.idempotency"),
            body => body?.Contains(token, StringComparison.Ordinal) == true);
        await partnership.App.With(null).GetAsync(made.Text("url")).BodyAsync();
    }

    [Theory, Engines]
    public async Task A_link_is_deleted_30_days_after_its_expiry_and_not_before(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        var (old, young) = (await AcceptedByMinorAsync(partnership), await AcceptedByMinorAsync(partnership));
        foreach (var (placement, days) in new[] { (old, 31), (young, 29) })
        {
            await LinkAsync(partnership, placement);
            await partnership.ChangeAsync(
                "UPDATE partnership.one_time_link SET expires_at = @ended WHERE thing_id = @id",
                new { ended = DateTimeOffset.UtcNow.AddDays(-days), id = placement.Id() });
        }

        await partnership.App.LiveUntilAsync(partnership.App.Today.Value);

        Assert.Equal([young.Id()], await partnership.App.Db.QueryAsync<Guid>("SELECT thing_id FROM partnership.one_time_link"));
    }

    private static async Task ShouldBeNoLinkAsync(HttpClient guardian, string link, string textHash)
    {
        Assert.Equal(await TextAsync(guardian.GetAsync(Unknown)), await TextAsync(guardian.GetAsync(link)));
        Assert.Equal(await TextAsync(GiveAsync(guardian, Unknown, textHash)), await TextAsync(GiveAsync(guardian, link, textHash)));

        static async Task<string> TextAsync(Task<HttpResponseMessage> sent)
        {
            using var reply = await sent;
            Assert.Equal(HttpStatusCode.NotFound, reply.StatusCode);
            return await reply.Content.ReadAsStringAsync();
        }
    }

    private static async Task<JsonElement> SlotAsync(PartnershipApp partnership) =>
        await partnership.OpenAsync(await partnership.ApprovedSlotAsync(SlotRequest(capacity: 3))).BodyAsync();

    private static async Task<JsonElement> AcceptedByMinorAsync(PartnershipApp partnership)
    {
        await partnership.ReadyEnterpriseAsync();
        return await partnership.AcceptedAsync(
            await SlotAsync(partnership), await partnership.EnrolledLearnerAsync(birthDate: Day.AddYears(-17)));
    }

    private static Task<HttpResponseMessage> MakeAsync(
        PartnershipApp partnership, JsonElement placement, string institution = Bpc, int? hours = null) =>
        partnership.Coordinator(institution).PostAsync($"{Api}/placements/{placement.Id()}/guardian-link", new { validHours = hours });

    private static async Task<string> LinkAsync(PartnershipApp partnership, JsonElement placement) =>
        (await MakeAsync(partnership, placement).BodyAsync()).Text("url");

    private static Task<HttpResponseMessage> GiveAsync(HttpClient guardian, string link, string textHash) =>
        guardian.PostAsync(link, new { textHash, relation = "mother" });

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}

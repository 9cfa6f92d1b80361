using System.Net;
using System.Security.Cryptography;
using System.Text;
using Contracts;
using static IndustryPartnership.Tests.PartnershipApp;
using Testing;
using VocationalPlatform.Client.IndustryPartnership;
using Xunit;

namespace IndustryPartnership.Tests;

public sealed class GuardianLinkTests
{

    [Theory, Engines]
    public async Task D32_a_guardian_without_a_token_reads_the_agreement_and_consents_once(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        var placement = await AcceptedByMinorAsync(partnership);
        await partnership.LearnerConsentAsync(placement);
        var link = await LinkAsync(partnership, placement);
        var guardian = partnership.Anyone;

        var shown = await partnership.App.With(null).GetAsync($"{Api}/guardian-consents/{link}").BodyAsync();
        Assert.Equal(["text", "textHash", "expiresAt"], shown.EnumerateObject().Select(member => member.Name));
        var opened = await guardian.GetGuardianConsentAsync(link);
        Assert.Equal((placement.TextHash, Hash(opened.Text)), (opened.TextHash, opened.TextHash));
        var consented = await GiveAsync(guardian, link, opened.TextHash!);

        Assert.Equal((placement.TextHash, Day), (consented.TextHash, consented.ConsentedOn));
        var now = await partnership.ReadPlacementAsync(placement);
        Assert.Equal(("awaiting-signatures", "guardian learner"), (now.State, string.Join(' ', now.Consents
            .Select(consent => consent.By))));
        Assert.Equal(["mother"], await partnership.App.Db.QueryAsync<string>(
            """
            SELECT relation
            FROM partnership.placement_act
            WHERE placement_id = @id AND party = 'guardian'
            """,
            new { id = placement.Id }));
        await ShouldBeNoLinkAsync(guardian, link, opened.TextHash!);
    }

    [Theory, Engines]
    public async Task D32_of_parallel_consents_by_one_link_one_counts(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        var placement = await AcceptedByMinorAsync(partnership);
        var link = await LinkAsync(partnership, placement);
        var guardian = partnership.Anyone;

        var replies = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => GiveAsync(
            guardian, link, placement.TextHash!).OutcomeAsync()));

        Assert.Single(replies, reply => reply.Passed);
        foreach (var refused in replies.Where(reply => !reply.Passed))
        {
            await refused.ShouldBeProblemAsync("not-found", HttpStatusCode.NotFound);
        }
        Assert.Single((await partnership.ReadPlacementAsync(placement)).Consents);
    }

    [Theory, Engines]
    public async Task D32_expired_revoked_and_unneeded_links_answer_like_unknown_ones(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        var (runOut, paper, stopped) = (
            await AcceptedByMinorAsync(partnership),
            await AcceptedByMinorAsync(partnership),
            await AcceptedByMinorAsync(partnership));
        var guardian = partnership.Anyone;

        var first = await LinkAsync(partnership, runOut);
        var second = await LinkAsync(partnership, runOut);
        await ShouldBeNoLinkAsync(guardian, first, runOut.TextHash!);
        await guardian.GetGuardianConsentAsync(second);
        await partnership.ChangeAsync(
            """
            UPDATE partnership.one_time_link
            SET expires_at = @now
            WHERE thing_id = @id
            """,
            new { now = DateTimeOffset.UtcNow, id = runOut.Id });
        await ShouldBeNoLinkAsync(guardian, second, runOut.TextHash!);
        var (paperLink, stoppedLink) = (await LinkAsync(partnership, paper), await LinkAsync(partnership, stopped));
        await partnership.GuardianConsentAsync(paper);
        await partnership.StopAsync(stopped);
        await ShouldBeNoLinkAsync(guardian, paperLink, paper.TextHash!);
        await ShouldBeNoLinkAsync(guardian, stoppedLink, stopped.TextHash!);

        Assert.Equal("awaiting-consent", (await partnership.ReadPlacementAsync(runOut)).State);
    }

    [Theory, Engines]
    public async Task D32_consent_to_another_text_is_refused_and_the_link_stays_valid(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        var link = await LinkAsync(partnership, await AcceptedByMinorAsync(partnership));
        var guardian = partnership.Anyone;

        var problem = await GiveAsync(guardian, link, new string('0', 64)).ShouldBeProblemAsync("another-text", HttpStatusCode.Conflict);

        Assert.Equal("D32", problem.Rule);
        await GiveAsync(guardian, link, problem.Change("textHash").GetString()!);
    }

    [Theory, Engines]
    public async Task D32_consent_by_link_is_also_at_most_a_year_before_the_first_day(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        var startsOn = Day.AddYears(1).AddDays(3);
        var slot = await partnership.OpenSlotAsync(SlotRequest(startsOn: startsOn, endsOn: startsOn.AddMonths(5)));
        var placement = await partnership.AcceptedAsync(slot, await partnership.EnrolledLearnerAsync(birthDate: Day.AddYears(-16)));
        var link = await LinkAsync(partnership, placement);
        var guardian = partnership.Anyone;

        var problem = await GiveAsync(guardian, link, placement.TextHash!).ShouldBeProblemAsync(
            "not-on-that-day", HttpStatusCode.UnprocessableEntity);

        partnership.App.Today.MoveTo(problem.Change("notBefore").Day());
        await GiveAsync(guardian, link, placement.TextHash!);
    }

    [Theory, Engines]
    public async Task D32_only_the_learners_institution_makes_a_link_and_only_while_a_consent_is_missing(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        var minor = await AcceptedByMinorAsync(partnership);
        var visit = await partnership.OpenAsync(await partnership.ApprovedSlotAsync(SlotRequest().With(new { kind = "cognitive-visit" })));
        var adult = await partnership.AcceptedAsync(visit, await partnership.EnrolledLearnerAsync());

        await MakeAsync(partnership, minor, Dji).ShouldBeProblemAsync("forbidden", HttpStatusCode.Forbidden);
        await MakeAsync(partnership, minor, Ncut).ShouldBeProblemAsync("not-found", HttpStatusCode.NotFound);
        var problem = await MakeAsync(partnership, adult).ShouldBeProblemAsync("no-guardian-needed", HttpStatusCode.UnprocessableEntity);
        await partnership.App.AsPerson(Bpc, Roles.Learner, PersonOf(adult.LearnerId))
            .PostAsync(problem.Change("consent").GetString()!, new { }).BodyAsync();
        await MakeAsync(partnership, adult).ShouldBeProblemAsync("placement-state", HttpStatusCode.Conflict);
        foreach (var hours in new[] { 0, (14 * 24) + 1 })
        {
            await MakeAsync(partnership, minor, hours: hours).ShouldBeProblemAsync("validation", HttpStatusCode.BadRequest);
        }
        // Moments have milliseconds.
        var before = DateTimeOffset.UtcNow.AddMilliseconds(-1);
        var expiresAt = (await MakeAsync(partnership, minor, hours: 14 * 24)).ExpiresAt;
        Assert.InRange(expiresAt, before.AddDays(14), DateTimeOffset.UtcNow.AddDays(14));
        await partnership.GuardianConsentAsync(minor);
        await MakeAsync(partnership, minor).ShouldBeProblemAsync("already-consented", HttpStatusCode.Conflict);
    }

    [Theory, Engines]
    public async Task A_link_token_has_256_bits_and_is_shown_once_and_never_stored(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        var placement = await AcceptedByMinorAsync(partnership);
        var coordinator = partnership.Coordinator(Bpc);

        var made = await coordinator.MakeGuardianLinkAsync(placement.Id, new(), idempotencyKey: "one");
        var repeated = await coordinator.MakeGuardianLinkAsync(placement.Id, new(), idempotencyKey: "one");

        var token = made.Url!.Split('/')[^1];
        Assert.Equal(32, System.Buffers.Text.Base64Url.DecodeFromChars(token).Length);
        Assert.Equal((null, made.ExpiresAt), (repeated.Url, repeated.ExpiresAt));
        Assert.Equal([Hash(token)], await partnership.App.Db.QueryAsync<string>("SELECT token_hash FROM partnership.one_time_link"));
        Assert.DoesNotContain(
            await partnership.App.Db.QueryAsync<string>(
                "SELECT v.value FROM partnership.idempotency i JOIN partnership.personal_value v ON v.id = i.body_id"),
            body => body?.Contains(token, StringComparison.Ordinal) == true);
        await partnership.App.With(null).GetAsync(made.Url).BodyAsync();
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
                new { ended = DateTimeOffset.UtcNow.AddDays(-days), id = placement.Id });
        }

        await partnership.App.LiveUntilAsync(partnership.App.Today.Value);

        Assert.Equal([young.Id], await partnership.App.Db.QueryAsync<Guid>("SELECT thing_id FROM partnership.one_time_link"));
    }

    private static async Task ShouldBeNoLinkAsync(IndustryPartnershipClient guardian, string link, string textHash)
    {
        Assert.Equal(
            await RefusedAsync(guardian.GetGuardianConsentAsync("unknown")), await RefusedAsync(guardian.GetGuardianConsentAsync(link)));
        Assert.Equal(await RefusedAsync(GiveAsync(guardian, "unknown", textHash)), await RefusedAsync(GiveAsync(guardian, link, textHash)));

        static async Task<string> RefusedAsync<T>(Task<T> call) =>
            (await call.ShouldBeProblemAsync("not-found", HttpStatusCode.NotFound)).AsJson();
    }

    private static async Task<Slot> SlotAsync(PartnershipApp partnership) =>
        await partnership.OpenAsync(await partnership.ApprovedSlotAsync(SlotRequest(capacity: 3)));

    private static async Task<Placement> AcceptedByMinorAsync(PartnershipApp partnership)
    {
        await partnership.ReadyEnterpriseAsync();
        return await partnership.AcceptedAsync(
            await SlotAsync(partnership), await partnership.EnrolledLearnerAsync(birthDate: Day.AddYears(-17)));
    }

    private static Task<GuardianLinkMade> MakeAsync(
        PartnershipApp partnership, Placement placement, string institution = Bpc, int? hours = null) =>
        partnership.Coordinator(institution).MakeGuardianLinkAsync(placement.Id, new() { ValidHours = hours });

    private static async Task<string> LinkAsync(PartnershipApp partnership, Placement placement) =>
        (await MakeAsync(partnership, placement)).Url!.Split('/')[^1];

    private static Task<GuardianLinkConsented> GiveAsync(IndustryPartnershipClient guardian, string link, string textHash) =>
        guardian.GiveGuardianConsentAsync(link, new() { TextHash = textHash, Relation = "mother" });

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}

using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using static IndustryPartnership.Tests.PartnershipApp;
using Testing;
using Xunit;

namespace IndustryPartnership.Tests;

public sealed class ConsentAndSignatureTests
{
    [Theory, Engines]
    public async Task D31_placement_starts_only_after_the_third_signature(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        var placement = await partnership.AcceptedAsync(await partnership.OpenSlotAsync(), await partnership.EnrolledLearnerAsync());
        Assert.Equal([Bpc, Dji, "learner"], Missing(await partnership.StartPlacementAsync(placement)
            .ShouldBeProblemAsync("signature-missing", HttpStatusCode.UnprocessableEntity)));
        await partnership.ConsentAsync(placement).BodyAsync();
        await partnership.SignPlacementAsync(placement, Dji).BodyAsync();
        Assert.Equal("awaiting-signatures", (await partnership.SignPlacementAsync(placement, "learner").BodyAsync()).Text("state"));

        var problem = await partnership.StartPlacementAsync(placement)
            .ShouldBeProblemAsync("signature-missing", HttpStatusCode.UnprocessableEntity);

        Assert.Equal("D31", problem.Rule());
        Assert.Equal([Bpc], Missing(problem));
        var ready = await partnership.Signatory(problem.Change("by")[0].GetString()!)
            .PostAsync(problem.Change("sign").GetString()!, new { textHash = problem.Change("textHash").GetString() })
            .BodyAsync();
        Assert.Equal("ready", ready.Text("state"));
        Assert.Equal([Bpc, Dji, "learner"], ready.GetProperty("signatures").EnumerateArray().Select(signature => signature.Text("by"))
            .Order());
        Assert.All(ready.GetProperty("signatures").EnumerateArray(), signature => Assert.Equal(Day, signature.Day("on")));
        var active = await partnership.StartPlacementAsync(placement).BodyAsync();
        Assert.Equal(("active", Day, Day), (active.Text("state"), active.Day("startsOn"), active.Day("startedOn")));

        static IEnumerable<string?> Missing(JsonElement problem) =>
            problem.Facts("missing").EnumerateArray().Select(party => party.GetString());
    }

    [Theory, Engines]
    public async Task D31_parallel_signatures_of_all_three_count_once_each(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        var placement = await partnership.AcceptedAsync(await partnership.OpenSlotAsync(), await partnership.EnrolledLearnerAsync());
        await partnership.ConsentAsync(placement).BodyAsync();

        var replies = await Task.WhenAll(Enumerable.Range(0, 4).SelectMany(_ => new[] { Bpc, Dji, "learner" })
            .Select(party => partnership.SignPlacementAsync(placement, party)));

        Assert.Equal(3, replies.Count(reply => reply.IsSuccessStatusCode));
        var ready = await partnership.ReadPlacementAsync(placement);
        Assert.Equal(("ready", 3, placement.Version() + 5),
            (ready.Text("state"), ready.GetProperty("signatures").GetArrayLength(), ready.Version()));
    }

    [Theory, Engines]
    public async Task D31_text_is_canonical_and_no_other_text_can_be_signed(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        var learner = await partnership.EnrolledLearnerAsync();
        var placement = await partnership.AcceptedAsync(await partnership.OpenSlotAsync(), learner);
        await partnership.ConsentAsync(placement).BodyAsync();
        var sign = $"{Api}/placements/{placement.Id()}/signatures";

        var agreement = await partnership.Signatory(Dji).GetAsync($"{Api}/placements/{placement.Id()}/agreement").BodyAsync();
        Assert.Equal(
            ["clauses", "endsOn", "enterprise", "institution", "learnerId", "placementId", "postKind", "slotTitle", "startsOn",
                "templateVersion", "work"],
            JsonDocument.Parse(agreement.Text("text")).RootElement.EnumerateObject().Select(member => member.Name));
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(agreement.Text("text")))), agreement.Text("textHash"));
        Assert.Equal(agreement.Text("textHash"), placement.Text("textHash"));

        var problem = await partnership.Signatory(Dji).PostAsync(sign, new { textHash = new string('0', 64) })
            .ShouldBeProblemAsync("another-text", HttpStatusCode.Conflict);
        Assert.Equal("D31", problem.Rule());
        await partnership.Signatory(Dji).PostAsync(sign, new { textHash = problem.Change("textHash").GetString() }).BodyAsync();
        var twice = await partnership.SignPlacementAsync(placement, Dji).ShouldBeProblemAsync("already-signed", HttpStatusCode.Conflict);
        Assert.Equal([Dji], twice.Facts("signed").EnumerateArray().Select(party => party.GetString()));
    }

    [Theory, Engines]
    public async Task D32_nobody_signs_before_all_needed_consents(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        var placement = await partnership.AcceptedAsync(await partnership.OpenSlotAsync(), await MinorAsync(partnership));

        var both = await partnership.SignPlacementAsync(placement, Bpc)
            .ShouldBeProblemAsync("consent-missing", HttpStatusCode.UnprocessableEntity);
        Assert.Equal(("D32", "learner guardian"), (both.Rule(), Missing(both)));
        var consents = both.Change("consents").EnumerateArray().Select(path => path.GetString()!).ToList();
        Assert.Equal("awaiting-consent", (await partnership.AsLearner(LearnerOf(placement)).PostAsync(consents[0], new { })
            .BodyAsync()).Text("state"));
        Assert.Equal("guardian", Missing(await partnership.SignPlacementAsync(placement, Bpc)
            .ShouldBeProblemAsync("consent-missing", HttpStatusCode.UnprocessableEntity)));
        var consented = await partnership
            .Coordinator(Bpc)
            .PostAsync(consents[1], new { documentHash = new string('b', 64), signedOn = Day })
            .BodyAsync();

        Assert.Equal("awaiting-signatures", consented.Text("state"));
        Assert.Equal([("guardian", Day), ("learner", Day)], consented.GetProperty("consents").EnumerateArray()
            .Select(consent => (consent.Text("by"), consent.Day("on"))));
        await partnership.SignPlacementAsync(placement, Bpc).BodyAsync();

        static string Missing(JsonElement problem) =>
            string.Join(' ', problem.Facts("missing").EnumerateArray().Select(who => who.GetString()));
    }

    [Theory, Engines]
    public async Task D32_consent_is_not_in_the_future_and_signature_not_before_consent(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        var placement = await partnership.AcceptedAsync(await partnership.OpenSlotAsync(), await MinorAsync(partnership));

        var tomorrow = await partnership.GuardianConsentAsync(placement, Day.AddDays(1))
            .ShouldBeProblemAsync("not-on-that-day", HttpStatusCode.UnprocessableEntity);
        await partnership.GuardianConsentAsync(placement, tomorrow.DayOfChange("signedOn")).BodyAsync();
        var later = await partnership.LearnerConsentAsync(placement, Day.AddDays(7))
            .ShouldBeProblemAsync("not-on-that-day", HttpStatusCode.UnprocessableEntity);
        Assert.Equal("D32", later.Rule());
        await partnership.LearnerConsentAsync(placement, later.DayOfChange("consentedOn")).BodyAsync();

        var early = await partnership.SignPlacementAsync(placement, Dji, Day.AddDays(-1))
            .ShouldBeProblemAsync("not-on-that-day", HttpStatusCode.UnprocessableEntity);
        Assert.Equal(("D31", Day), (early.Rule(), early.DayOfChange("signedOn")));
        await partnership.SignPlacementAsync(placement, Dji, early.DayOfChange("signedOn")).BodyAsync();
        var late = await partnership.SignPlacementAsync(placement, Bpc, Day.AddDays(1))
            .ShouldBeProblemAsync("not-on-that-day", HttpStatusCode.UnprocessableEntity);
        await partnership.SignPlacementAsync(placement, Bpc, late.DayOfChange("signedOn")).BodyAsync();
    }

    [Theory, Engines]
    public async Task D32_consent_or_signature_over_a_year_before_the_placement_is_refused(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        var placement = await partnership.AcceptedAsync(await partnership.OpenSlotAsync(), await MinorAsync(partnership));
        var (first, old) = (placement.Day("startsOn").AddYears(-1), new DateOnly(1950, 1, 1));

        foreach (var day in new[] { old, first.AddDays(-1) })
        {
            await RefusedAsync("D32", "signedOn", partnership.GuardianConsentAsync(placement, day));
            await RefusedAsync("D32", "consentedOn", partnership.LearnerConsentAsync(placement, day));
        }
        await partnership.GuardianConsentAsync(placement, first).BodyAsync();
        await partnership.LearnerConsentAsync(placement, first).BodyAsync();
        await RefusedAsync("D31", "signedOn", partnership.SignPlacementAsync(placement, Bpc, old));
        await partnership.SignPlacementAsync(placement, Bpc, first).BodyAsync();

        async Task RefusedAsync(string rule, string member, Task<HttpResponseMessage> reply)
        {
            var problem = await reply.ShouldBeProblemAsync("not-on-that-day", HttpStatusCode.UnprocessableEntity);
            Assert.Equal((rule, first), (problem.Rule(), problem.DayOfChange(member)));
        }
    }

    [Theory, Engines]
    public async Task D32_consent_over_a_year_ahead_is_refused_with_the_first_day_that_passes(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        var (startsOn, today) = (Day.AddYears(1).AddDays(30), Day);
        var placement = await partnership.AcceptedAsync(
            await partnership.OpenSlotAsync(SlotRequest(startsOn: startsOn, endsOn: startsOn.AddMonths(5))),
            await partnership.EnrolledLearnerAsync());

        var problem = await partnership.LearnerConsentAsync(placement, today)
            .ShouldBeProblemAsync("not-on-that-day", HttpStatusCode.UnprocessableEntity);

        Assert.Equal(today.AddDays(30), problem.DayOfChange("notBefore"));
        partnership.App.Today.MoveTo(problem.DayOfChange("notBefore"));
        await partnership.LearnerConsentAsync(placement, problem.DayOfChange("notBefore")).BodyAsync();
    }

    private static Guid LearnerOf(JsonElement placement) => placement.GetProperty("learnerId").GetGuid();

    // Of age tomorrow.
    private static Task<Guid> MinorAsync(PartnershipApp partnership) =>
        partnership.EnrolledLearnerAsync(birthDate: Day.AddDays(1).AddYears(-18));
}

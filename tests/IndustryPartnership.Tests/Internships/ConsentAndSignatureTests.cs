using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Contracts;
using static IndustryPartnership.Tests.PartnershipApp;
using Testing;
using VocationalPlatform.Client;
using VocationalPlatform.Client.IndustryPartnership;
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
        await partnership.ConsentAsync(placement);
        await partnership.SignPlacementAsync(placement, Dji);
        Assert.Equal("awaiting-signatures", (await partnership.SignPlacementAsync(placement, "learner")).State);

        var problem = await partnership.StartPlacementAsync(placement)
            .ShouldBeProblemAsync("signature-missing", HttpStatusCode.UnprocessableEntity);

        Assert.Equal("D31", problem.Rule);
        Assert.Equal([Bpc], Missing(problem));
        var ready = await partnership.App.As(problem.Change("by")[0].GetString()!, Roles.Signatory)
            .PostAsync(problem.Change("sign").GetString()!, new { textHash = problem.Change("textHash").GetString()! })
            .AsAsync<Placement>();
        Assert.Equal("ready", ready.State);
        Assert.Equal([Bpc, Dji, "learner"], ready.Signatures.Select(signature => signature.By)
            .Order());
        Assert.All(ready.Signatures, signature => Assert.Equal(Day, signature.On));
        var active = await partnership.StartPlacementAsync(placement);
        Assert.Equal(("active", Day, Day), (active.State, active.StartsOn, active.StartedOn));

        static IEnumerable<string> Missing(Problem problem) => problem.Fact("missing").Codes();
    }

    [Theory, Engines]
    public async Task D31_parallel_signatures_of_all_three_count_once_each(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        var placement = await partnership.AcceptedAsync(await partnership.OpenSlotAsync(), await partnership.EnrolledLearnerAsync());
        await partnership.ConsentAsync(placement);

        var replies = await Task.WhenAll(Enumerable.Range(0, 4).SelectMany(_ => new[] { Bpc, Dji, "learner" })
            .Select(party => partnership.SignPlacementAsync(placement, party).OutcomeAsync()));

        Assert.Equal(3, replies.Count(reply => reply.Passed));
        var ready = await partnership.ReadPlacementAsync(placement);
        Assert.Equal(("ready", 3, placement.Version + 5),
            (ready.State, ready.Signatures.Count, ready.Version));
    }

    [Theory, Engines]
    public async Task D31_text_is_canonical_and_no_other_text_can_be_signed(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        var learner = await partnership.EnrolledLearnerAsync();
        var placement = await partnership.AcceptedAsync(await partnership.OpenSlotAsync(), learner);
        await partnership.ConsentAsync(placement);

        var agreement = await partnership.Signatory(Dji).GetPlacementAgreementAsync(placement.Id);
        Assert.Equal(
            ["clauses", "endsOn", "enterprise", "institution", "learnerId", "noBurdens", "placementId", "postKind", "slotTitle", "startsOn",
                "templateVersion", "work"],
            JsonDocument.Parse(agreement.Text).RootElement.EnumerateObject().Select(member => member.Name));
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(agreement.Text))), agreement.TextHash);
        Assert.Equal(agreement.TextHash, placement.TextHash);

        var problem = await partnership.Signatory(Dji).SignPlacementAsync(placement.Id, new() { TextHash = new string('0', 64) })
            .ShouldBeProblemAsync("another-text", HttpStatusCode.Conflict);
        Assert.Equal("D31", problem.Rule);
        await partnership.Signatory(Dji).SignPlacementAsync(placement.Id, new() { TextHash = problem.Change("textHash").GetString()! });
        var twice = await partnership.SignPlacementAsync(placement, Dji).ShouldBeProblemAsync("already-signed", HttpStatusCode.Conflict);
        Assert.Equal([Dji], twice.Fact("signed").Codes());
    }

    [Theory, Engines]
    public async Task D32_nobody_signs_before_all_needed_consents(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        var placement = await partnership.AcceptedAsync(await partnership.OpenSlotAsync(), await MinorAsync(partnership));

        var both = await partnership.SignPlacementAsync(placement, Bpc)
            .ShouldBeProblemAsync("consent-missing", HttpStatusCode.UnprocessableEntity);
        Assert.Equal(("D32", "learner guardian"), (both.Rule, Missing(both)));
        var consents = both.Change("consents").Codes().ToList();
        var own = await partnership.App.AsPerson(Bpc, Roles.Learner, PersonOf(placement.LearnerId)).PostAsync(consents[0], new { })
            .AsAsync<Placement>();
        Assert.Equal("awaiting-consent", own.State);
        Assert.Equal("guardian", Missing(await partnership.SignPlacementAsync(placement, Bpc)
            .ShouldBeProblemAsync("consent-missing", HttpStatusCode.UnprocessableEntity)));
        var consented = await partnership.App.As(Bpc, Roles.Coordinator)
            .PostAsync(consents[1], new { documentHash = new string('b', 64), signedOn = Day }).AsAsync<Placement>();

        Assert.Equal("awaiting-signatures", consented.State);
        Assert.Equal([("guardian", Day), ("learner", Day)], consented.Consents
            .Select(consent => (consent.By, consent.On)));
        await partnership.SignPlacementAsync(placement, Bpc);

        static string Missing(Problem problem) => string.Join(' ', problem.Fact("missing").Codes());
    }

    [Theory, Engines]
    public async Task D32_consent_is_not_in_the_future_and_signature_not_before_consent(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        var placement = await partnership.AcceptedAsync(await partnership.OpenSlotAsync(), await MinorAsync(partnership));

        var tomorrow = await partnership.GuardianConsentAsync(placement, Day.AddDays(1))
            .ShouldBeProblemAsync("not-on-that-day", HttpStatusCode.UnprocessableEntity);
        await partnership.GuardianConsentAsync(placement, tomorrow.Change("signedOn").Day());
        var later = await partnership.LearnerConsentAsync(placement, Day.AddDays(7))
            .ShouldBeProblemAsync("not-on-that-day", HttpStatusCode.UnprocessableEntity);
        Assert.Equal("D32", later.Rule);
        await partnership.LearnerConsentAsync(placement, later.Change("consentedOn").Day());

        var early = await partnership.SignPlacementAsync(placement, Dji, Day.AddDays(-1))
            .ShouldBeProblemAsync("not-on-that-day", HttpStatusCode.UnprocessableEntity);
        Assert.Equal(("D31", Day), (early.Rule, early.Change("signedOn").Day()));
        await partnership.SignPlacementAsync(placement, Dji, early.Change("signedOn").Day());
        var late = await partnership.SignPlacementAsync(placement, Bpc, Day.AddDays(1))
            .ShouldBeProblemAsync("not-on-that-day", HttpStatusCode.UnprocessableEntity);
        await partnership.SignPlacementAsync(placement, Bpc, late.Change("signedOn").Day());
    }

    [Theory, Engines]
    public async Task D32_consent_or_signature_over_a_year_before_the_placement_is_refused(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        var placement = await partnership.AcceptedAsync(await partnership.OpenSlotAsync(), await MinorAsync(partnership));
        var (first, old) = (placement.StartsOn.AddYears(-1), new DateOnly(1950, 1, 1));

        foreach (var day in new[] { old, first.AddDays(-1) })
        {
            await RefusedAsync("D32", "signedOn", partnership.GuardianConsentAsync(placement, day));
            await RefusedAsync("D32", "consentedOn", partnership.LearnerConsentAsync(placement, day));
        }
        await partnership.GuardianConsentAsync(placement, first);
        await partnership.LearnerConsentAsync(placement, first);
        await RefusedAsync("D31", "signedOn", partnership.SignPlacementAsync(placement, Bpc, old));
        await partnership.SignPlacementAsync(placement, Bpc, first);

        async Task RefusedAsync(string rule, string member, Task<Placement> reply)
        {
            var problem = await reply.ShouldBeProblemAsync("not-on-that-day", HttpStatusCode.UnprocessableEntity);
            Assert.Equal((rule, first), (problem.Rule, problem.Change(member).Day()));
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

        Assert.Equal(today.AddDays(30), problem.Change("notBefore").Day());
        partnership.App.Today.MoveTo(problem.Change("notBefore").Day());
        await partnership.LearnerConsentAsync(placement, problem.Change("notBefore").Day());
    }

    // Of age tomorrow.
    private static Task<Guid> MinorAsync(PartnershipApp partnership) =>
        partnership.EnrolledLearnerAsync(birthDate: Day.AddDays(1).AddYears(-18));
}

using System.Net;
using System.Text.Json;
using Contracts;
using Contracts.IndustryPartnership;
using static IndustryPartnership.Tests.PartnershipApp;
using Testing;
using Xunit;

namespace IndustryPartnership.Tests;

/// <summary>Whose consent a placement needs by which pack, what a refusal brings, and who has no guardian (D32).</summary>
public sealed class InformedConsentTests
{
    [Theory, Engines]
    public async Task D32_guardian_of_an_adult_consents_too_under_the_rules_of_2021(Engine engine)
    {
        await using var partnership = await StartAsync(engine);
        var placement = await AcceptedAsync(partnership);

        Assert.Equal("awaiting-consent", (await partnership.LearnerConsentAsync(placement).BodyAsync()).Text("state"));
        var problem = await partnership.SignPlacementAsync(placement, Bpc)
            .ShouldBeProblemAsync("consent-missing", HttpStatusCode.UnprocessableEntity);

        Assert.Equal(("D32", "guardian"), (problem.Rule(), Assert.Single(problem.Facts("missing").EnumerateArray()).GetString()));
        var path = Assert.Single(problem.Change("consents").EnumerateArray()).GetString()!;
        await partnership.Coordinator(Bpc).PostAsync(path, new { documentHash = new string('b', 64), signedOn = Day }).BodyAsync();
        await partnership.SignPlacementAsync(placement, Bpc).BodyAsync();
    }

    [Theory, Engines]
    public async Task D32_adults_own_consent_is_enough_under_the_rules_of_2016(Engine engine)
    {
        await using var partnership = await StartAsync(engine);
        var (day, until) = (new DateOnly(2021, 12, 1), new DateOnly(2022, 5, 31));
        partnership.App.Today.MoveTo(day);
        var draft = await partnership.DraftAgreementAsync([Bpc, Dji], validFrom: new DateOnly(2021, 1, 1));
        var proposed = await partnership.Signatory(Bpc).PostAsync($"{Api}/agreements/{draft.Id()}/proposal").BodyAsync();
        foreach (var party in new[] { Bpc, Dji }) await partnership.SignAsync(proposed, party).BodyAsync();
        foreach (var (kind, staff) in new[] { ((string?)null, 1000), ("uav-pilot", 500) })
        {
            await partnership.StateStaffAsync(Dji, kind, staff);
        }
        var request = SlotRequest(startsOn: day, endsOn: until).With(new { attestation = new { on = day } });
        var slot = await partnership.OpenAsync(await partnership.ApprovedSlotAsync(request)).BodyAsync();
        var learner = Learner() with { BirthDate = new DateOnly(2001, 5, 1), StageBeganOn = new DateOnly(2019, 9, 1) };
        await partnership.DeliverAsync(learner);
        var placement = await partnership.AcceptedAsync(slot, learner.Id);

        Assert.Equal("awaiting-signatures", (await partnership.LearnerConsentAsync(placement).BodyAsync()).Text("state"));
        foreach (var party in new[] { Bpc, Dji, "learner" }) await partnership.SignPlacementAsync(placement, party).BodyAsync();
        await partnership.StartPlacementAsync(placement).BodyAsync();

        var issued = Assert.Single(
            (await partnership.Coordinator(Bpc).GetAsync($"{Api}/receipts?subjectId={placement.Id()}").BodyAsync()).GetProperty("items")
            .EnumerateArray());
        var document = (await partnership.Coordinator(Bpc).GetAsync($"{Api}/receipts/{issued.Id()}").BodyAsync()).GetProperty("document");
        var consent = document.GetProperty("verdicts").EnumerateArray().Single(verdict => verdict.Text("name") == "informed-consent");
        Assert.Equal(("internship-rules-2016", "passed", "minors"),
            (document.Text("pack"), consent.Text("outcome"), consent.Facts("guardianOf").GetString()));
    }

    [Theory, Engines]
    public async Task D32_own_consent_to_a_visit_is_enough_from_the_eighteenth_birthday(Engine engine)
    {
        await using var partnership = await StartAsync(engine);
        var (birthday, tomorrow) =
            (await AcceptedAsync(partnership, Day.AddYears(-18), isVisit: true),
            await AcceptedAsync(partnership, Day.AddYears(-18).AddDays(1), isVisit: true));

        var problem = await partnership.GuardianConsentAsync(birthday)
            .ShouldBeProblemAsync("no-guardian-needed", HttpStatusCode.UnprocessableEntity);
        Assert.Equal("D32", problem.Rule());
        var consent = problem.Change("consent").GetString()!;
        Assert.Equal("awaiting-signatures", (await partnership.AsLearner(LearnerOf(birthday)).PostAsync(consent, new { }).BodyAsync())
            .Text("state"));

        // The guardian's first: the order is free.
        Assert.Equal("awaiting-consent", (await partnership.GuardianConsentAsync(tomorrow).BodyAsync()).Text("state"));
        await partnership.GuardianConsentAsync(tomorrow).ShouldBeProblemAsync("already-consented", HttpStatusCode.Conflict);
        Assert.Equal("awaiting-signatures", (await partnership.LearnerConsentAsync(tomorrow).BodyAsync()).Text("state"));
        await partnership.LearnerConsentAsync(tomorrow).ShouldBeProblemAsync("placement-state", HttpStatusCode.Conflict);
    }

    [Theory, Engines]
    public async Task D32_minor_at_consent_still_needs_the_guardian_after_turning_18(Engine engine)
    {
        await using var partnership = await StartAsync(engine);
        var placement = await AcceptedAsync(partnership, Day.AddDays(1).AddYears(-18), isVisit: true);
        Assert.Equal("awaiting-consent", (await partnership.LearnerConsentAsync(placement).BodyAsync()).Text("state"));

        partnership.App.Today.MoveTo(Day.AddDays(1));

        await partnership.SignPlacementAsync(placement, Bpc).ShouldBeProblemAsync("consent-missing", HttpStatusCode.UnprocessableEntity);
        Assert.Equal("awaiting-signatures", (await partnership.GuardianConsentAsync(placement, Day.AddDays(1)).BodyAsync()).Text("state"));
    }

    [Theory, Engines]
    public async Task D32_guardians_link_still_works_on_the_eighteenth_birthday(Engine engine)
    {
        await using var partnership = await StartAsync(engine);
        var placement = await AcceptedAsync(partnership, Day.AddDays(1).AddYears(-18), isVisit: true);
        var link = await LinkAsync(partnership, placement);
        using var guardian = partnership.App.With(null);

        partnership.App.Today.MoveTo(Day.AddDays(1));

        var opened = await guardian.GetAsync(link).BodyAsync();
        await guardian.PostAsync(link, new { textHash = opened.Text("textHash"), relation = "father" }).BodyAsync();
        Assert.Equal("guardian", Assert.Single((await partnership.ReadPlacementAsync(placement)).GetProperty("consents").EnumerateArray())
            .Text("by"));
    }

    [Theory, Engines]
    public async Task D32_refusal_by_an_adults_guardian_ends_the_placement_and_frees_its_place(Engine engine)
    {
        await using var partnership = await StartAsync(engine);
        var placement = await AcceptedAsync(partnership);
        await partnership.LearnerConsentAsync(placement).BodyAsync();
        var link = await LinkAsync(partnership, placement);
        using var guardian = partnership.App.With(null);

        var answered = await guardian.PostAsync(link, new { textHash = placement.Text("textHash"), relation = "mother", refused = true })
            .BodyAsync();

        Assert.True(answered.GetProperty("refused").GetBoolean());
        await ShouldBeEndedByAsync(partnership, placement, "guardian");
        await guardian.GetAsync(link).ShouldBeProblemAsync("not-found", HttpStatusCode.NotFound);
    }

    [Theory, Engines]
    public async Task D32_learner_refuses_even_after_all_signatures_and_applies_elsewhere(Engine engine)
    {
        await using var partnership = await StartAsync(engine);
        var slot = await partnership.OpenSlotAsync();
        var placement = await partnership.ReadyAsync(slot, await partnership.EnrolledLearnerAsync());
        var refuse = $"{Api}/placements/{placement.Id()}/consent-refusal";

        var late = await partnership.AsLearner(LearnerOf(placement)).PostAsync(refuse, new { refusedOn = Day.AddDays(1) })
            .ShouldBeProblemAsync("not-on-that-day", HttpStatusCode.UnprocessableEntity);
        await partnership.AsLearner(LearnerOf(placement))
            .PostAsync(refuse, new { refusedOn = late.DayOfChange("refusedOn"), reason = "Too far." }).BodyAsync();

        await ShouldBeEndedByAsync(partnership, placement, "learner");
        await partnership.StartPlacementAsync(placement).ShouldBeProblemAsync("placement-state", HttpStatusCode.Conflict);
        await partnership.AsLearner(LearnerOf(placement)).PostAsync(refuse, new { })
            .ShouldBeProblemAsync("placement-state", HttpStatusCode.Conflict);
        await partnership.AcceptedAsync(slot, LearnerOf(placement));
    }

    [Theory, Engines]
    public async Task D32_institution_records_a_paper_refusal_but_not_after_the_start(Engine engine)
    {
        await using var partnership = await StartAsync(engine);
        var slot = await partnership.OpenSlotAsync(SlotRequest(capacity: 3));
        var (waiting, active) =
            (await partnership.AcceptedAsync(slot, await partnership.EnrolledLearnerAsync()), await partnership
            .ActiveAsync(slot, await partnership.EnrolledLearnerAsync()));
        var paper = new { documentHash = new string('c', 64), signedOn = Day };

        await partnership.Coordinator(Bpc).PostAsync($"{Api}/placements/{active.Id()}/guardian-refusal", paper)
            .ShouldBeProblemAsync("placement-state", HttpStatusCode.Conflict);
        await partnership.App.As(Dji, Roles.Coordinator).PostAsync($"{Api}/placements/{waiting.Id()}/guardian-refusal", paper)
            .ShouldBeProblemAsync("forbidden", HttpStatusCode.Forbidden);
        await partnership.Coordinator(Bpc).PostAsync($"{Api}/placements/{waiting.Id()}/guardian-refusal", paper).BodyAsync();

        await ShouldBeEndedByAsync(partnership, waiting, "guardian");
        Assert.Equal("active", (await partnership.ReadPlacementAsync(active)).Text("state"));
    }

    [Theory, Engines]
    public async Task D32_learner_states_to_have_no_guardian_and_the_institution_confirms(Engine engine)
    {
        await using var partnership = await StartAsync(engine);
        var placement = await AcceptedAsync(partnership);
        var path = $"{Api}/placements/{placement.Id()}/no-guardian";
        await partnership.LearnerConsentAsync(placement).BodyAsync();

        var early = await partnership.Coordinator(Bpc).PostAsync($"{path}/confirmation", new { })
            .ShouldBeProblemAsync("nothing-stated", HttpStatusCode.UnprocessableEntity);
        Assert.Equal("awaiting-consent",
            (await partnership.AsLearner(LearnerOf(placement)).PostAsync(early.Change("state").GetString()!, new { }).BodyAsync())
            .Text("state"));
        await partnership.AsLearner(LearnerOf(placement)).PostAsync(path, new { })
            .ShouldBeProblemAsync("already-stated", HttpStatusCode.Conflict);
        await partnership.SignPlacementAsync(placement, Bpc).ShouldBeProblemAsync("consent-missing", HttpStatusCode.UnprocessableEntity);
        var before = await partnership.Coordinator(Bpc).PostAsync($"{path}/confirmation", new { confirmedOn = Day.AddDays(-1) })
            .ShouldBeProblemAsync("not-on-that-day", HttpStatusCode.UnprocessableEntity);
        var confirmed = await partnership.Coordinator(Bpc)
            .PostAsync($"{path}/confirmation", new { confirmedOn = before.DayOfChange("confirmedOn") }).BodyAsync();

        Assert.Equal("awaiting-signatures", confirmed.Text("state"));
        Assert.Equal([Bpc, "learner"], confirmed.GetProperty("withoutGuardian").EnumerateArray().Select(act => act.Text("by"))
            .Order(StringComparer.Ordinal));
        foreach (var party in new[] { Bpc, Dji, "learner" }) await partnership.SignPlacementAsync(placement, party).BodyAsync();
        await partnership.StartPlacementAsync(placement).BodyAsync();
    }

    [Theory, Engines]
    public async Task D32_learner_who_lost_the_guardian_changes_the_mentor_without_one(Engine engine)
    {
        await using var partnership = await StartAsync(engine);
        var placement = await partnership.UnderWayAsync(await partnership.OpenSlotAsync());
        var path = $"{Api}/placements/{placement.Id()}/no-guardian";

        await partnership.AsLearner(LearnerOf(placement)).PostAsync(path, new { }).BodyAsync();
        Assert.Equal("active", (await partnership.Coordinator(Bpc).PostAsync($"{path}/confirmation", new { }).BodyAsync()).Text("state"));

        var change = await partnership.ProposeAsync(placement, new { reason = "Leave.", mentor = "mentor-3" })
            .BodyAsync(HttpStatusCode.Created);
        Assert.Equal([Dji, "learner"], ChangeSteps.Awaiting(change));
    }

    [Theory, Engines]
    public async Task D32_no_guardian_statement_is_refused_if_no_guardian_is_asked(Engine engine)
    {
        await using var partnership = await StartAsync(engine);
        var placement = await AcceptedAsync(partnership, isVisit: true);

        var problem = await partnership.AsLearner(LearnerOf(placement)).PostAsync($"{Api}/placements/{placement.Id()}/no-guardian", new { })
            .ShouldBeProblemAsync("no-guardian-needed", HttpStatusCode.UnprocessableEntity);

        await partnership.AsLearner(LearnerOf(placement)).PostAsync(problem.Change("consent").GetString()!, new { }).BodyAsync();
    }

    private static async Task ShouldBeEndedByAsync(PartnershipApp partnership, JsonElement placement, string who)
    {
        var ended = await partnership.ReadPlacementAsync(placement);
        Assert.Equal(("stopped", who), (ended.Text("state"), Assert.Single(ended.GetProperty("refusals").EnumerateArray()).Text("by")));
        Assert.Contains(await partnership.App.PublishedAsync<PlacementStoppedV1>(), told => told.Placement.Id == placement.Id());
        var slot = await partnership.Coordinator(Bpc).GetAsync($"{Api}/slots/{placement.GetProperty("slotId").GetGuid()}").BodyAsync();
        Assert.Equal("open", slot.Text("state"));
        var timeline = (await partnership.Coordinator(Bpc).GetAsync($"{Api}/placements/{placement.Id()}/timeline").BodyAsync())
            .GetProperty("entries").EnumerateArray();
        Assert.Contains(timeline, entry => entry.Text("what") == $"{who} refused consent");
    }

    private static async Task<JsonElement> AcceptedAsync(PartnershipApp partnership, DateOnly? birthDate = null, bool isVisit = false)
    {
        var slot = await partnership.OpenSlotAsync(isVisit ? SlotRequest().With(new { kind = "cognitive-visit" }) : SlotRequest());
        return await partnership.AcceptedAsync(slot, await partnership.EnrolledLearnerAsync(birthDate: birthDate));
    }

    private static async Task<string> LinkAsync(PartnershipApp partnership, JsonElement placement) =>
        (await partnership.Coordinator(Bpc).PostAsync($"{Api}/placements/{placement.Id()}/guardian-link", new { }).BodyAsync()).Text("url");

    private static Guid LearnerOf(JsonElement placement) => placement.GetProperty("learnerId").GetGuid();
}

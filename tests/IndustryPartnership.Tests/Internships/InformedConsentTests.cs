using System.Net;
using Contracts;
using Contracts.IndustryPartnership;
using static IndustryPartnership.Tests.PartnershipApp;
using Testing;
using VocationalPlatform.Client.IndustryPartnership;
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

        Assert.Equal("awaiting-consent", (await partnership.LearnerConsentAsync(placement)).State);
        var problem = await partnership.SignPlacementAsync(placement, Bpc)
            .ShouldBeProblemAsync("consent-missing", HttpStatusCode.UnprocessableEntity);

        Assert.Equal(("D32", "guardian"), (problem.Rule, Assert.Single(problem.Fact("missing").Codes())));
        var path = Assert.Single(problem.Change("consents").Codes())!;
        await partnership.App.As(Bpc, Roles.Coordinator).PostAsync(
            path, new { documentHash = new string('b', 64), signedOn = Day }).BodyAsync();
        await partnership.SignPlacementAsync(placement, Bpc);
    }

    [Theory, Engines]
    public async Task D32_adults_own_consent_is_enough_under_the_rules_of_2016(Engine engine)
    {
        await using var partnership = await StartAsync(engine);
        var (day, until) = (new DateOnly(2021, 12, 1), new DateOnly(2022, 5, 31));
        partnership.App.Today.MoveTo(day);
        var draft = await partnership.DraftAgreementAsync([Bpc, Dji], validFrom: new DateOnly(2021, 1, 1));
        var proposed = await partnership.Signatory(Bpc).ProposeAgreementAsync(draft.Id);
        foreach (var party in new[] { Bpc, Dji }) await partnership.SignAsync(proposed, party);
        foreach (var (kind, staff) in new[] { ((string?)null, 1000), ("uav-pilot", 500) })
        {
            await partnership.StateStaffAsync(Dji, kind, staff);
        }
        var request = SlotRequest(startsOn: day, endsOn: until).With(new { attestation = new { on = day } });
        var slot = await partnership.OpenAsync(await partnership.ApprovedSlotAsync(request));
        var learner = Learner() with { BirthDate = new DateOnly(2001, 5, 1), StageBeganOn = new DateOnly(2019, 9, 1) };
        await partnership.DeliverAsync(learner);
        var placement = await partnership.AcceptedAsync(slot, learner.Id);

        Assert.Equal("awaiting-signatures", (await partnership.LearnerConsentAsync(placement)).State);
        foreach (var party in new[] { Bpc, Dji, "learner" }) await partnership.SignPlacementAsync(placement, party);
        await partnership.StartPlacementAsync(placement);

        var issued = Assert.Single(
            (await partnership.Coordinator(Bpc).ListReceiptsAsync(subjectId: placement.Id)).Items);
        var document = (await partnership.Coordinator(Bpc).GetReceiptAsync(issued.Id)).Document;
        var consent = document.GetProperty("verdicts").EnumerateArray().Single(verdict => verdict.Text("name") == "informed-consent");
        Assert.Equal(("internship-rules-2016", "passed", "minors"),
            (document.Text("pack"), consent.Text("outcome"), consent.GetProperty("facts").Text("guardianOf")));
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
        Assert.Equal("D32", problem.Rule);
        var consent = problem.Change("consent").GetString()!;
        Assert.Equal("awaiting-signatures", (await PostAsLearnerAsync(partnership, birthday, consent)).State);

        // The guardian's first: the order is free.
        Assert.Equal("awaiting-consent", (await partnership.GuardianConsentAsync(tomorrow)).State);
        await partnership.GuardianConsentAsync(tomorrow).ShouldBeProblemAsync("already-consented", HttpStatusCode.Conflict);
        Assert.Equal("awaiting-signatures", (await partnership.LearnerConsentAsync(tomorrow)).State);
        await partnership.LearnerConsentAsync(tomorrow).ShouldBeProblemAsync("placement-state", HttpStatusCode.Conflict);
    }

    [Theory, Engines]
    public async Task D32_minor_at_consent_still_needs_the_guardian_after_turning_18(Engine engine)
    {
        await using var partnership = await StartAsync(engine);
        var placement = await AcceptedAsync(partnership, Day.AddDays(1).AddYears(-18), isVisit: true);
        Assert.Equal("awaiting-consent", (await partnership.LearnerConsentAsync(placement)).State);

        partnership.App.Today.MoveTo(Day.AddDays(1));

        await partnership.SignPlacementAsync(placement, Bpc).ShouldBeProblemAsync("consent-missing", HttpStatusCode.UnprocessableEntity);
        Assert.Equal("awaiting-signatures", (await partnership.GuardianConsentAsync(placement, Day.AddDays(1))).State);
    }

    [Theory, Engines]
    public async Task D32_guardians_link_still_works_on_the_eighteenth_birthday(Engine engine)
    {
        await using var partnership = await StartAsync(engine);
        var placement = await AcceptedAsync(partnership, Day.AddDays(1).AddYears(-18), isVisit: true);
        var link = await LinkAsync(partnership, placement);
        var guardian = partnership.Anyone;

        partnership.App.Today.MoveTo(Day.AddDays(1));

        var opened = await guardian.GetGuardianConsentAsync(link);
        await guardian.GiveGuardianConsentAsync(link, new() { TextHash = opened.TextHash, Relation = "father" });
        Assert.Equal("guardian", Assert.Single((await partnership.ReadPlacementAsync(placement)).Consents).By);
    }

    [Theory, Engines]
    public async Task D32_refusal_by_an_adults_guardian_ends_the_placement_and_frees_its_place(Engine engine)
    {
        await using var partnership = await StartAsync(engine);
        var placement = await AcceptedAsync(partnership);
        await partnership.LearnerConsentAsync(placement);
        var link = await LinkAsync(partnership, placement);
        var guardian = partnership.Anyone;

        var answered = await guardian.GiveGuardianConsentAsync(
            link, new() { TextHash = placement.TextHash!, Relation = "mother", Refused = true });

        Assert.True(answered.Refused);
        await ShouldBeEndedByAsync(partnership, placement, "guardian");
        await guardian.GetGuardianConsentAsync(link).ShouldBeProblemAsync("not-found", HttpStatusCode.NotFound);
    }

    [Theory, Engines]
    public async Task D32_learner_refuses_even_after_all_signatures_and_applies_elsewhere(Engine engine)
    {
        await using var partnership = await StartAsync(engine);
        var slot = await partnership.OpenSlotAsync();
        var placement = await partnership.ReadyAsync(slot, await partnership.EnrolledLearnerAsync());

        var late = await partnership.AsLearner(placement.LearnerId).RefuseConsentAsync(placement.Id, new() { RefusedOn = Day.AddDays(1) })
            .ShouldBeProblemAsync("not-on-that-day", HttpStatusCode.UnprocessableEntity);
        await partnership.AsLearner(placement.LearnerId)
            .RefuseConsentAsync(placement.Id, new() { RefusedOn = late.Change("refusedOn").Day(), Reason = "Too far." });

        await ShouldBeEndedByAsync(partnership, placement, "learner");
        await partnership.StartPlacementAsync(placement).ShouldBeProblemAsync("placement-state", HttpStatusCode.Conflict);
        await partnership.AsLearner(placement.LearnerId).RefuseConsentAsync(placement.Id, new())
            .ShouldBeProblemAsync("placement-state", HttpStatusCode.Conflict);
        await partnership.AcceptedAsync(slot, placement.LearnerId);
    }

    [Theory, Engines]
    public async Task D32_institution_records_a_paper_refusal_but_not_after_the_start(Engine engine)
    {
        await using var partnership = await StartAsync(engine);
        var slot = await partnership.OpenSlotAsync(SlotRequest(capacity: 3));
        var (waiting, active) =
            (await partnership.AcceptedAsync(slot, await partnership.EnrolledLearnerAsync()), await partnership
            .ActiveAsync(slot, await partnership.EnrolledLearnerAsync()));
        var paper = new ConsentToPlacementGuardianRequest { DocumentHash = new string('c', 64), SignedOn = Day };

        await partnership.Coordinator(Bpc).RecordGuardianRefusalAsync(active.Id, paper)
            .ShouldBeProblemAsync("placement-state", HttpStatusCode.Conflict);
        await partnership.By(Dji, Roles.Coordinator).RecordGuardianRefusalAsync(waiting.Id, paper)
            .ShouldBeProblemAsync("forbidden", HttpStatusCode.Forbidden);
        await partnership.Coordinator(Bpc).RecordGuardianRefusalAsync(waiting.Id, paper);

        await ShouldBeEndedByAsync(partnership, waiting, "guardian");
        Assert.Equal("active", (await partnership.ReadPlacementAsync(active)).State);
    }

    [Theory, Engines]
    public async Task D32_learner_states_to_have_no_guardian_and_the_institution_confirms(Engine engine)
    {
        await using var partnership = await StartAsync(engine);
        var placement = await AcceptedAsync(partnership);
        await partnership.LearnerConsentAsync(placement);

        var early = await partnership.Coordinator(Bpc).ConfirmNoGuardianAsync(placement.Id, new())
            .ShouldBeProblemAsync("nothing-stated", HttpStatusCode.UnprocessableEntity);
        var stated = await PostAsLearnerAsync(partnership, placement, early.Change("state").GetString()!);
        Assert.Equal("awaiting-consent", stated.State);
        await partnership.AsLearner(placement.LearnerId).StateNoGuardianAsync(placement.Id, new())
            .ShouldBeProblemAsync("already-stated", HttpStatusCode.Conflict);
        await partnership.SignPlacementAsync(placement, Bpc).ShouldBeProblemAsync("consent-missing", HttpStatusCode.UnprocessableEntity);
        var before = await partnership.Coordinator(Bpc).ConfirmNoGuardianAsync(placement.Id, new() { ConfirmedOn = Day.AddDays(-1) })
            .ShouldBeProblemAsync("not-on-that-day", HttpStatusCode.UnprocessableEntity);
        var confirmed = await partnership.Coordinator(Bpc)
            .ConfirmNoGuardianAsync(placement.Id, new() { ConfirmedOn = before.Change("confirmedOn").Day() });

        Assert.Equal("awaiting-signatures", confirmed.State);
        Assert.Equal([Bpc, "learner"], confirmed.WithoutGuardian!.Select(act => act.By)
            .Order(StringComparer.Ordinal));
        foreach (var party in new[] { Bpc, Dji, "learner" }) await partnership.SignPlacementAsync(placement, party);
        await partnership.StartPlacementAsync(placement);
    }

    [Theory, Engines]
    public async Task D32_learner_who_lost_the_guardian_changes_the_mentor_without_one(Engine engine)
    {
        await using var partnership = await StartAsync(engine);
        var placement = await partnership.UnderWayAsync(await partnership.OpenSlotAsync());

        await partnership.AsLearner(placement.LearnerId).StateNoGuardianAsync(placement.Id, new());
        Assert.Equal("active", (await partnership.Coordinator(Bpc).ConfirmNoGuardianAsync(placement.Id, new())).State);

        var change = await partnership.ProposeAsync(placement, new() { Reason = "Leave.", Mentor = "mentor-3" });
        Assert.Equal([Dji, "learner"], change.Awaiting);
    }

    [Theory, Engines]
    public async Task D32_no_guardian_statement_is_refused_if_no_guardian_is_asked(Engine engine)
    {
        await using var partnership = await StartAsync(engine);
        var placement = await AcceptedAsync(partnership, isVisit: true);

        var problem = await partnership.AsLearner(placement.LearnerId).StateNoGuardianAsync(placement.Id, new())
            .ShouldBeProblemAsync("no-guardian-needed", HttpStatusCode.UnprocessableEntity);

        await PostAsLearnerAsync(partnership, placement, problem.Change("consent").GetString()!);
    }

    private static async Task ShouldBeEndedByAsync(PartnershipApp partnership, Placement placement, string who)
    {
        var ended = await partnership.ReadPlacementAsync(placement);
        Assert.Equal(("stopped", who), (ended.State, Assert.Single(ended.Refusals!).By));
        Assert.Contains(await partnership.App.PublishedAsync<PlacementStoppedV1>(), told => told.Placement.Id == placement.Id);
        var slot = await partnership.Coordinator(Bpc).GetSlotAsync(placement.SlotId);
        Assert.Equal("open", slot.State);
        var timeline = (await partnership.Coordinator(Bpc).GetPlacementTimelineAsync(placement.Id)).Entries;
        Assert.Contains(timeline, entry => entry.What == $"{who} refused consent");
    }

    private static async Task<Placement> AcceptedAsync(PartnershipApp partnership, DateOnly? birthDate = null, bool isVisit = false)
    {
        var slot = await partnership.OpenSlotAsync(isVisit ? SlotRequest().With(new { kind = "cognitive-visit" }) : SlotRequest());
        return await partnership.AcceptedAsync(slot, await partnership.EnrolledLearnerAsync(birthDate: birthDate));
    }

    private static async Task<string> LinkAsync(PartnershipApp partnership, Placement placement) =>
        (await partnership.Coordinator(Bpc).MakeGuardianLinkAsync(placement.Id, new())).Url!.Split('/')[^1];

    // To a path that a refusal names.
    private static Task<Placement> PostAsLearnerAsync(PartnershipApp partnership, Placement placement, string path) =>
        partnership.App.AsPerson(Bpc, Roles.Learner, PersonOf(placement.LearnerId)).PostAsync(path, new { }).AsAsync<Placement>();
}

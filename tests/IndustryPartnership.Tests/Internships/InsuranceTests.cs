using System.Net;
using static IndustryPartnership.Tests.PartnershipApp;
using Testing;
using VocationalPlatform.Client.IndustryPartnership;
using Xunit;

namespace IndustryPartnership.Tests;

/// <summary>Liability insurance after a slot was opened (D35).</summary>
public sealed class InsuranceTests
{
    private static readonly DateOnly Starts = new(2026, 2, 1);
    private static readonly DateOnly Ends = new(2026, 7, 31);

    [Theory, Engines]
    public async Task D35_start_on_an_uncovered_day_is_refused_with_the_next_covered_one(Engine engine)
    {
        await using var partnership = await StartAsync(engine);
        var slot = await partnership.OpenSlotAsync();
        var placement = await partnership.ReadyAsync(slot, await partnership.EnrolledLearnerAsync());
        await RecordAsync(partnership, slot, Day.AddDays(3), Ends);

        var early = await partnership.StartPlacementAsync(placement)
            .ShouldBeProblemAsync("not-insured", HttpStatusCode.UnprocessableEntity);

        Assert.Equal(("D35", Day.AddDays(3)), (early.Rule, early.Change("notBefore").Day()));
        partnership.App.Today.MoveTo(Day.AddDays(9));
        var problem = await partnership.StartPlacementAsync(placement, Day)
            .ShouldBeProblemAsync("not-insured", HttpStatusCode.UnprocessableEntity);
        await partnership.StartPlacementAsync(placement, problem.Change("startedOn").Day());
    }

    [Theory, Engines]
    public async Task D35_start_without_cover_passes_with_the_suggested_insurance(Engine engine)
    {
        await using var partnership = await StartAsync(engine);
        var slot = await partnership.OpenSlotAsync(SlotRequest(capacity: 4));
        var placement = await partnership.ReadyAsync(slot, await partnership.EnrolledLearnerAsync());
        var offered = await partnership.OfferedAsync(slot, await partnership.EnrolledLearnerAsync());
        var applied = await partnership.ApplyAsync(slot, await partnership.EnrolledLearnerAsync());
        var learner = await partnership.EnrolledLearnerAsync();
        // Far off, as a policy of another year is.
        await RecordAsync(partnership, slot, new DateOnly(2099, 1, 1), new DateOnly(2099, 12, 31));

        await RefusedAsync(partnership.ApplyAsync(slot, learner));
        await RefusedAsync(partnership.OfferAsync(applied));
        await RefusedAsync(partnership.AcceptAsync(offered));
        // What is offered already is told its state, and not what has ended.
        await partnership.OfferAsync(offered).ShouldBeProblemAsync("application-state", HttpStatusCode.Conflict);
        Assert.Empty(
            (await partnership.Coordinator(Bpc).ListSlotsAsync(state: "open")).Items);
        var problem = await partnership.StartPlacementAsync(placement)
            .ShouldBeProblemAsync("not-insured", HttpStatusCode.UnprocessableEntity);

        var wanted = problem.Change("insurance");
        await RecordAsync(partnership, slot, wanted.Day("from"), wanted.Day("until"), "P-2");
        await partnership.StartPlacementAsync(placement);
        Assert.Single(
            (await partnership.Coordinator(Bpc).ListSlotsAsync(state: "open")).Items);
        await partnership.ApplyAsync(slot, learner);

        static async Task RefusedAsync<T>(Task<T> call) =>
            Assert.Equal("D35", (await call.ShouldBeProblemAsync("not-insured", HttpStatusCode.UnprocessableEntity)).Rule);
    }

    [Theory, Engines]
    public async Task D35_days_without_cover_before_between_and_after_the_policies_are_a_risk(Engine engine)
    {
        await using var partnership = await StartAsync(engine);
        var slot = await partnership.OpenSlotAsync();
        var placement = await partnership.ActiveAsync(slot, await partnership.EnrolledLearnerAsync());
        Assert.Empty(await UninsuredAsync(partnership));

        await RecordAsync(partnership, slot, Day.AddDays(1), Day.AddDays(10));
        await RecordAsync(partnership, slot, Day.AddDays(12), Ends.AddDays(-2), "P-2");

        Assert.Equal([(Day, Day), (Day.AddDays(11), Day.AddDays(11)), (Ends.AddDays(-1), Ends)], await UninsuredAsync(partnership));
        Assert.Equal("active", (await partnership.ReadPlacementAsync(placement)).State);
        await RecordAsync(partnership, slot, Starts, Ends, "P-3");
        Assert.Empty(await UninsuredAsync(partnership));
    }

    [Theory, Engines]
    public async Task D35_moved_learner_needs_cover_at_each_post_only_on_its_days(Engine engine)
    {
        await using var partnership = await StartAsync(engine);
        var (from, to) = (await partnership.OpenSlotAsync(), await partnership.OpenSlotAsync());
        var placement = await partnership.UnderWayAsync(from);
        var movedOn = Day.AddDays(3);
        await partnership.MovedAsync(placement, to, movedOn);

        await RecordAsync(partnership, from, Starts, movedOn.AddDays(-1));
        await RecordAsync(partnership, to, movedOn, Ends);
        Assert.Empty(await UninsuredAsync(partnership));
        await RecordAsync(partnership, from, Starts, movedOn.AddDays(-2));

        Assert.Equal([(movedOn.AddDays(-1), movedOn.AddDays(-1))], await UninsuredAsync(partnership));
    }

    [Theory, Engines]
    public async Task D35_the_institution_records_too_and_every_record_stays_readable(Engine engine)
    {
        await using var partnership = await StartAsync(engine);
        await partnership.RegisterEnterpriseAsync(Huace);
        var slot = await partnership.OpenSlotAsync();
        Insurance Policy(string? takenOutBy) => new()
        {
            Insurer = "An insurer",
            PolicyNumber = "P-1",
            From = Starts,
            Until = Ends.AddDays(-1),
            ChargedToStudent = false,
            TakenOutBy = takenOutBy,
        };
        Task<Slot> PostAsync(IndustryPartnershipClient client, Insurance policy) => client.RecordInsuranceAsync(slot.Id, policy);

        var problem = await PostAsync(partnership.Coordinator(Bpc), Policy(null))
            .ShouldBeProblemAsync("insurance-charged", HttpStatusCode.UnprocessableEntity);
        await PostAsync(partnership.Coordinator(Ncut), Policy("institution"))
            .ShouldBeProblemAsync("not-your-slot", HttpStatusCode.Forbidden);
        await PostAsync(partnership.Manager(Huace), Policy("enterprise")).ShouldBeProblemAsync("not-your-slot", HttpStatusCode.Forbidden);
        // A school has no managers of internships.
        await PostAsync(partnership.Manager(Bpc), Policy("institution")).ShouldBeProblemAsync("forbidden", HttpStatusCode.Forbidden);
        await PostAsync(partnership.Manager(Dji), Policy("enterprise") with { Until = Starts.AddDays(-1) })
            .ShouldBeProblemAsync("validation", HttpStatusCode.BadRequest);
        await PostAsync(partnership.Coordinator(Bpc), Policy(null).Changed(problem));

        var records = (await partnership.Manager(Dji).ListInsurancesAsync(slot.Id)).Items;
        Assert.Equal(
            [(Dji, Ends, false), (Bpc, Ends.AddDays(-1), true)],
            records.Select(record =>
                (record.RecordedBy, record.Insurance.Until, record.IsCurrent)));
    }

    [Theory, Engines]
    public async Task D35_annulled_policy_covers_no_day_and_running_placements_show_it(Engine engine)
    {
        await using var partnership = await StartAsync(engine);
        var slot = await partnership.OpenSlotAsync(SlotRequest(capacity: 3));
        var active = await partnership.ActiveAsync(slot, await partnership.EnrolledLearnerAsync());
        var ready = await partnership.ReadyAsync(slot, await partnership.EnrolledLearnerAsync());
        await RecordAsync(partnership, slot, Day.AddDays(3), Ends, "P-2");

        var annulled = await AnnulAsync(partnership, slot, "P-1");

        Assert.Equal(("P-2", 0), (annulled.Terms.Insurance!.PolicyNumber, annulled.OtherInsurances.Count));
        Assert.Contains((Day, Day.AddDays(2)), await UninsuredAsync(partnership));
        Assert.Equal("active", (await partnership.ReadPlacementAsync(active)).State);
        var early = await partnership.StartPlacementAsync(ready).ShouldBeProblemAsync("not-insured", HttpStatusCode.UnprocessableEntity);
        Assert.Equal(Day.AddDays(3), early.Change("notBefore").Day());
        partnership.App.Today.MoveTo(Day.AddDays(3));
        // A day before the annulment was recorded is not covered either.
        await partnership.StartPlacementAsync(ready, Day).ShouldBeProblemAsync("not-insured", HttpStatusCode.UnprocessableEntity);
        await partnership.StartPlacementAsync(ready, Day.AddDays(3));

        Assert.Null((await AnnulAsync(partnership, slot, "P-2")).Terms.Insurance);
        // The annulment itself was a mistake: the policy is recorded again.
        await RecordAsync(partnership, slot, Starts, Ends);
        Assert.Empty(await UninsuredAsync(partnership));
    }

    [Theory, Engines]
    public async Task D43_records_of_insurances_are_readable_as_known_on_a_day(Engine engine)
    {
        await using var partnership = await StartAsync(engine);
        var slot = await partnership.OpenSlotAsync();
        partnership.App.Today.MoveTo(Day.AddDays(2));
        await CorrectAsync(partnership, slot, "P-1", "P-2", Day.AddDays(7));
        partnership.App.Today.MoveTo(Day.AddDays(4));
        await AnnulAsync(partnership, slot, "P-2");

        Assert.Equal([("P-1", "recorded", true)], await KnownAsync(Day.AddDays(1)));
        Assert.Equal([("P-1", "recorded", false), ("P-2", "corrected", true)], await KnownAsync(Day.AddDays(3)));
        Assert.Equal([("P-1", "recorded", false), ("P-2", "corrected", false), ("P-2", "annulled", false)], await KnownAsync(null));

        async Task<IEnumerable<(string, string, bool)>> KnownAsync(DateOnly? day) =>
            (await partnership.Manager(Dji).ListInsurancesAsync(slot.Id, day)).Items
            .Select(record => (record.Insurance.PolicyNumber, record.What, record.IsCurrent));
    }

    [Theory, Engines]
    public async Task D43_corrected_policy_replaces_the_wrong_record_in_number_and_days(Engine engine)
    {
        await using var partnership = await StartAsync(engine);
        var slot = await partnership.OpenSlotAsync();
        await partnership.ActiveAsync(slot, await partnership.EnrolledLearnerAsync());

        var corrected = await CorrectAsync(partnership, slot, "P-1", "P-7", Day.AddDays(9));

        Assert.Equal(("P-7", 0), (corrected.Terms.Insurance!.PolicyNumber, corrected.OtherInsurances.Count));
        Assert.Equal([(Day.AddDays(10), Ends)], await UninsuredAsync(partnership));
        Assert.Contains(
            (await partnership.Coordinator(Bpc).GetPlacementTimelineAsync(
                Assert.Single((await partnership.Coordinator(Bpc).ListPlacementsAsync()).Items).Id)).Entries,
            entry => entry.What == "insurance corrected" && entry.Reference == slot.Id);
    }

    [Theory, Engines]
    public async Task D35_only_a_current_record_is_corrected_or_annulled(Engine engine)
    {
        await using var partnership = await StartAsync(engine);
        var slot = await partnership.OpenSlotAsync();
        await RecordAsync(partnership, slot, Starts, Ends, "P-2");
        var request = new AnnulInsuranceRequest { Insurer = "An insurer", PolicyNumber = "P-9", Reason = "Never paid." };

        var unknown = await partnership.Manager(Dji).AnnulInsuranceAsync(slot.Id, request)
            .ShouldBeProblemAsync("insurance-unknown", HttpStatusCode.UnprocessableEntity);
        await partnership.Manager(Dji).AnnulInsuranceAsync(slot.Id, request.Changed(unknown));
        await AnnulAsync(partnership, slot, "P-2").ShouldBeProblemAsync("insurance-unknown", HttpStatusCode.UnprocessableEntity);
        await RecordAsync(partnership, slot, Starts, Ends, "P-3");
        var correction = Correction("P-1", "P-3", Ends);
        var taken = await partnership.Manager(Dji).CorrectInsuranceAsync(slot.Id, correction)
            .ShouldBeProblemAsync("insurance-taken", HttpStatusCode.Conflict);
        await partnership.Manager(Dji).CorrectInsuranceAsync(slot.Id, correction.Changed(taken));
    }

    private static Task<Slot> AnnulAsync(PartnershipApp partnership, Slot slot, string policyNumber) =>
        partnership.Coordinator(Bpc).AnnulInsuranceAsync(
            slot.Id, new() { Insurer = "An insurer", PolicyNumber = policyNumber, Reason = "The premium was never paid." });

    private static Task<Slot> CorrectAsync(
        PartnershipApp partnership, Slot slot, string policyNumber, string correctNumber, DateOnly until) =>
        partnership.Coordinator(Bpc).CorrectInsuranceAsync(slot.Id, Correction(policyNumber, correctNumber, until));

    private static CorrectInsuranceRequest Correction(string policyNumber, string correctNumber, DateOnly until) => new()
    {
        Insurer = "An insurer",
        PolicyNumber = policyNumber,
        Insurance = new()
        {
            Insurer = "An insurer",
            PolicyNumber = correctNumber,
            From = Starts,
            Until = until,
            ChargedToStudent = false,
            TakenOutBy = "enterprise",
        },
        Reason = "A slip of the pen.",
    };

    private static async Task<List<(DateOnly From, DateOnly Until)>> UninsuredAsync(PartnershipApp partnership) =>
    [
        .. (await partnership.BoardAsync()).Risks.SelectMany(risk => risk.Reasons)
            .Where(reason => reason.Reason == "not-insured").SelectMany(reason => reason.Fact("uninsured").EnumerateArray())
                .Select(gap => (gap.Day("from"), gap.Day("until"))),
    ];

    private static Task<Slot> RecordAsync(
        PartnershipApp partnership, Slot slot, DateOnly from, DateOnly until, string policyNumber = "P-1") =>
        partnership.Manager(Dji).RecordInsuranceAsync(slot.Id, new()
        {
            Insurer = "An insurer",
            PolicyNumber = policyNumber,
            From = from,
            Until = until,
            ChargedToStudent = false,
            TakenOutBy = "enterprise",
        });
}

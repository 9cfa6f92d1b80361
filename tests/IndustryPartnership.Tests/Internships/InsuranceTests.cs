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

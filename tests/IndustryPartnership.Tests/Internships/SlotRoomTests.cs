using System.Net;
using Contracts;
using Contracts.IndustryPartnership;
using static IndustryPartnership.Tests.PartnershipApp;
using Testing;
using VocationalPlatform.Client.IndustryPartnership;
using Xunit;

namespace IndustryPartnership.Tests;

public sealed class SlotRoomTests
{
    [Theory, Engines]
    public async Task D29_slot_over_the_headcount_is_refused_and_opens_with_the_suggested_capacity(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        await partnership.ReadyEnterpriseAsync(staff: 99, pilots: 40);
        var slot = await partnership.DraftSlotAsync(SlotRequest(capacity: 9));

        var problem = await partnership.SubmitAsync(slot).ShouldBeProblemAsync("headcount", HttpStatusCode.UnprocessableEntity);
        Assert.Equal(("D29", 99, 40, 9), (problem.Rule, problem.Fact("staff")
            .GetInt32(), problem.Fact("samePost").GetInt32(), problem.Fact("asked").GetInt32()));
        Assert.Equal(8, problem.Change("capacity").GetInt32());

        await partnership.Manager(Dji).EditSlotAsync(slot.Id, slot.Version, SlotRequest(capacity: problem.Change("capacity")
            .GetInt32()));
        await partnership.SubmitAsync(slot);
        await partnership.ApproveAsync(slot);
        await partnership.OpenAsync(slot);
    }

    [Theory, Engines]
    public async Task D29_without_staff_counts_the_refusal_says_which_to_state_and_where(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        await partnership.ActiveAgreementAsync(Bpc, Dji);

        var slot = await partnership.DraftSlotAsync();

        var problem = await partnership.SubmitAsync(slot).ShouldBeProblemAsync("headcount", HttpStatusCode.UnprocessableEntity);

        Assert.Equal("D29", problem.Rule);
        Assert.Equal(["staff", "samePost"], problem.Fact("notStated").Codes());
        var counts = problem.Change("staffCounts").EnumerateArray().ToList();
        Assert.Equal(
            [(null, 10), ("uav-pilot", 5)],
            counts.Select(count => (count.GetProperty("postKind").GetString(), count.GetProperty("staff").GetInt32())));
        foreach (var count in counts)
        {
            await partnership.App.As(Dji, Roles.OrgAdmin).PostAsync(problem.Change("state").GetString()!, count)
                .BodyAsync(HttpStatusCode.Created);
        }
        await partnership.SubmitAsync(slot);
    }

    [Theory, Engines]
    public async Task D29_lower_count_closes_nothing_and_counts_from_the_next_opening_on(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        await partnership.ReadyEnterpriseAsync(staff: 100, pilots: 50);
        var open = await partnership.OpenAsync(await partnership.ApprovedSlotAsync(SlotRequest(capacity: 5)));
        var next = await partnership.ApprovedSlotAsync(SlotRequest(capacity: 2));

        await partnership.StateStaffAsync(Dji, null, 60);

        Assert.Equal(("open", 5), ((await partnership.ReadSlotAsync(open)).State, (await partnership.ReadSlotAsync(open)).Capacity));
        await partnership.AcceptedAsync(open, await partnership.EnrolledLearnerAsync());
        var problem = await partnership.OpenAsync(next).ShouldBeProblemAsync("headcount", HttpStatusCode.UnprocessableEntity);
        Assert.Equal((60, 5, 1), (problem.Fact("staff")
            .GetInt32(), problem.Fact("interns").GetInt32(), problem.Change("capacity").GetInt32()));
        // A smaller capacity needs no new approval.
        next = await partnership.Manager(Dji)
            .EditSlotAsync(next.Id, next.Version, SlotRequest(capacity: problem.Change("capacity").GetInt32()));
        await partnership.OpenAsync(next);
    }

    [Theory, Engines]
    public async Task D29_lower_count_is_a_risk_on_the_board_until_it_suffices_again(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        var slot = await partnership.OpenSlotAsync(SlotRequest(capacity: 5));
        await partnership.ActiveAsync(slot, await partnership.EnrolledLearnerAsync());
        Assert.Empty(await RisksAsync());

        await partnership.StateStaffAsync(Dji, null, 49, Day.AddDays(9));

        var risk = Assert.Single(await RisksAsync());
        Assert.Equal(
            ("too-many-interns", Day.AddDays(9), 49, 5),
            (risk.Reason, risk.Fact("date").Day(), risk.Fact("staff").GetInt32(), risk.Fact("interns").GetInt32()));
        Assert.Equal("open", (await partnership.ReadSlotAsync(slot)).State);
        await partnership.StateStaffAsync(Dji, null, 50, Day.AddDays(9));
        Assert.Empty(await RisksAsync());

        async Task<IEnumerable<PlacementRisk>> RisksAsync() =>
            (await partnership.BoardAsync()).Risks.SelectMany(risk => risk.Reasons);
    }

    [Theory, Engines]
    public async Task D29_concurrent_slots_share_the_headcount_and_a_later_one_does_not(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        await partnership.ReadyEnterpriseAsync(staff: 100, pilots: 50);
        await partnership.OpenAsync(await partnership.ApprovedSlotAsync(SlotRequest(capacity: 7)));

        var problem = await partnership.SubmitAsync(await partnership.DraftSlotAsync(SlotRequest(capacity: 4)))
            .ShouldBeProblemAsync("headcount", HttpStatusCode.UnprocessableEntity);
        Assert.Equal((7, 3), (problem.Fact("interns").GetInt32(), problem.Change("capacity").GetInt32()));
        await partnership.OpenAsync(await partnership.ApprovedSlotAsync(
            SlotRequest(capacity: 10, startsOn: new DateOnly(2026, 8, 1), endsOn: new DateOnly(2026, 12, 31))));
    }

    [Theory, Engines]
    public async Task D29_closed_slot_counts_only_its_placed_learners(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        await partnership.ReadyEnterpriseAsync(staff: 100, pilots: 50);
        var first = await partnership.OpenAsync(await partnership.ApprovedSlotAsync(SlotRequest(capacity: 10)));
        await partnership.AcceptedAsync(first, await partnership.EnrolledLearnerAsync());
        // Whoever was stopped before the start, or after the last day of it, takes no room.
        await partnership.StopAsync(await partnership.AcceptedAsync(first, await partnership.EnrolledLearnerAsync()));
        await partnership.Manager(Dji).CloseSlotAsync(first.Id);

        var problem = await partnership.SubmitAsync(await partnership.DraftSlotAsync(SlotRequest(capacity: 10)))
            .ShouldBeProblemAsync("headcount", HttpStatusCode.UnprocessableEntity);
        Assert.Equal(9, problem.Change("capacity").GetInt32());
        await partnership.OpenAsync(await partnership.ApprovedSlotAsync(SlotRequest(capacity: 9)));
    }

    [Theory, Engines]
    public async Task D29_stopped_placement_counts_on_the_days_that_it_had(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        await partnership.ReadyEnterpriseAsync(staff: 100, pilots: 50);
        var first = await partnership.OpenAsync(await partnership.ApprovedSlotAsync(SlotRequest(capacity: 10)));
        await partnership.StopAsync(await partnership.ActiveAsync(first, await partnership.EnrolledLearnerAsync(), Day), Day);
        await partnership.Manager(Dji).CloseSlotAsync(first.Id);

        var problem = await partnership.SubmitAsync(await partnership.DraftSlotAsync(SlotRequest(capacity: 10, startsOn: Day)))
            .ShouldBeProblemAsync("headcount", HttpStatusCode.UnprocessableEntity);
        Assert.Equal((Day, 9), (problem.Fact("date").Day(), problem.Change("capacity").GetInt32()));
        await partnership.OpenAsync(await partnership.ApprovedSlotAsync(SlotRequest(capacity: 10, startsOn: Day.AddDays(1))));
    }

    [Theory, Engines]
    public async Task D29_full_slot_counts_like_an_open_one(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        await partnership.ReadyEnterpriseAsync(staff: 20, pilots: 10);
        var full = await partnership.OpenAsync(await partnership.ApprovedSlotAsync(SlotRequest(capacity: 1)));
        await partnership.AcceptedAsync(full, await partnership.EnrolledLearnerAsync());

        var problem = await partnership.SubmitAsync(await partnership.DraftSlotAsync(SlotRequest(capacity: 2)))
            .ShouldBeProblemAsync("headcount", HttpStatusCode.UnprocessableEntity);

        Assert.Equal(1, problem.Change("capacity").GetInt32());
    }

    [Theory, Engines]
    public async Task D29_of_200_parallel_openings_for_the_last_room_one_wins(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        await partnership.ReadyEnterpriseAsync(staff: 10, pilots: 5);
        // Each begins and ends on days of its own; all share one day.
        var slots = new Slot[200];
        await Parallel.ForAsync(
            0,
            slots.Length,
            async (place, _) => slots[place] = await partnership.ApprovedSlotAsync(
                SlotRequest(startsOn: Day.AddDays(-place % 50), endsOn: Day.AddDays(place / 4))));

        var replies = await Task.WhenAll(slots.Select(slot => partnership.OpenAsync(slot).OutcomeAsync()));

        Assert.Single(replies, reply => reply.Passed);
        foreach (var refused in replies.Where(reply => !reply.Passed))
        {
            await refused.ShouldBeProblemAsync("headcount", HttpStatusCode.UnprocessableEntity);
        }
        Assert.Single(await partnership.App.PublishedAsync<SlotOpenedV1>());
        // A day on which the winner is not there has room again.
        var winner = (await partnership.Manager(Dji).ListSlotsAsync(state: "open")).Items[0];
        await partnership.OpenAsync(await partnership.ApprovedSlotAsync(SlotRequest(startsOn: winner.EndsOn
            .AddDays(1), endsOn: winner.EndsOn.AddMonths(6))));
    }
}

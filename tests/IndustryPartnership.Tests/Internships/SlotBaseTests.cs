using System.Net;
using System.Text.Json;
using Contracts.IndustryPartnership;
using CsCheck;
using IndustryPartnership.Cooperation.Bases;
using Kernel;
using static IndustryPartnership.Tests.PartnershipApp;
using Testing;
using VocationalPlatform.Client.IndustryPartnership;
using Xunit;

namespace IndustryPartnership.Tests;

/// <summary>Slots at a base (D25).</summary>
public sealed class SlotBaseTests
{
    private static readonly DateOnly First = new(2026, 1, 1);

    [Theory, Engines]
    public async Task D25_slot_opens_only_if_its_base_may_be_used_on_all_its_days(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        await partnership.ReadyEnterpriseAsync();
        var site = await MemberTests.ApprovedAsync(partnership, Bpc, Dji);
        var slot = await partnership.ApprovedSlotAsync(Request(site.Id, Day.AddDays(-10), Day.AddDays(60)));
        Assert.Equal(site.Id, slot.BaseId);

        var refused = await partnership.OpenAsync(slot).ShouldBeProblemAsync("base-not-usable", HttpStatusCode.UnprocessableEntity);
        Assert.Equal(("D25", Day, Day.AddDays(60)), (refused.Rule, refused.Change("startsOn").Day(), refused.Change("endsOn").Day()));
        var narrower = Request(site.Id, Day.AddDays(-10), Day.AddDays(60)).With(refused.Change!.Value);
        await partnership.Manager(Dji).EditSlotAsync(slot.Id, slot.Version, narrower);
        await partnership.OpenAsync(slot);

        Assert.Equal(site.Id, Assert.Single(await partnership.App.PublishedAsync<SlotOpenedV1>()).Slot.BaseId);
        var suspended = await partnership.ApprovedSlotAsync(Request(site.Id, Day, Day.AddDays(60)));
        await partnership.Authority.SuspendBaseAsync(site.Id, new() { Reason = "Inspection." });
        Assert.Null((await partnership.OpenAsync(suspended)
            .ShouldBeProblemAsync("base-not-usable", HttpStatusCode.UnprocessableEntity)).Change);
        await partnership.DraftSlotAsync();
        Assert.Equal((2, 0), (await CountAsync(site.Id), await CountAsync(Guid.NewGuid())));

        async Task<int> CountAsync(Guid baseId) => (await partnership.Manager(Dji).ListSlotsAsync(baseId: baseId)).Items.Count;
    }

    [Theory, Engines]
    public async Task D37_approved_slot_without_its_former_base_needs_a_new_approval(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        await partnership.ReadyEnterpriseAsync();
        var site = await MemberTests.ApprovedAsync(partnership, Bpc, Dji);
        var slot = await partnership.ApprovedSlotAsync(Request(site.Id, Day, Day.AddDays(60)));

        var edited = await partnership.Manager(Dji)
            .EditSlotAsync(slot.Id, slot.Version, Request(null, Day, Day.AddDays(60)));

        Assert.Equal("draft", edited.State);
    }

    [Theory, Engines]
    public async Task D25_suspended_base_lets_nobody_take_a_place_or_begin(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        await partnership.ReadyEnterpriseAsync();
        var site = await MemberTests.ApprovedAsync(partnership, Bpc, Dji);
        var slot = await partnership.OpenAsync(await partnership.ApprovedSlotAsync(Request(site.Id, Day, Day.AddDays(60), capacity: 2)));
        var ready = await partnership.ReadyAsync(slot, await partnership.EnrolledLearnerAsync());
        var offered = await partnership.OfferedAsync(slot, await partnership.EnrolledLearnerAsync());
        partnership.App.Today.MoveTo(Day.AddDays(5));
        await partnership.Authority.SuspendBaseAsync(site.Id, new() { Reason = "Inspection." });

        Assert.Equal("D25", (await partnership.StartPlacementAsync(ready)
            .ShouldBeProblemAsync("base-not-usable", HttpStatusCode.UnprocessableEntity)).Rule);
        Assert.Equal("D25", (await partnership.AcceptAsync(offered)
            .ShouldBeProblemAsync("base-not-usable", HttpStatusCode.UnprocessableEntity)).Rule);
        await partnership.Authority.ApproveBaseAsync(site.Id, new());

        await partnership.StartPlacementAsync(ready);
        await partnership.AcceptAsync(offered);
    }

    [Theory, Engines]
    public async Task D25_enterprise_must_be_a_party_to_the_base_until_the_slots_last_day(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        await partnership.ReadyEnterpriseAsync();
        var (own, others) = (await MemberTests.ApprovedAsync(partnership, Bpc, Dji), await MemberTests.ApprovedAsync(partnership, Bpc));

        foreach (var site in new[] { others.Id, Guid.NewGuid() })
        {
            var refused = await partnership.Manager(Dji).DraftSlotAsync(Request(site, Day, Day.AddDays(60)))
                .ShouldBeProblemAsync("not-a-party", HttpStatusCode.UnprocessableEntity);
            Assert.Equal(("D25", JsonValueKind.Null), (refused.Rule, refused.Change("baseId").ValueKind));
        }
        var none = await partnership.DraftSlotAsync(Request(null, Day, Day.AddDays(60)));
        await partnership.Manager(Dji).EditSlotAsync(none.Id, none.Version, Request(others.Id, Day, Day.AddDays(60)))
            .ShouldBeProblemAsync("not-a-party", HttpStatusCode.UnprocessableEntity);
        var slot = await partnership.ApprovedSlotAsync(Request(own.Id, Day, Day.AddDays(60)));
        await partnership.OrgAdmin(Dji)
            .LeaveBaseAsync(own.Id, new() { Reason = "Other plans.", LeftOn = Day.AddDays(60) });
        await partnership.OpenAsync(slot).ShouldBeProblemAsync("not-a-party", HttpStatusCode.UnprocessableEntity);
        await partnership.OrgAdmin(Dji)
            .LeaveBaseAsync(own.Id, new() { Reason = "Other plans.", LeftOn = Day.AddDays(61) });
        await partnership.OpenAsync(slot);
    }

    [Fact]
    public void D25_used_days_and_suggested_days_are_all_within_a_period()
    {
        var period = Gen.Select(
            Gen.Int[0, 40], Gen.Int[0, 12], (from, days) => new Period(First.AddDays(from), First.AddDays(from + days)));
        Gen.Select(period.Array[0, 4], period).Sample((periods, use) =>
        {
            var verdict = BasePeriods.JudgeUse(use.From, use.Until, periods);
            Assert.Equal(IsUsable(use.From, use.Until), verdict.Passes);
            if (verdict.Passes) return;
            var any = Days(use.From, use.Until).Any(day => IsUsable(day, day));
            Assert.Equal(any, verdict.Change is not null);
            if (verdict.Change is null) return;
            var change = JsonSerializer.SerializeToElement(verdict.Change);
            Assert.True(change.Day("startsOn") >= use.From && change.Day("endsOn") <= use.Until);
            Assert.True(BasePeriods.JudgeUse(change.Day("startsOn"), change.Day("endsOn"), periods).Passes);

            bool IsUsable(DateOnly from, DateOnly until) =>
                Days(from, until).All(day => periods.Any(one => one.From <= day && day <= one.Until));
        }, iter: 2000);

        static IEnumerable<DateOnly> Days(DateOnly from, DateOnly until) =>
            Enumerable.Range(0, until.DayNumber - from.DayNumber + 1).Select(from.AddDays);
    }

    private static WriteSlotRequest Request(Guid? baseId, DateOnly startsOn, DateOnly endsOn, int capacity = 1) =>
        LawfulSlot.Of(capacity, "uav-pilot", startsOn, endsOn, ["460609"], baseId);
}

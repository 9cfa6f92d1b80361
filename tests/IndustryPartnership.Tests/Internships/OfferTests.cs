using System.Net;
using Contracts;
using static IndustryPartnership.Tests.PartnershipApp;
using Testing;
using VocationalPlatform.Client.IndustryPartnership;
using Xunit;

namespace IndustryPartnership.Tests;

public sealed class OfferTests
{
    [Theory, Engines]
    public async Task D37_offer_lapses_after_its_last_day_and_may_be_made_again(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        var slot = await partnership.OpenSlotAsync(SlotRequest(capacity: 5));
        var (last, late) = (await OfferedUntilAsync(
            partnership, slot, Day.AddDays(3)), await OfferedUntilAsync(partnership, slot, Day.AddDays(3)));

        await partnership.App.LiveUntilAsync(Day.AddDays(3));
        await partnership.AcceptAsync(last);
        await partnership.App.LiveUntilAsync(Day.AddDays(4));
        await partnership.App.LiveUntilAsync(Day.AddDays(5));

        Assert.Equal(
            ("lapsed", late.Version + 1),
            (await partnership.ReadApplicationAsync(late) is var lapsed ? (lapsed.State, lapsed.Version) : default));
        Assert.Equal(["lapsed"], await partnership.App.Db.QueryAsync<string>(
            """
            SELECT action
            FROM partnership.audit
            WHERE aggregate = 'application' AND aggregate_id = @id AND action = 'lapsed'
            """,
            new { id = late.Id.ToString() }));
        Assert.Equal("accepted", (await partnership.ReadApplicationAsync(last)).State);
        var problem = await partnership.AcceptAsync(late).ShouldBeProblemAsync("offer-lapsed", HttpStatusCode.Conflict);
        Assert.Equal(("D37", Day.AddDays(3)), (problem.Rule, problem.Fact("offeredUntil").Day()));
        Assert.Equal("offered", (await partnership.App.As(Dji, Roles.InternshipManager).PostAsync(
            problem.Change("offer").GetString()!, new { })
            .AsAsync<Application>()).State);
        await partnership.AcceptAsync(late);
    }

    [Theory, Engines]
    public async Task D37_past_offer_reads_as_lapsed_even_before_the_sweep(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        var slot = await partnership.OpenSlotAsync(SlotRequest(capacity: 5));
        var (read, again) = (await OfferedUntilAsync(partnership, slot, Day), await OfferedUntilAsync(partnership, slot, Day));
        foreach (var application in new[] { read, again }) await SetLastDayAsync(partnership, application, Day.AddDays(-1));

        var lapsed = await partnership.ReadApplicationAsync(read);

        Assert.Equal(("lapsed", read.Version, Day.AddDays(-1)), (lapsed.State, lapsed.Version, lapsed.OfferedUntil));
        Assert.Equal(2, (await partnership.Coordinator(Bpc).ListApplicationsAsync(state: "lapsed")).Items.Count);
        Assert.Empty((await partnership.Coordinator(Bpc).ListApplicationsAsync(state: "offered")).Items);
        await partnership.AcceptAsync(read).ShouldBeProblemAsync("offer-lapsed", HttpStatusCode.Conflict);
        await partnership.Manager(Dji).ShortlistApplicationAsync(read.Id)
            .ShouldBeProblemAsync("application-state", HttpStatusCode.Conflict);
        await partnership.Manager(Dji).RejectApplicationAsync(read.Id, new() { Reason = "No answer." });
        Assert.Equal(Day.AddDays(7), (await partnership.OfferAsync(again)).OfferedUntil);
        await partnership.AcceptAsync(again);
    }

    [Theory, Engines]
    public async Task D37_learner_withdraws_a_lapsed_offer_and_applies_again(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        var (slot, learner) = (await partnership.OpenSlotAsync(), await partnership.EnrolledLearnerAsync());
        await partnership.OfferedAsync(slot, learner);
        await partnership.App.LiveUntilAsync(Day.AddDays(8));

        var problem = await partnership.ApplyAsync(slot, learner).ShouldBeProblemAsync("already-applied", HttpStatusCode.Conflict);

        Assert.Equal("lapsed", problem.Fact("state").GetString());
        await partnership.App.AsPerson(Bpc, Roles.Learner, PersonOf(learner)).PostAsync(
            problem.Change("withdraw").GetString()!).BodyAsync();
        await partnership.ApplyAsync(slot, learner);
    }

    [Theory, Engines]
    public async Task D37_offer_until_a_past_day_is_refused(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        var application = await partnership.ApplyAsync(await partnership.OpenSlotAsync(), await partnership.EnrolledLearnerAsync());

        var problem = await partnership.OfferAsync(application, Day.AddDays(-1))
            .ShouldBeProblemAsync("offer-past", HttpStatusCode.UnprocessableEntity);

        Assert.Equal("D37", problem.Rule);
        await partnership.OfferAsync(application, problem.Change("offeredUntil").Day());
        await partnership.AcceptAsync(application);
    }

    [Theory, Engines]
    public async Task An_old_offer_without_a_last_day_stands_until_it_is_answered(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        var offer = await partnership.OfferedAsync(await partnership.OpenSlotAsync(), await partnership.EnrolledLearnerAsync());
        await SetLastDayAsync(partnership, offer, null);

        await partnership.App.LiveUntilAsync(Day.AddDays(60));

        Assert.Equal("offered", (await partnership.ReadApplicationAsync(offer)).State);
        await partnership.AcceptAsync(offer);
    }

    private static async Task<Application> OfferedUntilAsync(PartnershipApp partnership, Slot slot, DateOnly day) =>
        await partnership.OfferedAsync(slot, await partnership.EnrolledLearnerAsync(), until: day);

    private static Task SetLastDayAsync(PartnershipApp partnership, Application application, DateOnly? day) =>
        partnership.ChangeAsync(
            """
            UPDATE partnership.application
            SET offered_until = @day
            WHERE id = @id
            """,
            new { day, id = application.Id });
}

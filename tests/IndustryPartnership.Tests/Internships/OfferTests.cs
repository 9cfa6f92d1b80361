using System.Net;
using System.Text.Json;
using static IndustryPartnership.Tests.PartnershipApp;
using Testing;
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
        await partnership.AcceptAsync(last).BodyAsync(HttpStatusCode.Created);
        await partnership.App.LiveUntilAsync(Day.AddDays(4));
        await partnership.App.LiveUntilAsync(Day.AddDays(5));

        Assert.Equal(
            ("lapsed", late.Version() + 1),
            (await partnership.ReadApplicationAsync(late) is var lapsed ? (lapsed.Text("state"), lapsed.Version()) : default));
        Assert.Equal(["lapsed"], await partnership.App.Db.QueryAsync<string>(
            """
            SELECT action
            FROM partnership.audit
            WHERE aggregate = 'application' AND aggregate_id = @id AND action = 'lapsed'
            """,
            new { id = late.Id().ToString() }));
        Assert.Equal("accepted", (await partnership.ReadApplicationAsync(last)).Text("state"));
        var problem = await partnership.AcceptAsync(late).ShouldBeProblemAsync("offer-lapsed", HttpStatusCode.Conflict);
        Assert.Equal(("D37", Day.AddDays(3)), (problem.Rule(), problem.GetProperty("facts").Day("offeredUntil")));
        Assert.Equal("offered", (await partnership.Manager(Dji).PostAsync(problem.Change("offer").GetString()!, new { })
            .BodyAsync()).Text("state"));
        await partnership.AcceptAsync(late).BodyAsync(HttpStatusCode.Created);
    }

    [Theory, Engines]
    public async Task D37_past_offer_reads_as_lapsed_even_before_the_sweep(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        var slot = await partnership.OpenSlotAsync(SlotRequest(capacity: 5));
        var (read, again) = (await OfferedUntilAsync(partnership, slot, Day), await OfferedUntilAsync(partnership, slot, Day));
        foreach (var application in new[] { read, again }) await SetLastDayAsync(partnership, application, Day.AddDays(-1));

        var lapsed = await partnership.ReadApplicationAsync(read);

        Assert.Equal(("lapsed", read.Version(), Day.AddDays(-1)), (lapsed.Text("state"), lapsed.Version(), lapsed.Day("offeredUntil")));
        Assert.Equal(2, (await partnership.Coordinator(Bpc).GetAsync($"{Api}/applications?state=lapsed").BodyAsync()).GetProperty("items")
            .GetArrayLength());
        Assert.Empty((await partnership.Coordinator(Bpc).GetAsync($"{Api}/applications?state=offered").BodyAsync()).GetProperty("items")
            .EnumerateArray());
        await partnership.AcceptAsync(read).ShouldBeProblemAsync("offer-lapsed", HttpStatusCode.Conflict);
        await partnership.Manager(Dji).PostAsync($"{Api}/applications/{read.Id()}/shortlisting")
            .ShouldBeProblemAsync("application-state", HttpStatusCode.Conflict);
        await partnership.Manager(Dji).PostAsync($"{Api}/applications/{read.Id()}/rejection", new { reason = "No answer." }).BodyAsync();
        Assert.Equal(Day.AddDays(7), (await partnership.OfferAsync(again).BodyAsync()).Day("offeredUntil"));
        await partnership.AcceptAsync(again).BodyAsync(HttpStatusCode.Created);
    }

    [Theory, Engines]
    public async Task D37_learner_withdraws_a_lapsed_offer_and_applies_again(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        var (slot, learner) = (await partnership.OpenSlotAsync(), await partnership.EnrolledLearnerAsync());
        await partnership.OfferedAsync(slot, learner);
        await partnership.App.LiveUntilAsync(Day.AddDays(8));

        var problem = await partnership.ApplyAsync(slot, learner).ShouldBeProblemAsync("already-applied", HttpStatusCode.Conflict);

        Assert.Equal("lapsed", problem.Facts("state").GetString());
        await partnership.AsLearner(learner).PostAsync(problem.Change("withdraw").GetString()!).BodyAsync();
        await partnership.ApplyAsync(slot, learner).BodyAsync(HttpStatusCode.Created);
    }

    [Theory, Engines]
    public async Task D37_offer_until_a_past_day_is_refused(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        var application = await partnership.ApplyAsync(await partnership.OpenSlotAsync(), await partnership.EnrolledLearnerAsync())
            .BodyAsync(HttpStatusCode.Created);

        var problem = await partnership.OfferAsync(application, Day.AddDays(-1))
            .ShouldBeProblemAsync("offer-past", HttpStatusCode.UnprocessableEntity);

        Assert.Equal("D37", problem.Rule());
        await partnership.OfferAsync(application, problem.DayOfChange("offeredUntil")).BodyAsync();
        await partnership.AcceptAsync(application).BodyAsync(HttpStatusCode.Created);
    }

    [Theory, Engines]
    public async Task An_old_offer_without_a_last_day_stands_until_it_is_answered(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        var offer = await partnership.OfferedAsync(await partnership.OpenSlotAsync(), await partnership.EnrolledLearnerAsync());
        await SetLastDayAsync(partnership, offer, null);

        await partnership.App.LiveUntilAsync(Day.AddDays(60));

        Assert.Equal("offered", (await partnership.ReadApplicationAsync(offer)).Text("state"));
        await partnership.AcceptAsync(offer).BodyAsync(HttpStatusCode.Created);
    }

    private static async Task<JsonElement> OfferedUntilAsync(PartnershipApp partnership, JsonElement slot, DateOnly day) =>
        await partnership.OfferedAsync(slot, await partnership.EnrolledLearnerAsync(), until: day);

    private static Task SetLastDayAsync(PartnershipApp partnership, JsonElement application, DateOnly? day) =>
        partnership.ChangeAsync(
            """
            UPDATE partnership.application
            SET offered_until = @day
            WHERE id = @id
            """,
            new { day, id = application.Id() });
}

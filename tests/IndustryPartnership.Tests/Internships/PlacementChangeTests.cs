using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Contracts.IndustryPartnership;
using static IndustryPartnership.Tests.ChangeSteps;
using static IndustryPartnership.Tests.LogbookSteps;
using static IndustryPartnership.Tests.PartnershipApp;
using Testing;
using Xunit;

namespace IndustryPartnership.Tests;

public sealed class PlacementChangeTests
{
    [Theory, Engines]
    public async Task D31_D32_D37_move_to_another_enterprise_needs_all_four_parties_and_a_guardian(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        var from = await partnership.OpenSlotAsync();
        await partnership.WithHuaceAsync();
        var to = await partnership.OpenSlotOfAsync(Huace, SlotRequest().With(new { hoursPerDay = 6, minimumHours = 14 }));
        var placement = await partnership.UnderWayAsync(from, await partnership.EnrolledLearnerAsync(birthDate: new DateOnly(2009, 5, 1)));
        var path = $"{Api}/placements/{placement.Id()}";
        await partnership.LoggedAsync(placement, Began, Began.AddDays(1));
        var eve = Day.AddDays(-1);
        partnership.App.Today.MoveTo(eve);

        var change = await partnership.ProposeAsync(
            placement,
            new { reason = "Confidential.", slotId = to.Id(), mentor = NextMentor, effectiveOn = Day }).BodyAsync(HttpStatusCode.Created);
        Assert.Equal(("proposed", Bpc, eve, "Confidential."),
            (change.Text("state"), change.Text("proposedBy"), change.Day("proposedOn"), change.Text("reason")));
        Assert.Equal([Dji, "learner", Huace, "guardian"], Awaiting(change));
        var text = JsonNode.Parse(change.Text("text"))!.AsObject();
        Assert.Equal(
            ["effectiveOn", "fromEnterprise", "fromSlotId", "mentor", "placementId", "toEnterprise", "toSlotId"],
            text.Select(member => member.Key));
        Assert.Equal(
            (Huace, $"{to.Id()}", NextMentor, "2026-03-01"),
            (
                text["toEnterprise"]!.GetValue<string>(),
                text["toSlotId"]!.GetValue<string>(),
                text["mentor"]!.GetValue<string>(),
                text["effectiveOn"]!.GetValue<string>()));
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(change.Text("text")))), change.Text("textHash"));

        // Huace is asked: it sees the change, and neither the placement nor why.
        var asked = Assert.Single((await partnership.Manager(Huace).GetAsync($"{Api}/placement-changes?state=proposed").BodyAsync())
            .GetProperty("items")
            .EnumerateArray());
        Assert.Equal((change.Id(), JsonValueKind.Null), (asked.Id(), asked.GetProperty("reason").ValueKind));
        await partnership.Manager(Huace).GetAsync(path).ShouldBeProblemAsync("not-found", HttpStatusCode.NotFound);
        foreach (var stranger in new[]
        {
            partnership.Coordinator(Ncut),
            partnership.AsLearner(Guid.NewGuid()),
            partnership.Signatory(ShougangIt),
        })
        {
            await stranger.GetAsync(PathOf(change)).ShouldBeProblemAsync("not-found", HttpStatusCode.NotFound);
            await stranger.GetAsync($"{path}/changes").ShouldBeProblemAsync("not-found", HttpStatusCode.NotFound);
            Assert.Empty((await stranger.GetAsync($"{Api}/placement-changes").BodyAsync()).GetProperty("items").EnumerateArray());
        }

        var other = await partnership.AcceptAsync(change, Dji, new string('0', 64))
            .ShouldBeProblemAsync("another-text", HttpStatusCode.Conflict);
        await partnership.AcceptAsync(change, Dji, other.Change("textHash").GetString()).BodyAsync();
        await partnership.AcceptAsync(change, Dji).ShouldBeProblemAsync("already-consented", HttpStatusCode.Conflict);
        await partnership.AcceptAsync(change, Huace).BodyAsync();
        await partnership.GuardianAcceptAsync(change, eve, by: Dji).ShouldBeProblemAsync("forbidden", HttpStatusCode.Forbidden);
        var early = await partnership.GuardianAcceptAsync(change, eve.AddDays(-1))
            .ShouldBeProblemAsync("not-on-that-day", HttpStatusCode.UnprocessableEntity);
        Assert.Equal(["learner"], Awaiting(await partnership.GuardianAcceptAsync(change, early.DayOfChange("signedOn")).BodyAsync()));
        Assert.Equal(
            (Dji, 1, 0),
            ((await partnership.ReadPlacementAsync(placement)).Text("enterprise"), (await partnership.ReadSlotAsync(from))
                .GetProperty("placed")
                .GetInt32(), (await partnership.ReadSlotAsync(to)).GetProperty("placed").GetInt32()));
        Assert.Empty(await partnership.App.PublishedAsync<PlacementMovedV1>());
        change = await partnership.AcceptAsync(change, "learner").BodyAsync();
        Assert.Equal("proposed", change.Text("state"));
        Assert.Equal([Huace, Bpc, "learner"], AwaitingSignatures(change));
        Assert.Equal("agreed", (await partnership.AcceptedByAllAsync(change)).Text("state"));
        await partnership.App.LiveUntilAsync(Day);
        var inForce = await partnership.ReadChangeAsync(change);

        Assert.Equal(("in-force", 5), (inForce.Text("state"), inForce.GetProperty("acceptances").GetArrayLength()));
        var moved = await partnership.ReadPlacementAsync(placement);
        Assert.Equal(("active", Huace, to.Id(), NextMentor, placement.Version() + 1), (moved.Text("state"), moved.Text("enterprise"), moved
            .GetProperty("slotId")
            .GetGuid(), moved.Text("mentor"), moved.Version()));
        Assert.Equal(
            [$"2026-02-02 2026-02-28 {Dji} {Mentor}", $"2026-03-01  {Huace} {NextMentor}"],
            moved.GetProperty("posts").EnumerateArray()
                .Select(post => $"{post.Text("from")} {post.GetProperty("until")} {post.Text("enterprise")} {post.Text("mentor")}"));
        Assert.Equal([Bpc, Dji, "learner"], moved.GetProperty("signatures").EnumerateArray().Select(signature => signature.Text("by"))
            .Order(StringComparer.Ordinal));
        Assert.Equal(
            ("open", 0, "full", 1),
            (await partnership.ReadSlotAsync(from), await partnership.ReadSlotAsync(to)) is var (old, next)
                ? (old.Text("state"), old.GetProperty("placed").GetInt32(), next.Text("state"), next.GetProperty("placed").GetInt32())
                : default);
        var told = Assert.Single(await partnership.App.PublishedAsync<PlacementMovedV1>());
        Assert.Equal(
            (from.Id(), Dji, Day, Huace, "active", moved.Version()),
            (told.FromSlotId, told.FromEnterprise, told.MovedOn, told.Placement.Enterprise, told.Placement.State, told.Placement.Version));
        Assert.Equal(
            Huace,
            Assert.IsType<PlacementStartedV1>(
                Assert.Single(await partnership.StatesAsync("industry-partnership/placement"))).Placement.Enterprise);

        // DJI has what it consented to, and its mentor the weeks there.
        foreach (var page in new[] { "", "/timeline", "/hours", "/logbook", "/agreement" })
        {
            await partnership.Manager(Dji).GetAsync(path + page).ShouldBeProblemAsync("not-found", HttpStatusCode.NotFound);
        }
        Assert.Equal("in-force", (await partnership.Manager(Dji).GetAsync(PathOf(change)).BodyAsync()).Text("state"));
        Assert.Equal(["2026-02-02"], (await partnership.AsMentor().GetAsync($"{path}/logbook").BodyAsync())
            .GetProperty("items")
            .EnumerateArray()
            .Select(week => week.Text("weekOf")));
        await partnership.AcceptAsync(change, Huace).ShouldBeProblemAsync("change-state", HttpStatusCode.Conflict);

        // Eight hours of a day count there, and six here; as many are asked for as the present slot says.
        partnership.App.Today.MoveTo(Day.AddDays(5));
        await partnership.LoggedAtAsync(placement, Huace, NextMentor, Day.AddDays(1));
        var hours = await partnership.Manager(Huace).GetAsync($"{path}/hours").BodyAsync();
        Assert.Equal((24m, 22m, 14), (hours.GetProperty("signedHours")
            .GetDecimal(), hours.GetProperty("effectiveHours").GetDecimal(), hours.GetProperty("minimumHours").GetInt32()));
        var ended = await partnership.StopAsync(placement, Day.AddDays(-1))
            .ShouldBeProblemAsync("cannot-end-then", HttpStatusCode.UnprocessableEntity);
        Assert.Equal(Day, ended.DayOfChange("stoppedOn"));
        Assert.Equal(22, (await partnership.CompleteAsync(placement, Day.AddDays(5)).BodyAsync()).GetProperty("hours").GetInt32());
        var timeline = (await partnership.Manager(Huace).GetAsync($"{path}/timeline").BodyAsync())
            .GetProperty("entries")
            .EnumerateArray()
            .Select(entry => $"{entry.Text("on")} {entry.Text("organisation")} {entry.Text("what")}")
            .ToList();
        Assert.Equal([$"2026-02-02 {Dji} started", $"2026-02-28 {Bpc} change agreed", $"2026-03-01 {Dji} moved from",
            $"2026-03-01 {Huace} moved to", $"2026-03-06 {Bpc} completed"], timeline
            .Where(entry => entry.Split(' ', 3)[2] is "started" or "change agreed" or "moved from" or "moved to" or "completed"));
        Assert.Contains($"2026-02-02 {Dji} enterprise signed", timeline);
        Assert.Equal(2, timeline.Count(entry => entry.EndsWith(" slot opened", StringComparison.Ordinal)));
        Assert.Equal([Bpc, Bpc, Dji, Huace], timeline
            .Where(entry => entry.EndsWith(" agreement signed", StringComparison.Ordinal))
            .Select(entry => entry.Split(' ')[1])
            .Order(StringComparer.Ordinal));
    }

    [Theory, Engines]
    public async Task D37_parallel_consents_all_count_and_take_the_last_place_once(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        var from = await partnership.OpenSlotAsync(SlotRequest(capacity: 2));
        var to = await partnership.OpenSlotOfAsync(Dji, SlotRequest(capacity: 1));
        var (one, other) = (await partnership.ProposedAsync(
            await partnership.UnderWayAsync(from), to), await partnership.ProposedAsync(await partnership.UnderWayAsync(from), to));

        foreach (var change in new[] { one, other }) await partnership.AcceptAsync(change, "guardian").BodyAsync();

        var replies = await Task.WhenAll(new[] { one, other, one, other }.Zip([Dji, Dji, "learner", "learner"])
            .Select(pair => partnership.AcceptAsync(pair.First, pair.Second)));

        Assert.Equal(3, replies.Count(reply => reply.IsSuccessStatusCode));
        await Assert.Single(replies, reply => !reply.IsSuccessStatusCode).ShouldBeProblemAsync("slot-full", HttpStatusCode.Conflict);
        var states = new[] { await partnership.ReadChangeAsync(one), await partnership.ReadChangeAsync(other) };
        Assert.Equal(["in-force", "proposed"], states.Select(change => change.Text("state")).Order(StringComparer.Ordinal));
        Assert.Equal((1, 1), ((await partnership.ReadSlotAsync(from)).GetProperty("placed")
            .GetInt32(), (await partnership.ReadSlotAsync(to)).GetProperty("placed").GetInt32()));
        var told = Assert.Single(await partnership.App.PublishedAsync<PlacementMovedV1>()).Placement;
        var waiting = states.Single(change => change.Text("state") == "proposed");
        var party = Assert.Single(Awaiting(waiting));

        // The place is free again: the same consent passes.
        await partnership.Coordinator(Bpc).PostAsync($"{Api}/placements/{told.Id}/stop", new { stoppedOn = Day, reason = "Illness." })
            .BodyAsync();
        Assert.Equal("in-force", (await partnership.AcceptAsync(waiting, party).BodyAsync()).Text("state"));
        Assert.Equal((0, 1), ((await partnership.ReadSlotAsync(from)).GetProperty("placed")
            .GetInt32(), (await partnership.ReadSlotAsync(to)).GetProperty("placed").GetInt32()));
    }

    [Theory, Engines]
    public async Task D37_agreed_change_comes_into_force_on_its_day_or_lapses_with_a_reason(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        var from = await partnership.OpenSlotAsync(SlotRequest(capacity: 5));
        await partnership.WithHuaceAsync();
        var (open, closing) = (await partnership.OpenSlotOfAsync(
            Huace, SlotRequest(capacity: 3)), await partnership.OpenSlotOfAsync(Huace));
        var (going, stranded, stopping, withdrawing) = (
            await partnership.UnderWayAsync(from),
            await partnership.UnderWayAsync(from),
            await partnership.UnderWayAsync(from),
            await partnership.UnderWayAsync(from));
        var later = Day.AddDays(9);
        var changes = new List<JsonElement>();
        foreach (var (placement, slot) in new[] { (going, open), (stranded, closing), (stopping, open), (withdrawing, open) }) changes.Add(
            await partnership.AcceptedByAllAsync(await partnership.ProposedAsync(placement, slot, later)));
        Assert.All(changes, change => Assert.Equal("agreed", change.Text("state")));
        await partnership.Coordinator(Bpc).PostAsync($"{Api}/placements/{going.Id()}/pause", new { reason = "Illness." }).BodyAsync();

        await partnership.Manager(Huace).PostAsync($"{Api}/slots/{closing.Id()}/closure").BodyAsync();
        await partnership.StopAsync(stopping).BodyAsync();
        await partnership.Manager(Dji).PostAsync($"{PathOf(changes[3])}/withdrawal")
            .ShouldBeProblemAsync("not-your-proposal", HttpStatusCode.Forbidden);
        await partnership.Coordinator(Bpc).PostAsync($"{PathOf(changes[3])}/refusal", new { reason = "No." })
            .ShouldBeProblemAsync("change-state", HttpStatusCode.Conflict);
        await partnership.Coordinator(Bpc).PostAsync($"{PathOf(changes[3])}/withdrawal").BodyAsync();
        Assert.Equal(["agreed ", "agreed ", "lapsed placement-state", "withdrawn "], await StatesAsync());
        await partnership.App.LiveUntilAsync(later.AddDays(-1));
        Assert.Equal((Dji, "agreed "), ((await partnership.ReadPlacementAsync(going)).Text("enterprise"), (await StatesAsync())[0]));
        await partnership.App.LiveUntilAsync(later);

        Assert.Equal(["in-force ", "lapsed slot-state", "lapsed placement-state", "withdrawn "], await StatesAsync());
        var moved = await partnership.ReadPlacementAsync(going);
        Assert.Equal(
            ("paused", Huace, later, JsonValueKind.Null),
            (
                moved.Text("state"),
                moved.Text("enterprise"),
                moved.GetProperty("posts")[1].Day("from"),
                moved.GetProperty("mentor").ValueKind));
        Assert.Equal(
            (Dji, 0),
            ((await partnership.ReadPlacementAsync(stranded)).Text("enterprise"), (await partnership.ReadPlacementAsync(stranded))
                .GetProperty("posts")
                .GetArrayLength()));
        Assert.Equal("paused", Assert.Single(await partnership.App.PublishedAsync<PlacementMovedV1>()).Placement.State);
        // Huace names its mentor, who is the post's too; for the one that stayed another change may be proposed.
        await partnership.Manager(Huace).PostAsync($"{Api}/placements/{going.Id()}/mentor", new { person = NextMentor }).BodyAsync();
        Assert.Equal([Mentor, NextMentor], (await partnership.ReadPlacementAsync(going)).GetProperty("posts").EnumerateArray()
            .Select(post => post.Text("mentor")));
        Assert.Equal("in-force", (await partnership.MovedAsync(stranded, open, later.AddDays(1))).Text("state"));

        async Task<List<string>> StatesAsync()
        {
            var states = new List<string>();
            foreach (var change in changes)
            {
                states.Add(
                    await partnership.ReadChangeAsync(change) is var read ? $"{read.Text("state")} {read.GetProperty("endReason")}" : "");
            }
            return states;
        }
    }
}

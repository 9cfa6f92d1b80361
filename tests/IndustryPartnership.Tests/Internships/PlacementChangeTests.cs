using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Contracts;
using Contracts.IndustryPartnership;
using static IndustryPartnership.Tests.ChangeSteps;
using static IndustryPartnership.Tests.LogbookSteps;
using static IndustryPartnership.Tests.PartnershipApp;
using Testing;
using VocationalPlatform.Client.IndustryPartnership;
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
        var path = $"{Api}/placements/{placement.Id}";
        await partnership.LoggedAsync(placement, Began, Began.AddDays(1));
        var eve = Day.AddDays(-1);
        partnership.App.Today.MoveTo(eve);

        var change = await partnership.ProposeAsync(
            placement,
            new() { Reason = "Confidential.", SlotId = to.Id, Mentor = NextMentor, EffectiveOn = Day });
        Assert.Equal(("proposed", Bpc, eve, "Confidential."),
            (change.State, change.ProposedBy, change.ProposedOn, change.Reason));
        Assert.Equal([Dji, "learner", Huace, "guardian"], change.Awaiting);
        var text = JsonNode.Parse(change.Text)!.AsObject();
        Assert.Equal(
            ["effectiveOn", "fromEnterprise", "fromSlotId", "mentor", "placementId", "toEnterprise", "toSlotId"],
            text.Select(member => member.Key));
        Assert.Equal(
            (Huace, $"{to.Id}", $"{change.MentorId}", "2026-03-01"),
            (
                text["toEnterprise"]!.GetValue<string>(),
                text["toSlotId"]!.GetValue<string>(),
                text["mentor"]!.GetValue<string>(),
                text["effectiveOn"]!.GetValue<string>()));
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(change.Text))), change.TextHash);

        // Huace is asked: it sees the change, and neither the placement nor why.
        var asked = Assert.Single((await partnership.Manager(Huace).ListPlacementChangesAsync(state: "proposed")).Items);
        Assert.Equal((change.Id, null), (asked.Id, asked.Reason));
        await partnership.Manager(Huace).GetPlacementAsync(placement.Id).ShouldBeProblemAsync("not-found", HttpStatusCode.NotFound);
        foreach (var stranger in new[]
        {
            partnership.Coordinator(Ncut),
            partnership.AsLearner(Guid.NewGuid()),
            partnership.Signatory(ShougangIt),
        })
        {
            await stranger.GetPlacementChangeAsync(change.PlacementId, change.Id)
                .ShouldBeProblemAsync("not-found", HttpStatusCode.NotFound);
            await stranger.ListChangesOfPlacementAsync(placement.Id).ShouldBeProblemAsync("not-found", HttpStatusCode.NotFound);
            Assert.Empty((await stranger.ListPlacementChangesAsync()).Items);
        }

        var other = await partnership.AcceptAsync(change, Dji, new string('0', 64))
            .ShouldBeProblemAsync("another-text", HttpStatusCode.Conflict);
        await partnership.AcceptAsync(change, Dji, other.Change("textHash").GetString());
        await partnership.AcceptAsync(change, Dji).ShouldBeProblemAsync("already-consented", HttpStatusCode.Conflict);
        await partnership.AcceptAsync(change, Huace);
        await partnership.GuardianAcceptAsync(change, eve, by: Dji).ShouldBeProblemAsync("forbidden", HttpStatusCode.Forbidden);
        var early = await partnership.GuardianAcceptAsync(change, eve.AddDays(-1))
            .ShouldBeProblemAsync("not-on-that-day", HttpStatusCode.UnprocessableEntity);
        Assert.Equal(["learner"], (await partnership.GuardianAcceptAsync(change, early.Change("signedOn").Day())).Awaiting);
        Assert.Equal(
            (Dji, 1, 0),
            ((await partnership.ReadPlacementAsync(placement)).Enterprise, (await partnership.ReadSlotAsync(from))
                .Placed, (await partnership.ReadSlotAsync(to)).Placed));
        Assert.Empty(await partnership.App.PublishedAsync<PlacementMovedV1>());
        change = await partnership.AcceptAsync(change, "learner");
        Assert.Equal("proposed", change.State);
        Assert.Equal([Huace, Bpc, "learner"], change.AwaitingSignatures!);
        Assert.Equal("agreed", (await partnership.AcceptedByAllAsync(change)).State);
        await partnership.App.LiveUntilAsync(Day);
        var inForce = await partnership.ReadChangeAsync(change);

        Assert.Equal(("in-force", 5), (inForce.State, inForce.Acceptances.Count));
        var moved = await partnership.ReadPlacementAsync(placement);
        Assert.Equal(("active", Huace, to.Id, NextMentor, placement.Version + 1), (moved.State, moved.Enterprise, moved
            .SlotId, moved.Mentor, moved.Version));
        Assert.Equal(
            [$"2026-02-02 2026-02-28 {Dji} {Mentor}", $"2026-03-01  {Huace} {NextMentor}"],
            moved.Posts
                .Select(post => $"{post.From:O} {post.Until:O} {post.Enterprise} {post.Mentor}"));
        Assert.Equal([Bpc, Dji, "learner"], moved.Signatures.Select(signature => signature.By)
            .Order(StringComparer.Ordinal));
        Assert.Equal(
            ("open", 0, "full", 1),
            (await partnership.ReadSlotAsync(from), await partnership.ReadSlotAsync(to)) is var (old, next)
                ? (old.State, old.Placed, next.State, next.Placed)
                : default);
        var told = Assert.Single(await partnership.App.PublishedAsync<PlacementMovedV1>());
        Assert.Equal(
            (from.Id, Dji, Day, Huace, "active", moved.Version),
            (told.FromSlotId, told.FromEnterprise, told.MovedOn, told.Placement.Enterprise, told.Placement.State, told.Placement.Version));
        Assert.Equal(
            Huace,
            Assert.IsType<PlacementStartedV1>(
                Assert.Single(await partnership.StatesAsync("industry-partnership/placement"))).Placement.Enterprise);

        // DJI has what it consented to, and its mentor the weeks there.
        foreach (var page in new[] { "", "/timeline", "/hours", "/logbook", "/agreement" })
        {
            await partnership.App.As(Dji, Roles.InternshipManager).GetAsync(path + page)
                .ShouldBeProblemAsync("not-found", HttpStatusCode.NotFound);
        }
        Assert.Equal("in-force", (await partnership.Manager(Dji).GetPlacementChangeAsync(change.PlacementId, change.Id)).State);
        Assert.Equal([Began], (await partnership.AsMentor().ListLogbookAsync(placement.Id)).Items.Select(week => week.WeekOf));
        await partnership.AcceptAsync(change, Huace).ShouldBeProblemAsync("change-state", HttpStatusCode.Conflict);

        // Eight hours of a day count there, and six here; as many are asked for as the present slot says.
        partnership.App.Today.MoveTo(Day.AddDays(5));
        await partnership.LoggedAtAsync(placement, Huace, NextMentor, Day.AddDays(1));
        var hours = await partnership.Manager(Huace).GetPlacementHoursAsync(placement.Id);
        Assert.Equal((24m, 22m, 14), (hours.SignedHours, hours.EffectiveHours, hours.MinimumHours));
        var ended = await partnership.StopAsync(placement, Day.AddDays(-1))
            .ShouldBeProblemAsync("cannot-end-then", HttpStatusCode.UnprocessableEntity);
        Assert.Equal(Day, ended.Change("stoppedOn").Day());
        Assert.Equal(22, (await partnership.CompleteAsync(placement, Day.AddDays(5))).Hours);
        var timeline = (await partnership.Manager(Huace).GetPlacementTimelineAsync(placement.Id)).Entries
            .Select(entry => $"{entry.On:O} {entry.Organisation} {entry.What}")
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

        foreach (var change in new[] { one, other }) await partnership.AcceptAsync(change, "guardian");

        var replies = await Task.WhenAll(new[] { one, other, one, other }.Zip([Dji, Dji, "learner", "learner"])
            .Select(pair => partnership.AcceptAsync(pair.First, pair.Second).OutcomeAsync()));

        Assert.Equal(3, replies.Count(reply => reply.Passed));
        await Assert.Single(replies, reply => !reply.Passed).ShouldBeProblemAsync("slot-full", HttpStatusCode.Conflict);
        var states = new[] { await partnership.ReadChangeAsync(one), await partnership.ReadChangeAsync(other) };
        Assert.Equal(["in-force", "proposed"], states.Select(change => change.State).Order(StringComparer.Ordinal));
        Assert.Equal((1, 1), ((await partnership.ReadSlotAsync(from)).Placed, (await partnership.ReadSlotAsync(to)).Placed));
        var told = Assert.Single(await partnership.App.PublishedAsync<PlacementMovedV1>()).Placement;
        var waiting = states.Single(change => change.State == "proposed");
        var party = Assert.Single(waiting.Awaiting);

        // The place is free again: the same consent passes.
        await partnership.Coordinator(Bpc).StopPlacementAsync(told.Id, new() { StoppedOn = Day, Reason = "Illness." });
        Assert.Equal("in-force", (await partnership.AcceptAsync(waiting, party)).State);
        Assert.Equal((0, 1), ((await partnership.ReadSlotAsync(from)).Placed, (await partnership.ReadSlotAsync(to)).Placed));
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
        var changes = new List<PlacementChange>();
        foreach (var (placement, slot) in new[] { (going, open), (stranded, closing), (stopping, open), (withdrawing, open) }) changes.Add(
            await partnership.AcceptedByAllAsync(await partnership.ProposedAsync(placement, slot, later)));
        Assert.All(changes, change => Assert.Equal("agreed", change.State));
        await partnership.Coordinator(Bpc).PausePlacementAsync(going.Id, new() { Reason = "Illness." });

        await partnership.Manager(Huace).CloseSlotAsync(closing.Id);
        await partnership.StopAsync(stopping);
        await partnership.Manager(Dji).WithdrawPlacementChangeAsync(changes[3].PlacementId, changes[3].Id)
            .ShouldBeProblemAsync("not-your-proposal", HttpStatusCode.Forbidden);
        await partnership.Coordinator(Bpc).RefusePlacementChangeAsync(changes[3].PlacementId, changes[3].Id, new() { Reason = "No." })
            .ShouldBeProblemAsync("change-state", HttpStatusCode.Conflict);
        await partnership.Coordinator(Bpc).WithdrawPlacementChangeAsync(changes[3].PlacementId, changes[3].Id);
        Assert.Equal(["agreed ", "agreed ", "lapsed placement-state", "withdrawn "], await StatesAsync());
        await partnership.App.LiveUntilAsync(later.AddDays(-1));
        Assert.Equal((Dji, "agreed "), ((await partnership.ReadPlacementAsync(going)).Enterprise, (await StatesAsync())[0]));
        await partnership.App.LiveUntilAsync(later);

        Assert.Equal(["in-force ", "lapsed slot-state", "lapsed placement-state", "withdrawn "], await StatesAsync());
        var moved = await partnership.ReadPlacementAsync(going);
        Assert.Equal(
            ("paused", Huace, later, null),
            (
                moved.State,
                moved.Enterprise,
                moved.Posts[1].From,
                moved.Mentor));
        Assert.Equal(
            (Dji, 0),
            ((await partnership.ReadPlacementAsync(stranded)).Enterprise, (await partnership.ReadPlacementAsync(stranded)).Posts.Count));
        Assert.Equal("paused", Assert.Single(await partnership.App.PublishedAsync<PlacementMovedV1>()).Placement.State);
        // Huace names its mentor, who is the post's too; for the one that stayed another change may be proposed.
        await partnership.Manager(Huace).NameMentorAsync(going.Id, new() { Person = NextMentor });
        Assert.Equal([Mentor, NextMentor], (await partnership.ReadPlacementAsync(going)).Posts
            .Select(post => post.Mentor));
        Assert.Equal("in-force", (await partnership.MovedAsync(stranded, open, later.AddDays(1))).State);

        async Task<List<string>> StatesAsync()
        {
            var states = new List<string>();
            foreach (var change in changes)
            {
                states.Add(
                    await partnership.ReadChangeAsync(change) is var read ? $"{read.State} {read.EndReason}" : "");
            }
            return states;
        }
    }
}

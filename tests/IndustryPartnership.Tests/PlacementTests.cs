using System.Net;
using System.Text.Json;
using Contracts;
using Contracts.Enrollment;
using Contracts.IndustryPartnership;
using Testing;
using Xunit;
using static IndustryPartnership.Tests.PartnershipApp;

namespace IndustryPartnership.Tests;

public sealed class PlacementTests
{
    [Theory, Engines]
    public async Task D40_a_placement_is_confirmed_and_completed_with_hours_and_grade(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        var slot = await partnership.OpenSlotAsync();
        var learner = await partnership.EnrolledLearnerAsync();

        var placement = await partnership.PlaceAsync(slot, learner).BodyAsync(HttpStatusCode.Created);
        var completed = await CompleteAsync(partnership, placement, Day).BodyAsync();

        Assert.Equal(("completed", "good", 640), (completed.Text("state"), completed.Text("grade"), completed.GetProperty("hours").GetInt32()));
        Assert.Equal(learner, Assert.Single(await partnership.App.PublishedAsync<PlacementConfirmedV1>()).Placement.LearnerId);
        var told = Assert.Single(await partnership.App.PublishedAsync<PlacementCompletedV1>()).Placement;
        Assert.Equal(("good", 640, Day, 2), (told.Grade, told.Hours, told.EndsOn, told.Version));
        await CompleteAsync(partnership, placement, Day).ShouldBeProblemAsync("placement-state", HttpStatusCode.Conflict);
    }

    [Theory, Engines]
    public async Task D38_a_second_placement_at_the_same_time_is_refused_and_a_later_one_is_not(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        var first = await partnership.OpenSlotAsync();
        var second = await partnership.OpenAsync(await partnership.ApprovedSlotAsync()).BodyAsync();
        var learner = await partnership.EnrolledLearnerAsync();
        await partnership.PlaceAsync(first, learner).BodyAsync(HttpStatusCode.Created);

        var problem = await partnership.PlaceAsync(second, learner).ShouldBeProblemAsync("placed-at-that-time", HttpStatusCode.UnprocessableEntity);

        Assert.Equal("D38", problem.Rule());
        var startsOn = DateOnly.Parse(problem.Change("startsOn").GetString()!, null);
        var later = await partnership.OpenAsync(await partnership.ApprovedSlotAsync(SlotRequest(startsOn: startsOn, endsOn: startsOn.AddMonths(5)))).BodyAsync();
        await partnership.PlaceAsync(later, learner).BodyAsync(HttpStatusCode.Created);
    }

    [Theory, Engines]
    public async Task D38_of_parallel_placements_of_one_learner_one_wins(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        await partnership.ReadyEnterpriseAsync();
        var slots = new List<JsonElement>();
        for (var i = 0; i < 8; i++) slots.Add(await partnership.OpenAsync(await partnership.ApprovedSlotAsync()).BodyAsync());
        var learner = await partnership.EnrolledLearnerAsync();

        var replies = await Task.WhenAll(slots.Select(slot => partnership.PlaceAsync(slot, learner)));

        Assert.Single(replies, reply => reply.StatusCode is HttpStatusCode.Created);
        foreach (var refused in replies.Where(reply => !reply.IsSuccessStatusCode)) await refused.ShouldBeProblemAsync("placed-at-that-time", HttpStatusCode.UnprocessableEntity);
        Assert.Single(await partnership.App.PublishedAsync<PlacementConfirmedV1>());
    }

    [Theory, Engines]
    public async Task D37_of_eight_learners_one_takes_the_last_place(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        var slot = await partnership.OpenSlotAsync(SlotRequest(capacity: 1));
        var learners = new List<Guid>();
        for (var i = 0; i < 8; i++) learners.Add(await partnership.EnrolledLearnerAsync());

        var replies = await Task.WhenAll(learners.Select(learner => partnership.PlaceAsync(slot, learner)));

        Assert.Single(replies, reply => reply.StatusCode is HttpStatusCode.Created);
        foreach (var refused in replies.Where(reply => !reply.IsSuccessStatusCode)) await refused.ShouldBeProblemAsync("slot-full", HttpStatusCode.Conflict);
        Assert.Equal(1, (await partnership.Manager(Dji).GetAsync($"{Api}/slots/{slot.Id()}").BodyAsync()).GetProperty("placed").GetInt32());
    }

    [Theory, Engines]
    public async Task D38_whoever_stops_gives_the_place_and_the_time_back(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        var slot = await partnership.OpenSlotAsync(SlotRequest(capacity: 1));
        var learner = await partnership.EnrolledLearnerAsync();
        var placement = await partnership.PlaceAsync(slot, learner).BodyAsync(HttpStatusCode.Created);

        var stopped = await partnership.Coordinator(Bpc).PostAsync($"{Api}/placements/{placement.Id()}/stop", new { stoppedOn = Day, reason = "Illness." }).BodyAsync();

        Assert.Equal(("stopped", "2026-03-01"), (stopped.Text("state"), stopped.Text("endsOn")));
        Assert.Equal("stopped", Assert.Single(await partnership.App.PublishedAsync<PlacementStoppedV1>()).Placement.State);
        await partnership.PlaceAsync(slot, await partnership.EnrolledLearnerAsync()).BodyAsync(HttpStatusCode.Created);
    }

    [Theory, Engines]
    public async Task D38_a_placement_ends_neither_before_its_start_nor_in_the_future(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        var placement = await partnership.PlaceAsync(await partnership.OpenSlotAsync(), await partnership.EnrolledLearnerAsync()).BodyAsync(HttpStatusCode.Created);

        var early = await CompleteAsync(partnership, placement, new DateOnly(2026, 1, 31)).ShouldBeProblemAsync("cannot-end-then", HttpStatusCode.UnprocessableEntity);
        var late = await CompleteAsync(partnership, placement, Day.AddDays(1)).ShouldBeProblemAsync("cannot-end-then", HttpStatusCode.UnprocessableEntity);

        Assert.Equal(("D38", "2026-02-01"), (early.Rule(), early.Change("earliest").GetString()));
        await CompleteAsync(partnership, placement, DateOnly.Parse(late.Change("latest").GetString()!, null)).BodyAsync();
    }

    [Theory, Engines]
    public async Task D36_a_learner_of_another_class_of_majors_does_not_match(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        var slot = await partnership.OpenSlotAsync(SlotRequest(capacity: 2, majors: ["460609"]));

        var problem = await partnership.PlaceAsync(slot, await partnership.EnrolledLearnerAsync(major: "530701")).ShouldBeProblemAsync("major-does-not-match", HttpStatusCode.UnprocessableEntity);

        Assert.Equal("D36", problem.Rule());
        var near = problem.Change("majorOfClass")[0].GetString() + "99";
        await partnership.PlaceAsync(slot, await partnership.EnrolledLearnerAsync(major: near)).BodyAsync(HttpStatusCode.Created);
    }

    [Theory, Engines]
    public async Task A_learner_that_has_not_been_heard_of_is_not_yet_known_and_then_is(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        var slot = await partnership.OpenSlotAsync();
        var learner = Learner();

        using var reply = await partnership.PlaceAsync(slot, learner.Id);
        await reply.ShouldBeProblemAsync("not-yet-known", HttpStatusCode.Conflict);
        Assert.Equal(TimeSpan.FromSeconds(2), reply.Headers.RetryAfter!.Delta);
        await partnership.App.DeliverAsync(new LearnerEnrolledV1 { OccurredAt = DateTimeOffset.UtcNow, Learner = learner });
        await partnership.PlaceAsync(slot, learner.Id).BodyAsync(HttpStatusCode.Created);
    }

    [Theory, Engines]
    public async Task Another_institutions_learner_answers_like_an_unknown_one(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        var slot = await partnership.OpenSlotAsync();
        var theirs = await partnership.EnrolledLearnerAsync(institution: ShougangIt);

        var problem = await partnership.PlaceAsync(slot, theirs).ShouldBeProblemAsync("not-yet-known", HttpStatusCode.Conflict);
        var unknown = await partnership.PlaceAsync(slot, Guid.Empty).ShouldBeProblemAsync("not-yet-known", HttpStatusCode.Conflict);

        Assert.Equal(problem.GetRawText().Replace(theirs.ToString(), "", StringComparison.Ordinal), unknown.GetRawText().Replace(Guid.Empty.ToString(), "", StringComparison.Ordinal));
    }

    [Theory, Engines]
    public async Task D5_a_learner_who_has_left_is_not_placed(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        var slot = await partnership.OpenSlotAsync();
        var learner = Learner();
        await partnership.App.DeliverAsync(new LearnerWithdrawnV1 { OccurredAt = DateTimeOffset.UtcNow, Learner = learner with { State = "withdrawn", Version = 2 } });
        await partnership.App.DeliverAsync(new LearnerEnrolledV1 { OccurredAt = DateTimeOffset.UtcNow, Learner = learner });

        var problem = await partnership.PlaceAsync(slot, learner.Id).ShouldBeProblemAsync("learner-not-enrolled", HttpStatusCode.UnprocessableEntity);

        Assert.Equal("withdrawn", problem.Facts("state").GetString());
    }

    [Theory, Engines]
    public async Task A_placement_is_read_by_its_parties_and_by_its_learner(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        var placement = await partnership.PlaceAsync(await partnership.OpenSlotAsync(), await partnership.EnrolledLearnerAsync(person: "person-1")).BodyAsync(HttpStatusCode.Created);
        var path = $"{Api}/placements/{placement.Id()}";

        foreach (var reader in new[] { partnership.Coordinator(Bpc), partnership.Manager(Dji), partnership.App.AsPerson(Bpc, Roles.Learner, "person-1") })
        {
            Assert.Equal(placement.Id(), (await reader.GetAsync(path).BodyAsync()).Id());
            Assert.Single((await reader.GetAsync($"{Api}/placements").BodyAsync()).GetProperty("items").EnumerateArray());
        }
        foreach (var stranger in new[] { partnership.Coordinator(Ncut), partnership.App.AsPerson(Bpc, Roles.Learner, "person-2"), partnership.App.AsPerson(ShougangIt, Roles.Learner, "person-1") })
        {
            await stranger.GetAsync(path).ShouldBeProblemAsync("not-found", HttpStatusCode.NotFound);
            Assert.Empty((await stranger.GetAsync($"{Api}/placements").BodyAsync()).GetProperty("items").EnumerateArray());
        }
        await partnership.App.As(Dji, Roles.Coordinator).PostAsync($"{path}/stop", new { stoppedOn = Day, reason = "No." }).ShouldBeProblemAsync("not-your-placement", HttpStatusCode.Forbidden);
    }

    private static Task<HttpResponseMessage> CompleteAsync(PartnershipApp partnership, JsonElement placement, DateOnly completedOn) =>
        partnership.Coordinator(Bpc).PostAsync($"{Api}/placements/{placement.Id()}/completion", new { completedOn, hours = 640, grade = "good" });
}

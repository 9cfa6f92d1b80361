using System.Net;
using System.Text.Json;
using Contracts;
using Contracts.Enrollment;
using static IndustryPartnership.Tests.PartnershipApp;
using Testing;
using VocationalPlatform.Client.IndustryPartnership;
using Xunit;

namespace IndustryPartnership.Tests;

/// <summary>From which day on a learner may start (D27).</summary>
public sealed class FirstDayTests
{
    [Theory, Engines]
    public async Task D27_nobody_starts_before_the_age_that_the_pack_asks_for(Engine engine)
    {
        await using var partnership = await StartAsync(engine);
        var slot = await partnership.OpenSlotAsync();
        var placement = await partnership.AcceptedAsync(slot, await partnership.EnrolledLearnerAsync(birthDate: Day.AddDays(3)
            .AddYears(-16)));
        await partnership.ConsentAsync(placement);
        foreach (var party in new[] { Bpc, Dji, "learner" }) await partnership.SignPlacementAsync(placement, party);

        var problem = await partnership.StartPlacementAsync(placement)
            .ShouldBeProblemAsync("too-young", HttpStatusCode.UnprocessableEntity);

        Assert.Equal(("D27", Day.AddDays(3)), (problem.Rule, problem.Change("notBefore").Day()));
        partnership.App.Today.MoveTo(Day.AddDays(9));
        var early = await partnership.StartPlacementAsync(placement, Day)
            .ShouldBeProblemAsync("too-young", HttpStatusCode.UnprocessableEntity);
        await partnership.StartPlacementAsync(placement, early.Change("startedOn").Day());
    }

    [Theory, Engines]
    public async Task D27_nobody_starts_in_the_first_year_of_a_stage(Engine engine)
    {
        await using var partnership = await StartAsync(engine);
        var slot = await partnership.OpenSlotAsync(SlotRequest(capacity: 2));
        var learner = Learner() with { Stage = 2, StageBeganOn = Day.AddDays(3).AddYears(-1) };
        await partnership.DeliverAsync(learner);
        var placement = await partnership.ReadyAsync(slot, learner.Id);

        var problem = await partnership.StartPlacementAsync(placement)
            .ShouldBeProblemAsync("first-year", HttpStatusCode.UnprocessableEntity);

        Assert.Equal(("D27", Day.AddDays(3), 2), (problem.Rule, problem.Change("notBefore").Day(), problem.Fact("stage").GetInt32()));
        partnership.App.Today.MoveTo(Day.AddDays(9));
        var early = await partnership.StartPlacementAsync(placement, Day)
            .ShouldBeProblemAsync("first-year", HttpStatusCode.UnprocessableEntity);
        await partnership.StartPlacementAsync(placement, early.Change("startedOn").Day());
    }

    [Theory, Engines]
    public async Task D27_start_that_is_recorded_late_is_judged_by_the_stage_of_its_day(Engine engine)
    {
        await using var partnership = await StartAsync(engine);
        var learner = Learner();
        await partnership.DeliverAsync(learner);
        var placement = await partnership.ReadyAsync(await partnership.OpenSlotAsync(), learner.Id);
        partnership.App.Today.MoveTo(Day.AddDays(9));
        await partnership.App.DeliverAsync(new LearnerStageCompletedV1
        {
            OccurredAt = DateTimeOffset.UtcNow,
            Learner = learner with { Stage = 2, StageBeganOn = Day.AddDays(5), Since = Day.AddDays(5), Version = 2 },
        });
        // In the stage of today the learner is in the first year.
        var early = await partnership.StartPlacementAsync(placement, Day.AddDays(6))
            .ShouldBeProblemAsync("first-year", HttpStatusCode.UnprocessableEntity);
        Assert.Equal(2, early.Fact("stage").GetInt32());

        await partnership.StartPlacementAsync(placement, Day);

        var judged = (await ReceiptOfAsync(partnership, placement)).GetProperty("verdicts").EnumerateArray()
            .Single(verdict => verdict.Text("name") == "first-year").GetProperty("facts");
        Assert.Equal((1, learner.StageBeganOn), (judged.GetProperty("stage").GetInt32(), judged.Day("began")));
    }

    [Theory, Engines]
    public async Task D36_start_that_is_recorded_late_is_judged_by_the_major_of_its_day(Engine engine)
    {
        await using var partnership = await StartAsync(engine);
        var learner = Learner();
        await partnership.DeliverAsync(learner);
        var placement = await partnership.ReadyAsync(await partnership.OpenSlotAsync(), learner.Id);
        partnership.App.Today.MoveTo(Day.AddDays(9));
        await partnership.App.DeliverAsync(new LearnerMajorChangedV1
        {
            OccurredAt = DateTimeOffset.UtcNow,
            Learner = learner with { Major = "530701", Since = Day.AddDays(5), Version = 2 },
        });
        var mismatch = await partnership.StartPlacementAsync(placement, Day.AddDays(6))
            .ShouldBeProblemAsync("major-does-not-match", HttpStatusCode.UnprocessableEntity);
        Assert.Equal(("D36", "530701"), (mismatch.Rule, mismatch.Fact("major").GetString()));

        await partnership.StartPlacementAsync(placement, Day);
    }

    [Theory, Engines]
    public async Task D36_start_that_is_recorded_late_is_judged_by_what_is_near_the_major_of_its_day(Engine engine)
    {
        await using var partnership = await StartAsync(engine);
        var learner = Learner();
        await partnership.App.DeliverAsync(new ArticulationActivatedV1
        {
            OccurredAt = DateTimeOffset.UtcNow,
            Articulation = Certificates.Articulation(learner.ArticulationId),
        });
        await partnership.DeliverAsync(learner);
        // It wants the major that the articulation links to the learner's.
        var placement = await partnership.ReadyAsync(await partnership.OpenSlotAsync(SlotRequest(majors: ["080717T"])), learner.Id);
        partnership.App.Today.MoveTo(Day.AddDays(9));
        await partnership.App.DeliverAsync(new LearnerMajorChangedV1
        {
            OccurredAt = DateTimeOffset.UtcNow,
            Learner = learner with { Major = "530701", Since = Day.AddDays(5), Version = 2 },
        });
        await partnership.StartPlacementAsync(placement, Day.AddDays(6))
            .ShouldBeProblemAsync("major-does-not-match", HttpStatusCode.UnprocessableEntity);

        await partnership.StartPlacementAsync(placement, Day);
    }

    [Theory, Engines]
    public async Task D36_start_that_is_recorded_late_is_judged_by_the_corrected_major_of_its_day(Engine engine)
    {
        await using var partnership = await StartAsync(engine);
        var learner = Learner();
        await partnership.DeliverAsync(learner);
        var placement = await partnership.ReadyAsync(await partnership.OpenSlotAsync(), learner.Id);
        partnership.App.Today.MoveTo(Day.AddDays(9));
        var moved = learner with { Major = "530701", Since = Day.AddDays(5), Version = 2 };
        await partnership.App.DeliverAsync(new LearnerMajorChangedV1 { OccurredAt = DateTimeOffset.UtcNow, Learner = moved });
        await partnership.App.DeliverAsync(new LearnerCorrectedV1
        {
            OccurredAt = DateTimeOffset.UtcNow,
            Learner = moved with { BirthDate = new(2007, 5, 2), Version = 3 },
            Course = [FactOf(learner), FactOf(moved)],
        });

        await partnership.StartPlacementAsync(placement, Day);

        static LearnerFactV1 FactOf(LearnerV1 learner) => new()
        {
            Version = learner.Version,
            EffectiveOn = learner.Since!.Value,
            State = learner.State,
            Stage = learner.Stage,
            PresentInstitution = learner.PresentInstitution!,
            Major = learner.Major,
        };
    }

    [Theory, Engines]
    public async Task D27_move_within_the_enterprise_that_is_agreed_late_is_judged_by_the_stage_of_its_day(Engine engine)
    {
        await using var partnership = await StartAsync(engine);
        var learner = Learner();
        await partnership.DeliverAsync(learner);
        var (from, to) = (await partnership.OpenSlotAsync(), await partnership.OpenSlotAsync());
        var placement = await partnership.ActiveAsync(from, learner.Id, Day);
        partnership.App.Today.MoveTo(Day.AddDays(9));
        await partnership.App.DeliverAsync(new LearnerStageCompletedV1
        {
            OccurredAt = DateTimeOffset.UtcNow,
            Learner = learner with { Stage = 2, StageBeganOn = Day.AddDays(5), Since = Day.AddDays(5), Version = 2 },
        });

        var change = await partnership.AcceptedByAllAsync(await partnership.ProposedAsync(placement, to, Day.AddDays(3)));

        Assert.Equal("in-force", (await partnership.ReadChangeAsync(change)).State);
    }

    [Theory, Engines]
    public async Task D27_application_is_refused_if_the_learner_may_start_on_no_day_of_the_slot(Engine engine)
    {
        await using var partnership = await StartAsync(engine);
        var slot = await partnership.OpenSlotAsync(SlotRequest(capacity: 2).With(new { minimumAge = 18 }));
        var lastDay = slot.EndsOn;
        var (young, older) = (await partnership.EnrolledLearnerAsync(birthDate: lastDay.AddDays(1)
            .AddYears(-18)), await partnership.EnrolledLearnerAsync(birthDate: lastDay.AddYears(-18)));
        var (fresh, settled) = (
            Learner() with { StageBeganOn = lastDay.AddDays(1).AddYears(-1) },
            Learner() with { StageBeganOn = lastDay.AddYears(-1) });
        foreach (var learner in new[] { fresh, settled }) await partnership.DeliverAsync(learner);

        var tooYoung = await partnership.ApplyAsync(slot, young).ShouldBeProblemAsync("too-young", HttpStatusCode.UnprocessableEntity);
        var firstYear = await partnership.ApplyAsync(slot, fresh.Id).ShouldBeProblemAsync("first-year", HttpStatusCode.UnprocessableEntity);

        Assert.Equal((18, lastDay.AddDays(1)), (tooYoung.Fact("minimumAge").GetInt32(), tooYoung.Change("notBefore").Day()));
        Assert.Equal(lastDay.AddDays(1), firstYear.Change("notBefore").Day());
        foreach (var learner in new[] { older, settled.Id }) await partnership.ApplyAsync(slot, learner);
    }

    private static async Task<JsonElement> ReceiptOfAsync(PartnershipApp partnership, Placement placement)
    {
        var id = Assert.Single((await partnership.Coordinator(Bpc).ListReceiptsAsync(subjectId: placement.Id)).Items).Id;
        var receipt = await partnership.App.As(Bpc, Roles.Coordinator).GetAsync($"{Api}/receipts/{id}").BodyAsync();
        return receipt.GetProperty("document");
    }
}

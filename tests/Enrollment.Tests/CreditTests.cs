using System.Net;
using System.Text.Json;
using Contracts.IndustryPartnership;
using CsCheck;
using Testing;
using Xunit;
using static Enrollment.Tests.EnrollmentApp;

namespace Enrollment.Tests;

public sealed class CreditTests
{
    [Theory, Engines]
    public async Task D40_a_passed_placement_earns_what_the_articulation_maps_to_it(Engine engine)
    {
        await using var enrollment = await EnrollmentApp.StartAsync(engine);
        var learner = await EnrolledAsync(enrollment, internshipCredits: 75);
        var placements = new[] { Grade.Excellent, Grade.Good, Grade.Pass }.Select(grade => Facts.Placement(learner, grade)).ToList();

        foreach (var placement in placements) await enrollment.App.DeliverAsync(Facts.Of(placement));

        var credits = await CreditsAsync(enrollment, learner);
        Assert.Equal(placements.Select(placement => (placement.Id, placement.Grade!)), credits.Select(credit => (credit.GetProperty("sourceId").GetGuid(), credit.Text("grade"))));
        Assert.All(credits, credit => Assert.Equal(("placement", 75, 960, "2026-07-31"), (credit.Text("sourceKind"), credit.Number("credits"), credit.Number("hours"), credit.Text("effectiveOn"))));
        var audited = await enrollment.App.Db.QueryAsync<string>("SELECT aggregate_id FROM enrollment.audit WHERE aggregate = 'credit' AND action = 'granted' ORDER BY seq");
        Assert.Equal(credits.Select(credit => credit.Text("id")), audited);
    }

    [Theory, Engines]
    public async Task D40_a_failed_a_running_and_a_stopped_placement_earn_nothing_also_when_the_mentor_praises_it(Engine engine)
    {
        await using var enrollment = await EnrollmentApp.StartAsync(engine);
        var learner = await EnrolledAsync(enrollment);

        await enrollment.App.DeliverAsync(Facts.Of(Facts.Placement(learner, Grade.Fail)));
        foreach (var state in new[] { "active", "stopped" }) await enrollment.App.DeliverAsync(Facts.Of(Facts.Placement(learner) with { State = state, Grade = null, Hours = null }));

        var praised = Facts.Placement(learner) with { State = PlacementState.Assessed, MentorGrade = Grade.Excellent };
        await enrollment.App.DeliverAsync(Facts.Of(praised with { Grade = Grade.Fail }));
        await enrollment.App.DeliverAsync(Facts.Of(praised with { Grade = null, Hours = null }));

        Assert.Empty(await CreditsAsync(enrollment, learner));
    }

    [Theory, Engines]
    public async Task D12_a_placement_earns_credit_once_however_often_it_is_told(Engine engine)
    {
        await using var enrollment = await EnrollmentApp.StartAsync(engine);
        var learner = await EnrolledAsync(enrollment);
        var completed = Facts.Of(Facts.Placement(learner));
        var message = Guid.NewGuid();

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => enrollment.App.DeliverAsync(completed, message)));
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => enrollment.App.DeliverAsync(completed)));

        var credit = Assert.Single(await CreditsAsync(enrollment, learner));
        Assert.Equal([credit.Text("id")], await enrollment.App.Db.QueryAsync<string>("SELECT aggregate_id FROM enrollment.audit WHERE aggregate = 'credit'"));
    }

    [Theory, Engines]
    public async Task D12_any_shuffled_and_repeated_history_of_a_placement_earns_credit_once(Engine engine)
    {
        await using var enrollment = await EnrollmentApp.StartAsync(engine);
        var learner = await EnrolledAsync(enrollment);

        // The mentor's assessment is the last; of the completion and it one may be lost.
        await Gen.OneOf(Gen.Shuffle(new[] { 1, 2, 3, 4, 5, 6, 7, 1, 2, 3, 4, 5, 6, 7 }), Gen.Shuffle(new[] { 1, 2, 3, 4, 6, 6 }), Gen.Shuffle(new[] { 1, 2, 3, 4, 5, 5 })).SampleAsync(
            async order =>
            {
                var completed = Facts.Placement(learner) with { Version = 5 };
                foreach (var version in order) await enrollment.App.DeliverAsync(At(completed, version));

                var credit = Assert.Single(await CreditsAsync(enrollment, learner), credit => credit.GetProperty("sourceId").GetGuid() == completed.Id);
                Assert.Equal((60, 960, Grade.Good), (credit.Number("credits"), credit.Number("hours"), credit.Text("grade")));
            },
            iter: 20, threads: 1);

        static object At(PlacementV1 completed, int version)
        {
            var before = completed with { Version = version, Hours = null, Grade = null };
            return version switch
            {
                1 => Facts.Of(before with { State = PlacementState.AwaitingConsent }),
                2 => Facts.Of(before with { State = PlacementState.Active }),
                3 => Facts.Of(before with { State = PlacementState.Paused, PausedOn = completed.StartsOn }),
                4 => new PlacementResumedV1 { OccurredAt = DateTimeOffset.UtcNow, Placement = before with { State = PlacementState.Active } },
                5 => Facts.Of(completed),
                7 => new PlacementMovedV1 { OccurredAt = DateTimeOffset.UtcNow, FromSlotId = completed.SlotId, FromEnterprise = completed.Enterprise, MovedOn = completed.StartsOn, Placement = before with { State = PlacementState.Active, SlotId = Guid.NewGuid(), Enterprise = "huace" } },
                _ => Facts.Of(completed with { State = PlacementState.Assessed, MentorGrade = Grade.Fail, Version = version }),
            };
        }
    }

    [Theory, Engines]
    public async Task D12_who_has_left_and_whose_articulation_has_closed_keeps_earning_by_what_was_mapped(Engine engine)
    {
        await using var enrollment = await EnrollmentApp.StartAsync(engine);
        var learner = await EnrolledAsync(enrollment);
        await enrollment.CloseAsync((await enrollment.ReadAsync($"/learners/{learner}")).GetProperty("articulationId").GetGuid()).BodyAsync();
        await enrollment.Registrar(Bpc).PostAsync($"{Api}/learners/{learner}/withdrawal", new { reason = "Moved." }).BodyAsync();

        await enrollment.App.DeliverAsync(Facts.Of(Facts.Placement(learner)));

        Assert.Equal(60, Assert.Single(await CreditsAsync(enrollment, learner)).Number("credits"));
    }

    [Theory, Engines]
    public async Task A_placement_of_an_unknown_learner_fails_loudly_and_leaves_nothing_behind(Engine engine)
    {
        await using var enrollment = await EnrollmentApp.StartAsync(engine);
        var placement = Facts.Placement(Guid.NewGuid());
        var message = Guid.NewGuid();

        for (var attempt = 0; attempt < 2; attempt++)
        {
            var error = await Assert.ThrowsAnyAsync<Exception>(() => enrollment.App.DeliverAsync(Facts.Of(placement), message));
            Assert.Contains(placement.LearnerId.ToString(), error.ToString(), StringComparison.Ordinal);
        }

        Assert.Empty(await enrollment.App.Db.QueryAsync<Guid>("SELECT id FROM enrollment.credit"));
        Assert.Empty(await enrollment.App.Db.QueryAsync<Guid>("SELECT message_id FROM enrollment.inbox WHERE message_id = @message", new { message }));
    }

    [Theory, Engines]
    public async Task A_placement_of_an_unknown_learner_that_failed_earns_nothing_and_is_no_error(Engine engine)
    {
        await using var enrollment = await EnrollmentApp.StartAsync(engine);

        await enrollment.App.DeliverAsync(Facts.Of(Facts.Placement(Guid.NewGuid(), Grade.Fail)));
    }

    private static async Task<Guid> EnrolledAsync(EnrollmentApp enrollment, int internshipCredits = 60)
    {
        await enrollment.ActiveAsync(Table1.ECommerce, internshipCredits: internshipCredits);
        return (await enrollment.EnrolAsync(Table1.ECommerce).BodyAsync(HttpStatusCode.Created)).Id();
    }

    private static async Task<IReadOnlyList<JsonElement>> CreditsAsync(EnrollmentApp enrollment, Guid learner) => (await enrollment.ReadAsync($"/learners/{learner}/credits")).Items();
}

using Contracts.IndustryPartnership;
using CsCheck;
using Kernel.Data;
using Microsoft.Extensions.DependencyInjection;
using static Enrollment.Tests.EnrollmentApp;
using Testing;
using VocationalPlatform.Client.Enrollment;
using Xunit;

namespace Enrollment.Tests;

public sealed class CreditTests
{
    [Theory, Engines]
    public async Task D40_a_passed_placement_earns_what_the_articulation_maps_to_it(Engine engine)
    {
        await using var enrollment = await EnrollmentApp.StartAsync(engine);
        var learner = await EnrolledAsync(enrollment, internshipCredits: 75, cap: 225);
        var placements = new[] { Grade.Excellent, Grade.Good, Grade.Pass }.Select(grade => Facts.Placement(learner, grade)).ToList();

        foreach (var placement in placements) await enrollment.App.DeliverAsync(Facts.Of(placement));

        var credits = await CreditsAsync(enrollment, learner);
        Assert.Equal(
            placements.Select(placement => (placement.Id, placement.Grade)).Order(),
            credits.Select(credit => (credit.SourceId, credit.Grade)).Order());
        Assert.All(
            credits,
            credit => Assert.Equal(
                ("placement", 75, (int?)960, new DateOnly(2026, 7, 31)),
                (credit.SourceKind, credit.Credits, credit.Hours, credit.EffectiveOn)));
    }

    [Theory, Engines]
    public async Task D40_failed_running_and_stopped_placements_earn_nothing_even_with_a_mentors_praise(Engine engine)
    {
        await using var enrollment = await EnrollmentApp.StartAsync(engine);
        var learner = await EnrolledAsync(enrollment);

        await enrollment.App.DeliverAsync(Facts.Of(Facts.Placement(learner, Grade.Fail)));
        foreach (var state in new[] { "active", "stopped" })
        {
            await enrollment.App.DeliverAsync(Facts.Of(Facts.Placement(learner) with { State = state, Grade = null, Hours = null }));
        }

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

        Assert.Single(await CreditsAsync(enrollment, learner));
        Assert.Single((await enrollment.By(Bpc).GetTranscriptAsync(learner)).Entries);
    }

    [Theory, Engines]
    public async Task D12_any_shuffled_and_repeated_history_of_a_placement_earns_credit_once(Engine engine)
    {
        await using var enrollment = await EnrollmentApp.StartAsync(engine);
        var learner = await EnrolledAsync(enrollment, internshipCredits: 3, cap: 300);

        // The mentor's assessment is the last; of the completion and it one may be lost.
        await Gen.OneOf(
            Gen.Shuffle(new[] { 1, 2, 3, 4, 5, 6, 7, 1, 2, 3, 4, 5, 6, 7 }),
            Gen.Shuffle(new[] { 1, 2, 3, 4, 6, 6 }),
            Gen.Shuffle(new[] { 1, 2, 3, 4, 5, 5 })).SampleAsync(
            async order =>
            {
                var completed = Facts.Placement(learner) with { Version = 5 };
                foreach (var version in order) await enrollment.App.DeliverAsync(At(completed, version));

                var credit = Assert.Single(await CreditsAsync(enrollment, learner), credit => credit.SourceId == completed.Id);
                Assert.Equal((3, (int?)960, Grade.Good), (credit.Credits, credit.Hours, credit.Grade));
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
                4 =>
                    new PlacementResumedV1
                    {
                        OccurredAt = DateTimeOffset.UtcNow,
                        Placement = before with { State = PlacementState.Active },
                    },
                5 => Facts.Of(completed),
                7 =>
                    new PlacementMovedV1
                    {
                        OccurredAt = DateTimeOffset.UtcNow,
                        FromSlotId = completed.SlotId,
                        FromEnterprise = completed.Enterprise,
                        MovedOn = completed.StartsOn,
                        Placement = before with { State = PlacementState.Active, SlotId = Guid.NewGuid(), Enterprise = "huace" },
                    },
                _ => Facts.Of(completed with { State = PlacementState.Assessed, MentorGrade = Grade.Fail, Version = version }),
            };
        }
    }

    [Theory, Engines]
    public async Task D12_learner_who_left_a_closed_articulation_still_earns_its_credit(Engine engine)
    {
        await using var enrollment = await EnrollmentApp.StartAsync(engine);
        var learner = await EnrolledAsync(enrollment);
        await enrollment.CloseAsync((await enrollment.By(Bpc).GetLearnerAsync(learner)).ArticulationId);
        await enrollment.By(Bpc).WithdrawLearnerAsync(learner, new() { Reason = "Moved." });

        await enrollment.App.DeliverAsync(Facts.Of(Facts.Placement(learner)));

        Assert.Equal(60, Assert.Single(await CreditsAsync(enrollment, learner)).Credits);
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

        Assert.Empty(await enrollment.App.Db.QueryAsync<Guid>("SELECT placement_id FROM enrollment.placement_fact"));
        Assert.Empty(await enrollment.App.Db.QueryAsync<Guid>(
            """
            SELECT message_id
            FROM enrollment.inbox
            WHERE message_id = @message
            """,
            new { message }));
    }

    [Theory, Engines]
    public async Task A_failed_placement_of_an_unknown_learner_is_ignored(Engine engine)
    {
        await using var enrollment = await EnrollmentApp.StartAsync(engine);

        await enrollment.App.DeliverAsync(Facts.Of(Facts.Placement(Guid.NewGuid(), Grade.Fail)));
    }

    [Theory, Engines]
    public async Task D12_a_cognitive_visit_earns_no_credit(Engine engine)
    {
        await using var enrollment = await EnrollmentApp.StartAsync(engine);
        var learner = await EnrolledAsync(enrollment);

        await enrollment.App.DeliverAsync(Facts.Of(Facts.Placement(learner, hours: 1) with { Kind = PlacementKind.CognitiveVisit }));

        Assert.Empty(await CreditsAsync(enrollment, learner));
    }

    [Theory, Engines]
    public async Task D12_placement_without_a_kind_earns_as_a_post_internship(Engine engine)
    {
        await using var enrollment = await EnrollmentApp.StartAsync(engine);
        var learner = await EnrolledAsync(enrollment);

        await enrollment.App.DeliverAsync(Facts.Of(Facts.Placement(learner) with { Kind = null }));

        Assert.Equal(60, Assert.Single(await CreditsAsync(enrollment, learner)).Credits);
    }

    [Theory, Engines]
    public async Task D12_without_a_cap_of_its_own_an_articulation_gives_the_credit_of_one_placement(Engine engine)
    {
        await using var enrollment = await EnrollmentApp.StartAsync(engine);
        var learner = await EnrolledAsync(enrollment);

        foreach (var month in new[] { 5, 6, 7 })
        {
            await enrollment.App.DeliverAsync(Facts.Of(Facts.Placement(learner, endsOn: new DateOnly(2026, month, 28))));
        }

        Assert.Equal([60, 0, 0], (await CreditsAsync(enrollment, learner)).Select(credit => credit.Credits));
    }

    // Three placements earn 60 each by the mapping, and 100 together by the cap; the earlier ones come first, whatever was heard first.
    [Theory, Engines]
    public async Task D12_placements_in_any_order_and_repeated_earn_the_same_within_the_cap(Engine engine)
    {
        await using var enrollment = await EnrollmentApp.StartAsync(engine);
        await enrollment.ActiveAsync(Table1.ECommerce, cap: 100);
        var number = 0;

        await Gen.Shuffle(new[] { 1, 2, 3, 1, 2, 3 }).SampleAsync(
            async order =>
            {
                var learner = (await enrollment.EnrolAsync(Table1.ECommerce, $"S{++number}")).Id;
                var placements = Enumerable.Range(1, 3)
                    .ToDictionary(month => month, month => Facts.Placement(learner, endsOn: new DateOnly(2026, month, 28)));
                foreach (var month in order) await enrollment.App.DeliverAsync(Facts.Of(placements[month]));

                var credits = (await CreditsAsync(enrollment, learner)).OrderBy(credit => credit.EffectiveOn);
                Assert.Equal([60, 40, 0], credits.Select(credit => credit.Credits));
            },
            iter: 20, threads: 1);
    }

    [Theory, Engines]
    public async Task Credits_recorded_at_one_moment_follow_their_days(Engine engine)
    {
        await using var enrollment = await EnrollmentApp.StartAsync(engine);
        var learner = await EnrolledAsync(enrollment, internshipCredits: 10, cap: 100);
        // Without their days, their identities would decide.
        foreach (var day in new[] { 1, 3, 2 })
        {
            await enrollment.App.DeliverAsync(Facts.Of(
                Facts.Placement(learner, endsOn: new(2026, 7, day)) with { Id = new Guid($"{9 - day:D8}-0000-4000-8000-000000000000") }));
        }
        await using (var scope = enrollment.App.Services.CreateAsyncScope())
        {
            var work = scope.ServiceProvider.GetRequiredService<UnitOfWork>();
            await work.RunAsync(() => work.ExecuteAsync(
                "UPDATE enrollment.placement_fact SET recorded_at = @now", new { now = DateTimeOffset.UnixEpoch }));
        }

        Assert.Equal([1, 2, 3], (await CreditsAsync(enrollment, learner)).Select(credit => credit.EffectiveOn.Day));
    }

    [Theory, Engines]
    public async Task Credits_follow_the_moments_of_their_records(Engine engine)
    {
        await using var enrollment = await EnrollmentApp.StartAsync(engine);
        var learner = await EnrolledAsync(enrollment, internshipCredits: 10, cap: 100);
        foreach (var day in new[] { 3, 1, 2 })
        {
            await enrollment.App.DeliverAsync(Facts.Of(Facts.Placement(learner, endsOn: new(2026, 7, day))));
            var recordedAt = await enrollment.App.Db.SingleAsync<DateTimeOffset>(
                "SELECT MAX(recorded_at) FROM enrollment.placement_fact");
            await Eventually.TrueAsync(() => Task.FromResult(DateTimeOffset.UtcNow > recordedAt.AddMilliseconds(1)));
        }

        Assert.Equal([3, 1, 2], (await CreditsAsync(enrollment, learner)).Select(credit => credit.EffectiveOn.Day));
    }

    private static async Task<Guid> EnrolledAsync(EnrollmentApp enrollment, int internshipCredits = 60, int? cap = null)
    {
        await enrollment.ActiveAsync(Table1.ECommerce, internshipCredits: internshipCredits, cap: cap);
        return (await enrollment.EnrolAsync(Table1.ECommerce)).Id;
    }

    private static async Task<IReadOnlyList<ReadLearnersCredit>> CreditsAsync(EnrollmentApp enrollment, Guid learner) =>
        (await enrollment.By(Bpc).ListCreditsAsync(learner)).Items;
}

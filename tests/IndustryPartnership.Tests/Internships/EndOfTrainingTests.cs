using System.Net;
using Contracts.Enrollment;
using Contracts.IndustryPartnership;
using CsCheck;
using static IndustryPartnership.Tests.Certificates;
using static IndustryPartnership.Tests.PartnershipApp;
using Testing;
using Xunit;

namespace IndustryPartnership.Tests;

public sealed class EndOfTrainingTests
{
    [Theory, Engines]
    public async Task D37_end_of_training_ends_only_what_has_not_begun(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        var slot = await partnership.OpenSlotAsync(SlotRequest(capacity: 5));
        var later = await partnership.OpenAsync(await partnership.ApprovedSlotAsync(
            SlotRequest(startsOn: new DateOnly(2026, 9, 1), endsOn: new DateOnly(2026, 12, 31))));
        var learner = Learner();
        await partnership.DeliverAsync(learner);
        var active = await partnership.ActiveAsync(slot, learner.Id, new DateOnly(2026, 2, 2));
        var ready = await partnership.ReadyAsync(later, learner.Id);

        await partnership.App.DeliverAsync(News(learner, 2, LearnerState.OnLeave));
        Assert.Equal("ready", (await partnership.ReadPlacementAsync(ready)).State);
        await partnership.App.DeliverAsync(News(learner, 3, LearnerState.Graduated));

        Assert.Equal(
            ("active", "stopped"),
            ((await partnership.ReadPlacementAsync(active)).State, (await partnership.ReadPlacementAsync(ready)).State));
        Assert.Equal(("open", 0), await partnership.ReadSlotAsync(later) is var room ? (room.State, room.Placed) : default);
        var told = Assert.Single(await partnership.App.PublishedAsync<PlacementStoppedV1>()).Placement;
        Assert.Equal((ready.Id, "stopped", ready.Version + 1), (told.Id, told.State, told.Version));
        Assert.Equal(["stopped by end of training: learner graduated"], await partnership.App.Db.QueryAsync<string>(
            """
            SELECT v.value
            FROM $schema.audit a
            JOIN $schema.personal_value v ON v.id = a.reason_id
            WHERE aggregate = 'placement' AND action = 'stopped' AND actor = 'end of training'
            """) is [var reason] ? [$"stopped by end of training: {reason}"] : []);
        Assert.Equal(
            ["placed", "withdrawn"],
            (await partnership.Coordinator(Bpc).ListApplicationsAsync(learnerId: learner.Id)).Items.Select(one => one.State));
        await partnership.ApplyAsync(slot, learner.Id).ShouldBeProblemAsync("learner-not-enrolled", HttpStatusCode.UnprocessableEntity);
        await partnership.LoggedAsync(active, new DateOnly(2026, 2, 27));
        await partnership.CompleteAsync(active, Day);
    }

    // Placed and with a standing application from version 1 on, which is there before anybody can be placed; the rest comes in any order,
    // each twice.
    [Theory, Engines]
    public async Task D37_events_of_learner_teacher_and_articulation_in_any_order_end_the_same(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        var slot = await partnership.OpenSlotAsync(SlotRequest(capacity: 40));
        var other = await partnership.OpenAsync(await partnership.ApprovedSlotAsync(
            SlotRequest(capacity: 9, startsOn: new DateOnly(2026, 9, 1), endsOn: new DateOnly(2026, 12, 31))));
        var ended = 0;

        await Gen.Select(Gen.Shuffle(new[] { 0, 1, 2, 3, 4, 5, 0, 1, 2, 3, 4, 5 }), Gen.Bool).SampleAsync(
            async (order, isEnding) =>
            {
                var (learner, certificate) = (Learner(), Certificate());
                await partnership.DeliverAsync(learner);
                await partnership.App.DeliverAsync(Certified(certificate));
                var placement = await partnership.AcceptedAsync(slot, learner.Id);
                var application = await partnership.ApplyAsync(other, learner.Id);
                await partnership.NameTeacherAsync(placement, certificate.TeacherId);
                object[] history =
                [
                    News(learner, 2, LearnerState.OnLeave), News(learner, 3, LearnerState.Enrolled),
                    News(learner, 4, isEnding ? LearnerState.Withdrawn : LearnerState.OnLeave), Revoked(certificate, Day),
                    new ArticulationActivatedV1 { OccurredAt = DateTimeOffset.UtcNow, Articulation = Articulation(learner.ArticulationId) },
                    new ArticulationClosedV1
                    {
                        OccurredAt = DateTimeOffset.UtcNow,
                        Articulation = Articulation(learner.ArticulationId, 2, "closed"),
                    },
                ];

                foreach (var place in order) await partnership.App.DeliverAsync(history[place]);

                if (isEnding) ended++;
                var (placed, applied) = (
                    await partnership.ReadPlacementAsync(placement),
                    await partnership.ReadApplicationAsync(application));
                Assert.Equal(
                    isEnding ? ("stopped", "withdrawn", null) : ("awaiting-consent", "submitted", "certificate-revoked"),
                    (placed.State, applied.State, placed.TeacherFlag));
                Assert.Equal(
                    ["1 enrolled enrolled", "2 went on leave on-leave", "3 returned enrolled", isEnding
                        ? "4 withdrawn withdrawn"
                        : "4 went on leave on-leave"],
                    (await partnership.App.Db.QueryAsync<FactRow>(
                        """
                        SELECT version, fact, state
                        FROM partnership.learner_fact
                        WHERE learner_id = @Id
                        ORDER BY version
                        """,
                        new { learner.Id })).Select(row => $"{row.Version} {row.Fact} {row.State}"));
                Assert.Equal(
                    ["1 articulation activated", "2 articulation closed"],
                    (await partnership.App.Db.QueryAsync<FactRow>(
                        """
                        SELECT version, fact
                        FROM partnership.articulation_fact
                        WHERE articulation_id = @ArticulationId
                        ORDER BY version
                        """,
                        new { learner.ArticulationId })).Select(row => $"{row.Version} {row.Fact}"));
                Assert.Equal(
                    ["revoked"],
                    await partnership.App.Db.QueryAsync<string>(
                        "SELECT state FROM partnership.certificate WHERE id = @Id", new { certificate.Id }));
                Assert.Equal(ended, (await partnership.App.PublishedAsync<PlacementStoppedV1>()).Count);
            },
            iter: 12, threads: 1);
        Assert.Equal(12 - ended, (await partnership.ReadSlotAsync(slot)).Placed);
    }

    [Theory, Engines]
    public async Task The_first_version_of_a_fact_is_kept_and_catch_up_adds_the_cohort(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine, withOrganisations: false);
        var learner = Learner() with { State = LearnerState.Transferred, Since = new DateOnly(2026, 2, 3), PresentInstitution = Ncut };
        var told = new DateTimeOffset(2026, 2, 4, 20, 0, 0, TimeSpan.Zero);
        await partnership.App.DeliverAsync(new LearnerTransferredV1 { OccurredAt = told.AddDays(9), Learner = learner });
        await partnership.ChangeAsync("UPDATE partnership.learner SET cohort = NULL WHERE id = @Id", new { learner.Id });

        await partnership.App.DeliverAsync(new LearnerTransferredV1 { OccurredAt = told, Learner = learner });
        await partnership.App.DeliverAsync(
            new LearnerTransferredV1 { OccurredAt = told.AddDays(1), Learner = learner with { Since = null } });

        Assert.Equal(
            [
                new FactRow
                {
                    Version = 1,
                    Fact = "transferred",
                    State = "transferred",
                    Institution = Ncut,
                    HappenedOn = new DateOnly(2026, 2, 3),
                    RecordedAt = told,
                },
            ],
            await partnership.App.Db.QueryAsync<FactRow>(
                """
                SELECT version, fact, state, institution, happened_on, recorded_at
                FROM partnership.learner_fact
                WHERE learner_id = @Id
                """,
                new { learner.Id }));
        Assert.Equal(
            [2024], await partnership.App.Db.QueryAsync<int>("SELECT cohort FROM partnership.learner WHERE id = @Id", new { learner.Id }));
        await partnership.App.DeliverAsync(
            new ArticulationActivatedV1 { OccurredAt = told, Articulation = Articulation(learner.ArticulationId) });
        Assert.Equal(
            [new DateOnly(2026, 2, 5)],
            await partnership.App.Db.QueryAsync<DateOnly>("SELECT happened_on FROM partnership.articulation_fact"));
    }

    private sealed record FactRow
    {
        public int Version { get; init; }
        public string Fact { get; init; } = "";
        public string State { get; init; } = "";
        public string Institution { get; init; } = "";
        public DateOnly HappenedOn { get; init; }
        public DateTimeOffset RecordedAt { get; init; }
    }
}

using System.Net;
using System.Text.Json;
using Contracts.Enrollment;
using CsCheck;
using static IndustryPartnership.Tests.Certificates;
using static IndustryPartnership.Tests.PartnershipApp;
using Testing;
using VocationalPlatform.Client.IndustryPartnership;
using Xunit;

namespace IndustryPartnership.Tests;

/// <summary>D43: enrollment corrects a learner's record, and what rests on it is judged again here.</summary>
public sealed class CorrectedLearnerTests
{
    [Theory, Engines]
    public async Task D27_learner_who_was_too_young_at_the_start_by_a_corrected_birth_date_is_a_risk(Engine engine)
    {
        await using var partnership = await StartAsync(engine);
        var slot = await partnership.OpenSlotAsync();
        var learner = Learner();
        await partnership.DeliverAsync(learner);
        var placement = await partnership.ActiveAsync(slot, learner.Id, Day);
        Assert.Empty(await RisksAsync(partnership));

        await partnership.App.DeliverAsync(Corrected(learner with { BirthDate = Day.AddYears(-16).AddDays(1), Version = 2 }));

        var risk = Assert.Single(await RisksAsync(partnership));
        Assert.Equal(("started-too-early", 16), (risk.Reason, risk.Fact("minimumAge").GetInt32()));
        Assert.Equal("active", (await partnership.ReadPlacementAsync(placement)).State);
        await partnership.App.DeliverAsync(Corrected(learner with { BirthDate = Day.AddYears(-16), Version = 3 }));
        Assert.Empty(await RisksAsync(partnership));
    }

    [Theory, Engines]
    public async Task D27_learner_who_was_in_the_first_year_at_the_start_by_a_corrected_day_is_a_risk(Engine engine)
    {
        await using var partnership = await StartAsync(engine);
        var slot = await partnership.OpenSlotAsync();
        var learner = Learner();
        await partnership.DeliverAsync(learner);
        await partnership.ActiveAsync(slot, learner.Id, Day);

        await partnership.App.DeliverAsync(Corrected(learner with { StageBeganOn = Day.AddYears(-1).AddDays(1), Version = 2 }));

        Assert.Equal("started-too-early", Assert.Single(await RisksAsync(partnership)).Reason);
    }

    [Theory, Engines]
    public async Task D32_corrected_minor_of_a_visit_needs_a_guardians_consent(Engine engine)
    {
        await using var partnership = await StartAsync(engine);
        var slot = await partnership.OpenSlotAsync(SlotRequest().With(new { kind = "cognitive-visit" }));
        var learner = Learner();
        await partnership.DeliverAsync(learner);
        await partnership.ActiveAsync(slot, learner.Id, Day);

        Assert.Empty(await RisksAsync(partnership));
        await partnership.App.DeliverAsync(Corrected(learner with { BirthDate = Day.AddYears(-18).AddDays(1), Version = 2 }));

        var risk = Assert.Single(await RisksAsync(partnership));
        Assert.Equal(("consent-missing", "guardian"), (risk.Reason, risk.Fact("missing")[0].GetString()));
    }

    [Theory, Engines]
    public async Task D43_start_that_is_recorded_late_is_judged_by_the_corrected_course(Engine engine)
    {
        await using var partnership = await StartAsync(engine);
        var slot = await partnership.OpenSlotAsync();
        var learner = Learner();
        await partnership.DeliverAsync(learner);
        var placement = await partnership.ReadyAsync(slot, learner.Id);
        var away = News(learner, 2, LearnerState.OnLeave);
        await partnership.App.DeliverAsync(away);
        await partnership.StartPlacementAsync(placement, Day)
            .ShouldBeProblemAsync("learner-not-enrolled", HttpStatusCode.UnprocessableEntity);

        // The leave was the mistake of another line: enrollment tells that it never was.
        await partnership.App.DeliverAsync(Corrected(learner with { Version = 3 }));

        await partnership.StartPlacementAsync(placement, Day);
    }

    // A learner's course with two corrections, as enrollment tells it; in any order, each twice.
    [Theory, Engines]
    public async Task D43_events_of_a_corrected_learner_in_any_order_end_the_same(Engine engine)
    {
        await using var partnership = await StartAsync(engine);
        var expected = await CopyAsync(partnership, await TellAsync(partnership, Course(Guid.NewGuid())));

        await Gen.Shuffle(Enumerable.Range(0, 12).ToArray()).SampleAsync(
            async order =>
            {
                var course = Course(Guid.NewGuid());
                var twice = course.Concat(course).ToList();
                Assert.Equal(expected, await CopyAsync(partnership, await TellAsync(partnership, [.. order.Select(at => twice[at])])));
            },
            iter: 30, threads: 1);
    }

    // The samples of the contract are what enrollment sends: an enrolment, a leave, the return, and a correction of the whole course.
    [Theory, Engines]
    public async Task D43_what_enrollment_sends_of_a_corrected_learner_ends_as_the_correction_in_any_order(Engine engine)
    {
        await using var partnership = await StartAsync(engine);
        var corrected = Sample<LearnerCorrectedV1>("corrected");

        await Gen.Shuffle(Enumerable.Range(0, 8).ToArray()).SampleAsync(
            async order =>
            {
                var id = Guid.NewGuid();
                LearnerV1 Of(LearnerV1 learner) => learner with { Id = id, Person = PersonOf(id) };
                var (enrolled, left) = (Sample<LearnerEnrolledV1>("enrolled"), Sample<LearnerWentOnLeaveV1>("went-on-leave"));
                var back = Sample<LearnerReturnedV1>("returned");
                object[] told =
                [
                    enrolled with { Learner = Of(enrolled.Learner) },
                    left with { Learner = Of(left.Learner) },
                    back with { Learner = Of(back.Learner) },
                    corrected with { Learner = Of(corrected.Learner) },
                ];
                foreach (var at in order) await partnership.App.DeliverAsync(told[at % 4]);
                var expected = corrected.Course.Select(fact => new CopyRow
                {
                    BirthDate = corrected.Learner.BirthDate,
                    Now = corrected.Learner.State,
                    Version = fact.Version,
                    State = fact.State,
                    Stage = fact.Stage,
                    HappenedOn = fact.EffectiveOn,
                });
                Assert.Equal(JsonSerializer.Serialize(expected), await CopyAsync(partnership, id));
            },
            iter: 20, threads: 1);
    }

    private static List<object> Course(Guid id)
    {
        var learner = Learner() with { Id = id, Person = PersonOf(id) };
        var moved = learner with { Stage = 2, StageBeganOn = Day.AddYears(-1), Since = Day.AddYears(-1), Version = 2 };
        var away = moved with { State = LearnerState.OnLeave, Since = Day.AddDays(-30), Version = 3 };
        var back = moved with { Since = Day.AddDays(-10), Version = 5 };
        return
        [
            new LearnerEnrolledV1 { OccurredAt = At(1), Learner = learner },
            new LearnerStageCompletedV1 { OccurredAt = At(2), Learner = moved },
            new LearnerWentOnLeaveV1 { OccurredAt = At(3), Learner = away },
            new LearnerCorrectedV1
            {
                OccurredAt = At(4),
                Learner = away with { Since = Day.AddDays(-20), Version = 4 },
                Course = [Fact(learner), Fact(moved), Fact(away with { Since = Day.AddDays(-20) })],
            },
            new LearnerReturnedV1 { OccurredAt = At(5), Learner = back },
            new LearnerCorrectedV1
            {
                OccurredAt = At(6),
                Learner = back with { BirthDate = new(2006, 5, 1), Since = Day.AddDays(-9), Version = 6 },
                Course =
                [
                    Fact(learner), Fact(moved), Fact(away with { Since = Day.AddDays(-20) }), Fact(back with { Since = Day.AddDays(-9) }),
                ],
            },
        ];
    }

    private static DateTimeOffset At(int hour) => new(2026, 1, 1, hour, 0, 0, TimeSpan.Zero);

    private static LearnerFactV1 Fact(LearnerV1 learner) => new()
    {
        Version = learner.Version,
        EffectiveOn = learner.Since!.Value,
        State = learner.State,
        Stage = learner.Stage,
        PresentInstitution = learner.PresentInstitution!,
        Major = learner.Major,
    };

    private static LearnerCorrectedV1 Corrected(LearnerV1 learner) =>
        Sample<LearnerCorrectedV1>("corrected") with { Learner = learner, Course = [Fact(learner) with { Version = 1 }] };

    private static T Sample<T>(string fact) => JsonSerializer.Deserialize<T>(
        File.ReadAllText(Path.Combine(Repository.Root, "contracts", "samples", $"enrollment-learner-{fact}-v1.json")),
        JsonSerializerOptions.Web)!;

    private static async Task<Guid> TellAsync(PartnershipApp partnership, IReadOnlyList<object> events)
    {
        foreach (var told in events) await partnership.App.DeliverAsync(told);
        return ((LearnerEnrolledV1)events.First(told => told is LearnerEnrolledV1)).Learner.Id;
    }

    private static async Task<string> CopyAsync(PartnershipApp partnership, Guid id)
    {
        var rows = await partnership.App.Db.QueryAsync<CopyRow>(
            """
            SELECT b.value AS birth_date, l.state AS now, c.version, c.state, c.stage, c.happened_on
            FROM partnership.learner l
            JOIN partnership.personal_value b ON b.id = l.birth_date_id
            JOIN partnership.learner_course c ON c.learner_id = l.id
            WHERE l.id = @id
            ORDER BY c.version
            """,
            new { id });
        return JsonSerializer.Serialize(rows);
    }

    private static async Task<List<PlacementRisk>> RisksAsync(PartnershipApp partnership) =>
        [.. (await partnership.BoardAsync()).Risks.SelectMany(risk => risk.Reasons)];

    private sealed record CopyRow
    {
        public DateOnly BirthDate { get; init; }
        public string Now { get; init; } = "";
        public int Version { get; init; }
        public string State { get; init; } = "";
        public int Stage { get; init; }
        public DateOnly HappenedOn { get; init; }
    }
}

using Contracts.Enrollment;
using CsCheck;
using static Enrollment.Tests.EnrollmentApp;
using Testing;
using Xunit;

namespace Enrollment.Tests;

/// <summary>A copy of a learner, fed with the events that this service sends, ends as the record, in whatever order they come.</summary>
public sealed class LearnerEventTests
{
    [Theory, Engines]
    public async Task D43_copy_fed_with_a_learners_real_events_in_any_order_ends_as_the_record(Engine engine)
    {
        await using var exam = await ExamApp.StartAsync(engine);
        var accounting = await exam.Enrollment.ActiveAsync(Table1.BigDataAccounting);
        var learner = await LiveAsync(exam, accounting.Id);
        var told = await ToldAsync(exam);
        var record = await exam.LearnerAsync(learner);
        var standing = (await StudentLifeTests.FactsAsync(exam, learner)).Where(fact => fact.SupersededOn is null)
            .Select(fact => (fact.EffectiveOn, fact.State, fact.Stage)).Order().ToList();
        Assert.Equal(record.Version, told.Count);

        var twice = told.Concat(told).ToList();
        Gen.Shuffle(twice.ToArray()).Sample(
            order =>
            {
                var copy = new Copy();
                foreach (var fact in order) copy.Take(fact);
                Assert.Equal(
                    (record.Version, record.BirthDate, record.Cohort, record.Class, record.Major, record.State),
                    (copy.Now!.Version, copy.Now.BirthDate, copy.Now.Cohort, copy.Now.Class, copy.Now.Major, copy.Now.State));
                Assert.Equal(standing, copy.Course.Values.Select(fact => (fact.On, fact.State, fact.Stage)).Order());
            },
            iter: 200);
    }

    [Theory, Engines]
    public async Task D43_catch_up_tells_of_a_corrected_learner_what_live_events_tell(Engine engine)
    {
        await using var exam = await ExamApp.StartAsync(engine);
        var accounting = await exam.Enrollment.ActiveAsync(Table1.BigDataAccounting);
        var learner = await LiveAsync(exam, accounting.Id);
        var untouched = await exam.EnrolledAsync();
        var (live, caughtUp) = (new Copy(), new Copy());
        foreach (var fact in (await ToldAsync(exam)).Where(fact => fact.Learner.Id == learner)) live.Take(fact);

        var states = await exam.Enrollment.StatesAsync("enrollment/learner");

        var corrected = Assert.Single(states.OfType<LearnerCorrectedV1>());
        caughtUp.Take(new Told(corrected.Learner, corrected.Course));
        Assert.Equal((learner, live.Now), (corrected.Learner.Id, caughtUp.Now));
        Assert.Equal(live.Course, caughtUp.Course);
        // From the change of major on it is another one (D36).
        Assert.Equal(
            [Table1.ECommerce.FromMajor, Table1.BigDataAccounting.FromMajor], caughtUp.Course.Values.Select(fact => fact.Major).Distinct());
        Assert.Equal(untouched, Assert.Single(states.OfType<LearnerEnrolledV1>()).Learner.Id);
    }

    // A change of major, a class, a leave into a later cohort, and two corrections between them.
    private static async Task<Guid> LiveAsync(ExamApp exam, Guid other)
    {
        var (registrar, learner, on) = (exam.By(Bpc), await exam.EnrolledAsync(), ExamApp.Began);
        await registrar.ChangeMajorAsync(learner, new() { ArticulationId = other, Reason = "Wishes so.", From = on.AddDays(10) });
        await registrar.ChangeClassAsync(learner, new() { Class = "ac-1", From = on.AddDays(20) });
        await registrar.CorrectLearnerAsync(
            learner, new() { BirthDate = new(2005, 6, 1), EnrolledOn = on.AddDays(-3), Reason = "A typo." });
        await registrar.StartLeaveAsync(learner, new() { Reason = "Illness.", From = on.AddDays(400) });
        await registrar.EndLeaveAsync(learner, new() { On = on.AddDays(700), Cohort = 2022 });
        await exam.CompleteAsync(learner, 1, on.AddDays(800));
        await registrar.WithdrawLearnerAsync(learner, new() { Reason = "Moved.", EffectiveOn = on.AddDays(900) });
        await registrar.CorrectLearnerAsync(
            learner, new() { WithdrawalWasMistake = true, StageBeganOn = on.AddDays(790), Reason = "A typo." });
        await registrar.SetPersonAsync(learner, new() { Person = "p-1" });
        return learner;
    }

    private static async Task<List<Told>> ToldAsync(ExamApp exam)
    {
        var app = exam.Enrollment.App;
        return
        [
            .. (await app.PublishedAsync<LearnerEnrolledV1>()).Select(fact => new Told(fact.Learner)),
            .. (await app.PublishedAsync<LearnerMajorChangedV1>()).Select(fact => new Told(fact.Learner)),
            .. (await app.PublishedAsync<LearnerAmendedV1>()).Select(fact => new Told(fact.Learner)),
            .. (await app.PublishedAsync<LearnerCorrectedV1>()).Select(fact => new Told(fact.Learner, fact.Course)),
            .. (await app.PublishedAsync<LearnerWentOnLeaveV1>()).Select(fact => new Told(fact.Learner)),
            .. (await app.PublishedAsync<LearnerReturnedV1>()).Select(fact => new Told(fact.Learner)),
            .. (await app.PublishedAsync<LearnerStageCompletedV1>()).Select(fact => new Told(fact.Learner)),
            .. (await app.PublishedAsync<LearnerWithdrawnV1>()).Select(fact => new Told(fact.Learner)),
        ];
    }

    private sealed record Told(LearnerV1 Learner, IReadOnlyList<LearnerFactV1>? Course = null);

    // The newest state, and the course: as the newest correction says, and as later facts say.
    private sealed class Copy
    {
        private int corrected;

        public LearnerV1? Now { get; private set; }

        public SortedDictionary<int, (DateOnly On, string State, int Stage, string? Major)> Course { get; } = [];

        public void Take(Told told)
        {
            var learner = told.Learner;
            if (Now is null || Now.Version < learner.Version) Now = learner;
            if (told.Course is null)
            {
                if (learner.Version > corrected)
                {
                    Course[learner.Version] = (learner.Since!.Value, learner.State, learner.Stage, learner.Major);
                }
                return;
            }
            if (learner.Version <= corrected) return;
            corrected = learner.Version;
            foreach (var version in Course.Keys.Where(version => version <= corrected).ToList()) Course.Remove(version);
            foreach (var fact in told.Course) Course[fact.Version] = (fact.EffectiveOn, fact.State, fact.Stage, fact.Major);
        }
    }
}

using System.Net;
using Contracts.Enrollment;
using static Enrollment.Tests.EnrollmentApp;
using Testing;
using VocationalPlatform.Client.Enrollment;
using Xunit;

namespace Enrollment.Tests;

/// <summary>Classes, persons, later cohorts and changes of major (D5a).</summary>
public sealed class StudentLifeTests
{
    [Theory, Engines]
    public async Task D5a_class_is_set_and_changed_from_a_day_on(Engine engine)
    {
        await using var exam = await ExamApp.StartAsync(engine);
        var learner = await exam.EnrolledAsync();
        var on = ExamApp.Began.AddDays(30);

        await exam.By(Bpc).ChangeClassAsync(learner, new() { Class = "ec-1", From = on });
        var changed = await exam.By(Bpc).ChangeClassAsync(learner, new() { Class = "ec-2", From = on.AddDays(10), Reason = "Too full." });
        var none = await exam.By(Bpc).ChangeClassAsync(learner, new() { Class = null, From = on.AddDays(20), Reason = "It was closed." });

        Assert.Equal(("ec-2", ExamApp.Began, 3), (changed.Class, changed.Since, changed.Version));
        Assert.Null(none.Class);
        Assert.Equal(
            [(null, ExamApp.Began), ("ec-1", on), ("ec-2", on.AddDays(10)), (null, on.AddDays(20))],
            (await FactsAsync(exam, learner)).Select(fact => (fact.Class, fact.EffectiveOn)));
        Assert.Equal(
            ["ec-1", "ec-2", null], (await exam.Enrollment.App.PublishedAsync<LearnerAmendedV1>()).Select(told => told.Learner.Class));
    }

    [Theory, Engines]
    public async Task D5a_no_change_is_recorded_before_a_newer_one(Engine engine)
    {
        await using var exam = await ExamApp.StartAsync(engine);
        var learner = await exam.EnrolledAsync();
        var on = ExamApp.Began.AddDays(30);
        await exam.By(Bpc).ChangeClassAsync(learner, new() { Class = "ec-1", From = on });

        var problem = await exam.By(Bpc).StartLeaveAsync(learner, new() { Reason = "Illness.", From = on.AddDays(-1) })
            .ShouldBeProblemAsync("day-out-of-range", HttpStatusCode.UnprocessableEntity);

        Assert.Equal($"{on:O}", problem.Change("from").GetString());
        await exam.By(Bpc).StartLeaveAsync(learner, new() { Reason = "Illness.", From = on });
    }

    [Theory, Engines]
    public async Task D5a_person_is_set_once_known_and_replaced_with_a_reason(Engine engine)
    {
        await using var exam = await ExamApp.StartAsync(engine);
        var learner = await exam.EnrolledAsync();

        Assert.Equal("p-1", (await exam.By(Bpc).SetPersonAsync(learner, new() { Person = "p-1" })).Person);
        var problem = await exam.By(Bpc).SetPersonAsync(learner, new() { Person = "p-2" })
            .ShouldBeProblemAsync("person-needs-reason", HttpStatusCode.UnprocessableEntity);
        Assert.Equal("D43", problem.Rule);
        await exam.By(Bpc).SetPersonAsync(learner, new() { Person = "p-2", Reason = "Read from the wrong line." });

        await exam.Enrollment.GetAsync(exam.Enrollment.Learner("p-2"), $"/learners/{learner}").BodyAsync();
        await exam.Enrollment.GetAsync(exam.Enrollment.Learner("p-1"), $"/learners/{learner}")
            .ShouldBeProblemAsync("not-found", HttpStatusCode.NotFound);
    }

    [Theory, Engines]
    public async Task D38_person_with_another_training_at_the_time_is_refused_without_saying_where(Engine engine)
    {
        await using var exam = await ExamApp.StartAsync(engine);
        var first = await exam.EnrolledAsync("p-1");
        var second = await exam.EnrolledAsync(enrolledOn: ExamApp.Began.AddYears(1), cohort: 2022);

        var problem = await exam.By(Bpc).SetPersonAsync(second, new() { Person = "p-1" })
            .ShouldBeProblemAsync("person-in-training", HttpStatusCode.UnprocessableEntity);
        Assert.DoesNotContain(Bpc, problem.Facts!.Value.GetRawText(), StringComparison.Ordinal);
        await exam.By(Bpc).WithdrawLearnerAsync(first, new() { Reason = "Moved.", EffectiveOn = ExamApp.Began.AddYears(1) });

        Assert.Equal("p-1", (await exam.By(Bpc).SetPersonAsync(second, new() { Person = "p-1" })).Person);
    }

    [Theory, Engines]
    public async Task D5a_learner_who_returns_into_a_later_cohort_sits_its_exam(Engine engine)
    {
        await using var exam = await ExamApp.StartAsync(engine);
        var plan = (await exam.OpenAsync()).Id;
        var learner = await exam.ReadyInLastStageAsync();
        await exam.By(Bpc).StartLeaveAsync(learner, new() { Reason = "Service.", From = ExamApp.Began.AddYears(3) });

        var back = await exam.By(Bpc).EndLeaveAsync(learner, new() { Cohort = 2022, Class = "ec-2022", On = ExamApp.Began.AddYears(4) });

        Assert.Equal(("enrolled", 2022, "ec-2022"), (back.State, back.Cohort, back.Class));
        await exam.RegisterAsync(plan, learner).ShouldBeProblemAsync("learner-not-of-plan", HttpStatusCode.UnprocessableEntity);
        var later = (await exam.DraftAsync(cohort: 2022)).Id;
        await exam.ApproveAsync(await exam.PlanAsync(later), Bpc);
        await exam.ApproveAsync(await exam.PlanAsync(later), Ncut);
        await exam.PostAsync(later, "opening");
        Assert.Equal("registered", (await exam.RegisterAsync(later, learner)).State);
    }

    [Theory, Engines]
    public async Task D5a_learner_who_repeats_a_year_is_no_candidate_of_the_earlier_cohort(Engine engine)
    {
        await using var exam = await ExamApp.StartAsync(engine);
        var plan = (await exam.OpenAsync()).Id;
        var (stays, repeats) = (await exam.RegisteredAsync(plan), await exam.RegisteredAsync(plan));

        var repeated = await exam.By(Bpc).RepeatYearAsync(repeats, new() { Cohort = 2022, Reason = "Failed a year.", From = Day });

        Assert.Equal(("enrolled", 2, 2022), (repeated.State, repeated.Stage, repeated.Cohort));
        Assert.Equal("left", (await exam.CandidateAsync(plan, repeats)).State);
        await exam.PostAsync(plan, "closing");
        await exam.MarkAsync(plan, stays, ExamApp.Marks(70));
        await exam.PublishedAsync(plan, Day);
        Assert.Equal((1, 1, "100.00"), await exam.RateAsync());
        var told = Assert.Single(await exam.Enrollment.App.PublishedAsync<LearnerYearRepeatedV1>()).Learner;
        Assert.Equal((repeats, 2022), (told.Id, told.Cohort));
    }

    [Theory, Engines]
    public async Task D5a_learner_who_passed_and_repeats_leaves_the_place_to_others(Engine engine)
    {
        await using var exam = await ExamApp.StartAsync(engine);
        var (plan, learners) = await exam.SatAsync(exam.Exam(places: 1), [ExamApp.Marks(90), ExamApp.Marks(70)]);
        await exam.FinaliseAsync(plan);
        await exam.TransferAsync(learners[1], Day).ShouldBeProblemAsync("no-place", HttpStatusCode.UnprocessableEntity);

        await exam.By(Bpc).RepeatYearAsync(learners[0], new() { Cohort = 2022, Reason = "Wishes so.", From = Day });

        Assert.Equal("transferred", (await exam.TransferAsync(learners[1], Day)).State);
    }

    [Theory, Engines]
    public async Task D5a_a_later_cohort_is_one_that_has_begun(Engine engine)
    {
        await using var exam = await ExamApp.StartAsync(engine);
        var learner = await exam.EnrolledAsync();
        foreach (var (cohort, nearest) in new[] { (2021, 2022), (2027, 2026) })
        {
            var problem = await exam.By(Bpc).RepeatYearAsync(learner, new() { Cohort = cohort, Reason = "Failed a year.", From = Day })
                .ShouldBeProblemAsync("not-a-later-cohort", HttpStatusCode.UnprocessableEntity);
            Assert.Equal(("D5a", nearest), (problem.Rule, problem.Change("cohort").GetInt32()));
        }
        var early = await exam.By(Bpc)
            .RepeatYearAsync(learner, new() { Cohort = 2022, Reason = "Failed a year.", From = new(2021, 12, 31) })
            .ShouldBeProblemAsync("not-a-later-cohort", HttpStatusCode.UnprocessableEntity);
        Assert.Equal("2022-01-01", early.Change("notBefore").GetString());

        Assert.Equal(2022, (await exam.By(Bpc).RepeatYearAsync(
            learner, new() { Cohort = 2022, Reason = "Failed a year.", From = new(2022, 1, 1) })).Cohort);
    }

    [Theory, Engines]
    public async Task D5a_change_of_major_comes_within_the_first_year_of_a_stage(Engine engine)
    {
        await using var exam = await ExamApp.StartAsync(engine);
        var accounting = await exam.Enrollment.ActiveAsync(Table1.BigDataAccounting);
        var learner = await exam.EnrolledAsync();
        var until = ExamApp.Began.AddYears(1).AddDays(-1);
        ChangeMajorRequest To(DateOnly from) => new() { ArticulationId = accounting.Id, Reason = "Wishes so.", From = from };

        var problem = await exam.By(Bpc).ChangeMajorAsync(learner, To(until.AddDays(1)))
            .ShouldBeProblemAsync("change-of-major-barred", HttpStatusCode.UnprocessableEntity);
        Assert.Equal(("D5a", $"{until:O}"), (problem.Rule, problem.Change("from").GetString()));
        var moved = await exam.By(Bpc).ChangeMajorAsync(learner, To(until));

        Assert.Equal(
            (accounting.Id, "530302", "120203K", "enrolled", 1),
            (moved.ArticulationId, moved.Major, moved.ToMajor, moved.State, moved.Stage));
        Assert.Equal("530302", Assert.Single(await exam.Enrollment.App.PublishedAsync<LearnerMajorChangedV1>()).Learner.Major);
    }

    [Theory, Engines]
    public async Task D5a_nobody_changes_major_after_registering_for_the_exam(Engine engine)
    {
        await using var exam = await ExamApp.StartAsync(engine);
        var accounting = await exam.Enrollment.ActiveAsync(Table1.BigDataAccounting);
        var plan = (await exam.OpenAsync()).Id;
        var (free, registered) = (await exam.ReadyAsync(), await exam.RegisteredAsync(plan));
        ChangeMajorRequest request = new() { ArticulationId = accounting.Id, Reason = "Wishes so." };

        var problem = await exam.By(Bpc).ChangeMajorAsync(registered, request)
            .ShouldBeProblemAsync("change-of-major-barred", HttpStatusCode.UnprocessableEntity);

        Assert.True(problem.Fact("isRegisteredForExam").GetBoolean());
        Assert.Equal("transfer-ready", (await exam.By(Bpc).ChangeMajorAsync(free, request)).State);
    }

    [Theory, Engines]
    public async Task D5a_pathway_may_bar_those_whom_a_special_procedure_admitted(Engine engine)
    {
        await using var exam = await ExamApp.StartAsync(engine);
        var accounting = await exam.Enrollment.ActiveAsync(Table1.BigDataAccounting);
        async Task<Guid> EnrolledAsync(string number, bool special)
        {
            var request = EnrolmentRequest(Table1.ECommerce, number) with { SpecialAdmission = special };
            return (await exam.By(Bpc).EnrollLearnerAsync(request)).Id;
        }
        ChangeMajorRequest to = new() { ArticulationId = accounting.Id, Reason = "Wishes so." };

        var problem = await exam.By(Bpc).ChangeMajorAsync(await EnrolledAsync("S1", special: true), to)
            .ShouldBeProblemAsync("change-of-major-barred", HttpStatusCode.UnprocessableEntity);

        Assert.True(problem.Fact("isBarredBySpecialAdmission").GetBoolean());
        await exam.By(Bpc).ChangeMajorAsync(await EnrolledAsync("S2", special: false), to);
    }

    [Theory, Engines]
    public async Task D5a_nobody_changes_major_on_leave(Engine engine)
    {
        await using var exam = await ExamApp.StartAsync(engine);
        var accounting = await exam.Enrollment.ActiveAsync(Table1.BigDataAccounting);
        var learner = (await exam.Enrollment.EnrolAsync(Table1.ECommerce)).Id;
        await exam.By(Bpc).StartLeaveAsync(learner, new() { Reason = "Illness." });
        ChangeMajorRequest to = new() { ArticulationId = accounting.Id, Reason = "Wishes so." };

        var problem = await exam.By(Bpc).ChangeMajorAsync(learner, to).ShouldBeProblemAsync("learner-state", HttpStatusCode.Conflict);

        Assert.Equal("on-leave", problem.Fact("state").GetString());
        await exam.By(Bpc).EndLeaveAsync(learner, new());
        await exam.By(Bpc).ChangeMajorAsync(learner, to);
    }

    [Theory, Engines]
    public async Task D5a_change_of_major_stays_within_the_pathway(Engine engine)
    {
        await using var exam = await ExamApp.StartAsync(engine);
        var agreement = await exam.Enrollment.AgreeAsync();
        var elsewhere = await exam.Enrollment.DraftAsync(Table1.BigDataAccounting, pathway: "3+2");
        await exam.Enrollment.ActivateAsync(elsewhere.Id, agreement.Id);
        var within = await exam.Enrollment.ActiveAsync(Table1.ComputerNetworks, agreement);
        var learner = (await exam.Enrollment.EnrolAsync(Table1.ECommerce)).Id;

        var problem = await exam.By(Bpc).ChangeMajorAsync(learner, new() { ArticulationId = elsewhere.Id, Reason = "Wishes so." })
            .ShouldBeProblemAsync("change-of-major-barred", HttpStatusCode.UnprocessableEntity);

        Assert.Equal(("2+3+2", "3+2"), (problem.Fact("pathway").GetString(), problem.Fact("otherPathway").GetString()));
        await exam.By(Bpc).ChangeMajorAsync(learner, new() { ArticulationId = within.Id, Reason = "Wishes so." });
    }

    [Theory, Engines]
    public async Task D5a_pathway_may_allow_no_change_of_major(Engine engine)
    {
        await using var exam = await ExamApp.StartAsync(engine);
        var agreement = await exam.Enrollment.AgreeAsync();
        async Task<(Guid Learner, Guid Other)> EnrolledAsync(string pathway, bool? allows, Pair from, Pair to)
        {
            DefinePathwayStage[] stages =
                [new() { Name = "A", Years = 3, TaughtBy = "from" }, new() { Name = "B", Years = 2, TaughtBy = "to" }];
            await exam.By(Bpc).DefinePathwayAsync(new() { Code = pathway, Stages = stages, AllowsChangeOfMajor = allows });
            foreach (var pair in new[] { from, to })
            {
                await exam.Enrollment.ActivateAsync((await exam.Enrollment.DraftAsync(pair, pathway: pathway)).Id, agreement.Id);
            }
            var learner = await exam.Enrollment.EnrolAsync(from, $"S-{pathway}");
            return (learner.Id, (await exam.By(Bpc).ListArticulationsAsync()).Items.Single(one => one.FromMajor == to.FromMajor).Id);
        }
        var (barred, toBarred) = await EnrolledAsync("strict", false, Table1.All[0], Table1.All[1]);
        var (free, toFree) = await EnrolledAsync("open", null, Table1.All[4], Table1.All[5]);

        var problem = await exam.By(Bpc).ChangeMajorAsync(barred, new() { ArticulationId = toBarred, Reason = "Wishes so." })
            .ShouldBeProblemAsync("change-of-major-barred", HttpStatusCode.UnprocessableEntity);

        Assert.False(problem.Fact("allowsChangeOfMajor").GetBoolean());
        await exam.By(Bpc).ChangeMajorAsync(free, new() { ArticulationId = toFree, Reason = "Wishes so." });
    }

    [Theory, Engines]
    public async Task D5a_change_of_major_is_to_another_articulation_of_the_enrolling_institution(Engine engine)
    {
        const string OtherSchool = "other-school";
        await using var exam = await ExamApp.StartAsync(engine);
        await OwnerTests.ThreeOwnersAsync(exam);
        await exam.Enrollment.KnowAsync(OtherSchool, Contracts.IndustryPartnership.OrganisationKind.SecondarySchool);
        var (ofOther, ofSchool) = (
            await OwnerTests.ThreeOwnersAsync(exam, Table1.All[0], OtherSchool), await OwnerTests.ThreeOwnersAsync(exam, Table1.All[1]));
        var learner = await OwnerTests.EnrolledAsync(exam);
        await exam.By(OwnerTests.School).CompleteStageAsync(learner.Id, new() { Stage = 1, CompletedOn = new(2021, 9, 1) });
        ChangeMajorRequest To(Guid articulation) => new() { ArticulationId = articulation, Reason = "Wishes so.", From = new(2021, 9, 2) };

        foreach (var refused in new[] { ofOther.Id, learner.ArticulationId })
        {
            var problem = await exam.By(Bpc).ChangeMajorAsync(learner.Id, To(refused))
                .ShouldBeProblemAsync("change-of-major-barred", HttpStatusCode.UnprocessableEntity);
            Assert.Equal(refused == learner.ArticulationId, problem.Fact("isSameArticulation").GetBoolean());
        }

        Assert.Equal(ofSchool.Id, (await exam.By(Bpc).ChangeMajorAsync(learner.Id, To(ofSchool.Id))).ArticulationId);
    }

    [Theory, Engines]
    public async Task D5a_change_of_major_stays_at_the_institution_that_teaches_now(Engine engine)
    {
        const string OtherCollege = "other-college";
        await using var exam = await ExamApp.StartAsync(engine);
        await OwnerTests.ThreeOwnersAsync(exam);
        await exam.Enrollment.KnowAsync(OtherCollege, Contracts.IndustryPartnership.OrganisationKind.VocationalCollege);
        var (elsewhere, here) = (
            await OwnerTests.ThreeOwnersAsync(exam, Table1.All[0], college: OtherCollege),
            await OwnerTests.ThreeOwnersAsync(exam, Table1.All[1]));
        var learner = (await OwnerTests.EnrolledAsync(exam)).Id;
        await exam.By(OwnerTests.School).CompleteStageAsync(learner, new() { Stage = 1, CompletedOn = new(2021, 9, 1) });
        ChangeMajorRequest To(Guid articulation) => new() { ArticulationId = articulation, Reason = "Wishes so.", From = new(2021, 9, 2) };

        var problem = await exam.By(Bpc).ChangeMajorAsync(learner, To(elsewhere.Id))
            .ShouldBeProblemAsync("change-of-major-barred", HttpStatusCode.UnprocessableEntity);

        Assert.Equal(("D5a", Bpc), (problem.Rule, problem.Fact("institution").GetString()));
        Assert.Equal(here.Id, (await exam.By(Bpc).ChangeMajorAsync(learner, To(here.Id))).ArticulationId);
    }

    [Theory, Engines]
    public async Task D5a_class_of_a_learner_who_has_left_is_changed_no_more(Engine engine)
    {
        await using var exam = await ExamApp.StartAsync(engine);
        var (stays, leaves) = (await exam.EnrolledAsync(), await exam.EnrolledAsync());
        await exam.By(Bpc).WithdrawLearnerAsync(leaves, new() { Reason = "Moved." });

        await exam.By(Bpc).ChangeClassAsync(leaves, new() { Class = "ec-1" })
            .ShouldBeProblemAsync("learner-not-enrolled", HttpStatusCode.Conflict);

        Assert.Equal("ec-1", (await exam.By(Bpc).ChangeClassAsync(stays, new() { Class = "ec-1" })).Class);
    }

    [Theory, Engines]
    public async Task D5a_class_is_not_changed_before_a_newer_fact(Engine engine)
    {
        await using var exam = await ExamApp.StartAsync(engine);
        var learner = await exam.EnrolledAsync();
        await exam.By(Bpc).ChangeClassAsync(learner, new() { Class = "ec-1", From = Day });

        var problem = await exam.By(Bpc).ChangeClassAsync(learner, new() { Class = "ec-2", From = Day.AddDays(-1) })
            .ShouldBeProblemAsync("day-out-of-range", HttpStatusCode.UnprocessableEntity);

        Assert.Equal("ec-2", (await exam.By(Bpc).ChangeClassAsync(
            learner, new() { Class = "ec-2", From = problem.Change("from").Day() })).Class);
    }

    [Theory, Engines]
    public async Task D5a_learner_returns_into_a_later_cohort_that_has_begun(Engine engine)
    {
        await using var exam = await ExamApp.StartAsync(engine);
        var learner = await exam.EnrolledAsync();
        await exam.By(Bpc).StartLeaveAsync(learner, new() { Reason = "Service.", From = ExamApp.Began.AddYears(1) });

        var problem = await exam.By(Bpc).EndLeaveAsync(learner, new() { Cohort = ExamApp.Cohort, On = Day })
            .ShouldBeProblemAsync("not-a-later-cohort", HttpStatusCode.UnprocessableEntity);

        var cohort = problem.Change("cohort").GetInt32();
        Assert.Equal(2022, (await exam.By(Bpc).EndLeaveAsync(learner, new() { Cohort = cohort, On = Day })).Cohort);
    }

    [Theory, Engines]
    public async Task D5a_class_of_the_earlier_cohort_is_left_with_it(Engine engine)
    {
        await using var exam = await ExamApp.StartAsync(engine);
        var (returns, repeats) = (await exam.EnrolledAsync(), await exam.EnrolledAsync());
        foreach (var learner in new[] { returns, repeats })
        {
            await exam.By(Bpc).ChangeClassAsync(learner, new() { Class = "ec-1", From = ExamApp.Began });
        }
        await exam.By(Bpc).StartLeaveAsync(returns, new() { Reason = "Service.", From = ExamApp.Began.AddYears(1) });

        Assert.Null((await exam.By(Bpc).EndLeaveAsync(returns, new() { Cohort = 2022, On = Day })).Class);
        Assert.Null((await exam.By(Bpc).RepeatYearAsync(repeats, new() { Cohort = 2022, Reason = "Failed a year." })).Class);
    }

    [Theory, Engines]
    public async Task D5a_only_a_learner_in_training_repeats_a_year(Engine engine)
    {
        await using var exam = await ExamApp.StartAsync(engine);
        var learner = await exam.EnrolledAsync();
        await exam.By(Bpc).StartLeaveAsync(learner, new() { Reason = "Illness.", From = Day.AddDays(-9) });
        RepeatYearRequest later = new() { Cohort = 2022, Reason = "Failed a year." };

        var problem = await exam.By(Bpc).RepeatYearAsync(learner, later).ShouldBeProblemAsync("learner-state", HttpStatusCode.Conflict);

        Assert.Equal("on-leave", problem.Fact("state").GetString());
        await exam.By(Bpc).EndLeaveAsync(learner, new());
        Assert.Equal(2022, (await exam.By(Bpc).RepeatYearAsync(learner, later)).Cohort);
    }

    [Theory, Engines]
    public async Task D5a_learner_who_changes_the_major_is_listed_by_the_institutions_of_the_new_one(Engine engine)
    {
        await using var exam = await ExamApp.StartAsync(engine);
        var other = await exam.Enrollment.ActiveAsync(Table1.BigDataAccounting, to: ShougangIt);
        var learner = (await exam.Enrollment.EnrolAsync(Table1.ECommerce)).Id;
        Assert.Equal((1, 1, 0), await ListedAsync());

        await exam.By(Bpc).ChangeMajorAsync(learner, new() { ArticulationId = other.Id, Reason = "Wishes so." });

        Assert.Equal((1, 0, 1), await ListedAsync());

        async Task<(int, int, int)> ListedAsync() =>
            (await ListedByAsync(Bpc), await ListedByAsync(Ncut), await ListedByAsync(ShougangIt));

        async Task<int> ListedByAsync(string org) => (await exam.By(org).ListLearnersAsync()).Items.Count;
    }

    [Theory, Engines]
    public async Task D6b_change_of_major_needs_an_active_articulation(Engine engine)
    {
        await using var exam = await ExamApp.StartAsync(engine);
        var agreement = await exam.Enrollment.AgreeAsync();
        var accounting = await exam.Enrollment.ActiveAsync(Table1.BigDataAccounting, agreement);
        await exam.Enrollment.CloseAsync(accounting.Id);
        var learner = (await exam.Enrollment.EnrolAsync(Table1.ECommerce)).Id;
        ChangeMajorRequest to = new() { ArticulationId = accounting.Id, Reason = "Wishes so." };

        await exam.By(Bpc).ChangeMajorAsync(learner, to)
            .ShouldBeProblemAsync("articulation-not-usable", HttpStatusCode.UnprocessableEntity);

        await exam.Enrollment.ActivateAsync(accounting.Id, agreement.Id);
        await exam.By(Bpc).ChangeMajorAsync(learner, to);
    }

    internal static async Task<IReadOnlyList<ReadLearnerFactsCourseFact>> FactsAsync(
        ExamApp exam, Guid learner, DateOnly? knownOn = null) =>
        [.. (await exam.By(Bpc).ListLearnerFactsAsync(learner, knownOn: knownOn)).Items];
}

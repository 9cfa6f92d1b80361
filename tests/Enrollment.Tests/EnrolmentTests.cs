using System.Net;
using Contracts;
using Contracts.Enrollment;
using static Enrollment.Tests.EnrollmentApp;
using Testing;
using VocationalPlatform.Client;
using VocationalPlatform.Client.Enrollment;
using Xunit;

namespace Enrollment.Tests;

public sealed class EnrolmentTests
{
    [Theory, Engines]
    public async Task D5_a_learner_is_enrolled_in_the_first_stage(Engine engine)
    {
        await using var enrollment = await EnrollmentApp.StartAsync(engine);
        var articulation = await enrollment.ActiveAsync(Table1.ECommerce);

        using var reply = await enrollment.Registrar(Bpc)
            .PostAsync($"{Api}/learners", EnrolmentRequest(Table1.ECommerce, "S1", person: "p-1", className: "ec-2026-1"));

        var learner = await reply.AsAsync<Learner>(HttpStatusCode.Created);
        Assert.Equal("ec-2026-1", learner.Class);
        Assert.Equal($"{Api}/learners/{learner.Id}", reply.Headers.Location?.ToString());
        Assert.Equal(
            (Bpc, "S1", "530701", Ncut, "120201K"),
            (learner.Institution, learner.StudentNumber, learner.Major, learner.ToInstitution, learner.ToMajor));
        Assert.Equal(("enrolled", 1, 2026, Day, 1), (learner.State, learner.Stage, learner.Cohort, learner.EnrolledOn, learner.Version));
        var told = Assert.Single(await enrollment.App.PublishedAsync<LearnerEnrolledV1>()).Learner;
        var expected = new LearnerV1
        {
            Id = learner.Id,
            Institution = Bpc,
            Person = "p-1",
            BirthDate = new DateOnly(2010, 5, 1),
            ArticulationId = articulation.Id,
            Major = "530701",
            Cohort = 2026,
            Class = "ec-2026-1",
            Stage = 1,
            State = "enrolled",
            StageBeganOn = Day,
            Since = Day,
            PresentInstitution = Bpc,
            Version = 1,
        };
        Assert.Equal(expected, told);
    }

    [Theory, Engines]
    public async Task D6b_enrolment_needs_an_active_articulation_of_the_pair(Engine engine)
    {
        await using var enrollment = await EnrollmentApp.StartAsync(engine);
        async Task<Problem> RefusedAsync()
        {
            var problem = await enrollment.EnrolAsync(Table1.ECommerce)
                .ShouldBeProblemAsync("no-active-articulation", HttpStatusCode.UnprocessableEntity);
            Assert.Equal("D6b", problem.Rule);
            Assert.Null(problem.Change);
            return problem;
        }

        Assert.Empty((await RefusedAsync()).Fact("articulations").EnumerateArray());
        var draft = await enrollment.DraftAsync(Table1.ECommerce);
        Assert.Equal("draft", Assert.Single((await RefusedAsync()).Fact("articulations").EnumerateArray()).Text("state"));
        await enrollment.ActivateAsync(draft.Id, (await enrollment.AgreeAsync()).Id);
        await enrollment.CloseAsync(draft.Id);
        Assert.Equal("closed", Assert.Single((await RefusedAsync()).Fact("articulations").EnumerateArray()).Text("state"));
        Assert.Empty(await enrollment.App.PublishedAsync<LearnerEnrolledV1>());
    }

    [Theory, Engines]
    public async Task D6b_the_change_prefers_the_institution_that_was_asked_for(Engine engine)
    {
        await using var enrollment = await EnrollmentApp.StartAsync(engine);
        var elsewhere = await enrollment.ActiveAsync(Table1.ECommerce, to: ShougangIt);
        Task<Problem> RefusedAsync() =>
            enrollment.EnrolAsync(Table1.ECommerce, toMajor: "120203K")
                .ShouldBeProblemAsync("no-active-articulation", HttpStatusCode.UnprocessableEntity);

        var problem = await RefusedAsync();
        Assert.Equal((ShougangIt, "120201K"), (problem.Change("toInstitution").GetString(), problem.Change("toMajor").GetString()));
        await enrollment.EnrolAsync(Table1.ECommerce, "S1", problem.Change("toMajor")
            .GetString(), problem.Change("toInstitution").GetString()!);

        await enrollment.ActiveAsync(Table1.ECommerce with { ToMajor = "N1" });
        problem = await RefusedAsync();
        Assert.Equal("N1", problem.Change("toMajor").GetString());
        Assert.False(problem.Change!.Value.TryGetProperty("toInstitution", out _));
        await enrollment.EnrolAsync(Table1.ECommerce, "S2", "N1");
        await enrollment.CloseAsync(elsewhere.Id);
    }

    [Theory, Engines]
    public async Task D6b_of_32_enrolments_against_a_closure_none_comes_after_it(Engine engine)
    {
        await using var enrollment = await EnrollmentApp.StartAsync(engine);
        var articulation = await enrollment.ActiveAsync(Table1.ECommerce);

        Task<Outcome<Learner>> EnrolAsync(int number) => enrollment.EnrolAsync(Table1.ECommerce, $"S{number}").OutcomeAsync();
        var before = Enumerable.Range(0, 16).Select(EnrolAsync).ToList();
        await Task.WhenAny(before);
        var closure = enrollment.CloseAsync(articulation.Id);
        var replies = await Task.WhenAll([.. before, .. Enumerable.Range(16, 16).Select(EnrolAsync)]);
        await closure;

        var refused = replies.Where(reply => !reply.Passed).ToList();
        foreach (var reply in refused) await reply.ShouldBeProblemAsync("no-active-articulation", HttpStatusCode.UnprocessableEntity);
        Assert.Equal(32 - refused.Count, (await enrollment.By(Bpc).ListLearnersAsync(articulation: articulation.Id)).Items.Count);
        var told = await enrollment.App.Db.QueryAsync<string>(
            """
            SELECT message_types
            FROM enrollment.outbox
            WHERE message_types LIKE '%learner-enrolled%' OR message_types LIKE '%articulation-closed%'
            ORDER BY seq
            """);
        Assert.Equal(33 - refused.Count, told.Count);
        Assert.EndsWith("enrollment:articulation-closed:v1", told[^1], StringComparison.Ordinal);
    }

    [Theory, Engines]
    public async Task D5_registrar_enrols_only_for_their_own_institution(Engine engine)
    {
        await using var enrollment = await EnrollmentApp.StartAsync(engine);
        await enrollment.ActiveAsync(Table1.ECommerce);

        foreach (var org in new[] { Ncut, ShougangIt })
        {
            var problem = await enrollment.EnrolAsync(Table1.ECommerce, org: org)
                .ShouldBeProblemAsync("no-active-articulation", HttpStatusCode.UnprocessableEntity);
            Assert.Equal(org, problem.Fact("fromInstitution").GetString());
            Assert.Empty(problem.Fact("articulations").EnumerateArray());
        }
        await enrollment.By(null).EnrollLearnerAsync(EnrolmentRequest(Table1.ECommerce, "S1"))
            .ShouldBeProblemAsync("forbidden", HttpStatusCode.Forbidden);
        await enrollment.App.As(Bpc, Roles.Coordinator).PostAsync($"{Api}/learners", EnrolmentRequest(Table1.ECommerce, "S1"))
            .ShouldBeProblemAsync("forbidden", HttpStatusCode.Forbidden);
    }

    [Theory, Engines]
    public async Task D5_a_student_number_is_given_once_an_institution(Engine engine)
    {
        await using var enrollment = await EnrollmentApp.StartAsync(engine);
        await enrollment.ActiveAsync(Table1.ECommerce);
        var reversed = new Pair("120201K", "Business Administration", "530701", "E-Commerce");
        await enrollment.ActivateAsync((await enrollment.DraftAsync(reversed, Ncut, Bpc)).Id, (await enrollment.AgreeAsync()).Id);

        var replies = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => enrollment.EnrolAsync(Table1.ECommerce).OutcomeAsync()));

        var learner = Assert.Single(replies, reply => reply.Passed).Reply!;
        foreach (var reply in replies.Where(reply => !reply.Passed))
        {
            Assert.Equal("S1", (await reply.ShouldBeProblemAsync("student-number-taken", HttpStatusCode.Conflict)).Fact("studentNumber")
                .GetString());
        }
        Assert.Single(await enrollment.App.PublishedAsync<LearnerEnrolledV1>());
        await enrollment.EnrolAsync(reversed, to: Bpc, org: Ncut);
        await enrollment.By(Bpc).WithdrawLearnerAsync(learner.Id, new() { Reason = "Moved." });
        await enrollment.EnrolAsync(Table1.ECommerce).ShouldBeProblemAsync("student-number-taken", HttpStatusCode.Conflict);
    }

    [Theory, Engines]
    public async Task D5_an_enrolment_is_repeated_under_its_idempotency_key_without_a_second_learner(Engine engine)
    {
        await using var enrollment = await EnrollmentApp.StartAsync(engine);
        await enrollment.ActiveAsync(Table1.ECommerce);

        var replies = await Task.WhenAll(Enumerable.Range(0, 4)
            .Select(_ => enrollment.By(Bpc).EnrollLearnerAsync(EnrolmentRequest(Table1.ECommerce, "S1"), "key-1")));

        Assert.Single(replies.Select(learner => learner.Id).Distinct());
        Assert.Single(await enrollment.App.PublishedAsync<LearnerEnrolledV1>());
    }

    [Theory, Engines]
    public async Task An_implausible_birth_date_is_refused_with_the_nearest_plausible_one(Engine engine)
    {
        await using var enrollment = await EnrollmentApp.StartAsync(engine);
        await enrollment.ActiveAsync(Table1.ECommerce);
        (DateOnly Sent, DateOnly Nearest)[] dates =
        [
            (Day.AddDays(1), Day.AddYears(-10)),
            (Day.AddYears(-10).AddDays(1), Day.AddYears(-10)),
            (new(2099, 12, 31), Day.AddYears(-10)),
            (Day.AddYears(-81), Day.AddYears(-81).AddDays(1)),
            (new(1900, 1, 1), Day.AddYears(-81).AddDays(1)),
        ];

        foreach (var (index, (sent, nearest)) in dates.Index())
        {
            var problem = await enrollment.EnrolAsync(Table1.ECommerce, $"S{index}", birthDate: sent)
                .ShouldBeProblemAsync("birth-date-implausible", HttpStatusCode.UnprocessableEntity);
            Assert.Equal(("D5", $"{sent:O}", $"{Day:O}"), (problem.Rule, problem.Fact("birthDate")
                .GetString(), problem.Fact("enrolledOn").GetString()));
            var change = DateOnly.Parse(problem.Change("birthDate").GetString()!, System.Globalization.CultureInfo.InvariantCulture);
            Assert.Equal(nearest, change);
            await enrollment.EnrolAsync(Table1.ECommerce, $"S{index}", birthDate: change);
        }
    }

    [Theory, Engines]
    public async Task D43_a_new_enrolment_corrects_the_birth_date_of_a_record_that_has_ended(Engine engine)
    {
        await using var enrollment = await EnrollmentApp.StartAsync(engine);
        await enrollment.ActiveAsync(Table1.ECommerce);
        var (mistyped, right) = (new DateOnly(2001, 5, 1), new DateOnly(2010, 5, 1));
        var first = await enrollment.EnrolAsync(Table1.ECommerce, birthDate: mistyped, person: "p-1");
        await enrollment.By(Bpc).WithdrawLearnerAsync(first.Id, new() { Reason = "Mistyped." });

        var second = await enrollment.EnrolAsync(Table1.ECommerce, "S2", birthDate: right, person: "p-1");

        Assert.Equal(right, second.BirthDate);
        Assert.Equal(mistyped, (await enrollment.By(Bpc).GetLearnerAsync(first.Id)).BirthDate);
    }

    [Theory, Engines]
    public async Task D38_a_person_in_training_elsewhere_is_refused_the_same_way_with_any_birth_date(Engine engine)
    {
        await using var enrollment = await EnrollmentApp.StartAsync(engine);
        await enrollment.ActiveAsync(Table1.ECommerce);
        var reversed = new Pair("120201K", "Business Administration", "530701", "E-Commerce");
        var draft = await enrollment.DraftAsync(reversed, Ncut, Bpc);
        await enrollment.ActivateAsync(draft.Id, (await enrollment.AgreeAsync()).Id, Ncut);
        var born = new DateOnly(2010, 5, 1);
        await enrollment.EnrolAsync(Table1.ECommerce, birthDate: born, person: "p-1");

        var refusals = new List<string>();
        foreach (var tried in new[] { born, born.AddDays(1) })
        {
            var problem = await enrollment.EnrolAsync(reversed, "S2", to: Bpc, org: Ncut, birthDate: tried, person: "p-1")
                .ShouldBeProblemAsync("person-in-training", HttpStatusCode.UnprocessableEntity);
            refusals.Add($"{problem.Detail} {problem.Facts} {problem.Change}");
        }

        Assert.Equal(refusals[0], refusals[1]);
    }

    [Theory, Engines]
    public async Task D38_a_person_in_training_is_not_enrolled_again_also_not_elsewhere(Engine engine)
    {
        await using var enrollment = await EnrollmentApp.StartAsync(engine);
        await enrollment.ActiveAsync(Table1.ECommerce);
        var reversed = new Pair("120201K", "Business Administration", "530701", "E-Commerce");
        await enrollment.ActivateAsync((await enrollment.DraftAsync(reversed, Ncut, Bpc)).Id, (await enrollment.AgreeAsync()).Id, Ncut);
        await enrollment.EnrolAsync(Table1.ECommerce, person: "p-1");

        foreach (var (pair, org, to) in new[] { (Table1.ECommerce, Bpc, Ncut), (reversed, Ncut, Bpc) })
        {
            var problem = await enrollment.EnrolAsync(pair, "S2", to: to, org: org, person: "p-1")
                .ShouldBeProblemAsync("person-in-training", HttpStatusCode.UnprocessableEntity);
            Assert.Equal(["enrolledOn", "inTraining"], problem.Facts!.Value.EnumerateObject().Select(fact => fact.Name));
        }

        await enrollment.EnrolAsync(reversed, "S2", to: Bpc, org: Ncut, person: "p-2");
    }

    [Theory, Engines]
    public async Task D38_learner_who_left_can_be_enrolled_again_from_that_day(Engine engine)
    {
        await using var enrollment = await EnrollmentApp.StartAsync(engine);
        await enrollment.ActiveAsync(Table1.ECommerce);
        var first = await enrollment.EnrolAsync(Table1.ECommerce, person: "p-1", enrolledOn: Day.AddDays(-20));
        await enrollment.By(Bpc).WithdrawLearnerAsync(first.Id, new() { Reason = "Moved.", EffectiveOn = Day.AddDays(-5) });

        var problem = await enrollment.EnrolAsync(Table1.ECommerce, "S2", person: "p-1", enrolledOn: Day.AddDays(-6))
            .ShouldBeProblemAsync("person-in-training", HttpStatusCode.UnprocessableEntity);

        var enrolledOn = DateOnly.ParseExact(problem.Change("enrolledOn")
            .GetString()!, "O", System.Globalization.CultureInfo.InvariantCulture);
        Assert.Equal(Day.AddDays(-5), enrolledOn);
        await enrollment.EnrolAsync(Table1.ECommerce, "S2", person: "p-1", enrolledOn: enrolledOn);
    }

    [Theory, Engines]
    public async Task D38_one_of_concurrent_enrolments_of_a_person_succeeds(Engine engine)
    {
        await using var enrollment = await EnrollmentApp.StartAsync(engine);
        await enrollment.ActiveAsync(Table1.ECommerce);

        var replies = await Task.WhenAll(Enumerable.Range(0, 6)
            .Select(number => enrollment.EnrolAsync(Table1.ECommerce, $"S{number}", person: "p-1").OutcomeAsync()));

        Assert.Single(replies, reply => reply.Passed);
    }
}

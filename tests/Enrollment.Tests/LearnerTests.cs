using System.Net;
using System.Text.Json;
using Contracts;
using Contracts.Enrollment;
using Contracts.Platform;
using Testing;
using Xunit;
using static Enrollment.Tests.EnrollmentApp;

namespace Enrollment.Tests;

public sealed class LearnerTests
{
    [Theory, Engines]
    public async Task D5_a_learner_is_enrolled_in_the_first_stage(Engine engine)
    {
        await using var enrollment = await EnrollmentApp.StartAsync(engine);
        var articulation = await enrollment.ActiveAsync(Table1.ECommerce);

        using var reply = await enrollment.EnrolAsync(Table1.ECommerce, person: "p-1");

        var learner = await reply.BodyAsync(HttpStatusCode.Created);
        Assert.Equal($"{Api}/learners/{learner.Id()}", reply.Headers.Location?.ToString());
        Assert.Equal((Bpc, "S1", "530701", Ncut, "120201K"), (learner.Text("institution"), learner.Text("studentNumber"), learner.Text("major"), learner.Text("toInstitution"), learner.Text("toMajor")));
        Assert.Equal(("enrolled", 1, 2026, $"{Day:O}", 1), (learner.Text("state"), learner.Number("stage"), learner.Number("cohort"), learner.Text("enrolledOn"), learner.Version()));
        var told = Assert.Single(await enrollment.App.PublishedAsync<LearnerEnrolledV1>()).Learner;
        var expected = new LearnerV1
        {
            Id = learner.Id(),
            Institution = Bpc,
            Person = "p-1",
            BirthDate = new DateOnly(2010, 5, 1),
            ArticulationId = articulation.Id(),
            Major = "530701",
            Cohort = 2026,
            Stage = 1,
            State = "enrolled",
            Version = 1,
        };
        Assert.Equal(expected, told);
    }

    [Theory, Engines]
    public async Task D6b_without_an_active_articulation_of_the_pair_nobody_is_enrolled(Engine engine)
    {
        await using var enrollment = await EnrollmentApp.StartAsync(engine);
        async Task<JsonElement> RefusedAsync()
        {
            var problem = await enrollment.EnrolAsync(Table1.ECommerce).ShouldBeProblemAsync("no-active-articulation", HttpStatusCode.UnprocessableEntity);
            Assert.Equal("D6b", problem.Rule());
            Assert.False(problem.TryGetProperty("change", out _));
            return problem;
        }

        Assert.Empty((await RefusedAsync()).Facts("articulations").EnumerateArray());
        var draft = await enrollment.DraftAsync(Table1.ECommerce);
        Assert.Equal("draft", Assert.Single((await RefusedAsync()).Facts("articulations").EnumerateArray()).Text("state"));
        await enrollment.ActivateAsync(draft.Id(), (await enrollment.AgreeAsync()).Id).BodyAsync();
        await enrollment.CloseAsync(draft.Id()).BodyAsync();
        Assert.Equal("closed", Assert.Single((await RefusedAsync()).Facts("articulations").EnumerateArray()).Text("state"));
        Assert.Empty(await enrollment.App.PublishedAsync<LearnerEnrolledV1>());
    }

    [Theory, Engines]
    public async Task D6b_the_change_prefers_the_institution_that_was_asked_for(Engine engine)
    {
        await using var enrollment = await EnrollmentApp.StartAsync(engine);
        var elsewhere = await enrollment.ActiveAsync(Table1.ECommerce, to: ShougangIt);
        Task<JsonElement> RefusedAsync() => enrollment.EnrolAsync(Table1.ECommerce, toMajor: "120203K").ShouldBeProblemAsync("no-active-articulation", HttpStatusCode.UnprocessableEntity);

        var problem = await RefusedAsync();
        Assert.Equal((ShougangIt, "120201K"), (problem.Change("toInstitution").GetString(), problem.Change("toMajor").GetString()));
        await enrollment.EnrolAsync(Table1.ECommerce, "S1", problem.Change("toMajor").GetString(), problem.Change("toInstitution").GetString()!).BodyAsync(HttpStatusCode.Created);

        await enrollment.ActiveAsync(Table1.ECommerce with { ToMajor = "N1" });
        problem = await RefusedAsync();
        Assert.Equal("N1", problem.Change("toMajor").GetString());
        Assert.False(problem.GetProperty("change").TryGetProperty("toInstitution", out _));
        await enrollment.EnrolAsync(Table1.ECommerce, "S2", "N1").BodyAsync(HttpStatusCode.Created);
        await enrollment.CloseAsync(elsewhere.Id()).BodyAsync();
    }

    [Theory, Engines]
    public async Task D6b_of_32_enrolments_against_a_closure_none_comes_after_it(Engine engine)
    {
        await using var enrollment = await EnrollmentApp.StartAsync(engine);
        var articulation = await enrollment.ActiveAsync(Table1.ECommerce);

        var enrolments = Enumerable.Range(0, 32).Select(number => enrollment.EnrolAsync(Table1.ECommerce, $"S{number}")).ToList();
        await Task.WhenAny(enrolments);
        var closure = enrollment.CloseAsync(articulation.Id());
        var replies = await Task.WhenAll(enrolments);
        await closure.BodyAsync();

        var refused = replies.Where(reply => !reply.IsSuccessStatusCode).ToList();
        foreach (var reply in refused) await reply.ShouldBeProblemAsync("no-active-articulation", HttpStatusCode.UnprocessableEntity);
        Assert.Equal(32 - refused.Count, (await enrollment.ReadAsync($"/learners?articulation={articulation.Id()}")).Items().Count);
        var told = await enrollment.App.Db.QueryAsync<string>("SELECT message_types FROM enrollment.outbox WHERE message_types LIKE '%learner-enrolled%' OR message_types LIKE '%articulation-closed%' ORDER BY seq");
        Assert.Equal(33 - refused.Count, told.Count);
        Assert.EndsWith("enrollment:articulation-closed:v1", told[^1], StringComparison.Ordinal);
    }

    [Theory, Engines]
    public async Task D5_a_registrar_enrols_for_the_own_institution_only(Engine engine)
    {
        await using var enrollment = await EnrollmentApp.StartAsync(engine);
        await enrollment.ActiveAsync(Table1.ECommerce);

        foreach (var org in new[] { Ncut, ShougangIt })
        {
            var problem = await enrollment.EnrolAsync(Table1.ECommerce, org: org).ShouldBeProblemAsync("no-active-articulation", HttpStatusCode.UnprocessableEntity);
            Assert.Equal(org, problem.Facts("fromInstitution").GetString());
            Assert.Empty(problem.Facts("articulations").EnumerateArray());
        }
        await enrollment.Registrar(null).PostAsync($"{Api}/learners", EnrolmentRequest(Table1.ECommerce, "S1")).ShouldBeProblemAsync("forbidden", HttpStatusCode.Forbidden);
        await enrollment.App.As(Bpc, Roles.Coordinator).PostAsync($"{Api}/learners", EnrolmentRequest(Table1.ECommerce, "S1")).ShouldBeProblemAsync("forbidden", HttpStatusCode.Forbidden);
    }

    [Theory, Engines]
    public async Task D5_a_student_number_is_given_once_an_institution(Engine engine)
    {
        await using var enrollment = await EnrollmentApp.StartAsync(engine);
        await enrollment.ActiveAsync(Table1.ECommerce);
        var reversed = new Pair("120201K", "Business Administration", "530701", "E-Commerce");
        await enrollment.ActivateAsync((await enrollment.DraftAsync(reversed, Ncut, Bpc)).Id(), (await enrollment.AgreeAsync()).Id).BodyAsync();

        var replies = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => enrollment.EnrolAsync(Table1.ECommerce)));

        var learner = await Assert.Single(replies, reply => reply.IsSuccessStatusCode).BodyAsync(HttpStatusCode.Created);
        foreach (var reply in replies.Where(reply => !reply.IsSuccessStatusCode)) Assert.Equal("S1", (await reply.ShouldBeProblemAsync("student-number-taken", HttpStatusCode.Conflict)).Facts("studentNumber").GetString());
        Assert.Single(await enrollment.App.PublishedAsync<LearnerEnrolledV1>());
        await enrollment.EnrolAsync(reversed, to: Bpc, org: Ncut).BodyAsync(HttpStatusCode.Created);
        await enrollment.Registrar(Bpc).PostAsync($"{Api}/learners/{learner.Id()}/withdrawal", new { reason = "Moved." }).BodyAsync();
        await enrollment.EnrolAsync(Table1.ECommerce).ShouldBeProblemAsync("student-number-taken", HttpStatusCode.Conflict);
    }

    [Theory, Engines]
    public async Task D5_an_enrolment_is_repeated_under_its_idempotency_key_without_a_second_learner(Engine engine)
    {
        await using var enrollment = await EnrollmentApp.StartAsync(engine);
        await enrollment.ActiveAsync(Table1.ECommerce);

        var replies = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => enrollment.Registrar(Bpc).PostAsync($"{Api}/learners", EnrolmentRequest(Table1.ECommerce, "S1"), "key-1")));

        Assert.Single((await Task.WhenAll(replies.Select(reply => reply.BodyAsync(HttpStatusCode.Created)))).Select(learner => learner.Id()).Distinct());
        Assert.Single(await enrollment.App.PublishedAsync<LearnerEnrolledV1>());
    }

    [Theory, Engines]
    public async Task A_birth_date_that_cannot_be_is_refused_and_the_nearest_that_can_be_passes(Engine engine)
    {
        await using var enrollment = await EnrollmentApp.StartAsync(engine);
        await enrollment.ActiveAsync(Table1.ECommerce);
        (DateOnly Sent, DateOnly Nearest)[] dates =
        [
            (Day.AddDays(1), Day.AddYears(-10)),
            (Day.AddYears(-10).AddDays(1), Day.AddYears(-10)),
            (DateOnly.MaxValue, Day.AddYears(-10)),
            (Day.AddYears(-81), Day.AddYears(-81).AddDays(1)),
            (DateOnly.MinValue, Day.AddYears(-81).AddDays(1)),
        ];

        foreach (var (index, (sent, nearest)) in dates.Index())
        {
            var problem = await enrollment.EnrolAsync(Table1.ECommerce, $"S{index}", birthDate: sent).ShouldBeProblemAsync("birth-date-implausible", HttpStatusCode.UnprocessableEntity);
            Assert.Equal($"{sent:O}", problem.Facts("birthDate").GetString());
            var change = DateOnly.Parse(problem.Change("birthDate").GetString()!, System.Globalization.CultureInfo.InvariantCulture);
            Assert.Equal(nearest, change);
            await enrollment.EnrolAsync(Table1.ECommerce, $"S{index}", birthDate: change).BodyAsync(HttpStatusCode.Created);
        }
    }

    [Theory, Engines]
    public async Task Learners_are_seen_by_both_registrars_and_by_themselves_and_answer_others_like_unknown_ones(Engine engine)
    {
        await using var enrollment = await EnrollmentApp.StartAsync(engine);
        await enrollment.ActiveAsync(Table1.ECommerce);
        var learner = await enrollment.EnrolAsync(Table1.ECommerce, person: "p-1").BodyAsync(HttpStatusCode.Created);
        var nameless = await enrollment.EnrolAsync(Table1.ECommerce, "S2").BodyAsync(HttpStatusCode.Created);

        foreach (var path in new[] { $"/learners/{learner.Id()}", $"/learners/{learner.Id()}/credits" })
        {
            foreach (var client in new[] { enrollment.Registrar(Bpc), enrollment.Registrar(Ncut), enrollment.Learner("p-1"), enrollment.Learner("p-1", Ncut) }) await enrollment.GetAsync(client, path).BodyAsync();
            foreach (var client in new[] { enrollment.Registrar(ShougangIt), enrollment.Learner("p-2"), enrollment.App.As(Bpc, Roles.Learner) })
            {
                using var hidden = await enrollment.GetAsync(client, path);
                using var unknown = await enrollment.GetAsync(client, path.Replace($"{learner.Id()}", $"{Guid.NewGuid()}", StringComparison.Ordinal));
                await hidden.ShouldBeProblemAsync("not-found", HttpStatusCode.NotFound);
                Assert.Equal(await unknown.Content.ReadAsStringAsync(), await hidden.Content.ReadAsStringAsync());
            }
            await enrollment.GetAsync(enrollment.Registrar(null), path).ShouldBeProblemAsync("forbidden", HttpStatusCode.Forbidden);
            foreach (var role in new[] { Roles.Ops, Roles.Coordinator, Roles.Authority, Roles.Mentor }) await enrollment.GetAsync(enrollment.App.As(Bpc, role), path).ShouldBeProblemAsync("forbidden", HttpStatusCode.Forbidden);
        }
        await enrollment.GetAsync(enrollment.App.As(Bpc, Roles.Learner), $"/learners/{nameless.Id()}").ShouldBeProblemAsync("not-found", HttpStatusCode.NotFound);
    }

    [Theory, Engines]
    public async Task Lists_of_learners_show_what_the_caller_may_see_by_cohort_and_articulation(Engine engine)
    {
        await using var enrollment = await EnrollmentApp.StartAsync(engine);
        var commerce = await enrollment.ActiveAsync(Table1.ECommerce);
        await enrollment.ActiveAsync(Table1.BigDataAccounting, to: ShougangIt);
        await enrollment.EnrolAsync(Table1.ECommerce, "S1", cohort: 2025, person: "p-1").BodyAsync(HttpStatusCode.Created);
        await enrollment.EnrolAsync(Table1.ECommerce, "S2").BodyAsync(HttpStatusCode.Created);
        await enrollment.EnrolAsync(Table1.BigDataAccounting, "S3", to: ShougangIt).BodyAsync(HttpStatusCode.Created);
        async Task<string[]> ListAsync(HttpClient client, string filter = "") => [.. (await enrollment.GetAsync(client, $"/learners{filter}").BodyAsync()).Items().Select(item => item.Text("studentNumber"))];

        Assert.Equal(["S1", "S2", "S3"], await ListAsync(enrollment.Registrar(Bpc)));
        Assert.Equal(["S1", "S2"], await ListAsync(enrollment.Registrar(Ncut)));
        Assert.Equal(["S3"], await ListAsync(enrollment.Registrar(ShougangIt)));
        Assert.Equal(["S1"], await ListAsync(enrollment.Learner("p-1")));
        Assert.Empty(await ListAsync(enrollment.Registrar(Dji)));
        Assert.Equal(["S2", "S3"], await ListAsync(enrollment.Registrar(Bpc), "?cohort=2026"));
        Assert.Equal(["S1", "S2"], await ListAsync(enrollment.Registrar(Bpc), $"?articulation={commerce.Id()}"));
        Assert.Equal(["S2"], await ListAsync(enrollment.Registrar(Bpc), $"?articulation={commerce.Id()}&cohort=2026&limit=1"));
        await enrollment.GetAsync(enrollment.App.As(Bpc, Roles.Coordinator), "/learners").ShouldBeProblemAsync("forbidden", HttpStatusCode.Forbidden);
        await enrollment.GetAsync(enrollment.Registrar(Bpc), "/learners?cohort=x").ShouldBeProblemAsync("malformed-request", HttpStatusCode.BadRequest);
    }

    [Theory, Engines]
    public async Task D5_a_learner_leaves_once_from_the_day_of_enrolment_to_today(Engine engine)
    {
        await using var enrollment = await EnrollmentApp.StartAsync(engine);
        await enrollment.ActiveAsync(Table1.ECommerce);
        var ids = new[] { await IdAsync("S1"), await IdAsync("S2"), await IdAsync("S3") };
        async Task<Guid> IdAsync(string number) => (await enrollment.EnrolAsync(Table1.ECommerce, number).BodyAsync(HttpStatusCode.Created)).Id();
        Task<HttpResponseMessage> LeaveAsync(Guid id, DateOnly? effectiveOn, string org = Bpc) =>
            enrollment.Registrar(org).PostAsync($"{Api}/learners/{id}/withdrawal", new { reason = "Moved.", effectiveOn });
        enrollment.App.Today.MoveTo(Day.AddDays(10));

        foreach (var (id, sent, nearest) in new[] { (ids[0], Day.AddDays(-1), Day), (ids[1], Day.AddDays(11), Day.AddDays(10)) })
        {
            var problem = await LeaveAsync(id, sent).ShouldBeProblemAsync("withdrawal-date-out-of-range", HttpStatusCode.UnprocessableEntity);
            Assert.Equal("D5", problem.Rule());
            Assert.Equal($"{nearest:O}", problem.Change("effectiveOn").GetString());
            var left = await LeaveAsync(id, nearest).BodyAsync();
            Assert.Equal(("withdrawn", $"{nearest:O}", "Moved.", 2), (left.Text("state"), left.Text("withdrawnOn"), left.Text("withdrawalReason"), left.Version()));
        }
        Assert.Equal($"{Day.AddDays(10):O}", (await LeaveAsync(ids[2], null).BodyAsync()).Text("withdrawnOn"));

        var told = await enrollment.App.PublishedAsync<LearnerWithdrawnV1>();
        Assert.Equal(ids.Select(id => (id, "withdrawn", 2)), told.Select(fact => (fact.Learner.Id, fact.Learner.State, fact.Learner.Version)));
        Assert.Equal("withdrawn", (await LeaveAsync(ids[0], Day).ShouldBeProblemAsync("learner-not-enrolled", HttpStatusCode.Conflict)).Facts("state").GetString());
    }

    [Theory, Engines]
    public async Task D5_only_the_institution_that_enrolled_a_learner_withdraws_the_learner(Engine engine)
    {
        await using var enrollment = await EnrollmentApp.StartAsync(engine);
        await enrollment.ActiveAsync(Table1.ECommerce);
        var path = $"{Api}/learners/{(await enrollment.EnrolAsync(Table1.ECommerce, person: "p-1").BodyAsync(HttpStatusCode.Created)).Id()}/withdrawal";

        await enrollment.Registrar(Ncut).PostAsync(path, new { reason = "Moved." }).ShouldBeProblemAsync("forbidden", HttpStatusCode.Forbidden);
        await enrollment.Learner("p-1").PostAsync(path, new { reason = "Moved." }).ShouldBeProblemAsync("forbidden", HttpStatusCode.Forbidden);
        await enrollment.Registrar(ShougangIt).PostAsync(path, new { reason = "Moved." }).ShouldBeProblemAsync("not-found", HttpStatusCode.NotFound);
        await enrollment.Registrar(Bpc).PostAsync(path, new { reason = " " }).ShouldBeProblemAsync("validation", HttpStatusCode.BadRequest);
        var replies = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => enrollment.Registrar(Bpc).PostAsync(path, new { reason = "Moved." })));
        Assert.Single(replies, reply => reply.IsSuccessStatusCode);
        Assert.Single(await enrollment.App.PublishedAsync<LearnerWithdrawnV1>());
    }

    [Theory, Engines]
    public async Task Every_learner_is_told_to_a_service_that_asks_for_them(Engine engine)
    {
        await using var enrollment = await EnrollmentApp.StartAsync(engine);
        await enrollment.ActiveAsync(Table1.ECommerce);
        await enrollment.EnrolAsync(Table1.ECommerce, "S1").BodyAsync(HttpStatusCode.Created);
        var left = await enrollment.EnrolAsync(Table1.ECommerce, "S2").BodyAsync(HttpStatusCode.Created);
        await enrollment.Registrar(Bpc).PostAsync($"{Api}/learners/{left.Id()}/withdrawal", new { reason = "Moved." }).BodyAsync();

        await enrollment.App.DeliverAsync(new StateRequestedV1 { Requester = "industry-partnership", Aggregate = "enrollment/learner", After = 0, OccurredAt = DateTimeOffset.UtcNow });

        Assert.Equal(3, (await enrollment.App.PublishedAsync<LearnerEnrolledV1>()).Count);
        var withdrawn = await enrollment.App.PublishedAsync<LearnerWithdrawnV1>();
        Assert.Equal(2, withdrawn.Count);
        Assert.Equal(withdrawn[0].Learner, withdrawn[1].Learner);
    }
}

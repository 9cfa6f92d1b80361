using System.Net;
using Contracts;
using Contracts.Enrollment;
using Contracts.Platform;
using static Enrollment.Tests.EnrollmentApp;
using Testing;
using VocationalPlatform.Client.Enrollment;
using Xunit;

namespace Enrollment.Tests;

public sealed class LearnerTests
{
    [Theory, Engines]
    public async Task Both_registrars_and_the_learner_see_a_learner_and_others_get_404(Engine engine)
    {
        await using var enrollment = await EnrollmentApp.StartAsync(engine);
        await enrollment.ActiveAsync(Table1.ECommerce);
        var learner = await enrollment.EnrolAsync(Table1.ECommerce, person: "p-1");
        var nameless = await enrollment.EnrolAsync(Table1.ECommerce, "S2");

        foreach (var path in new[] { $"/learners/{learner.Id}", $"/learners/{learner.Id}/credits" })
        {
            foreach (var client in new[] { enrollment.Registrar(Bpc), enrollment.Registrar(Ncut), enrollment.Learner("p-1") })
            {
                await enrollment.GetAsync(client, path).BodyAsync();
            }
            foreach (var client in new[]
            {
                enrollment.Registrar(ShougangIt),
                enrollment.Learner("p-2"),
                enrollment.Learner("p-1", Ncut),
                enrollment.App.As(Bpc, Roles.Learner),
            })
            {
                using var hidden = await enrollment.GetAsync(client, path);
                using var unknown = await enrollment.GetAsync(
                    client, path.Replace($"{learner.Id}", $"{Guid.NewGuid()}", StringComparison.Ordinal));
                await hidden.ShouldBeProblemAsync("not-found", HttpStatusCode.NotFound);
                Assert.Equal(await unknown.Content.ReadAsStringAsync(), await hidden.Content.ReadAsStringAsync());
            }
            await enrollment.GetAsync(enrollment.Registrar(null), path).ShouldBeProblemAsync("forbidden", HttpStatusCode.Forbidden);
            foreach (var role in new[] { Roles.Ops, Roles.Coordinator, Roles.Authority, Roles.Mentor })
            {
                await enrollment.GetAsync(enrollment.App.As(Bpc, role), path).ShouldBeProblemAsync("forbidden", HttpStatusCode.Forbidden);
            }
        }
        await enrollment.GetAsync(enrollment.App.As(Bpc, Roles.Learner), $"/learners/{nameless.Id}")
            .ShouldBeProblemAsync("not-found", HttpStatusCode.NotFound);
    }

    [Theory, Engines]
    public async Task Lists_of_learners_show_what_the_caller_may_see_by_cohort_and_articulation(Engine engine)
    {
        await using var enrollment = await EnrollmentApp.StartAsync(engine);
        var commerce = await enrollment.ActiveAsync(Table1.ECommerce);
        await enrollment.ActiveAsync(Table1.BigDataAccounting, to: ShougangIt);
        await enrollment.EnrolAsync(Table1.ECommerce, "S1", cohort: 2025, person: "p-1");
        await enrollment.EnrolAsync(Table1.ECommerce, "S2");
        await enrollment.EnrolAsync(Table1.BigDataAccounting, "S3", to: ShougangIt);
        async Task<string[]> ListAsync(HttpClient client, string filter = "") =>
            [.. (await enrollment.GetAsync(client, $"/learners{filter}")
                .AsAsync<PageOfLearner>()).Items.Select(item => item.StudentNumber)];

        Assert.Equal(["S1", "S2", "S3"], await ListAsync(enrollment.Registrar(Bpc)));
        Assert.Equal(["S1", "S2"], await ListAsync(enrollment.Registrar(Ncut)));
        Assert.Equal(["S3"], await ListAsync(enrollment.Registrar(ShougangIt)));
        Assert.Equal(["S1"], await ListAsync(enrollment.Learner("p-1")));
        await enrollment.GetAsync(enrollment.Registrar(Dji), "/learners").ShouldBeProblemAsync("forbidden", HttpStatusCode.Forbidden);
        Assert.Equal(["S2", "S3"], await ListAsync(enrollment.Registrar(Bpc), "?cohort=2026"));
        Assert.Equal(["S1", "S2"], await ListAsync(enrollment.Registrar(Bpc), $"?articulation={commerce.Id}"));
        Assert.Equal(["S2"], await ListAsync(enrollment.Registrar(Bpc), $"?articulation={commerce.Id}&cohort=2026&limit=1"));
        await enrollment.GetAsync(enrollment.App.As(Bpc, Roles.Coordinator), "/learners")
            .ShouldBeProblemAsync("forbidden", HttpStatusCode.Forbidden);
        await enrollment.GetAsync(enrollment.Registrar(Bpc), "/learners?cohort=x")
            .ShouldBeProblemAsync("malformed-request", HttpStatusCode.BadRequest);
    }

    [Theory, Engines]
    public async Task D5_a_learner_leaves_once_from_the_day_of_enrolment_to_today(Engine engine)
    {
        await using var enrollment = await EnrollmentApp.StartAsync(engine);
        await enrollment.ActiveAsync(Table1.ECommerce);
        var ids = new[] { await IdAsync("S1"), await IdAsync("S2"), await IdAsync("S3") };
        async Task<Guid> IdAsync(string number) => (await enrollment.EnrolAsync(Table1.ECommerce, number)).Id;
        Task<Learner> LeaveAsync(Guid id, DateOnly? effectiveOn, string org = Bpc) =>
            enrollment.By(org).WithdrawLearnerAsync(id, new() { Reason = "Moved.", EffectiveOn = effectiveOn });
        enrollment.App.Today.MoveTo(Day.AddDays(10));

        foreach (var (id, sent, nearest) in new[] { (ids[0], Day.AddDays(-1), Day), (ids[1], Day.AddDays(11), Day.AddDays(10)) })
        {
            var problem = await LeaveAsync(id, sent).ShouldBeProblemAsync(
                "withdrawal-date-out-of-range", HttpStatusCode.UnprocessableEntity);
            Assert.Equal("D5", problem.Rule);
            Assert.Equal($"{nearest:O}", problem.Change("effectiveOn").GetString());
            var left = await LeaveAsync(id, nearest);
            Assert.Equal(
                ("withdrawn", (DateOnly?)nearest, "Moved.", 2), (left.State, left.WithdrawnOn, left.WithdrawalReason, left.Version));
        }
        Assert.Equal(Day.AddDays(10), (await LeaveAsync(ids[2], null)).WithdrawnOn);

        var told = await enrollment.App.PublishedAsync<LearnerWithdrawnV1>();
        Assert.Equal(
            ids.Select(id => (id, "withdrawn", 2)), told.Select(fact => (fact.Learner.Id, fact.Learner.State, fact.Learner.Version)));
        Assert.Equal("withdrawn", (await LeaveAsync(ids[0], Day).ShouldBeProblemAsync("learner-not-enrolled", HttpStatusCode.Conflict))
            .Fact("state")
            .GetString());
    }

    [Theory, Engines]
    public async Task D5_only_the_institution_that_enrolled_a_learner_withdraws_the_learner(Engine engine)
    {
        await using var enrollment = await EnrollmentApp.StartAsync(engine);
        await enrollment.ActiveAsync(Table1.ECommerce);
        var path = $"{Api}/learners/{(await enrollment.EnrolAsync(Table1.ECommerce, person: "p-1")).Id}/withdrawal";

        await enrollment.Registrar(Ncut).PostAsync(path, new { reason = "Moved." })
            .ShouldBeProblemAsync("forbidden", HttpStatusCode.Forbidden);
        await enrollment.Learner("p-1").PostAsync(path, new { reason = "Moved." })
            .ShouldBeProblemAsync("forbidden", HttpStatusCode.Forbidden);
        await enrollment.Registrar(ShougangIt).PostAsync(path, new { reason = "Moved." })
            .ShouldBeProblemAsync("not-found", HttpStatusCode.NotFound);
        await enrollment.Registrar(Bpc).PostAsync(path, new { reason = " " }).ShouldBeProblemAsync("validation", HttpStatusCode.BadRequest);
        var replies = await Task.WhenAll(Enumerable.Range(0, 4)
            .Select(_ => enrollment.Registrar(Bpc).PostAsync(path, new { reason = "Moved." })));
        Assert.Single(replies, reply => reply.IsSuccessStatusCode);
        Assert.Single(await enrollment.App.PublishedAsync<LearnerWithdrawnV1>());
    }

    [Theory, Engines]
    public async Task Catch_up_tells_every_learner(Engine engine)
    {
        await using var enrollment = await EnrollmentApp.StartAsync(engine);
        await enrollment.ActiveAsync(Table1.ECommerce);
        await enrollment.EnrolAsync(Table1.ECommerce, "S1");
        var left = await enrollment.EnrolAsync(Table1.ECommerce, "S2");
        await enrollment.By(Bpc).WithdrawLearnerAsync(left.Id, new() { Reason = "Moved." });

        await enrollment.App.DeliverAsync(new StateRequestedV1
        {
            Requester = "industry-partnership",
            Aggregate = "enrollment/learner",
            After = 0,
            OccurredAt = DateTimeOffset.UtcNow,
        });

        Assert.Equal(3, (await enrollment.App.PublishedAsync<LearnerEnrolledV1>()).Count);
        var withdrawn = await enrollment.App.PublishedAsync<LearnerWithdrawnV1>();
        Assert.Equal(2, withdrawn.Count);
        Assert.Equal(withdrawn[0].Learner, withdrawn[1].Learner);
    }

    [Theory, Engines]
    public async Task Learners_are_listed_by_student_number_person_class_and_state(Engine engine)
    {
        await using var enrollment = await EnrollmentApp.StartAsync(engine);
        await enrollment.ActiveAsync(Table1.ECommerce);
        var first = await enrollment.EnrolAsync(Table1.ECommerce, "S1", person: "p-1");
        var second = await enrollment.EnrolAsync(Table1.ECommerce, "S2", person: "p-2");
        await enrollment.By(Bpc).ChangeClassAsync(second.Id, new() { Class = "ec-1" });
        await enrollment.By(Bpc).WithdrawLearnerAsync(first.Id, new() { Reason = "Moved away." });
        var registrar = enrollment.By(Ncut);

        Assert.Equal(first.Id, Assert.Single((await registrar.ListLearnersAsync(studentNumber: "S1")).Items).Id);
        Assert.Equal(second.Id, Assert.Single((await registrar.ListLearnersAsync(person: "p-2")).Items).Id);
        Assert.Equal(second.Id, Assert.Single((await registrar.ListLearnersAsync(@class: "ec-1")).Items).Id);
        Assert.Equal(first.Id, Assert.Single((await registrar.ListLearnersAsync(state: "withdrawn")).Items).Id);
        Assert.Empty((await registrar.ListLearnersAsync(studentNumber: "S1", person: "p-2")).Items);
        Assert.Empty((await enrollment.By(ShougangIt).ListLearnersAsync(studentNumber: "S1")).Items);
    }
}

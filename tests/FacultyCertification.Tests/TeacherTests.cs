using System.Net;
using Contracts;
using Contracts.IndustryPartnership;
using FacultyCertification.Features.Teachers;
using Kernel.Http;
using Testing;

namespace FacultyCertification.Tests;

public sealed class TeacherTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, Engines]
    public async Task A_teacher_is_registered_and_read_with_an_ETag(Engine engine)
    {
        await using var faculty = await FacultyApp.StartAsync(engine);
        using var reply = await faculty.TryRegisterAsync(
            new
            {
                staffNumber = "T-1",
                category = "internship-instructor",
                employedFrom = "2019-09-01",
                person = "p-1",
                unit = "mechatronics",
                subjects = new[] { "Robotics", "PLC programming" },
                kind = "part-time",
                enterprise = "dji",
            });
        var teacher = await reply.ReadAsync<Teacher>(HttpStatusCode.Created);

        Assert.Equal(
            new Teacher
            {
                Id = teacher.Id,
                EmploymentId = teacher.EmploymentId,
                Institution = "bpc",
                StaffNumber = "T-1",
                Category = "internship-instructor",
                Unit = "mechatronics",
                Subjects = ["Robotics", "PLC programming"],
                Kind = "part-time",
                Enterprise = "dji",
                Person = "p-1",
                EmployedFrom = new(2019, 9, 1),
                LastDay = null,
                Version = 1,
            },
            teacher);
        Assert.Equal($"{FacultyApp.Api}/teachers/{teacher.Id}", reply.Headers.Location?.ToString());
        using var read = await faculty.Office.GetAsync(reply.Headers.Location, Ct);
        Assert.Equal(teacher, await read.ReadAsync<Teacher>());
        Assert.StartsWith("\"1-", read.Headers.ETag?.Tag, StringComparison.Ordinal);
    }

    [Theory, Engines]
    public async Task An_institution_of_which_no_news_has_arrived_is_not_yet_known(Engine engine)
    {
        await using var faculty = await FacultyApp.StartAsync(engine);
        var request = new { staffNumber = "T-1", category = "specialist", employedFrom = FacultyApp.Employed };
        using (var early = await faculty.TryRegisterAsync(request, "shougang-it"))
        {
            await early.ShouldBeProblemAsync("not-yet-known", HttpStatusCode.Conflict);
            Assert.NotNull(early.Headers.RetryAfter);
        }
        await faculty.App.DeliverAsync(FacultyApp.Registered("shougang-it", OrganisationKind.University));
        await faculty.TryRegisterAsync(request, "shougang-it").BodyAsync(HttpStatusCode.Created);
    }

    [Theory, Engines]
    public async Task D45_nothing_begins_for_teachers_of_a_closed_institution(Engine engine)
    {
        await using var faculty = await FacultyApp.StartAsync(engine);
        var (site, teacher) = (Guid.NewGuid(), (await faculty.RegisterAsync()).Id);
        var (from, until) = (new DateOnly(2025, 1, 1), new DateOnly(2025, 6, 30));
        await faculty.ApproveBaseAsync(site, from, until);
        await faculty.App.DeliverAsync(
            new OrganisationClosedV1
            {
                OccurredAt = DateTimeOffset.UtcNow,
                Organisation = FacultyApp.Organisation(FacultyApp.Bpc, OrganisationKind.VocationalCollege, "closed", 2) with
                {
                    ClosedOn = new(2026, 2, 4),
                },
            });

        var booking = await faculty.Office.PostAsync(
            $"{FacultyApp.Api}/teachers/{teacher}/practice-bookings", new { baseId = site, from, until })
            .ShouldBeProblemAsync("institution-closed", HttpStatusCode.UnprocessableEntity);
        var application = await faculty.Office.PostAsync(
            $"{FacultyApp.Api}/teachers/{teacher}/applications",
            new { methodId = faculty.Method, level = "junior", evidence = new[] { FacultyApp.Practice(from, until) } })
            .ShouldBeProblemAsync("institution-closed", HttpStatusCode.UnprocessableEntity);
        Assert.Equal(("D45", "D45"), (booking.GetProperty("rule").GetString(), application.GetProperty("rule").GetString()));
        Assert.Equal("2026-02-04", booking.GetProperty("facts").GetProperty("closedOn").GetString());
    }

    [Theory, Engines]
    public async Task D14_only_an_open_institution_registers_teachers(Engine engine)
    {
        await using var faculty = await FacultyApp.StartAsync(engine);
        var request = new { staffNumber = "T-1", category = "specialist", employedFrom = FacultyApp.Employed };
        var enterprise = await faculty.TryRegisterAsync(request, FacultyApp.Dji)
            .ShouldBeProblemAsync("forbidden", HttpStatusCode.Forbidden);
        Assert.Equal(
            "dji is of the kind enterprise. Organisations of this kind cannot have the role teacher-office.",
            enterprise.GetProperty("detail").GetString());

        await faculty.App.DeliverAsync(new OrganisationClosedV1
        {
            OccurredAt = DateTimeOffset.UtcNow,
            Organisation = FacultyApp.Organisation(FacultyApp.Ncut, OrganisationKind.University, "closed", 2),
        });
        await faculty.TryRegisterAsync(request, FacultyApp.Ncut)
            .ShouldBeProblemAsync("institution-closed", HttpStatusCode.UnprocessableEntity);
        await faculty.TryRegisterAsync(request).BodyAsync(HttpStatusCode.Created);
    }

    [Theory, Engines]
    public async Task A_staff_number_is_taken_once_in_an_institution(Engine engine)
    {
        await using var faculty = await FacultyApp.StartAsync(engine);
        var request = new { staffNumber = "T-1", category = "specialist", employedFrom = FacultyApp.Employed };
        var replies = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => faculty.TryRegisterAsync(request)));

        Assert.Single(replies, reply => reply.IsSuccessStatusCode);
        foreach (var refused in replies.Where(reply => !reply.IsSuccessStatusCode))
        {
            await refused.ShouldBeProblemAsync("staff-number-taken", HttpStatusCode.Conflict);
        }
        await faculty.TryRegisterAsync(request, FacultyApp.Ncut).BodyAsync(HttpStatusCode.Created);
        await faculty.TryRegisterAsync(new { staffNumber = "T-2", request.category, request.employedFrom })
            .BodyAsync(HttpStatusCode.Created);
    }

    [Theory, Engines]
    public async Task D14_a_person_is_one_teacher_of_an_institution_at_a_time(Engine engine)
    {
        await using var faculty = await FacultyApp.StartAsync(engine);
        await faculty.RegisterAsync("T-1", person: "p-1");
        object Again(string staffNumber, string? person) =>
            new { staffNumber, category = "specialist", employedFrom = FacultyApp.Employed, person };

        var problem = await faculty.TryRegisterAsync(Again("T-2", "p-1")).ShouldBeProblemAsync("person-employed", HttpStatusCode.Conflict);

        Assert.Equal("D14", problem.GetProperty("rule").GetString());
        Assert.False(problem.TryGetProperty("change", out _));
        Assert.Equal(1, (await faculty.RatioAsync(FacultyApp.Day)).Denominator);
        await faculty.TryRegisterAsync(Again("T-2", "p-2")).BodyAsync(HttpStatusCode.Created);
        await faculty.TryRegisterAsync(Again("T-2", "p-1"), FacultyApp.Ncut).BodyAsync(HttpStatusCode.Created);
    }

    [Theory, Engines]
    public async Task D14_teachers_without_a_person_are_not_taken_for_one(Engine engine)
    {
        await using var faculty = await FacultyApp.StartAsync(engine);

        foreach (var staffNumber in new[] { "T-1", "T-2" }) await faculty.RegisterAsync(staffNumber);

        Assert.Equal(2, (await faculty.RatioAsync(FacultyApp.Day)).Denominator);
    }

    [Theory, Engines]
    public async Task D14_a_departed_person_is_registered_again_from_the_day_after_the_last_one(Engine engine)
    {
        await using var faculty = await FacultyApp.StartAsync(engine);
        var first = await faculty.RegisterAsync("T-1", person: "p-1");
        await faculty.DepartAsync(first.Id, FacultyApp.Day);
        object Again(DateOnly employedFrom) => new { staffNumber = "T-2", category = "specialist", employedFrom, person = "p-1" };

        var problem = await faculty.TryRegisterAsync(Again(FacultyApp.Day))
            .ShouldBeProblemAsync("person-employed", HttpStatusCode.Conflict);

        var employedFrom = problem.Change("employedFrom").Day();
        Assert.Equal(FacultyApp.Day.AddDays(1), employedFrom);
        await faculty.TryRegisterAsync(Again(employedFrom)).BodyAsync(HttpStatusCode.Created);
        Assert.Equal(1, (await faculty.RatioAsync(FacultyApp.Day)).Denominator);
    }

    [Theory, Engines]
    public async Task D14_one_of_concurrent_registrations_of_a_person_succeeds(Engine engine)
    {
        await using var faculty = await FacultyApp.StartAsync(engine);

        var replies = await Task.WhenAll(Enumerable.Range(0, 6).Select(number => faculty.TryRegisterAsync(
            new { staffNumber = $"T-{number}", category = "specialist", employedFrom = FacultyApp.Employed, person = "p-1" })));

        Assert.Single(replies, reply => reply.StatusCode is HttpStatusCode.Created);
        foreach (var reply in replies) reply.Dispose();
    }

    [Theory]
    [InlineData("""{ "staffNumber": "", "category": "specialist", "employedFrom": "2019-09-01" }""")]
    [InlineData("""{ "staffNumber": "Wang Li", "category": "specialist", "employedFrom": "2019-09-01" }""")]
    [InlineData("""{ "staffNumber": "王丽", "category": "specialist", "employedFrom": "2019-09-01" }""")]
    [InlineData("""{ "staffNumber": "T-12345678901234567890123456789012345678901", "category": "specialist", "employedFrom": "2019-09-01" }""")]
    [InlineData("""{ "staffNumber": "T-1", "category": "dean", "employedFrom": "2019-09-01" }""")]
    [InlineData("""{ "staffNumber": "T-1", "category": "specialist", "employedFrom": "0019-09-01" }""")]
    [InlineData("""{ "staffNumber": "T-1", "category": "specialist", "employedFrom": "9999-12-31" }""")]
    [InlineData("""{ "staffNumber": "T-1", "category": "specialist", "employedFrom": "2019-09-01", "person": "" }""")]
    [InlineData("""{ "staffNumber": "T-1", "category": "specialist", "employedFrom": "2019-09-01", "kind": "part-time" }""")]
    [InlineData("""{ "staffNumber": "T-1", "category": "specialist", "employedFrom": "2019-09-01", "enterprise": "dji" }""")]
    [InlineData("""{ "staffNumber": "T-1", "category": "specialist", "employedFrom": "2019-09-01", "subjects": ["a\nb"] }""")]
    [InlineData("""{ "staffNumber": "T-1", "category": "specialist", "employedFrom": "2019-09-01", "person": "two words" }""")]
    [InlineData("""{ "staffNumber": "T-1", "category": "specialist", "employedFrom": "2019-09-01", "person": "王丽" }""")]
    public async Task A_teacher_that_is_not_valid_is_refused(string body)
    {
        await using var faculty = await FacultyApp.StartAsync(Engine.Sqlite);
        await faculty.Office.PostRawAsync($"{FacultyApp.Api}/teachers", body).ShouldBeProblemAsync("validation", HttpStatusCode.BadRequest);
    }

    [Theory]
    [InlineData("""{ "staffNumber": "T-1", "category": "specialist", "employedFrom": "2019-02-30" }""")]
    [InlineData("""{ "staffNumber": "T-1", "category": "specialist", "employedFrom": "2019-09-01", "name": "Wang Li" }""")]
    [InlineData("""{ "staffNumber": "T-1", "category": "specialist" }""")]
    [InlineData("""{ "staffNumber": "T-1", "category": "specialist", "employedFrom": "2019-09-01", "person": "\ud800" }""")]
    [InlineData("[]")]
    public async Task A_teacher_that_cannot_be_read_is_refused(string body)
    {
        await using var faculty = await FacultyApp.StartAsync(Engine.Sqlite);
        await faculty.Office.PostRawAsync($"{FacultyApp.Api}/teachers", body)
            .ShouldBeProblemAsync("malformed-request", HttpStatusCode.BadRequest);
    }

    [Theory, Engines]
    public async Task Teachers_are_listed_for_their_own_institution_by_category_and_in_pages(Engine engine)
    {
        await using var faculty = await FacultyApp.StartAsync(engine);
        for (var i = 0; i < 5; i++) await faculty.RegisterAsync($"S-{i}");
        await faculty.RegisterAsync("G-0", "general");
        await faculty.RegisterAsync("N-0", org: FacultyApp.Ncut);

        var seen = new List<string>();
        for (var next = $"{FacultyApp.Api}/teachers?category=specialist&limit=2"; next is not null;)
        {
            using var reply = await faculty.Office.GetAsync(next, Ct);
            seen.AddRange((await reply.ReadAsync<Page<Teacher>>()).Items.Select(teacher => teacher.StaffNumber));
            next = reply.Headers.TryGetValues("Link", out var link) ? link.Single().Split('<', '>')[1] : null;
        }
        Assert.Equal(["S-0", "S-1", "S-2", "S-3", "S-4"], seen);

        var all = await faculty.PanelOf().GetAsync($"{FacultyApp.Api}/teachers", Ct).ReadAsync<Page<Teacher>>();
        Assert.Equal(6, all.Items.Count);
        Assert.All(all.Items, teacher => Assert.Equal("bpc", teacher.Institution));
    }

    [Theory, Engines]
    public async Task The_institution_and_the_teacher_see_a_teacher(Engine engine)
    {
        await using var faculty = await FacultyApp.StartAsync(engine);
        var teacher = await faculty.RegisterAsync(person: "p-1");
        var other = await faculty.RegisterAsync();
        var path = $"{FacultyApp.Api}/teachers/{teacher.Id}";

        await faculty.PanelOf().GetAsync(path, Ct).BodyAsync();
        await faculty.App.AsPerson("bpc", "teacher", "p-1").GetAsync(path, Ct).BodyAsync();

        var unknown = await faculty.Office.GetStringOfRefusalAsync($"{FacultyApp.Api}/teachers/{Guid.NewGuid()}");
        HttpClient[] strangers =
        [
            faculty.App.As(FacultyApp.Ncut, Roles.TeacherOffice), faculty.App.As("bpc", Roles.Registrar),
            faculty.App.AsPerson("bpc", Roles.Learner, "p-2"), faculty.App.AsPerson(FacultyApp.Ncut, "teacher", "p-1"),
            faculty.App.AsPerson(null, "teacher", "p-1"),
            faculty.App.As(null, Roles.TeacherOffice), faculty.App.As(null), faculty.App.As("bjedu", Roles.Authority),
        ];
        foreach (var stranger in strangers) Assert.Equal(unknown, await stranger.GetStringOfRefusalAsync(path));
        Assert.Equal(unknown, await faculty.App.AsPerson("bpc", "teacher", "p-1")
            .GetStringOfRefusalAsync($"{FacultyApp.Api}/teachers/{other.Id}"));
    }

    [Theory, Engines]
    public async Task A_departure_is_recorded_once_and_not_before_the_first_day(Engine engine)
    {
        await using var faculty = await FacultyApp.StartAsync(engine);
        var teacher = await faculty.RegisterAsync(employedFrom: new(2020, 9, 1));

        var problem = await faculty.DepartAsync(teacher.Id, new(2020, 8, 31))
            .ShouldBeProblemAsync("departure-before-employment", HttpStatusCode.UnprocessableEntity);
        var departed = await faculty.DepartAsync(teacher.Id, problem.Change("lastDay").Date());
        Assert.Equal((new DateOnly(2020, 9, 1), 2), (departed.LastDay!.Value, departed.Version));

        var again = await faculty.DepartAsync(teacher.Id, new(2026, 8, 31))
            .ShouldBeProblemAsync("already-departed", HttpStatusCode.Conflict);
        Assert.Equal("2020-09-01", again.Fact("lastDay").GetString());
        await faculty.DepartAsync(teacher.Id, new(9999, 12, 31)).ShouldBeProblemAsync("validation", HttpStatusCode.BadRequest);
    }

    [Theory, Engines]
    public async Task Anothers_teacher_cannot_depart(Engine engine)
    {
        await using var faculty = await FacultyApp.StartAsync(engine);
        var teacher = await faculty.RegisterAsync();
        await faculty.DepartAsync(teacher.Id, FacultyApp.Day, FacultyApp.Ncut).ShouldBeProblemAsync("not-found", HttpStatusCode.NotFound);
        await faculty.DepartAsync(Guid.NewGuid(), FacultyApp.Day).ShouldBeProblemAsync("not-found", HttpStatusCode.NotFound);
        await faculty.PanelOf().PostAsync($"{FacultyApp.Api}/teachers/{teacher.Id}/departure", new { lastDay = FacultyApp.Day })
            .ShouldBeProblemAsync("forbidden", HttpStatusCode.Forbidden);
        await faculty.DepartAsync(teacher.Id, FacultyApp.Day);
    }

    [Theory, Engines]
    public async Task A_repeated_registration_under_one_key_gives_the_first_reply(Engine engine)
    {
        await using var faculty = await FacultyApp.StartAsync(engine);
        var request = new { staffNumber = "T-1", category = "specialist", employedFrom = FacultyApp.Employed };
        var first = await faculty.Office.PostAsync($"{FacultyApp.Api}/teachers", request, "key-1")
            .ReadAsync<Teacher>(HttpStatusCode.Created);
        var second = await faculty.Office.PostAsync($"{FacultyApp.Api}/teachers", request, "key-1")
            .ReadAsync<Teacher>(HttpStatusCode.Created);
        Assert.Equal(first, second);
    }

    [Theory, Engines]
    public async Task Each_version_of_a_teacher_is_audited(Engine engine)
    {
        await using var faculty = await FacultyApp.StartAsync(engine);
        var teacher = await faculty.RegisterAsync();
        await faculty.CertifyAsync(teacher.Id, FacultyApp.Day);
        await faculty.DepartAsync(teacher.Id, FacultyApp.Day);

        var audited = await faculty.App.Db.QueryAsync<string>(
            "SELECT action FROM faculty.audit WHERE aggregate = 'teacher' AND aggregate_id = @id ORDER BY version",
            new { id = teacher.Id.ToString() }, Ct);
        Assert.Equal(["registered", "certified", "departed"], audited);
    }
}

using System.Net;
using Contracts.FacultyCertification;
using static FacultyCertification.Tests.FacultyApp;
using Testing;
using VocationalPlatform.Client.FacultyCertification;

namespace FacultyCertification.Tests;

/// <summary>One teacher with several employments, and the correction of what was recorded of them (D14, D19, D43).</summary>
public sealed class EmploymentTests
{
    private static readonly DateOnly Moved = Day.AddDays(-30);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, Engines]
    public async Task D14_correction_does_not_employ_a_person_twice_on_a_day(Engine engine)
    {
        await using var faculty = await FacultyApp.StartAsync(engine);
        var first = await faculty.RegisterAsync("T-1", person: "p-1");
        await faculty.DepartAsync(first.Id, new(2020, 6, 30));
        var second = await faculty.RegisterAsync("T-2", employedFrom: new(2021, 9, 1), person: "p-1");
        Task<Teacher> CorrectAsync(DateOnly employedFrom) => faculty.By().CorrectTeacherAsync(second.EmploymentId, second.Version, new()
        {
            Teacher = new()
            {
                StaffNumber = "T-2",
                Category = "specialist",
                EmployedFrom = employedFrom,
                Person = "p-1",
                Unit = FacultyApp.Unit,
            },
            Reason = "The wrong year.",
        });

        var problem = await CorrectAsync(new(2020, 6, 1)).ShouldBeProblemAsync("person-employed", HttpStatusCode.Conflict);

        var right = problem.Change("teacher").GetProperty("employedFrom").Date();
        Assert.Equal(new DateOnly(2020, 7, 1), (await CorrectAsync(right)).EmployedFrom);
    }

    [Theory, Engines]
    public async Task D14_application_of_a_teacher_corrected_out_of_scope_goes_no_further(Engine engine)
    {
        await using var faculty = await FacultyApp.StartAsync(engine);
        var teachers = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => faculty.RegisterAsync()));
        var draft = await faculty.DraftAsync(teachers[0].Id);
        var submitted = await faculty.DraftAsync(teachers[1].Id);
        await faculty.SubmitAsync(submitted.Id);
        await faculty.ReviewAsync(submitted.Id);
        var notice = await faculty.NoticedAsync(teachers[2].Id, FacultyApp.Day.AddDays(-1));

        foreach (var teacher in teachers) await CategoriseAsync(teacher, "general");
        await faculty.SubmitAsync(draft.Id).ShouldBeProblemAsync("out-of-scope", HttpStatusCode.UnprocessableEntity);
        await faculty.DecideAsync(submitted.Id).ShouldBeProblemAsync("out-of-scope", HttpStatusCode.UnprocessableEntity);
        await faculty.IssueAsync(notice.Id).ShouldBeProblemAsync("out-of-scope", HttpStatusCode.UnprocessableEntity);

        foreach (var teacher in teachers) await CategoriseAsync(teacher, "internship-instructor");
        await faculty.SubmitAsync(draft.Id);
        await faculty.DecideAsync(submitted.Id);
        await faculty.IssueAsync(notice.Id);

        async Task CategoriseAsync(Teacher teacher, string category)
        {
            var now = await faculty.By().GetTeacherAsync(teacher.Id);
            await faculty.By().CorrectTeacherAsync(now.Id, now.Version, new()
            {
                Teacher = new()
                {
                    StaffNumber = now.StaffNumber,
                    Category = category,
                    EmployedFrom = now.EmployedFrom,
                    Unit = now.Unit,
                },
                Reason = "The list was wrong.",
            });
        }
    }


    [Theory, Engines]
    public async Task D14_person_at_two_institutions_is_one_teacher_with_two_employments(Engine engine)
    {
        await using var faculty = await FacultyApp.StartAsync(engine);
        var first = await faculty.RegisterAsync("B-1", person: "p-1");

        var second = await faculty.RegisterAsync("N-1", person: "p-1", org: Ncut);

        Assert.Equal(first.Id, second.Id);
        Assert.NotEqual(first.EmploymentId, second.EmploymentId);
        Assert.Equal("B-1", (await faculty.By().GetTeacherAsync(first.Id, Ct)).StaffNumber);
        Assert.Equal("N-1", (await faculty.By(Ncut).GetTeacherAsync(first.Id, Ct)).StaffNumber);
    }

    [Theory, Engines]
    public async Task D14_each_event_tells_all_employments(Engine engine)
    {
        await using var faculty = await FacultyApp.StartAsync(engine);
        var teacher = await faculty.RegisterAsync(person: "p-1");
        await faculty.RegisterAsync(person: "p-1", org: Ncut, employedFrom: Moved);
        await faculty.DepartAsync(teacher.Id, Moved.AddDays(-1));

        var told = Assert.Single(await faculty.App.PublishedAsync<TeacherDepartedV1>()).Teacher;

        Assert.Equal((Bpc, Moved.AddDays(-1), 3), (told.Institution, told.LastDay, told.Version));
        Assert.Equal(
            [(Bpc, Employed, Moved.AddDays(-1)), (Ncut, Moved, null)],
            told.Employments!.Select(employment => (employment.Institution, employment.From, employment.LastDay)));
    }

    [Theory, Engines]
    public async Task D19_certificate_follows_the_teacher_to_another_institution(Engine engine)
    {
        await using var faculty = await FacultyApp.StartAsync(engine);
        var teacher = await faculty.RegisterAsync(person: "p-1");
        var certificate = await faculty.CertifyAsync(teacher.Id, Day.AddYears(-1));
        await faculty.By(Ncut).GetCertificateAsync(certificate.Id, Ct).ShouldBeProblemAsync("not-found", HttpStatusCode.NotFound);
        await faculty.DepartAsync(teacher.Id, Moved.AddDays(-1));

        await faculty.RegisterAsync(person: "p-1", org: Ncut, employedFrom: Moved);

        Assert.Equal("certified", (await faculty.By(Ncut).GetCertificateAsync(certificate.Id, Ct)).State);
        Assert.Equal([certificate.Id], (await faculty.By(Ncut).ListCertificatesAsync()).Items.Select(one => one.Id));
        Assert.Equal("certified", (await Own(faculty, Ncut).GetCertificateAsync(certificate.Id, Ct)).State);
        var (old, now) = (await faculty.RatioAsync(Day), await faculty.RatioAsync(Day, org: Ncut));
        Assert.Equal((0, 0, 1, 1), (old.Numerator, old.Denominator, now.Numerator, now.Denominator));
        await faculty.RevokeAsync(certificate.Id, Day, Ncut).ShouldBeProblemAsync("forbidden", HttpStatusCode.Forbidden);
    }

    [Theory, Engines]
    public async Task D17_practice_under_the_agreement_of_a_former_institution_counts_at_the_next_one(Engine engine)
    {
        await using var faculty = await FacultyApp.StartAsync(engine);
        await faculty.App.DeliverAsync(Registered("only-bpcs", "enterprise"));
        await faculty.AgreeAsync("only-bpcs", new(1990, 1, 1), new(2099, 12, 31), Bpc);
        var (from, until) = (Moved.AddDays(-200), Moved.AddDays(9));
        var teacher = (await faculty.RegisterAsync(person: "p-1")).Id;
        await faculty.DepartAsync(teacher, Moved.AddDays(-1));
        await faculty.RegisterAsync(person: "p-1", org: Ncut, employedFrom: Moved);
        var draft = await faculty.TryDraftAsync(teacher, [Practice(from, until, "only-bpcs")], org: Ncut);

        var submitted = await faculty.SubmitAsync(draft.Id, org: Ncut);

        // Not the ten days after the move: Ncut has no agreement with that enterprise.
        Assert.Equal(200, submitted.DaysCounted);
    }

    [Theory, Engines]
    public async Task D19_former_institution_does_not_see_later_certificates(Engine engine)
    {
        await using var faculty = await FacultyApp.StartAsync(engine);
        var teacher = await faculty.RegisterAsync(person: "p-1");
        await faculty.DepartAsync(teacher.Id, Moved.AddDays(-1));
        await faculty.RegisterAsync(person: "p-1", org: Ncut, employedFrom: Moved.AddDays(-1));

        var certificate = await faculty.CertifyAsync(teacher.Id, Day, Ncut);

        await faculty.By().GetCertificateAsync(certificate.Id, Ct).ShouldBeProblemAsync("not-found", HttpStatusCode.NotFound);
        Assert.Empty((await faculty.By().ListCertificatesAsync()).Items);
        Assert.Empty((await faculty.By().ListDecisionsAsync(teacher.Id)).Items);
    }

    [Theory, Engines]
    public async Task D43_category_is_corrected_and_the_ratio_as_known_before_stays(Engine engine)
    {
        await using var faculty = await FacultyApp.StartAsync(engine);
        var teacher = await faculty.RegisterAsync("T-1", "general", person: "p-1");
        var before = faculty.Moment();

        var corrected = await CorrectAsync(faculty, teacher, Values() with { Category = "specialist" });

        Assert.Equal(("specialist", 2), (corrected.Category, corrected.Version));
        Assert.Equal((0, 1), ((await faculty.RatioAsync(Day, before)).Denominator, (await faculty.RatioAsync(Day)).Denominator));
        var records = (await faculty.By().ListEmploymentRecordsAsync(teacher.Id)).Items;
        Assert.Equal(
            [("registered", "general", null), ("corrected", "specialist", "A typing error.")],
            records.Select(record => (record.Action, record.Category, record.Reason)));
    }

    [Theory, Engines]
    public async Task D43_stale_correction_is_refused(Engine engine)
    {
        await using var faculty = await FacultyApp.StartAsync(engine);
        var teacher = await faculty.RegisterAsync("T-1", person: "p-1");
        await CorrectAsync(faculty, teacher, Values());

        await CorrectAsync(faculty, teacher, Values()).ShouldBeProblemAsync("precondition-failed", HttpStatusCode.PreconditionFailed);
    }

    [Theory, Engines]
    public async Task D43_corrected_staff_number_is_not_anothers(Engine engine)
    {
        await using var faculty = await FacultyApp.StartAsync(engine);
        await faculty.RegisterAsync("T-2");
        var teacher = await faculty.RegisterAsync("T-1", person: "p-1");

        await CorrectAsync(faculty, teacher, Values() with { StaffNumber = "T-2" })
            .ShouldBeProblemAsync("staff-number-taken", HttpStatusCode.Conflict);

        await CorrectAsync(faculty, teacher, Values() with { StaffNumber = "T-3" });
    }

    [Theory, Engines]
    public async Task D43_employment_of_the_wrong_person_goes_to_the_right_teacher(Engine engine)
    {
        await using var faculty = await FacultyApp.StartAsync(engine);
        var right = await faculty.RegisterAsync(person: "p-2", org: Ncut);
        var wrong = await faculty.RegisterAsync(person: "p-1", org: Ncut);
        var teacher = await faculty.RegisterAsync("T-1", person: "p-1");

        var corrected = await CorrectAsync(faculty, teacher, Values() with { Person = "p-2" });

        Assert.Equal((wrong.Id, right.Id), (teacher.Id, corrected.Id));
        var told = (await faculty.App.PublishedAsync<TeacherAmendedV1>()).Select(fact => fact.Teacher).ToList();
        Assert.Equal([right.Id, wrong.Id], told.Select(fact => fact.Id));
        Assert.Equal([2, 1], told.Select(fact => fact.Employments!.Count));
    }

    [Theory, Engines]
    public async Task D43_person_is_not_corrected_under_an_application(Engine engine)
    {
        await using var faculty = await FacultyApp.StartAsync(engine);
        await faculty.RegisterAsync(person: "p-2", org: Ncut);
        var teacher = await faculty.RegisterAsync("T-1", person: "p-1");
        await faculty.DraftAsync(teacher.Id);

        await CorrectAsync(faculty, teacher, Values() with { Person = "p-2" })
            .ShouldBeProblemAsync("person-in-use", HttpStatusCode.Conflict);

        await CorrectAsync(faculty, teacher, Values() with { Person = "p-3" });
    }

    [Theory, Engines]
    public async Task D43_departure_recorded_by_mistake_is_taken_back(Engine engine)
    {
        await using var faculty = await FacultyApp.StartAsync(engine);
        var teacher = await faculty.RegisterAsync();
        await faculty.By().CorrectDepartureAsync(teacher.Id, new() { Reason = "Too early." })
            .ShouldBeProblemAsync("not-departed", HttpStatusCode.Conflict);
        await faculty.DepartAsync(teacher.Id, Moved);
        var known = faculty.Moment();
        Assert.Equal(0, (await faculty.RatioAsync(Day)).Denominator);

        var corrected = await faculty.By().CorrectDepartureAsync(teacher.Id, new() { Reason = "Another teacher." });

        Assert.Null(corrected.LastDay);
        Assert.Equal((1, 0), ((await faculty.RatioAsync(Day)).Denominator, (await faculty.RatioAsync(Day, known)).Denominator));
        Assert.Null(Assert.Single(await faculty.App.PublishedAsync<TeacherAmendedV1>()).Teacher.LastDay);
    }

    [Theory, Engines]
    public async Task D14_corrected_departure_does_not_reach_into_the_next_employment(Engine engine)
    {
        await using var faculty = await FacultyApp.StartAsync(engine);
        var teacher = await faculty.RegisterAsync("T-1", person: "p-1");
        await faculty.DepartAsync(teacher.Id, Moved);
        await faculty.RegisterAsync("T-2", person: "p-1", employedFrom: Moved.AddDays(1));

        await faculty.By().CorrectDepartureAsync(teacher.EmploymentId, new() { Reason = "Later.", LastDay = Moved.AddDays(1) })
            .ShouldBeProblemAsync("person-employed", HttpStatusCode.Conflict);

        await faculty.By().CorrectDepartureAsync(teacher.EmploymentId, new() { Reason = "Earlier.", LastDay = Moved.AddDays(-1) });
    }

    [Theory, Engines]
    public async Task D43_corrected_days_of_an_employment_stay_in_their_order(Engine engine)
    {
        await using var faculty = await FacultyApp.StartAsync(engine);
        var registered = await faculty.RegisterAsync("T-1", person: "p-1");
        var departed = await faculty.DepartAsync(registered.Id, Moved);
        Task<Teacher> BeginAsync(DateOnly day) => CorrectAsync(faculty, departed, Values() with { EmployedFrom = day });
        Task<Teacher> EndAsync(DateOnly day) =>
            faculty.By().CorrectDepartureAsync(registered.Id, new() { Reason = "Another day.", LastDay = day });

        var late = await BeginAsync(Moved.AddDays(1))
            .ShouldBeProblemAsync("departure-before-employment", HttpStatusCode.UnprocessableEntity);
        Assert.Equal(Moved, (await BeginAsync(late.Change("teacher").GetProperty("employedFrom").Date())).EmployedFrom);
        var early = await EndAsync(Moved.AddDays(-1))
            .ShouldBeProblemAsync("departure-before-employment", HttpStatusCode.UnprocessableEntity);
        Assert.Equal(Moved, (await EndAsync(early.Change("lastDay").Date())).LastDay);
    }

    [Theory, Engines]
    public async Task Teachers_are_found_by_number_person_unit_and_state(Engine engine)
    {
        await using var faculty = await FacultyApp.StartAsync(engine);
        var teacher = await faculty.RegisterAsync("T-1", person: "p-1");
        await CorrectAsync(faculty, teacher, Values() with { Unit = "drones" });
        await faculty.RegisterAsync("T-2", employedFrom: Day.AddDays(1));
        await faculty.DepartAsync((await faculty.RegisterAsync("T-3")).Id, Day.AddDays(-1));

        async Task<string[]> FoundAsync(string query) =>
            [.. (await faculty.Office.GetAsync($"{Api}/teachers?{query}", Ct).ReadAsync<Kernel.Http.Page<Found>>())
                .Items.Select(found => found.StaffNumber)];

        Assert.Equal(["T-2"], await FoundAsync("staffNumber=T-2"));
        Assert.Equal(["T-1"], await FoundAsync("person=p-1"));
        Assert.Equal(["T-1"], await FoundAsync("unit=drones"));
        Assert.Equal(["T-1"], await FoundAsync("state=employed"));
        Assert.Equal(["T-2"], await FoundAsync("state=to-come"));
        Assert.Equal(["T-3"], await FoundAsync("state=departed"));
    }

    private sealed record Found(string StaffNumber);

    private static FacultyCertificationClient Own(FacultyApp faculty, string org) => new(faculty.App.AsPerson(org, "teacher", "p-1"));

    private static RegisterTeacherRequest Values() =>
        new() { StaffNumber = "T-1", Category = "specialist", EmployedFrom = Employed, Person = "p-1" };

    private static Task<Teacher> CorrectAsync(FacultyApp faculty, Teacher teacher, RegisterTeacherRequest values) =>
        faculty.By().CorrectTeacherAsync(teacher.Id, teacher.Version, new() { Teacher = values, Reason = "A typing error." });
}

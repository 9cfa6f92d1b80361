using System.Net;
using static FacultyCertification.Tests.FacultyApp;
using Testing;
using VocationalPlatform.Client.FacultyCertification;

namespace FacultyCertification.Tests;

/// <summary>A teacher's record in one read, as known on a day (D43).</summary>
public sealed class TimelineTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, Engines]
    public async Task D43_the_timeline_shows_all_that_happened_by_its_days(Engine engine)
    {
        await using var faculty = await StartAsync(engine);
        var teacher = await faculty.RegisterAsync();
        await QualifyAsync(faculty, teacher.Id, Day.AddYears(-3));
        await RequestAsync(faculty, teacher.Id, Day.AddDays(-20));
        await faculty.CertifyAsync(teacher.Id, Day.AddDays(-1));
        await FindAsync(faculty, teacher.Id);

        var timeline = await faculty.By().ReadTimelineAsync(teacher.Id, cancellationToken: Ct);

        Assert.Equal(teacher.Id, timeline.Teacher.Id);
        Assert.Equal(
            [
                ("employment", "registered", "specialist", Employed),
                ("qualification", "recorded", null, Day.AddYears(-3)),
                ("practice", "requested", null, Day.AddDays(-20)),
                ("application", "submitted", "intermediate", Day.AddDays(-2)),
                ("application", "granted", "intermediate", Day.AddDays(-2)),
                ("application", "published", "intermediate", Day.AddDays(-2)),
                ("certificate", "granted", "intermediate", Day.AddDays(-1)),
                ("certificate", "revoked", "intermediate", Day),
                ("ethics-finding", "recorded", null, Day),
            ],
            timeline.Entries.Where(entry => entry.HappenedOn < Day || entry.Kind is "ethics-finding" or "certificate")
                .Where(entry => entry.What is not "drafted")
                .Select(entry => (entry.Kind, entry.What, entry.Detail, entry.HappenedOn)));
        Assert.Equal(timeline.Entries.OrderBy(entry => entry.HappenedOn), timeline.Entries);
    }

    [Theory, Engines]
    public async Task D43_the_timeline_as_known_on_a_day_has_nothing_that_was_recorded_later(Engine engine)
    {
        await using var faculty = await StartAsync(engine);
        var teacher = await faculty.RegisterAsync();
        faculty.App.Today.MoveTo(Day.AddDays(1));
        // It happened before, and was recorded later.
        await QualifyAsync(faculty, teacher.Id, Day.AddYears(-3));
        await faculty.DepartAsync(teacher.Id, Day.AddDays(-1));

        Assert.Equal(["registered"], await KindsAsync(Day));
        Assert.Equal(["registered", "recorded", "departed"], await KindsAsync(Day.AddDays(1)));
        await faculty.By().ReadTimelineAsync(teacher.Id, Day.AddDays(2), Ct)
            .ShouldBeProblemAsync("known-at-in-future", HttpStatusCode.UnprocessableEntity);

        async Task<IEnumerable<string>> KindsAsync(DateOnly knownOn) =>
            (await faculty.By().ReadTimelineAsync(teacher.Id, knownOn, Ct)).Entries.Select(entry => entry.What);
    }

    [Theory, Engines]
    public async Task D19_the_next_institution_sees_what_follows_the_teacher_and_nothing_else(Engine engine)
    {
        await using var faculty = await StartAsync(engine);
        var teacher = await RegisterAsync(faculty, Bpc);
        await QualifyAsync(faculty, teacher.Id, Day.AddYears(-3));
        await RequestAsync(faculty, teacher.Id, Day.AddDays(-20));
        await faculty.CertifyAsync(teacher.Id, Day);
        await RegisterAsync(faculty, Ncut);

        var seen = (await faculty.By(Ncut).ReadTimelineAsync(teacher.Id, cancellationToken: Ct)).Entries;

        Assert.Equal(
            [("employment", "registered"), ("qualification", "recorded"), ("certificate", "granted")],
            seen.Select(entry => (entry.Kind, entry.What)));
    }

    [Theory, Engines]
    public async Task Applications_and_seats_are_found_by_number_person_unit_and_level(Engine engine)
    {
        await using var faculty = await StartAsync(engine);
        var teacher = await RegisterAsync(faculty, Bpc);
        var other = await faculty.RegisterAsync("T-2");
        var (mine, theirs) = (await faculty.DraftAsync(teacher.Id, level: "senior"), await faculty.DraftAsync(other.Id));
        var seat = await RequestAsync(faculty, teacher.Id, Day);
        await RequestAsync(faculty, other.Id, Day);
        var office = faculty.By();

        Assert.Equal([mine.Id], Ids(await office.ListApplicationsAsync(staffNumber: "T-1", cancellationToken: Ct)));
        Assert.Equal([mine.Id], Ids(await office.ListApplicationsAsync(person: "p-1", level: "senior", cancellationToken: Ct)));
        Assert.Equal([theirs.Id], Ids(await office.ListApplicationsAsync(unit: Unit, state: "draft", cancellationToken: Ct)));
        Assert.Equal([], Ids(await office.ListApplicationsAsync(person: "p-1", level: "junior", cancellationToken: Ct)));
        foreach (var found in new[]
        {
            await office.ListPracticeBookingsAsync(staffNumber: "T-1", cancellationToken: Ct),
            await office.ListPracticeBookingsAsync(person: "p-1", cancellationToken: Ct),
            await office.ListPracticeBookingsAsync(unit: "design", cancellationToken: Ct),
        })
        {
            Assert.Equal([seat.Id], found.Items.Select(one => one.Id));
        }

        static IEnumerable<Guid> Ids(PageOfApplication page) => page.Items.Select(one => one.Id);
    }

    private static Task<Teacher> RegisterAsync(FacultyApp faculty, string org) => faculty.By(org).RegisterTeacherAsync(new()
    {
        StaffNumber = "T-1",
        Category = "specialist",
        EmployedFrom = Employed,
        Person = "p-1",
        Unit = "design",
    });

    private static Task QualifyAsync(FacultyApp faculty, Guid teacher, DateOnly issuedOn) => faculty.By().RecordQualificationAsync(
        teacher, new() { Name = "Senior technician", Issuer = "An issuer", IssuedOn = issuedOn, DocumentHash = new string('a', 64) });

    private static async Task<PracticeBooking> RequestAsync(FacultyApp faculty, Guid teacher, DateOnly from)
    {
        var site = Guid.NewGuid();
        await faculty.ApproveBaseAsync(site, new(2020, 1, 1), new(2030, 12, 31));
        return await faculty.By().RequestPracticeAsync(teacher, new() { BaseId = site, From = from, Until = from.AddDays(5) });
    }

    private static Task FindAsync(FacultyApp faculty, Guid teacher) => faculty.By().RecordEthicsFindingAsync(
        teacher, new() { BarredFrom = Day, BarredUntil = Day.AddYears(1), Reason = "Reviewed." });
}

using System.Net;
using Contracts.FacultyCertification;
using Contracts.Platform;
using static FacultyCertification.Tests.FacultyApp;
using Testing;
using VocationalPlatform.Client.FacultyCertification;

namespace FacultyCertification.Tests;

/// <summary>What a teacher's departure ends, and from when on (D19, D45).</summary>
public sealed class DepartureTests
{
    private static readonly DateOnly LastDay = Day.AddDays(20);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, Engines]
    public async Task D45_a_seat_across_the_last_day_is_refused_with_the_day_that_passes(Engine engine)
    {
        await using var faculty = await FacultyApp.StartAsync(engine);
        var (teacher, site) = await KnownAsync(faculty);
        await faculty.DepartAsync(teacher, LastDay);

        var problem = await BookAsync(faculty, teacher, site, Day, LastDay.AddDays(1)).ShouldBeProblemAsync(
            "beyond-employment", HttpStatusCode.UnprocessableEntity);

        Assert.Equal("D19", problem.Rule);
        await BookAsync(faculty, teacher, site, Day, problem.Change("until").Date());
    }

    [Theory, Engines]
    public async Task D45_departure_ends_later_seats_at_once_and_overlapping_ones_after_the_last_day(Engine engine)
    {
        await using var faculty = await FacultyApp.StartAsync(engine);
        var (teacher, site) = await KnownAsync(faculty);
        var before = await BookedAsync(faculty, teacher, site, Day, Day.AddDays(5));
        var across = await BookedAsync(faculty, teacher, site, Day.AddDays(10), LastDay.AddDays(10));
        var after = await BookedAsync(faculty, teacher, site, LastDay.AddDays(20), LastDay.AddDays(30));
        await faculty.DepartAsync(teacher, LastDay);

        await faculty.App.SweepAsync("end of employment", Ct);
        Assert.Equal(
            ("requested", "requested", "cancelled"),
            (await StateAsync(faculty, before), await StateAsync(faculty, across), await StateAsync(faculty, after)));

        faculty.App.Today.MoveTo(LastDay.AddDays(1));
        await faculty.App.SweepAsync("end of employment", Ct);

        Assert.Equal(("requested", "cancelled"), (await StateAsync(faculty, before), await StateAsync(faculty, across)));
        Assert.Equal([after, across], (await faculty.App.PublishedAsync<PracticeCancelledV1>()).Select(told => told.Practice.Id));
    }

    [Theory, Engines]
    public async Task D19_open_application_ends_on_the_day_after_the_last_day(Engine engine)
    {
        await using var faculty = await FacultyApp.StartAsync(engine);
        var teacher = (await faculty.RegisterAsync()).Id;
        var application = await faculty.DraftAsync(teacher);
        await faculty.DepartAsync(teacher, LastDay);

        faculty.App.Today.MoveTo(LastDay);
        await faculty.App.SweepAsync("end of employment", Ct);
        Assert.Equal("draft", (await faculty.ApplicationAsync(application.Id)).State);

        faculty.App.Today.MoveTo(LastDay.AddDays(1));
        await faculty.App.SweepAsync("end of employment", Ct);
        var ended = await faculty.ApplicationAsync(application.Id);
        Assert.Equal(("withdrawn", "The teacher departed."), (ended.State, ended.WithdrawalReason));
    }

    [Theory, Engines]
    public async Task D45_departure_is_told_and_told_again_by_catch_up(Engine engine)
    {
        await using var faculty = await FacultyApp.StartAsync(engine);
        var teacher = (await faculty.RegisterAsync()).Id;
        await faculty.RegisterAsync();
        await faculty.DepartAsync(teacher, LastDay);

        await faculty.App.DeliverAsync(
            new StateRequestedV1
            {
                Requester = "industry-partnership",
                Aggregate = "faculty-certification/teacher",
                After = 0,
                OccurredAt = DateTimeOffset.UtcNow,
            });

        var told = (await faculty.App.PublishedAsync<TeacherDepartedV1>()).Select(fact => fact.Teacher).ToList();
        Assert.Equal(2, told.Count);
        Assert.Equivalent(told[0], told[1], strict: true);
        Assert.Equal((teacher, Bpc, LastDay), (told[0].Id, told[0].Institution, told[0].LastDay));
    }

    private static async Task<(Guid Teacher, Guid Site)> KnownAsync(FacultyApp faculty)
    {
        var site = Guid.NewGuid();
        await faculty.ApproveBaseAsync(site, Day.AddYears(-1), Day.AddYears(1));
        return ((await faculty.RegisterAsync()).Id, site);
    }

    private static Task<PracticeBooking> BookAsync(FacultyApp faculty, Guid teacher, Guid site, DateOnly from, DateOnly until) =>
        faculty.By().RequestPracticeAsync(teacher, new() { BaseId = site, From = from, Until = until });

    private static async Task<Guid> BookedAsync(FacultyApp faculty, Guid teacher, Guid site, DateOnly from, DateOnly until) =>
        (await BookAsync(faculty, teacher, site, from, until)).Id;

    private static async Task<string> StateAsync(FacultyApp faculty, Guid booking) =>
        (await faculty.By().GetPracticeBookingAsync(booking, Ct)).State;
}

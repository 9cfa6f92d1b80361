using Testing;
using VocationalPlatform.Client.FacultyCertification;
using static Platform.Tests.Cooperation;
using static Platform.Tests.Partner;

namespace Platform.Tests.Flow;

/// <summary>A teacher's way to a seat at a base and back with counted days (flow 4): separate processes, RabbitMQ between them, every call
/// through the gateway.</summary>
public sealed class PracticeTests(RabbitMqBroker broker)
{
    private static readonly DateOnly First = Today.AddDays(-240);

    [Theory, Engines]
    public async Task D25_of_200_parallel_requests_one_gets_the_last_seat_and_its_days_count(Engine engine)
    {
        await using var platform = await Processes.StartAsync(await broker.NewVirtualHostAsync(), engine);
        var cooperation = new Cooperation(platform, "practice");
        await cooperation.RegisterAllAsync();
        var office = cooperation.Faculty(cooperation.College, Contracts.Roles.TeacherOffice);
        var host = cooperation.Partnership(cooperation.University, Contracts.Roles.OrgAdmin);
        var site = await cooperation.ApprovedBaseAsync(capacity: 2);
        var teachers = await Task.WhenAll(Enumerable.Range(0, 201).Select(number =>
            WhenKnownAsync(key => office.RegisterTeacherAsync(Cooperation.Teacher($"T-{number}"), key))));
        var asked = new RequestPracticeRequest { BaseId = site.Id, From = First, Until = First.AddDays(199) };
        Task<PracticeBooking> AskAsync(Teacher teacher) => WhenKnownAsync(key => office.RequestPracticeAsync(teacher.Id, asked, key));
        async Task<string> StateAsync(PracticeBooking booking) => (await office.GetPracticeBookingAsync(booking.Id)).State;

        // The first seat is taken, and one is left.
        var first = await AskAsync(teachers[0]);
        await Eventually.EqualAsync("reserved", () => StateAsync(first));
        var bookings = await Task.WhenAll(teachers.Skip(1).Select(AskAsync));
        await Eventually.TrueAsync(async () => (await Task.WhenAll(bookings.Select(StateAsync))).All(state => state != "requested"));

        var states = await Task.WhenAll(bookings.Select(StateAsync));
        Assert.Equal((1, 199), (states.Count(state => state == "reserved"), states.Count(state => state == "refused")));

        // It is attended and completed at the base, and counts at home.
        var winner = bookings[Array.IndexOf(states, "reserved")];
        await host.RecordAttendanceAsync(winner.Id, 1, new() { Attended = [new() { From = First, Until = First.AddDays(184) }] });
        await host.CompleteTeacherPracticeAsync(winner.Id);
        await Eventually.EqualAsync("completed", () => StateAsync(winner));
        var method = await cooperation.PublishedMethodAsync();
        var application = await office.DraftApplicationAsync(winner.TeacherId, new()
        {
            MethodId = method.Id,
            Level = "junior",
            Evidence = [new() { Kind = "practice", BookingId = winner.Id }],
        });
        Assert.Equal(185, (await office.SubmitApplicationAsync(application.Id, new())).DaysCounted);

        // The first gives its seat up, and the next who asks has it.
        await office.CancelPracticeAsync(first.Id, new() { Reason = "Illness." });
        await Eventually.EqualAsync("cancelled", async () => (await host.GetTeacherPracticeAsync(first.Id)).State);
        var again = await AskAsync(teachers[0]);
        await Eventually.EqualAsync("reserved", () => StateAsync(again));
    }
}

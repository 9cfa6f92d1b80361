using System.Net;
using System.Text.Json;
using static Platform.Tests.Cooperation;
using Testing;

namespace Platform.Tests.Flow;

/// <summary>A teacher's way to a seat at a base and back with counted days (flow 4): separate processes, RabbitMQ between them, every call through the gateway.</summary>
public sealed class PracticeTests(RabbitMqBroker broker)
{
    private static readonly DateOnly First = Today.AddDays(-240);

    [Theory, Engines]
    public async Task D25_of_200_parallel_requests_one_gets_the_last_seat_and_its_days_count(Engine engine)
    {
        await using var platform = await Processes.StartAsync(await broker.NewVirtualHostAsync(), engine);
        var cooperation = new Cooperation(platform, "practice");
        await cooperation.RegisterAllAsync();
        var (office, host) = (cooperation.As(cooperation.College, Contracts.Roles.TeacherOffice), cooperation.As(cooperation.University, Contracts.Roles.OrgAdmin));
        var site = await host.PostAsync(
            $"{Partnership}/bases",
            new { name = "Training base", parties = new[] { cooperation.University }, field = "5G engineering", skills = new[] { "5G" }, capacity = 2, validFrom = Today.AddYears(-3), validUntil = After }).BodyAsync(HttpStatusCode.Created);
        await cooperation.As(cooperation.Authority, Contracts.Roles.Authority).PostAsync($"{Partnership}/bases/{site.Id()}/approval", new { approvedOn = Today.AddYears(-3) }).BodyAsync();
        var teachers = await Task.WhenAll(Enumerable.Range(0, 201).Select(number =>
            office.PostWhenKnownAsync($"{Faculty}/teachers", new { staffNumber = $"T-{number}", category = "specialist", employedFrom = Today.AddYears(-4) }, HttpStatusCode.Created)));
        Task<JsonElement> AskAsync(JsonElement teacher) => office.PostWhenKnownAsync($"{Faculty}/teachers/{teacher.Id()}/practice-bookings", new { baseId = site.Id(), from = First, until = First.AddDays(199) }, HttpStatusCode.Created);
        async Task<string> StateAsync(JsonElement booking) => (await office.ReadAsync($"{Faculty}/practice-bookings/{booking.Id()}")).Text("state");

        // The first seat is taken, and one is left.
        var first = await AskAsync(teachers[0]);
        await Eventually.EqualAsync("reserved", () => StateAsync(first));
        var bookings = await Task.WhenAll(teachers.Skip(1).Select(AskAsync));
        await Eventually.TrueAsync(async () => (await Task.WhenAll(bookings.Select(StateAsync))).All(state => state != "requested"));

        var states = await Task.WhenAll(bookings.Select(StateAsync));
        Assert.Equal((1, 199), (states.Count(state => state == "reserved"), states.Count(state => state == "refused")));

        // It is attended and completed at the base, and counts at home.
        var winner = bookings[Array.IndexOf(states, "reserved")];
        var practice = $"{Partnership}/teacher-practices/{winner.Id()}";
        await host.PutAsync($"{practice}/attendance", new { attended = new[] { new { from = First, until = First.AddDays(184) } } }, 1).BodyAsync();
        await host.PostAsync($"{practice}/completion").BodyAsync();
        await Eventually.EqualAsync("completed", () => StateAsync(winner));
        var method = await office.PostAsync(
            $"{Faculty}/methods",
            new { code = "dual-qualified", name = "Method", publicNoticeDays = 5, panelMembers = 2, levels = new[] { new { level = "junior", practiceDays = 180, requiredEvidence = new[] { "practice" } } } }).BodyAsync(HttpStatusCode.Created);
        await office.PostAsync($"{Faculty}/methods/{method.Id()}/publication", new { effectiveFrom = Today.AddYears(-1) }).BodyAsync();
        var application = await office.PostAsync(
            $"{Faculty}/teachers/{winner.GetProperty("teacherId").GetGuid()}/applications", new { methodId = method.Id(), level = "junior", evidence = new[] { new { kind = "practice", bookingId = winner.Id() } } }).BodyAsync(HttpStatusCode.Created);
        Assert.Equal(185, (await office.PostAsync($"{Faculty}/applications/{application.Id()}/submission", new { }).BodyAsync()).GetProperty("daysCounted").GetInt32());

        // The first gives its seat up, and the next who asks has it.
        await office.PostAsync($"{Faculty}/practice-bookings/{first.Id()}/cancellation", new { reason = "Illness." }).BodyAsync();
        await Eventually.EqualAsync("cancelled", async () => (await host.ReadAsync($"{Partnership}/teacher-practices/{first.Id()}")).Text("state"));
        var again = await AskAsync(teachers[0]);
        await Eventually.EqualAsync("reserved", () => StateAsync(again));
    }
}

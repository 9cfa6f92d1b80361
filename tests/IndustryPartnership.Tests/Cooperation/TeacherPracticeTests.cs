using System.Net;
using System.Text.Json;
using Contracts;
using Contracts.FacultyCertification;
using Contracts.IndustryPartnership;
using static IndustryPartnership.Tests.PartnershipApp;
using Testing;
using Xunit;

namespace IndustryPartnership.Tests;

/// <summary>A teacher's seat at a base: asked for by the teacher's institution, answered, attended and ended by whoever runs the base (D17,
/// D25).</summary>
public sealed class TeacherPracticeTests
{
    private const int Capacity = 2;
    private static readonly DateOnly First = new(2026, 1, 5);
    private static readonly DateOnly Last = new(2026, 2, 27);

    [Theory, Engines]
    public async Task D25_seat_is_reserved_at_an_active_base_or_refused_with_the_first_active_day(Engine engine)
    {
        await using var partnership = await StartAsync(engine);
        var site = await BaseAsync(partnership, validFrom: First);

        var early = Asked(site) with { From = First.AddDays(-1) };
        await AskAsync(partnership, early);
        var refused = await ReadAsync(partnership, early);
        Assert.Equal(("refused", "base-not-active", First), (refused.Text("state"), refused.Text("reason"), refused.Day("earliestFrom")));
        Assert.Equal(First, Assert.Single(await partnership.App.PublishedAsync<TeacherPracticeRefusedV1>()).Practice.EarliestFrom);

        var mended = early with { Id = Guid.NewGuid(), From = refused.Day("earliestFrom"), Until = early.Until.AddDays(1) };
        await AskAsync(partnership, mended);
        Assert.Equal("reserved", (await ReadAsync(partnership, mended)).Text("state"));
        Assert.Equal(mended.Id, Assert.Single(await partnership.App.PublishedAsync<TeacherPracticeReservedV1>()).Practice.Id);

        var nowhere = Asked(Guid.NewGuid());
        await AskAsync(partnership, nowhere);
        Assert.Equal("base-unknown", (await ReadAsync(partnership, nowhere)).Text("reason"));
    }

    [Theory, Engines]
    public async Task D25_of_200_at_once_one_has_the_last_seat(Engine engine)
    {
        await using var partnership = await StartAsync(engine);
        var site = await BaseAsync(partnership);
        await AskAsync(partnership, Asked(site));
        PracticeV1[] asked = [.. Enumerable.Range(0, 200)
            .Select(number => Asked(site) with { From = First.AddDays(number % 7), Until = Last.AddDays(number % 5) })];

        await Task.WhenAll(asked.Select(practice => Task.Run(() => AskAsync(partnership, practice))));

        Assert.Equal(Capacity, (await partnership.App.PublishedAsync<TeacherPracticeReservedV1>()).Count);
        var refused = await partnership.App.PublishedAsync<TeacherPracticeRefusedV1>();
        Assert.Equal(199, refused.Count);
        Assert.All(refused, fact => Assert.Equal("no-seat", fact.Practice.Reason));
        var seats = await partnership.Authority.GetAsync($"{Api}/bases/{site}/seats?from={First.AddDays(7):O}&until={Last:O}").BodyAsync();
        Assert.Equal((Capacity, Capacity, 0), (seats.GetProperty("capacity")
            .GetInt32(), seats.GetProperty("reserved").GetInt32(), seats.GetProperty("free").GetInt32()));
    }

    [Theory, Engines]
    public async Task D25_seat_given_up_by_either_side_is_free_again(Engine engine)
    {
        await using var partnership = await StartAsync(engine);
        var site = await BaseAsync(partnership);
        var (first, second) = (Asked(site), Asked(site));
        foreach (var practice in new[] { first, second }) await AskAsync(partnership, practice);
        Assert.Equal("no-seat", await StateOfNewAsync());

        await AskAsync(partnership, first with { State = "cancelled", Version = 2 });
        Assert.Equal("reserved", await StateOfNewAsync());
        Assert.Equal("no-seat", await StateOfNewAsync());
        await partnership.OrgAdmin(Ncut)
            .PostAsync($"{Api}/teacher-practices/{second.Id}/cancellation", new { reason = "The hall is closed." })
            .BodyAsync();
        Assert.Equal("reserved", await StateOfNewAsync());
        Assert.Equal(
            [first.Id, second.Id], (await partnership.App.PublishedAsync<TeacherPracticeCancelledV1>()).Select(fact => fact.Practice.Id));

        async Task<string> StateOfNewAsync()
        {
            var practice = Asked(site);
            await AskAsync(partnership, practice);
            var answered = await ReadAsync(partnership, practice);
            return answered.GetProperty("reason").GetString() ?? answered.Text("state");
        }
    }

    [Theory, Engines]
    public async Task D17_attended_days_are_past_or_present_in_the_seat_and_the_others_are_named(Engine engine)
    {
        await using var partnership = await StartAsync(engine);
        var practice = Asked(await BaseAsync(partnership)) with { Until = Day.AddDays(30) };
        await AskAsync(partnership, practice);

        var problem = await AttendAsync(
            partnership,
            practice,
            1,
            (First.AddDays(-3), First.AddDays(4)),
            (First.AddDays(2), First.AddDays(9)),
            (Day.AddDays(-1), Day.AddDays(1)))
            .ShouldBeProblemAsync("cannot-attend-then", HttpStatusCode.UnprocessableEntity);
        Assert.Equal("D17", problem.Rule());
        var passing = DaysOf(problem.GetProperty("change"));
        Assert.Equal([(First, First.AddDays(9)), (Day.AddDays(-1), Day)], passing);

        var recorded = await AttendAsync(partnership, practice, 1, passing).BodyAsync();
        Assert.Equal(passing, DaysOf(recorded));
        // It is corrected by the whole of it, at the version that was read.
        await AttendAsync(partnership, practice, 1, passing[0]).ShouldBeProblemAsync(
            "precondition-failed", HttpStatusCode.PreconditionFailed);
        Assert.Equal([passing[0]], DaysOf(await AttendAsync(partnership, practice, 2, passing[0]).BodyAsync()));
    }

    [Theory, Engines]
    public async Task D17_practice_is_completed_with_its_attended_days_in_the_event(Engine engine)
    {
        await using var partnership = await StartAsync(engine);
        var site = await BaseAsync(partnership);
        var practice = Asked(site);
        await AskAsync(partnership, practice);

        var empty = await CompleteAsync(partnership, practice).ShouldBeProblemAsync("nothing-attended", HttpStatusCode.UnprocessableEntity);
        await partnership.OrgAdmin(Ncut)
            .PutAsync(empty.Change("attendance")
                .GetString()!, new { attended = new[] { new { from = First, until = First.AddDays(9) } } }, 1)
            .BodyAsync();
        var attended = await partnership
            .OrgAdmin(Ncut)
            .PostAsync($"{Api}/teacher-practices/{practice.Id}/cancellation", new { reason = "Too late." })
            .ShouldBeProblemAsync("days-attended", HttpStatusCode.Conflict);
        var completed = await partnership.OrgAdmin(Ncut).PostAsync(attended.Change("completion").GetString()!).BodyAsync();

        // The seat is free from the day after the last that was attended.
        Assert.Equal(("completed", First.AddDays(9)), (completed.Text("state"), completed.Day("until")));
        var fact = Assert.Single(await partnership.App.PublishedAsync<TeacherPracticeCompletedV1>()).Practice;
        Assert.Equal([(First, First.AddDays(9))], fact.Attended.Select(days => (days.From, days.Until)));
        foreach (var number in Enumerable.Range(0, Capacity)) await AskAsync(partnership, Asked(site) with { From = First.AddDays(10) });
        Assert.Empty(await partnership.App.PublishedAsync<TeacherPracticeRefusedV1>());
        foreach (var path in new[] { "completion", "cancellation" })
        {
            await partnership.OrgAdmin(Ncut)
                .PostAsync($"{Api}/teacher-practices/{practice.Id}/{path}", path == "completion" ? null : new { reason = "Again." })
                .ShouldBeProblemAsync("teacher-practice-state", HttpStatusCode.Conflict);
        }
        await AttendAsync(partnership, practice, completed.Version(), (First, First)).ShouldBeProblemAsync(
            "teacher-practice-state", HttpStatusCode.Conflict);
    }

    [Theory, Engines]
    public async Task D17_late_cancellation_keeps_the_attended_days(Engine engine)
    {
        await using var partnership = await StartAsync(engine);
        var practice = Asked(await BaseAsync(partnership));
        await AskAsync(partnership, practice);
        await AttendAsync(partnership, practice, 1, (First, First.AddDays(4))).BodyAsync();

        await AskAsync(partnership, practice with { State = "cancelled", Version = 2 });

        Assert.Equal(
            ("completed", First.AddDays(4)),
            ((await ReadAsync(partnership, practice)).Text("state"), Assert.Single(
                await partnership.App.PublishedAsync<TeacherPracticeCompletedV1>()).Practice.Until));
    }

    [Theory, Engines]
    public async Task D25_suspended_base_gives_up_its_seats_and_keeps_attended_days(Engine engine)
    {
        await using var partnership = await StartAsync(engine);
        var site = await BaseAsync(partnership);
        var (attended, waiting) = (Asked(site) with { Until = Day.AddDays(10) }, Asked(site) with { From = Day, Until = Day.AddDays(10) });
        foreach (var practice in new[] { attended, waiting }) await AskAsync(partnership, practice);
        await AttendAsync(partnership, attended, 1, (First, First.AddDays(4))).BodyAsync();

        await AttendAsync(partnership, attended, 2, (First, First.AddDays(4)), (Day.AddDays(-4), Day)).BodyAsync();

        // On the days from which on it was not active nobody was there, so that it could count.
        await partnership.Authority.PostAsync(
            $"{Api}/bases/{site}/suspension", new { reason = "Inspection.", suspendedOn = Day.AddDays(-2) }).BodyAsync();
        Assert.Equal([(First, First.AddDays(4)), (Day.AddDays(-4), Day.AddDays(-3))], DaysOf(await ReadAsync(partnership, attended)));

        Assert.Equal(
            ("completed", "cancelled"),
            ((await ReadAsync(partnership, attended)).Text("state"), (await ReadAsync(partnership, waiting)).Text("state")));
        var late = Asked(site) with { From = Day, Until = Day };
        await AskAsync(partnership, late);
        Assert.Equal("base-not-active", (await ReadAsync(partnership, late)).Text("reason"));
    }

    [Theory, Engines]
    public async Task Base_parties_and_institution_read_a_practice_as_of_a_day(Engine engine)
    {
        await using var partnership = await StartAsync(engine);
        var practice = Asked(await BaseAsync(partnership));
        await AskAsync(partnership, practice);
        partnership.App.Today.MoveTo(Day.AddDays(5));
        await AttendAsync(partnership, practice, 1, (First, First)).BodyAsync();

        var path = $"{Api}/teacher-practices/{practice.Id}";
        Assert.Equal(0, (await partnership.App.As(Bpc, Roles.TeacherOffice).GetAsync($"{path}?asOf={Day:O}").BodyAsync())
            .GetProperty("attended")
            .GetArrayLength());
        Assert.Equal(["reserved", "attendance recorded"], (await partnership.OrgAdmin(Ncut).GetAsync($"{path}/history").BodyAsync())
            .GetProperty("items")
            .EnumerateArray()
            .Select(change => change.Text("action")));
        await partnership.OrgAdmin(Ncut).GetAsync($"{path}?knownOn={Day.AddDays(-1):O}")
            .ShouldBeProblemAsync("not-found", HttpStatusCode.NotFound);
        foreach (var hidden in new[] { path, $"{path}/history" })
        {
            await partnership.OrgAdmin(ShougangIt).GetAsync(hidden).ShouldBeProblemAsync("not-found", HttpStatusCode.NotFound);
        }
        await partnership.Coordinator(Bpc).PostAsync($"{path}/completion")
            .ShouldBeProblemAsync("not-your-teacher-practice", HttpStatusCode.Forbidden);
        foreach (var (query, count) in new[]
        {
            ($"baseId={practice.BaseId}", 1),
            ($"institution={Ncut}", 0),
            ("state=reserved", 1),
            ($"day={Last.AddDays(1):O}", 0),
            ($"day={Last:O}", 1),
        })
        {
            Assert.Equal(count, (await partnership.OrgAdmin(Ncut).GetAsync($"{Api}/teacher-practices?{query}").BodyAsync())
                .GetProperty("items")
                .GetArrayLength());
        }
    }

    private static PracticeV1 Asked(Guid site) =>
        new()
        {
            Id = Guid.NewGuid(),
            TeacherId = Guid.NewGuid(),
            Institution = Bpc,
            BaseId = site,
            From = First,
            Until = Last,
            State = "requested",
            Version = 1,
        };

    private static async Task<Guid> BaseAsync(PartnershipApp partnership, DateOnly? validFrom = null)
    {
        var from = validFrom ?? new DateOnly(2025, 1, 1);
        var site = await partnership.OrgAdmin(Ncut).PostAsync(
            $"{Api}/bases",
            new
            {
                name = "5G base",
                parties = new[] { Ncut },
                field = "5G engineering",
                skills = new[] { "5G" },
                capacity = Capacity,
                validFrom = from,
                validUntil = new DateOnly(2030, 12, 31),
            }).BodyAsync(HttpStatusCode.Created);
        await partnership.Authority.PostAsync($"{Api}/bases/{site.Id()}/approval", new { approvedOn = from }).BodyAsync();
        return site.Id();
    }

    private static Task AskAsync(PartnershipApp partnership, PracticeV1 practice) => partnership.App.DeliverAsync(
        practice.State == "cancelled"
            ? new PracticeCancelledV1 { OccurredAt = DateTimeOffset.UnixEpoch, Practice = practice }
            : (object)new PracticeRequestedV1 { OccurredAt = DateTimeOffset.UnixEpoch, Practice = practice });

    // By its own institution, which sees it also where the base is unknown.
    private static Task<JsonElement> ReadAsync(PartnershipApp partnership, PracticeV1 practice) =>
        partnership.App.As(Bpc, Roles.TeacherOffice).GetAsync($"{Api}/teacher-practices/{practice.Id}").BodyAsync();

    private static Task<HttpResponseMessage> AttendAsync(
        PartnershipApp partnership, PracticeV1 practice, int version, params (DateOnly From, DateOnly Until)[] days) =>
        partnership.OrgAdmin(Ncut).PutAsync(
            $"{Api}/teacher-practices/{practice.Id}/attendance",
            new { attended = days.Select(period => new { from = period.From, until = period.Until }) },
            version);

    private static Task<HttpResponseMessage> CompleteAsync(PartnershipApp partnership, PracticeV1 practice) =>
        partnership.OrgAdmin(Ncut).PostAsync($"{Api}/teacher-practices/{practice.Id}/completion");

    private static (DateOnly, DateOnly)[] DaysOf(JsonElement thing) =>
        [.. thing.GetProperty("attended").EnumerateArray().Select(days => (days.Day("from"), days.Day("until")))];
}

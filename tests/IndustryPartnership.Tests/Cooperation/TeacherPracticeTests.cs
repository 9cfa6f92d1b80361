using System.Net;
using Contracts;
using Contracts.FacultyCertification;
using Contracts.IndustryPartnership;
using static IndustryPartnership.Tests.PartnershipApp;
using Testing;
using VocationalPlatform.Client.IndustryPartnership;
using Xunit;

namespace IndustryPartnership.Tests;

/// <summary>A teacher's seat at a base: asked for by the teacher's institution, answered, attended and ended by whoever runs the base (D17,
/// D25).</summary>
public sealed class TeacherPracticeTests
{
    internal const int Capacity = 2;
    internal static readonly DateOnly First = new(2026, 1, 5);
    private static readonly DateOnly Last = new(2026, 2, 27);

    [Theory, Engines]
    public async Task D25_seat_is_reserved_at_an_active_base_or_refused_with_the_first_active_day(Engine engine)
    {
        await using var partnership = await StartAsync(engine);
        var site = await BaseAsync(partnership, validFrom: First);

        var early = Asked(site) with { From = First.AddDays(-1) };
        await AskAsync(partnership, early);
        var refused = await ReadAsync(partnership, early);
        Assert.Equal(("refused", "base-not-active", First), (refused.State, refused.Reason, refused.EarliestFrom));
        Assert.Equal(First, Assert.Single(await partnership.App.PublishedAsync<TeacherPracticeRefusedV1>()).Practice.EarliestFrom);

        var mended = early with { Id = Guid.NewGuid(), From = refused.EarliestFrom!.Value, Until = early.Until.AddDays(1) };
        await AskAsync(partnership, mended);
        Assert.Equal("reserved", (await ReadAsync(partnership, mended)).State);
        Assert.Equal(mended.Id, Assert.Single(await partnership.App.PublishedAsync<TeacherPracticeReservedV1>()).Practice.Id);

        var nowhere = Asked(Guid.NewGuid());
        await AskAsync(partnership, nowhere);
        Assert.Equal("base-unknown", (await ReadAsync(partnership, nowhere)).Reason);
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
        var seats = await partnership.Authority.GetBaseSeatsAsync(site, from: First.AddDays(7), until: Last);
        Assert.Equal((Capacity, Capacity, 0), (seats.Capacity, seats.Reserved, seats.Free));
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
            .CancelTeacherPracticeAsync(second.Id, new() { Reason = "The hall is closed." });
        Assert.Equal("reserved", await StateOfNewAsync());
        Assert.Equal(
            [first.Id, second.Id], (await partnership.App.PublishedAsync<TeacherPracticeCancelledV1>()).Select(fact => fact.Practice.Id));

        async Task<string> StateOfNewAsync()
        {
            var practice = Asked(site);
            await AskAsync(partnership, practice);
            var answered = await ReadAsync(partnership, practice);
            return answered.Reason ?? answered.State;
        }
    }

    [Theory, Engines]
    public async Task D25_suspended_base_gives_up_its_seats_and_keeps_attended_days(Engine engine)
    {
        await using var partnership = await StartAsync(engine);
        var site = await BaseAsync(partnership);
        var (attended, waiting) = (Asked(site) with { Until = Day.AddDays(10) }, Asked(site) with { From = Day, Until = Day.AddDays(10) });
        foreach (var practice in new[] { attended, waiting }) await AskAsync(partnership, practice);
        await AttendAsync(partnership, attended, 1, (First, First.AddDays(4)));

        await AttendAsync(partnership, attended, 2, (First, First.AddDays(4)), (Day.AddDays(-4), Day));

        // On the days from which on it was not active nobody was there, so that it could count.
        await partnership.Authority.SuspendBaseAsync(site, new() { Reason = "Inspection.", SuspendedOn = Day.AddDays(-2) });
        Assert.Equal([(First, First.AddDays(4)), (Day.AddDays(-4), Day.AddDays(-3))], DaysOf(await ReadAsync(partnership, attended)));

        Assert.Equal(
            ("completed", "cancelled"),
            ((await ReadAsync(partnership, attended)).State, (await ReadAsync(partnership, waiting)).State));
        var late = Asked(site) with { From = Day, Until = Day };
        await AskAsync(partnership, late);
        Assert.Equal("base-not-active", (await ReadAsync(partnership, late)).Reason);
    }

    [Theory, Engines]
    public async Task Base_parties_and_institution_read_a_practice_as_of_a_day(Engine engine)
    {
        await using var partnership = await StartAsync(engine);
        var practice = Asked(await BaseAsync(partnership));
        await AskAsync(partnership, practice);
        partnership.App.Today.MoveTo(Day.AddDays(5));
        await AttendAsync(partnership, practice, 1, (First, First));

        Assert.Empty((await partnership.By(Bpc, Roles.TeacherOffice).GetTeacherPracticeAsync(practice.Id, asOf: Day)).Attended);
        Assert.Equal(["reserved", "attendance recorded"], (await partnership.OrgAdmin(Ncut).GetTeacherPracticeHistoryAsync(practice.Id))
            .Items.Select(change => change.Action));
        await partnership.OrgAdmin(Ncut).GetTeacherPracticeAsync(practice.Id, knownOn: Day.AddDays(-1))
            .ShouldBeProblemAsync("not-found", HttpStatusCode.NotFound);
        var stranger = partnership.OrgAdmin(ShougangIt);
        await stranger.GetTeacherPracticeAsync(practice.Id).ShouldBeProblemAsync("not-found", HttpStatusCode.NotFound);
        await stranger.GetTeacherPracticeHistoryAsync(practice.Id).ShouldBeProblemAsync("not-found", HttpStatusCode.NotFound);
        await partnership.Coordinator(Bpc).CompleteTeacherPracticeAsync(practice.Id)
            .ShouldBeProblemAsync("not-your-teacher-practice", HttpStatusCode.Forbidden);
        var ncut = partnership.OrgAdmin(Ncut);
        foreach (var (practices, count) in new[]
        {
            (ncut.ListTeacherPracticesAsync(baseId: practice.BaseId), 1),
            (ncut.ListTeacherPracticesAsync(institution: Ncut), 0),
            (ncut.ListTeacherPracticesAsync(state: "reserved"), 1),
            (ncut.ListTeacherPracticesAsync(day: Last.AddDays(1)), 0),
            (ncut.ListTeacherPracticesAsync(day: Last), 1),
        })
        {
            Assert.Equal(count, (await practices).Items.Count);
        }
    }

    internal static PracticeV1 Asked(Guid site) =>
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

    internal static async Task<Guid> BaseAsync(PartnershipApp partnership, DateOnly? validFrom = null)
    {
        var from = validFrom ?? new DateOnly(2025, 1, 1);
        var site = await partnership.OrgAdmin(Ncut).ProposeBaseAsync(new()
        {
            Name = "5G base",
            Parties = [Ncut],
            Field = "5G engineering",
            Skills = ["5G"],
            Capacity = Capacity,
            ValidFrom = from,
            ValidUntil = new DateOnly(2030, 12, 31),
        });
        await partnership.Authority.ApproveBaseAsync(site.Id, new() { ApprovedOn = from });
        return site.Id;
    }

    internal static Task AskAsync(PartnershipApp partnership, PracticeV1 practice) => partnership.App.DeliverAsync(
        practice.State == "cancelled"
            ? new PracticeCancelledV1 { OccurredAt = DateTimeOffset.UnixEpoch, Practice = practice }
            : (object)new PracticeRequestedV1 { OccurredAt = DateTimeOffset.UnixEpoch, Practice = practice });

    // By its own institution, which sees it also where the base is unknown.
    internal static Task<TeacherPractice> ReadAsync(PartnershipApp partnership, PracticeV1 practice) =>
        partnership.By(Bpc, Roles.TeacherOffice).GetTeacherPracticeAsync(practice.Id);

    internal static Task<TeacherPractice> AttendAsync(
        PartnershipApp partnership, PracticeV1 practice, int version, params (DateOnly From, DateOnly Until)[] days) =>
        partnership.OrgAdmin(Ncut).RecordAttendanceAsync(practice.Id, version, Attended(days));

    internal static RecordAttendanceRequest Attended(params (DateOnly From, DateOnly Until)[] days) =>
        new() { Attended = [.. days.Select(period => new RecordAttendanceDays { From = period.From, Until = period.Until })] };

    internal static (DateOnly, DateOnly)[] DaysOf(TeacherPractice practice) =>
        [.. practice.Attended.Select(days => (days.From, days.Until))];
}

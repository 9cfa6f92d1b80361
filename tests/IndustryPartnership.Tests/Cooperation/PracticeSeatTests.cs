using Contracts.FacultyCertification;
using Contracts.IndustryPartnership;
using CsCheck;
using IndustryPartnership.Cooperation.TeacherPractices;
using Kernel;
using static IndustryPartnership.Tests.PartnershipApp;
using Testing;
using Xunit;

namespace IndustryPartnership.Tests;

/// <summary>D25 over many cases: seats against a count of days one by one, and news in any order.</summary>
public sealed class PracticeSeatTests
{
    private static readonly DateOnly First = new(2026, 1, 1);

    private static readonly Gen<Period> Days =
        from start in Gen.Int[0, 30]
        from length in Gen.Int[1, 12]
        select new Period(
            First.AddDays(start), First.AddDays(start + length - 1));

    [Fact]
    public void D25_seat_needs_room_on_each_day_and_the_suggested_day_passes() =>
        (from asked in Days from capacity in Gen.Int[1, 3] from active in Days.List[0, 4] from taken in Days.List[0, 8] select (asked, capacity, active, taken)).Sample(@case =>
        {
            var (asked, capacity, active, taken) = @case;
            var answer = PracticeSeats.Judge(asked, capacity, active, taken);

            Assert.Equal(HasSeat(asked), answer.Reason is null);
            var later = Enumerable.Range(1, 60).Select(asked.From.AddDays).Cast<DateOnly?>()
                .FirstOrDefault(day => HasSeat(new Period(day!.Value, day.Value.AddDays(asked.Days - 1))));
            Assert.Equal(answer.Reason is null ? null : later, answer.EarliestFrom);

            bool HasSeat(Period days) =>
                Each(days).All(day => active.Any(period => period.Covers(day)) && taken.Count(seat => seat.Covers(day)) < capacity);
        });

    [Fact]
    public void D17_attended_days_are_past_or_present_within_the_seat_and_an_active_period() =>
        (from attended in Days.List[0, 4] from seat in Days from active in Days.List[0, 4] from today in Gen.Int[0, 40] select (attended, seat, active, First.AddDays(today))).Sample(@case =>
        {
            var (attended, seat, active, today) = @case;
            var isLawful = attended.SelectMany(Each)
                .All(day => day <= today && seat.Covers(day) && active.Any(period => period.Covers(day)));

            Assert.Equal(isLawful, Attendance.Judge(attended, seat, active, today).Passes);
        });

    [Fact]
    public void Merged_periods_have_the_same_days_in_order_and_do_not_touch() => Days.List[0, 8].Sample(periods =>
    {
        var merged = Period.Merge(periods);

        Assert.Equal(periods.SelectMany(Each).Distinct().Order(), merged.SelectMany(Each));
        Assert.All(merged.Zip(merged.Skip(1)), pair => Assert.True(pair.First.Until.AddDays(1) < pair.Second.From));
    });

    [Theory, Engines]
    public async Task Requests_and_cancellations_in_any_order_leave_the_same_seats(Engine engine)
    {
        await using var partnership = await StartAsync(engine);
        var site = await partnership.OrgAdmin(Ncut).ProposeBaseAsync(new()
        {
            Name = "5G base",
            Parties = [Ncut],
            Field = "5G engineering",
            Skills = ["5G"],
            Capacity = 1,
            ValidFrom = First,
            ValidUntil = First.AddYears(60),
        });
        await partnership.Authority.ApproveBaseAsync(site.Id, new() { ApprovedOn = First });
        var year = 0;

        // Four ask for the one seat, two of them give up: whoever has it in the end, it is one of the others, or nobody.
        await Gen.Shuffle(new[] { 1, 2, 3, 4, 5, 6, 1, 2, 3, 4, 5, 6 }).SampleAsync(
            async order =>
            {
                // Each history in a year of its own, so that they share no days.
                var from = First.AddYears(year++);
                Guid[] ids = [.. Enumerable.Range(0, 4).Select(_ => Guid.NewGuid())];
                foreach (var news in order)
                {
                    var practice = new PracticeV1
                    {
                        Id = ids[(news - 1) % 4],
                        TeacherId = Guid.NewGuid(),
                        Institution = Bpc,
                        BaseId = site.Id,
                        From = from,
                        Until = from.AddDays(30),
                        State = news > 4 ? "cancelled" : "requested",
                        Version = news > 4 ? 2 : 1,
                    };
                    await partnership.App.DeliverAsync(news > 4 ? new PracticeCancelledV1
                    {
                        OccurredAt = DateTimeOffset.UnixEpoch,
                        Practice = practice,
                    } : (object)new PracticeRequestedV1 { OccurredAt = DateTimeOffset.UnixEpoch, Practice = practice });
                }
                var states = (await partnership.App.Db.QueryAsync<Kept>(
                    """
                    SELECT id, state
                    FROM partnership.teacher_practice
                    WHERE starts_on = @from
                    """,
                    new { from })).ToDictionary(row => row.Id, row => row.State);
                Assert.Equal(4, states.Count);
                Assert.All(
                    ids[..2], id => Assert.Contains(states[id], new[] { TeacherPracticeState.Cancelled, TeacherPracticeState.Refused }));
                Assert.All(
                    ids[2..], id => Assert.Contains(states[id], new[] { TeacherPracticeState.Reserved, TeacherPracticeState.Refused }));
                Assert.InRange(states.Values.Count(state => state == TeacherPracticeState.Reserved), 0, 1);
            },
            iter: 30, threads: 1);
    }

    private static IEnumerable<DateOnly> Each(Period days) => Enumerable.Range(0, days.Days).Select(days.From.AddDays);

    private sealed record Kept
    {
        public Guid Id { get; init; }
        public string State { get; init; } = "";
    }
}

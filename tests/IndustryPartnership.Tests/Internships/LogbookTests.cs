using System.Net;
using Contracts;
using CsCheck;
using IndustryPartnership.Internships.Law;
using Kernel;
using static IndustryPartnership.Tests.LogbookSteps;
using static IndustryPartnership.Tests.PartnershipApp;
using Testing;
using VocationalPlatform.Client.IndustryPartnership;
using Xunit;

namespace IndustryPartnership.Tests;

public sealed class LogbookTests
{
    private static readonly DateOnly FirstDay = new(2026, 2, 1);
    private static readonly DateOnly Week = new(2026, 2, 2);

    [Theory, Engines]
    public async Task D39_a_week_is_written_returned_changed_and_signed_and_then_stays_as_it_is(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        var placement = await MentoredAsync(partnership);
        var path = $"{Api}/placements/{placement.Id}/logbook/{Week:O}";

        var written = await partnership.LogAsync(placement, Week, Week.AddDays(2));
        Assert.Equal(("written", 1, Week), (written.State, written.Version, written.WeekOf));
        var twice = await partnership.LogAsync(placement, Week.AddDays(1)).ShouldBeProblemAsync("week-written", HttpStatusCode.Conflict);
        Assert.Equal(("D39", path), (twice.Rule, twice.Change("change").GetString()));

        await partnership.AsMentor().ReturnLogbookAsync(placement.Id, $"{Week:O}", new() { Comment = "" })
            .ShouldBeProblemAsync("validation", HttpStatusCode.BadRequest);
        var returned = await partnership.AsMentor().ReturnLogbookAsync(placement.Id, $"{Week:O}", new() { Comment = "Say which drone." });
        Assert.Equal(("returned", "Say which drone.", 2), (returned.State, returned.Comment, returned.Version));
        Assert.Equal("D39", (await partnership.SignLogAsync(returned)
            .ShouldBeProblemAsync("logbook-state", HttpStatusCode.Conflict)).Rule);
        await partnership.AsMentor().ReturnLogbookAsync(placement.Id, $"{Week:O}", new() { Comment = "Again." })
            .ShouldBeProblemAsync("logbook-state", HttpStatusCode.Conflict);

        var learner = partnership.AsLearner(placement.LearnerId);
        await learner.ChangeLogbookAsync(placement.Id, $"{Week:O}", 1, Days((Week, 7.25m)))
            .ShouldBeProblemAsync("precondition-failed", HttpStatusCode.PreconditionFailed);
        var changed = await learner.ChangeLogbookAsync(placement.Id, $"{Week:O}", 2, Days((Week, 7.25m), (Week.AddDays(1), 8)));
        Assert.Equal(
            ("written", null, 3), (changed.State, changed.Comment, changed.Version));
        // Nobody signs what was changed meanwhile.
        var stale = await partnership.SignLogAsync(returned).ShouldBeProblemAsync("logbook-changed", HttpStatusCode.Conflict);
        var signed = await partnership.AsMentor().SignLogbookAsync(
            placement.Id, $"{Week:O}", new() { Version = stale.Change("version").GetInt32() });
        Assert.Equal(("signed", Day, Mentor), (signed.State, signed.SignedOn, signed.SignedBy));

        await learner.ChangeLogbookAsync(placement.Id, $"{Week:O}", signed.Version, Days((Week, 1m)))
            .ShouldBeProblemAsync("logbook-signed", HttpStatusCode.Conflict);
        await partnership.SignLogAsync(signed).ShouldBeProblemAsync("logbook-signed", HttpStatusCode.Conflict);
        await partnership.AsMentor().ReturnLogbookAsync(placement.Id, $"{Week:O}", new() { Comment = "No." })
            .ShouldBeProblemAsync("logbook-signed", HttpStatusCode.Conflict);
        var read = await partnership.Coordinator(Bpc).GetLogbookAsync(placement.Id, $"{Week:O}");
        Assert.Equal([(Week, 7.25m), (Week.AddDays(1), 8m)], read.Days
            .Select(day => (day.Date, day.Hours)));
    }

    [Theory, Engines]
    public async Task D39_logbook_has_only_past_or_present_working_days(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        var placement = await MentoredAsync(partnership, FirstDay.AddDays(2));
        var (learner, coordinator) = (partnership.AsLearner(placement.LearnerId), partnership.Coordinator(Bpc));
        await coordinator.PausePlacementAsync(placement.Id, new() { Reason = "Illness.", PausedOn = FirstDay.AddDays(4) });
        await coordinator.ResumePlacementAsync(placement.Id, new() { ResumedOn = FirstDay.AddDays(6) });

        // From Monday to Sunday, by another name: the 3rd, 4th, 7th and 8th had work.
        var refused = await learner.WriteLogbookAsync(placement.Id, Entry(Week.AddDays(3), [.. Enumerable.Range(0, 7)
            .Select(day => (Week.AddDays(day), 8m))])).ShouldBeProblemAsync("cannot-log-then", HttpStatusCode.UnprocessableEntity);
        var passing = refused.Change("days").EnumerateArray().Select(day => day.Day()).ToList();
        Assert.Equal(("D39", Week), (refused.Rule, refused.Change("weekOf").Day()));
        Assert.Equal([FirstDay.AddDays(2), FirstDay.AddDays(3), FirstDay.AddDays(6), FirstDay.AddDays(7)], passing);
        var written = await learner.WriteLogbookAsync(
            placement.Id, Entry(refused.Change("weekOf").Day(), [.. passing.Select(day => (day, 8m))]));
        await learner.ChangeLogbookAsync(placement.Id, $"{Week:O}", written.Version, Days((FirstDay.AddDays(4), 8)))
            .ShouldBeProblemAsync("cannot-log-then", HttpStatusCode.UnprocessableEntity);
        // Not of tomorrow; nor a day twice, a day of 25 hours or a thousandth of an hour.
        var tomorrow = await learner.WriteLogbookAsync(placement.Id, Entry(LogbookWeek.MondayOf(Day.AddDays(1)), (Day.AddDays(1), 8)))
            .ShouldBeProblemAsync("cannot-log-then", HttpStatusCode.UnprocessableEntity);
        Assert.Null(tomorrow.Change);
        foreach (var (_, wrong) in new[]
        {
            ("twice", Entry(Week.AddDays(7), (Week.AddDays(7), 8), (Week.AddDays(7), 1))),
            ("too long", Entry(Week.AddDays(7), (Week.AddDays(7), 25))),
            ("too exact", Entry(Week.AddDays(7), (Week.AddDays(7), 0.001m))),
        })
        {
            await learner.WriteLogbookAsync(placement.Id, wrong).ShouldBeProblemAsync("validation", HttpStatusCode.BadRequest);
        }

        // What was stopped is brought up to date; what never began, or is planned, has no logbook.
        await partnership.StopAsync(placement, Day.AddDays(-1));
        await learner.WriteLogbookAsync(placement.Id, Entry(LogbookWeek.MondayOf(Day), (Day, 8)))
            .ShouldBeProblemAsync("cannot-log-then", HttpStatusCode.UnprocessableEntity);
        await partnership.SignLogAsync(await partnership.LogAsync(placement, Day.AddDays(-1)));
        var planned = await partnership.AcceptedAsync(await partnership.OpenAsync(
            await partnership.ApprovedSlotAsync()), await partnership.EnrolledLearnerAsync());
        await partnership.LogAsync(planned, Week).ShouldBeProblemAsync("placement-state", HttpStatusCode.Conflict);
        await partnership.StopAsync(planned);
        await partnership.LogAsync(planned, Week).ShouldBeProblemAsync("placement-state", HttpStatusCode.Conflict);
    }

    [Theory, Engines]
    public async Task D39_only_the_mentor_signs_and_the_parties_read_page_by_page(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        var placement = await MentoredAsync(partnership);
        var last = await partnership.LogAsync(placement, Week.AddDays(14));
        foreach (var week in new[] { Week.AddDays(7), Week }) await partnership.LogAsync(placement, week);

        var another = partnership.AsMentor("another");
        await another.SignLogbookAsync(placement.Id, $"{last.WeekOf:O}", new() { Version = 1 })
            .ShouldBeProblemAsync("not-found", HttpStatusCode.NotFound);
        await another.ListLogbookAsync(placement.Id).ShouldBeProblemAsync("not-found", HttpStatusCode.NotFound);
        // Who manages internships and is a mentor of others sees the placement, and still is not its mentor.
        var both = new IndustryPartnershipClient(partnership.App.With(partnership.App.Mint(
            issuer => issuer.Token(Dji, [Roles.InternshipManager, Roles.Mentor], person: "another", clientId: "both"))));
        var problem = await both.SignLogbookAsync(placement.Id, $"{last.WeekOf:O}", new() { Version = 1 })
            .ShouldBeProblemAsync("not-your-placement", HttpStatusCode.Forbidden);
        Assert.Equal(Mentor, problem.Fact("mentor").GetString());
        foreach (var reader in new[]
        {
            partnership.Coordinator(Bpc),
            partnership.Manager(Dji),
            partnership.AsLearner(placement.LearnerId),
            partnership.AsMentor(),
        })
        {
            var first = await reader.ListLogbookAsync(placement.Id, limit: 2);
            var rest = await reader.ListLogbookAsync(placement.Id, limit: 2, cursor: first.Next);
            Assert.Equal((2, 1), (first.Items.Count, rest.Items.Count));
            Assert.Equal(
                [Week, Week.AddDays(7), Week.AddDays(14)], first.Items.Concat(rest.Items).Select(entry => entry.WeekOf));
        }
        await partnership.Coordinator(Ncut).ListLogbookAsync(placement.Id).ShouldBeProblemAsync("not-found", HttpStatusCode.NotFound);
        await partnership.Coordinator(Bpc).GetLogbookAsync(placement.Id, "2026-02-23")
            .ShouldBeProblemAsync("not-found", HttpStatusCode.NotFound);
    }

    [Fact]
    public void D39_days_suggested_by_a_refusal_pass() =>
        Gen.Select(
            Gen.Int[0, 40],
            Gen.Int[-8, 8].Array[1, 7],
            Gen.Int[0, 40],
            Gen.Int[0, 40],
            Gen.Int[0, 40],
            Gen.Int[0, 9],
            Gen.Int[0, 40]).Sample((weekOf, offsets, from, until, pausedOn, pausedDays, today) =>
        {
            var days = offsets.Distinct().Select(offset => FirstDay.AddDays(weekOf + offset)).ToList();
            IReadOnlyList<Period> paused = [new(FirstDay.AddDays(pausedOn), FirstDay.AddDays(pausedOn + pausedDays - 1))];
            var (placement, now) = (new Period(FirstDay.AddDays(from), FirstDay.AddDays(until)), FirstDay.AddDays(today));

            var verdict = LogbookWeek.Judge(FirstDay.AddDays(weekOf), days, placement, paused, now);

            if (verdict.Passes)
            {
                Assert.All(
                    days,
                    day => Assert.True(placement.Covers(day)
                        && day <= now
                        && !paused[0].Covers(day)
                        && day.DayNumber - FirstDay.AddDays(weekOf).DayNumber is >= 0 and < 7));
            }
            else if (verdict.Change is Dictionary<string, object> change)
            {
                var named = (DateOnly)change.GetValueOrDefault("weekOf", FirstDay.AddDays(weekOf));
                var left = (IReadOnlyList<DateOnly>)change.GetValueOrDefault("days", days);
                Assert.True(LogbookWeek.Judge(named, left, placement, paused, now).Passes);
                Assert.All(days.Except(left), day => Assert.False(LogbookWeek.Judge(named, [day], placement, paused, now).Passes));
            }
            else Assert.All(
                days,
                day => Assert.False(
                    LogbookWeek.Judge(LogbookWeek.MondayOf(FirstDay.AddDays(weekOf)), [day], placement, paused, now).Passes));
        });

    private static WriteLogbookChangeRequest Days(params (DateOnly Date, decimal Hours)[] days) => new() { Days = Logged(days) };

    private static WriteLogbookRequest Entry(DateOnly weekOf, params (DateOnly Date, decimal Hours)[] days) =>
        new() { WeekOf = weekOf, Days = Logged(days) };

    private static IReadOnlyList<LogbookDay> Logged((DateOnly Date, decimal Hours)[] days) =>
        [.. days.Select(day => new LogbookDay { Date = day.Date, Hours = day.Hours, Work = "Flew." })];

    private static async Task<Placement> MentoredAsync(PartnershipApp partnership, DateOnly? startedOn = null)
    {
        var placement = await partnership.ActiveAsync(
            await partnership.OpenSlotAsync(), await partnership.EnrolledLearnerAsync(), startedOn ?? FirstDay);
        return await partnership.NameMentorAsync(placement);
    }
}

using System.Net;
using System.Text.Json;
using Contracts;
using CsCheck;
using IndustryPartnership.Internships.Law;
using Kernel;
using static IndustryPartnership.Tests.LogbookSteps;
using static IndustryPartnership.Tests.PartnershipApp;
using Testing;
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
        var path = $"{Api}/placements/{placement.Id()}/logbook/{Week:O}";

        var written = await partnership.LogAsync(placement, Week, Week.AddDays(2)).BodyAsync(HttpStatusCode.Created);
        Assert.Equal(("written", 1, "2026-02-02"), (written.Text("state"), written.Version(), written.Text("weekOf")));
        var twice = await partnership.LogAsync(placement, Week.AddDays(1)).ShouldBeProblemAsync("week-written", HttpStatusCode.Conflict);
        Assert.Equal(("D39", path), (twice.Rule(), twice.Change("change").GetString()));

        await partnership.AsMentor().PostAsync($"{path}/return", new { comment = "" })
            .ShouldBeProblemAsync("validation", HttpStatusCode.BadRequest);
        var returned = await partnership.AsMentor().PostAsync($"{path}/return", new { comment = "Say which drone." }).BodyAsync();
        Assert.Equal(("returned", "Say which drone.", 2), (returned.Text("state"), returned.Text("comment"), returned.Version()));
        Assert.Equal("D39", (await partnership.SignLogAsync(returned)
            .ShouldBeProblemAsync("logbook-state", HttpStatusCode.Conflict)).Rule());
        await partnership.AsMentor().PostAsync($"{path}/return", new { comment = "Again." })
            .ShouldBeProblemAsync("logbook-state", HttpStatusCode.Conflict);

        var learner = partnership.AsLearner(placement.GetProperty("learnerId").GetGuid());
        await learner.PutAsync(path, Days((Week, 7.25m)), 1).ShouldBeProblemAsync("precondition-failed", HttpStatusCode.PreconditionFailed);
        var changed = await learner.PutAsync(path, Days((Week, 7.25m), (Week.AddDays(1), 8)), 2).BodyAsync();
        Assert.Equal(
            ("written", JsonValueKind.Null, 3), (changed.Text("state"), changed.GetProperty("comment").ValueKind, changed.Version()));
        // Nobody signs what was changed meanwhile.
        var stale = await partnership.SignLogAsync(returned).ShouldBeProblemAsync("logbook-changed", HttpStatusCode.Conflict);
        var signed = await partnership.AsMentor().PostAsync($"{path}/signature", new { version = stale.Change("version").GetInt32() })
            .BodyAsync();
        Assert.Equal(("signed", Day, Mentor), (signed.Text("state"), signed.Day("signedOn"), signed.Text("signedBy")));

        await learner.PutAsync(path, Days((Week, 1m)), signed.Version()).ShouldBeProblemAsync("logbook-signed", HttpStatusCode.Conflict);
        await partnership.SignLogAsync(signed).ShouldBeProblemAsync("logbook-signed", HttpStatusCode.Conflict);
        await partnership.AsMentor().PostAsync($"{path}/return", new { comment = "No." })
            .ShouldBeProblemAsync("logbook-signed", HttpStatusCode.Conflict);
        var read = await partnership.Coordinator(Bpc).GetAsync(path).BodyAsync();
        Assert.Equal([("2026-02-02", 7.25m), ("2026-02-03", 8m)], read.GetProperty("days").EnumerateArray()
            .Select(day => (day.Text("date"), day.GetProperty("hours").GetDecimal())));
    }

    [Theory, Engines]
    public async Task D39_logbook_has_only_past_or_present_working_days(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        var placement = await MentoredAsync(partnership, FirstDay.AddDays(2));
        var (learner, path) = (partnership.AsLearner(placement.GetProperty("learnerId").GetGuid()), $"{Api}/placements/{placement.Id()}");
        await partnership.Coordinator(Bpc).PostAsync($"{path}/pause", new { reason = "Illness.", pausedOn = FirstDay.AddDays(4) })
            .BodyAsync();
        await partnership.Coordinator(Bpc).PostAsync($"{path}/resumption", new { resumedOn = FirstDay.AddDays(6) }).BodyAsync();

        // From Monday to Sunday, by another name: the 3rd, 4th, 7th and 8th had work.
        var refused = await learner.PostAsync($"{path}/logbook", Entry(Week.AddDays(3), [.. Enumerable.Range(0, 7)
            .Select(day => (Week.AddDays(day), 8m))])).ShouldBeProblemAsync("cannot-log-then", HttpStatusCode.UnprocessableEntity);
        var passing = refused.Change("days")
            .EnumerateArray()
            .Select(day => DateOnly.Parse(day.GetString()!, System.Globalization.CultureInfo.InvariantCulture))
            .ToList();
        Assert.Equal(("D39", Week), (refused.Rule(), refused.DayOfChange("weekOf")));
        Assert.Equal([FirstDay.AddDays(2), FirstDay.AddDays(3), FirstDay.AddDays(6), FirstDay.AddDays(7)], passing);
        var written = await learner.PostAsync(
            $"{path}/logbook",
            Entry(refused.DayOfChange("weekOf"), [.. passing.Select(day => (day, 8m))])).BodyAsync(HttpStatusCode.Created);
        await learner.PutAsync($"{path}/logbook/{Week:O}", Days((FirstDay.AddDays(4), 8)), written.Version())
            .ShouldBeProblemAsync("cannot-log-then", HttpStatusCode.UnprocessableEntity);
        // Not of tomorrow; nor a day twice, a day of 25 hours or a thousandth of an hour.
        var tomorrow = await learner.PostAsync($"{path}/logbook", Entry(LogbookWeek.MondayOf(Day.AddDays(1)), (Day.AddDays(1), 8)))
            .ShouldBeProblemAsync("cannot-log-then", HttpStatusCode.UnprocessableEntity);
        Assert.False(tomorrow.TryGetProperty("change", out _));
        foreach (var (_, wrong) in new[]
        {
            ("twice", Entry(Week.AddDays(7), (Week.AddDays(7), 8), (Week.AddDays(7), 1))),
            ("too long", Entry(Week.AddDays(7), (Week.AddDays(7), 25))),
            ("too exact", Entry(Week.AddDays(7), (Week.AddDays(7), 0.001m))),
        })
        {
            await learner.PostAsync($"{path}/logbook", wrong).ShouldBeProblemAsync("validation", HttpStatusCode.BadRequest);
        }

        // What was stopped is brought up to date; what never began, or is planned, has no logbook.
        await partnership.StopAsync(placement, Day.AddDays(-1)).BodyAsync();
        await learner.PostAsync($"{path}/logbook", Entry(LogbookWeek.MondayOf(Day), (Day, 8)))
            .ShouldBeProblemAsync("cannot-log-then", HttpStatusCode.UnprocessableEntity);
        await partnership.SignLogAsync(await partnership.LogAsync(placement, Day.AddDays(-1)).BodyAsync(HttpStatusCode.Created))
            .BodyAsync();
        var planned = await partnership.AcceptedAsync(await partnership.OpenAsync(await partnership.ApprovedSlotAsync())
            .BodyAsync(), await partnership.EnrolledLearnerAsync());
        await partnership.LogAsync(planned, Week).ShouldBeProblemAsync("placement-state", HttpStatusCode.Conflict);
        await partnership.StopAsync(planned).BodyAsync();
        await partnership.LogAsync(planned, Week).ShouldBeProblemAsync("placement-state", HttpStatusCode.Conflict);
    }

    [Theory, Engines]
    public async Task D39_only_the_mentor_signs_and_the_parties_read_page_by_page(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        var placement = await MentoredAsync(partnership);
        var path = $"{Api}/placements/{placement.Id()}/logbook";
        var last = await partnership.LogAsync(placement, Week.AddDays(14)).BodyAsync(HttpStatusCode.Created);
        foreach (var week in new[] { Week.AddDays(7), Week }) await partnership.LogAsync(placement, week).BodyAsync(HttpStatusCode.Created);

        using (var another = partnership.AsMentor("another"))
        {
            await another.PostAsync($"{path}/{last.Text("weekOf")}/signature", new { version = 1 })
                .ShouldBeProblemAsync("not-found", HttpStatusCode.NotFound);
            await another.GetAsync(path).ShouldBeProblemAsync("not-found", HttpStatusCode.NotFound);
        }
        // Who manages internships and is a mentor of others sees the placement, and still is not its mentor.
        using (var both = partnership.App.With(partnership.App.Mint(
            issuer => issuer.Token(Dji, [Roles.InternshipManager, Roles.Mentor], person: "another", clientId: "both"))))
        {
            var problem = await both.PostAsync($"{path}/{last.Text("weekOf")}/signature", new { version = 1 })
                .ShouldBeProblemAsync("not-your-placement", HttpStatusCode.Forbidden);
            Assert.Equal(Mentor, problem.Facts("mentor").GetString());
        }
        foreach (var reader in new[]
        {
            partnership.Coordinator(Bpc),
            partnership.Manager(Dji),
            partnership.AsLearner(placement.GetProperty("learnerId").GetGuid()),
            partnership.AsMentor(),
        })
        {
            using var first = await reader.GetAsync($"{path}?limit=2");
            var rest = await reader.GetAsync(first.Headers.GetValues("Link").Single().Split('<', '>')[1]).BodyAsync();
            Assert.Equal(["2026-02-02", "2026-02-09", "2026-02-16"], (await first.BodyAsync())
                .GetProperty("items")
                .EnumerateArray()
                .Concat(rest.GetProperty("items").EnumerateArray())
                .Select(entry => entry.Text("weekOf")));
        }
        await partnership.Coordinator(Ncut).GetAsync(path).ShouldBeProblemAsync("not-found", HttpStatusCode.NotFound);
        await partnership.Coordinator(Bpc).GetAsync($"{path}/2026-02-23").ShouldBeProblemAsync("not-found", HttpStatusCode.NotFound);
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

    private static object Days(params (DateOnly Date, decimal Hours)[] days) =>
        new { days = days.Select(day => new { date = day.Date, hours = day.Hours, work = "Flew." }) };

    private static object Entry(DateOnly weekOf, params (DateOnly Date, decimal Hours)[] days) =>
        new { weekOf, days = days.Select(day => new { date = day.Date, hours = day.Hours, work = "Flew." }) };

    private static async Task<JsonElement> MentoredAsync(PartnershipApp partnership, DateOnly? startedOn = null)
    {
        var placement = await partnership.ActiveAsync(
            await partnership.OpenSlotAsync(), await partnership.EnrolledLearnerAsync(), startedOn ?? FirstDay);
        return await partnership.NameMentorAsync(placement).BodyAsync();
    }
}

using System.Net;
using Contracts;
using Contracts.IndustryPartnership;
using static IndustryPartnership.Tests.ChangeSteps;
using static IndustryPartnership.Tests.LogbookSteps;
using static IndustryPartnership.Tests.PartnershipApp;
using Testing;
using VocationalPlatform.Client.IndustryPartnership;
using Xunit;

namespace IndustryPartnership.Tests;

/// <summary>What a change leaves of the post before.</summary>
public sealed class ChangedPostTests
{
    [Theory, Engines]
    public async Task D37_D39_each_mentor_signs_only_the_weeks_of_their_own_days(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        var placement = await partnership.UnderWayAsync(await partnership.OpenSlotAsync());
        // The first week is written, and nobody has signed it; the last one is cut by the change, which comes on its Wednesday.
        var first = await partnership.LogAsync(placement, Began, Began.AddDays(1));
        await partnership.LogAsync(placement, Began.AddDays(21));
        var named = await partnership.NameMentorAsync(placement, NextMentor).ShouldBeProblemAsync("mentor-named", HttpStatusCode.Conflict);

        var change = await partnership.App.As(Dji, Roles.InternshipManager)
            .PostAsync(
            named.Change("propose").GetString()!, new { reason = "Leave.", mentor = NextMentor, effectiveOn = Began.AddDays(23) })
            .AsAsync<PlacementChange>(HttpStatusCode.Created);
        Assert.Equal([Bpc, "learner", "guardian"], change.Awaiting);
        Assert.Equal("in-force", (await partnership.AcceptedByAllAsync(change)).State);

        var changed = await partnership.ReadPlacementAsync(placement);
        Assert.Equal((NextMentor, Dji, 2), (changed.Mentor, changed.Enterprise, changed.Posts.Count));
        Assert.Empty(await partnership.App.PublishedAsync<PlacementMovedV1>());
        Assert.Equal(1, (await partnership.Manager(Dji).GetSlotAsync(changed.SlotId)).Placed);
        var cut = await partnership.AsLearner(placement.LearnerId).ChangeLogbookAsync(
            placement.Id, "2026-02-23", 1, new() { Days = EightHours(new[] { 21, 22, 23, 24 }.Select(Began.AddDays)) });
        Assert.Equal(["2026-02-02", "2026-02-23"], await WeeksAsync(partnership.AsMentor(NextMentor)));
        Assert.Equal(["2026-02-02"], await WeeksAsync(partnership.AsMentor()));

        await partnership.AsMentor().GetPlacementAsync(placement.Id).ShouldBeProblemAsync("not-found", HttpStatusCode.NotFound);
        await SignAsync(NextMentor, first).ShouldBeProblemAsync("not-your-placement", HttpStatusCode.Forbidden);
        await SignAsync(Mentor, cut).ShouldBeProblemAsync("not-found", HttpStatusCode.NotFound);
        await SignAsync(Mentor, await partnership.AsMentor().GetLogbookAsync(placement.Id, "2026-02-02"));
        Assert.Equal(NextMentor, (await SignAsync(NextMentor, cut)).SignedBy);
        var entries = (await partnership.Coordinator(Bpc).GetPlacementTimelineAsync(placement.Id)).Entries;
        Assert.Equal(Began.AddDays(23), Assert.Single(entries, entry => entry.What == "mentor changed").On);
        // The Monday of the last week is the last day of the Spring Festival.
        Assert.Equal(40, (await partnership.CompleteAsync(placement, Day)).Hours);

        Task<LogbookEntry> SignAsync(string mentor, LogbookEntry entry) =>
            partnership.AsMentor(mentor).SignLogbookAsync(placement.Id, $"{entry.WeekOf:O}", new() { Version = entry.Version });

        async Task<IEnumerable<string>> WeeksAsync(IndustryPartnershipClient mentor) =>
            (await mentor.ListLogbookAsync(placement.Id)).Items.Select(week => $"{week.WeekOf:O}");
    }

    [Theory, Engines]
    public async Task D29_moved_learner_counts_at_each_enterprise_on_the_days_there(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        await partnership.ReadyEnterpriseAsync(staff: 100, pilots: 50);
        var from = await partnership.OpenAsync(await partnership.ApprovedSlotAsync());
        await partnership.WithHuaceAsync();
        var to = await partnership.OpenSlotOfAsync(Huace);
        await partnership.MovedAsync(await partnership.UnderWayAsync(from), to, Day);
        await partnership.Manager(Dji).CloseSlotAsync(from.Id);
        await partnership.Manager(Huace).CloseSlotAsync(to.Id);
        foreach (var kind in new[] { null, "uav-pilot" }) await partnership.StateStaffAsync(Huace, kind, kind is null ? 100 : 50);

        var there = await partnership.SubmitAsync(await partnership.DraftSlotAsync(SlotRequest(capacity: 10, startsOn: Day.AddDays(-1))))
            .ShouldBeProblemAsync("headcount", HttpStatusCode.UnprocessableEntity);
        Assert.Equal((Day.AddDays(-1), 9), (there.Fact("date").Day(), there.Change("capacity").GetInt32()));
        await partnership.OpenAsync(await partnership.ApprovedSlotAsync(SlotRequest(capacity: 10, startsOn: Day)));
        Assert.Equal(9, (await VerdictAsync(Day)).Change.GetProperty("capacity").GetInt32());
        Assert.Equal("passed", (await VerdictAsync(Began.AddDays(-1), Day.AddDays(-1))).Outcome);

        async Task<JudgeSlotJudged> VerdictAsync(DateOnly startsOn, DateOnly? endsOn = null) =>
            (await partnership.Manager(Huace).JudgeSlotAsync(SlotRequest(capacity: 10, startsOn: startsOn, endsOn: endsOn)))
                .Verdicts.Single(verdict => verdict.Rule == "D29");
    }

    [Theory, Engines]
    public async Task D31_next_enterprise_reads_the_agreement_of_the_move_and_never_the_first(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        var placement = await partnership.UnderWayAsync(await partnership.OpenSlotAsync());
        await partnership.WithHuaceAsync();
        var moved = await partnership.MovedAsync(placement, await partnership.OpenSlotOfAsync(Huace), Day);

        var read = await partnership.Manager(Huace).GetPlacementAgreementAsync(placement.Id);

        Assert.Equal(moved.AgreementHash, read.TextHash);
        Assert.Equal(placement.TextHash, (await partnership.Coordinator(Bpc).GetPlacementAgreementAsync(placement.Id)).TextHash);
    }
}

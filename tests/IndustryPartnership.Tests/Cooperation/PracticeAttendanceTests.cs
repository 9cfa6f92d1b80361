using System.Net;
using System.Text.Json;
using Contracts;
using Contracts.FacultyCertification;
using Contracts.IndustryPartnership;
using static IndustryPartnership.Tests.PartnershipApp;
using static IndustryPartnership.Tests.TeacherPracticeTests;
using Testing;
using VocationalPlatform.Client;
using VocationalPlatform.Client.IndustryPartnership;
using Xunit;

namespace IndustryPartnership.Tests;

/// <summary>Days that a teacher attended at a base (D17).</summary>
public sealed class PracticeAttendanceTests
{
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
        Assert.Equal("D17", problem.Rule);
        var asked = problem.Change!.Value.Deserialize<RecordAttendanceRequest>(ApiJson.Options)!;
        var passing = asked.Attended.Select(days => (days.From, days.Until)).ToArray();
        Assert.Equal([(First, First.AddDays(9)), (Day.AddDays(-1), Day)], passing);

        var recorded = await AttendAsync(partnership, practice, 1, passing);
        Assert.Equal(passing, DaysOf(recorded));
        // It is corrected by the whole of it, at the version that was read.
        await AttendAsync(partnership, practice, 1, passing[0]).ShouldBeProblemAsync(
            "precondition-failed", HttpStatusCode.PreconditionFailed);
        Assert.Equal([passing[0]], DaysOf(await AttendAsync(partnership, practice, 2, passing[0])));
    }

    [Theory, Engines]
    public async Task D17_practice_is_completed_with_its_attended_days_in_the_event(Engine engine)
    {
        await using var partnership = await StartAsync(engine);
        var site = await BaseAsync(partnership);
        var practice = Asked(site);
        await AskAsync(partnership, practice);

        var empty = await CompleteAsync(partnership, practice).ShouldBeProblemAsync("nothing-attended", HttpStatusCode.UnprocessableEntity);
        await partnership.App.As(Ncut, Roles.OrgAdmin)
            .PutAsync(empty.Change("attendance").GetString()!, Attended((First, First.AddDays(9))), 1).BodyAsync();
        var attended = await partnership
            .OrgAdmin(Ncut)
            .CancelTeacherPracticeAsync(practice.Id, new() { Reason = "Too late." })
            .ShouldBeProblemAsync("days-attended", HttpStatusCode.Conflict);
        var completed = await partnership.App.As(Ncut, Roles.OrgAdmin).PostAsync(attended.Change("completion").GetString()!)
            .AsAsync<TeacherPractice>();

        // The seat is free from the day after the last that was attended.
        Assert.Equal(("completed", First.AddDays(9)), (completed.State, completed.Until));
        var fact = Assert.Single(await partnership.App.PublishedAsync<TeacherPracticeCompletedV1>()).Practice;
        Assert.Equal([(First, First.AddDays(9))], fact.Attended.Select(days => (days.From, days.Until)));
        foreach (var number in Enumerable.Range(0, Capacity)) await AskAsync(partnership, Asked(site) with { From = First.AddDays(10) });
        Assert.Empty(await partnership.App.PublishedAsync<TeacherPracticeRefusedV1>());
        foreach (var again in new[]
        {
            CompleteAsync(partnership, practice),
            partnership.OrgAdmin(Ncut).CancelTeacherPracticeAsync(practice.Id, new() { Reason = "Again." }),
        })
        {
            await again.ShouldBeProblemAsync("teacher-practice-state", HttpStatusCode.Conflict);
        }
        await AttendAsync(partnership, practice, completed.Version, (First, First)).ShouldBeProblemAsync(
            "teacher-practice-state", HttpStatusCode.Conflict);
    }

    [Theory, Engines]
    public async Task D17_late_cancellation_keeps_the_attended_days(Engine engine)
    {
        await using var partnership = await StartAsync(engine);
        var practice = Asked(await BaseAsync(partnership));
        await AskAsync(partnership, practice);
        await AttendAsync(partnership, practice, 1, (First, First.AddDays(4)));

        await AskAsync(partnership, practice with { State = "cancelled", Version = 2 });

        Assert.Equal(
            ("completed", First.AddDays(4)),
            ((await ReadAsync(partnership, practice)).State, Assert.Single(
                await partnership.App.PublishedAsync<TeacherPracticeCompletedV1>()).Practice.Until));
    }

    private static Task<TeacherPractice> CompleteAsync(PartnershipApp partnership, PracticeV1 practice) =>
        partnership.OrgAdmin(Ncut).CompleteTeacherPracticeAsync(practice.Id);
}

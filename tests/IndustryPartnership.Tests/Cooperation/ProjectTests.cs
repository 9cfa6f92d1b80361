using System.Net;
using System.Text.Json;
using Contracts;
using Contracts.IndustryPartnership;
using static IndustryPartnership.Tests.PartnershipApp;
using Testing;
using VocationalPlatform.Client.IndustryPartnership;
using Xunit;

namespace IndustryPartnership.Tests;

public sealed class ProjectTests
{
    [Theory, Engines]
    public async Task S19_enterprise_runs_several_projects_from_proposal_to_completion(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        var agreement = await partnership.ActiveAgreementAsync(Bpc, Dji);
        var first = await ProposeAsync(
            partnership, Request([Bpc, Dji], agreement.Id, Due("prototype", 30), Due("course", 10)));
        Assert.Equal("proposed", first.State);
        Assert.Equal(["course", "prototype"], first.Milestones.Select(milestone => milestone.Code));

        await partnership.OrgAdmin(Dji).JoinProjectAsync(first.Id, new());
        var started = await partnership.OrgAdmin(Dji).StartProjectAsync(first.Id, new());
        Assert.Equal(("active", Day), (started.State, started.StartedOn));
        partnership.App.Today.MoveTo(Day.AddDays(20));
        var late = await CompleteAsync(partnership, first, "course", Day.AddDays(12));
        Assert.Equal(
            [(true, (DateOnly?)Day.AddDays(12))],
            late.Milestones.Take(1).Select(milestone => (milestone.IsLate, milestone.MetOn)));
        await CompleteAsync(partnership, first, "prototype");
        var closed = await CloseAsync(partnership, first, "completed");
        var second = await StartedAsync(partnership, Bpc, Dji);
        await StartedAsync(partnership, Ncut, Dji);

        Assert.Equal(("completed", Day.AddDays(20)), (closed.State, closed.ClosedOn));
        Assert.Equal(
            (3, 2, 1, 1),
            (
                await CountAsync("dji"), await CountAsync("dji", "active"), await CountAsync("ncut"),
                await CountAsync(agreementId: agreement.Id)));
        var told = (await partnership.App.PublishedAsync<ProjectStartedV1>()).Select(fact => fact.Project).ToList();
        Assert.Equal((3, agreement.Id, Day), (told.Count, told[0].AgreementId!.Value, told[0].StartedOn));
        Assert.Equal(["course", "prototype"], told[0].Milestones.Select(milestone => milestone.Code));
        Assert.Equal([Day.AddDays(12)], (await partnership.App.PublishedAsync<ProjectAmendedV1>())[0].Project.Milestones
            .Select(milestone => milestone.MetOn)
            .OfType<DateOnly>());
        Assert.Equal("completed", Assert.Single(await partnership.App.PublishedAsync<ProjectClosedV1>()).Project.State);
        Assert.Equal(
            [typeof(ProjectClosedV1), typeof(ProjectStartedV1), typeof(ProjectStartedV1)],
            (await partnership.StatesAsync("industry-partnership/project")).Select(fact => fact.GetType()));
        Assert.Equal("active", second.State);

        async Task<int> CountAsync(string? party = null, string? state = null, Guid? agreementId = null) =>
            (await partnership.By("anybody", Roles.Learner).ListProjectsAsync(party, state, agreementId: agreementId)).Items.Count;
    }

    [Theory, Engines]
    public async Task S19_project_starts_by_its_last_day(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        var project = await ProposeAsync(partnership, Request([Bpc, Dji]));
        await partnership.OrgAdmin(Dji).JoinProjectAsync(project.Id, new());
        partnership.App.Today.MoveTo(Day.AddDays(201));

        var late = await partnership.OrgAdmin(Dji).StartProjectAsync(project.Id, new()).ShouldBeProblemAsync(
            "ends-before-it-starts", HttpStatusCode.UnprocessableEntity);

        Assert.Equal("S19", late.Rule);
        await partnership.OrgAdmin(Dji).StartProjectAsync(project.Id, new StartProjectRequest().Changed(late));
    }

    [Theory, Engines]
    public async Task D45_project_does_not_start_on_an_agreement_that_has_ended(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        var agreement = await partnership.ActiveAgreementAsync(Bpc, Dji);
        var proposed = await ProposeAsync(partnership, Request([Bpc, Dji], agreement.Id));
        await partnership.OrgAdmin(Dji).JoinProjectAsync(proposed.Id, new());
        await partnership.Signatory(Dji).TerminateAgreementAsync(agreement.Id, new() { Reason = "Ended." });

        var refused = await partnership.OrgAdmin(Bpc).StartProjectAsync(proposed.Id, new())
            .ShouldBeProblemAsync("cannot-rest-on-agreement", HttpStatusCode.UnprocessableEntity);

        Assert.Equal(JsonValueKind.Null, refused.Change("agreementId").ValueKind);
        var without = Request([Bpc, Dji]);
        await partnership.Signatory(Bpc).EditProjectAsync(proposed.Id, proposed.Version + 1, without);
        await partnership.OrgAdmin(Dji).JoinProjectAsync(proposed.Id, new());
        await partnership.OrgAdmin(Bpc).StartProjectAsync(proposed.Id, new());
    }

    [Theory, Engines]
    public async Task S19_project_starts_after_all_accepted_the_last_proposal(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        var proposed = await ProposeAsync(partnership);
        await partnership.OrgAdmin(Dji).StartProjectAsync(proposed.Id, new())
            .ShouldBeProblemAsync("not-a-member", HttpStatusCode.Forbidden);
        await partnership.OrgAdmin(Dji).JoinProjectAsync(proposed.Id, new());

        await partnership.OrgAdmin(Bpc).EditProjectAsync(proposed.Id, version: 1, Request())
            .ShouldBeProblemAsync("precondition-failed", HttpStatusCode.PreconditionFailed);
        await partnership.OrgAdmin(Bpc).EditProjectAsync(proposed.Id, version: 2, Request([Bpc, Dji], null, Due("another", 5)));
        var waiting = await partnership.OrgAdmin(Bpc).StartProjectAsync(proposed.Id, new()).ShouldBeProblemAsync(
            "acceptance-missing", HttpStatusCode.UnprocessableEntity);
        Assert.Equal(("S19", Dji), (waiting.Rule, Assert.Single(waiting.Change("by").Codes())));
        await partnership.App.As(Dji, Roles.Signatory).PostAsync(waiting.Change("accept").GetString()!, new { }).BodyAsync();
        var early = await partnership.OrgAdmin(Bpc).StartProjectAsync(proposed.Id, new() { StartedOn = Day.AddDays(-1) })
            .ShouldBeProblemAsync(
            "membership-not-on-that-day", HttpStatusCode.UnprocessableEntity);
        Assert.Equal(
            "active",
            (await partnership.OrgAdmin(Bpc).StartProjectAsync(proposed.Id, new() { StartedOn = early.Change("startedOn").Day() })).State);
    }

    [Theory, Engines]
    public async Task S19_milestone_is_reached_once_and_not_in_the_future_and_completion_needs_all(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        var project = await StartedAsync(partnership, Bpc, Dji);
        await partnership.Manager(Dji).AddMilestoneAsync(project.Id, Due("course", 10));
        await partnership.Manager(Dji).AddMilestoneAsync(project.Id, Due("course", 12))
            .ShouldBeProblemAsync("code-taken", HttpStatusCode.Conflict);

        var tomorrow = await CompleteAsync(partnership, project, "course", Day.AddDays(1)).ShouldBeProblemAsync(
            "membership-not-on-that-day", HttpStatusCode.UnprocessableEntity);
        var before = await CompleteAsync(partnership, project, "course", Day.AddDays(-1)).ShouldBeProblemAsync(
            "membership-not-on-that-day", HttpStatusCode.UnprocessableEntity);
        Assert.Equal((Day, Day), (tomorrow.Change("metOn").Day(), before.Change("metOn").Day()));
        await CompleteAsync(partnership, project, "unknown").ShouldBeProblemAsync("not-found", HttpStatusCode.NotFound);
        var open = await CloseAsync(partnership, project, "completed").ShouldBeProblemAsync(
            "milestones-open", HttpStatusCode.UnprocessableEntity);
        Assert.Equal(["course", "prototype"], open.Fact("open").Codes());
        foreach (var completion in open.Change("complete").Codes())
        {
            await partnership.App.As(Bpc, Roles.Coordinator).PostAsync(completion, new { evidenceHash = new string('a', 64) }).BodyAsync();
        }
        Assert.Equal(
            "S19",
            (await CompleteAsync(partnership, project, "course").ShouldBeProblemAsync("milestone-met", HttpStatusCode.Conflict)).Rule);
        var closed = await CloseAsync(partnership, project, "completed");

        Assert.All(closed.Milestones, milestone => Assert.Equal((false, new string('a', 64)), (milestone.IsLate, milestone.EvidenceHash)));
    }

    [Theory, Engines]
    public async Task S19_open_milestone_is_late_from_the_day_after_its_due_day(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        var project = await StartedAsync(partnership, Bpc, Dji);

        foreach (var (days, isLate) in new[] { (30, false), (31, true) })
        {
            partnership.App.Today.MoveTo(Day.AddDays(days));
            var read = await partnership.Coordinator(Ncut).GetProjectAsync(project.Id);
            Assert.Equal(isLate, Assert.Single(read.Milestones).IsLate);
        }
    }

    [Theory, Engines]
    public async Task S19_each_transition_starts_only_in_its_allowed_states(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        var proposed = await ProposeAsync(partnership);
        await IllegalAsync(
            CloseAsync(partnership, proposed, "completed"), LeaveAsync(partnership, proposed, Bpc),
            partnership.OrgAdmin(Bpc).InviteToProjectAsync(proposed.Id, new() { Organisation = Ncut }),
            CompleteAsync(partnership, proposed, "prototype"),
            partnership.OrgAdmin(Bpc).AddMilestoneAsync(proposed.Id, Due("more", 1)),
            partnership.OrgAdmin(Bpc).WithdrawProjectInvitationAsync(proposed.Id, Dji));
        Assert.Equal("cancelled", (await CloseAsync(partnership, proposed, "cancelled")).State);
        Assert.Empty(await partnership.App.PublishedAsync<ProjectClosedV1>());
        await IllegalAsync(
            partnership.OrgAdmin(Dji).JoinProjectAsync(proposed.Id, new()),
            partnership.OrgAdmin(Bpc).StartProjectAsync(proposed.Id, new()));

        var started = await StartedAsync(partnership, Bpc, Dji);
        await IllegalAsync(partnership.OrgAdmin(Bpc).StartProjectAsync(started.Id, new()), partnership.OrgAdmin(Bpc)
            .EditProjectAsync(started.Id, started.Version, Request()));
        await CloseAsync(partnership, started, "cancelled");
        await IllegalAsync(
            CloseAsync(partnership, started, "cancelled"), CloseAsync(partnership, started, "completed"),
            partnership.OrgAdmin(Bpc).StartProjectAsync(started.Id, new()), LeaveAsync(partnership, started, Bpc),
            CompleteAsync(partnership, started, "prototype"),
            partnership.OrgAdmin(Bpc).InviteToProjectAsync(started.Id, new() { Organisation = Ncut }),
            partnership.OrgAdmin(Ncut).JoinProjectAsync(started.Id, new()));

        static async Task IllegalAsync(params Task<Project>[] replies)
        {
            foreach (var reply in replies)
            {
                Assert.Equal("S19", (await reply.ShouldBeProblemAsync("project-state", HttpStatusCode.Conflict)).Rule);
            }
        }
    }

    internal static async Task<Project> StartedAsync(PartnershipApp partnership, params string[] parties)
    {
        var proposed = await ProposeAsync(partnership, Request(parties));
        foreach (var party in parties[1..]) await partnership.OrgAdmin(party).JoinProjectAsync(proposed.Id, new());
        return await partnership.OrgAdmin(parties[0]).StartProjectAsync(proposed.Id, new());
    }

    private static ProposeProjectMilestoneRequest Due(string code, int days) =>
        new() { Code = code, Title = $"The {code} is there", DueOn = Day.AddDays(days) };

    internal static ProposeProjectRequest Request(
        string[]? parties = null, Guid? agreementId = null, params ProposeProjectMilestoneRequest[] milestones) => new()
        {
            Title = "UAV inspection of bridges",
            Description = "Students and engineers inspect bridges.",
            Parties = parties ?? [Bpc, Dji],
            StartsOn = Day,
            EndsOn = Day.AddDays(200),
            AgreementId = agreementId,
            Milestones = milestones.Length > 0 ? milestones : [Due("prototype", 30)],
        };

    // By the first of its parties.
    internal static Task<Project> ProposeAsync(PartnershipApp partnership, ProposeProjectRequest? request = null)
    {
        var asked = request ?? Request();
        return partnership.Signatory(asked.Parties[0]).ProposeProjectAsync(asked);
    }

    internal static Task<Project> LeaveAsync(
        PartnershipApp partnership, Project project, string org, DateOnly? leftOn = null) =>
            partnership.OrgAdmin(org).LeaveProjectAsync(project.Id, new() { Reason = "Other plans.", LeftOn = leftOn });

    private static Task<Project> CompleteAsync(
        PartnershipApp partnership, Project project, string code, DateOnly? metOn = null) =>
            partnership.Coordinator(Bpc).CompleteMilestoneAsync(project.Id, code, new() { MetOn = metOn });

    private static Task<Project> CloseAsync(PartnershipApp partnership, Project project, string outcome) =>
        partnership.OrgAdmin(Bpc).CloseProjectAsync(project.Id, new() { Outcome = outcome, Reason = "Its time has come." });
}

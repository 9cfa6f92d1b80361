using System.Net;
using Contracts;
using Contracts.FacultyCertification;
using FacultyCertification.Features.Decisions;
using Kernel.Http;
using Testing;
using VocationalPlatform.Client;

namespace FacultyCertification.Tests;

public sealed class DecisionTests
{
    private const HttpStatusCode Unprocessable = HttpStatusCode.UnprocessableEntity;
    private const HttpStatusCode Conflict = HttpStatusCode.Conflict;
    private static readonly DateOnly Day = FacultyApp.Day;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, Engines]
    public async Task D16_a_panel_takes_submitted_applications_under_review_all_or_none(Engine engine)
    {
        await using var faculty = await FacultyApp.StartAsync(engine);
        var first = await SubmittedAsync(faculty);
        var second = await SubmittedAsync(faculty);
        var draft = await faculty.DraftAsync((await faculty.RegisterAsync()).Id);
        var theirs = await faculty.DraftAsync((await faculty.RegisterAsync(org: FacultyApp.Ncut)).Id, org: FacultyApp.Ncut);
        await faculty.SubmitAsync(theirs.Id, org: FacultyApp.Ncut);

        var nobody = Guid.NewGuid();
        var problem = await faculty.ReviewAsync(first, draft.Id, second, theirs.Id, nobody)
            .ShouldBeProblemAsync("applications-not-ready", Conflict);
        Assert.Equal(
            [(draft.Id, "draft"), (theirs.Id, "unknown"), (nobody, "unknown")],
            problem.Fact("applications").EnumerateArray()
                .Select(one => (one.GetProperty("id").GetGuid(), one.GetProperty("state").GetString()!)));
        Assert.Equal(("submitted", 3), await StateAsync(faculty, first));

        var ready = problem.Change("applicationIds").EnumerateArray().Select(id => id.GetGuid()).ToArray();
        Assert.Equal([first, second], ready);
        Assert.Equal(ready, (await faculty.ReviewAsync(ready)).ApplicationIds);
        Assert.Equal(("under-review", 4), await StateAsync(faculty, second));
        Assert.Equal("submitted", (await faculty.ApplicationAsync(theirs.Id, FacultyApp.Ncut)).State);

        var again = await faculty.ReviewAsync(first).ShouldBeProblemAsync("applications-not-ready", Conflict);
        Assert.Null(again.Change);
        await faculty.Office.PostAsync($"{FacultyApp.Api}/reviews", new { applicationIds = new[] { first } })
            .ShouldBeProblemAsync("forbidden", HttpStatusCode.Forbidden);
        await faculty.PanelOf().PostAsync($"{FacultyApp.Api}/reviews", new { applicationIds = Array.Empty<Guid>() })
            .ShouldBeProblemAsync("validation", HttpStatusCode.BadRequest);
    }

    [Theory, Engines]
    public async Task D16_a_grant_is_recorded_and_gives_no_certificate(Engine engine)
    {
        await using var faculty = await FacultyApp.StartAsync(engine);
        var id = await ReviewedAsync(faculty);
        using var reply = await faculty.PanelOf().PostAsync(
            $"{FacultyApp.Api}/applications/{id}/decisions",
            new { votes = FacultyApp.Votes("granted", FacultyApp.Panel), decidedOn = Day, grounds = "Evidence reviewed." });
        var decision = await reply.ReadAsync<Decision>(HttpStatusCode.Created);

        var application = await faculty.ApplicationAsync(id);
        Assert.Equivalent(
            new Decision
            {
                Id = decision.Id,
                TeacherId = application.TeacherId,
                ApplicationId = id,
                Outcome = "granted",
                Level = "intermediate",
                DecidedOn = Day,
                Panel = FacultyApp.Panel,
                Seats = decision.Seats,
                Votes = [.. FacultyApp.Panel.Select(member => new Vote(member, "for", "finance", "The evidence."))],
                Grounds = "Evidence reviewed.",
                CertificateId = null,
                RecordedAt = decision.RecordedAt,
            },
            decision, strict: true);
        Assert.Equivalent(decision, await faculty.PanelOf().GetAsync(reply.Headers.Location!.ToString(), Ct)
            .ReadAsync<Decision>(), strict: true);
        Assert.Equal(("under-review", "granted", Day), (application.State, application.Outcome, application.DecidedOn!.Value));
        Assert.Empty(await faculty.App.PublishedAsync<TeacherCertifiedV1>());
        Assert.Equal(0, await faculty.App.Db.CountAsync("SELECT COUNT(*) FROM faculty.certificate", Ct));
    }

    [Theory, Engines]
    public async Task D16_a_refusal_is_final_for_the_application_and_the_teacher_may_apply_again(Engine engine)
    {
        await using var faculty = await FacultyApp.StartAsync(engine);
        var id = await ReviewedAsync(faculty);
        await faculty.DecideAsync(id);
        await faculty.DecideAsync(id, outcome: "refused");
        var refused = await faculty.ApplicationAsync(id);
        Assert.Equal(("refused", "refused"), (refused.State, refused.Outcome));
        await faculty.DecideAsync(id).ShouldBeProblemAsync("application-not-in-state", Conflict);
        await faculty.NoticeAsync([id]).ShouldBeProblemAsync("applications-not-ready", Conflict);
        await faculty.WithdrawAsync(id).ShouldBeProblemAsync("application-not-in-state", Conflict);

        await faculty.CertifyAsync(refused.TeacherId, Day);
        async Task<IEnumerable<string>> Outcomes(string path) =>
            (await faculty.Office.GetAsync($"{FacultyApp.Api}{path}", Ct)
                .ReadAsync<Page<Decision>>()).Items.Select(decision => decision.Outcome);
        Assert.Equal(["granted", "refused"], await Outcomes($"/applications/{id}/decisions"));
        Assert.Equal(["granted", "refused", "granted"], await Outcomes($"/teachers/{refused.TeacherId}/decisions"));
    }

    [Theory, Engines]
    public async Task D43_a_panel_votes_again_and_the_last_decision_counts_and_all_stay_readable(Engine engine)
    {
        await using var faculty = await FacultyApp.StartAsync(engine);
        var id = await ReviewedAsync(faculty, Day.AddDays(-9));
        var first = await faculty.DecideAsync(id, Day.AddDays(-8));
        var again = await faculty.DecideAsync(id, Day.AddDays(-7));
        var notice = await faculty.NoticeAsync([id], Day.AddDays(-7));

        var certificate = Assert.Single((await faculty.IssueAsync(notice.Id, Day)).Certificates);

        Assert.Equal(again.Id, certificate.DecisionId);
        Assert.Equal(Day.AddDays(-7), (await faculty.ApplicationAsync(id)).DecidedOn);
        var all = (await faculty.By().ListApplicationDecisionsAsync(id, cancellationToken: Ct)).Items;
        Assert.Equal(
            [(first.Id, Day.AddDays(-8), null), (again.Id, Day.AddDays(-7), certificate.Id)],
            all.Select(one => (one.Id, one.DecidedOn, one.CertificateId)));
        Assert.All(all, one => Assert.Equal(FacultyApp.Panel, one.Votes.Select(vote => vote.Member)));
    }

    [Theory, Engines]
    public async Task D16_the_panel_has_as_many_members_as_the_method_wants(Engine engine)
    {
        await using var faculty = await FacultyApp.StartAsync(engine);
        var id = await ReviewedAsync(faculty);
        var problem = await faculty.DecideAsync(id, panel: ["a", "b"]).ShouldBeProblemAsync("panel-too-small", Unprocessable);
        var least = problem.Change("panel").GetProperty("atLeast").GetInt32();
        await faculty.DecideAsync(id, panel: [.. Enumerable.Range(0, least).Select(member => $"m-{member}")]);
        Assert.Equal(3, least);
    }

    [Theory, Engines]
    public async Task D16_decision_is_dated_between_the_last_step_and_today(Engine engine)
    {
        await using var faculty = await FacultyApp.StartAsync(engine);
        var applied = new DateOnly(2026, 6, 20);
        var id = await ReviewedAsync(faculty, applied);
        var early = await faculty.DecideAsync(id, applied.AddDays(-1)).ShouldBeProblemAsync("day-out-of-range", Unprocessable);
        Assert.Equal("D16", early.Rule);
        await faculty.DecideAsync(id, early.Change("decidedOn").Date());
        Assert.Equal(applied, (await faculty.ApplicationAsync(id)).DecidedOn);

        await faculty.DecideAsync(id, applied.AddDays(3));
        var second = await faculty.DecideAsync(id, applied.AddDays(2)).ShouldBeProblemAsync("day-out-of-range", Unprocessable);
        Assert.Equal(applied.AddDays(3), second.Change("decidedOn").Date());
        var late = await faculty.DecideAsync(id, Day.AddDays(1)).ShouldBeProblemAsync("day-out-of-range", Unprocessable);
        await faculty.DecideAsync(id, late.Change("decidedOn").Date());
        Assert.Equal(Day, (await faculty.ApplicationAsync(id)).DecidedOn);
    }

    [Theory, Engines]
    public async Task D14_decision_needs_a_teacher_employed_on_its_day(Engine engine)
    {
        await using var faculty = await FacultyApp.StartAsync(engine);
        var id = await ReviewedAsync(faculty, new(2026, 6, 1));
        await faculty.DepartAsync((await faculty.ApplicationAsync(id)).TeacherId, new(2026, 6, 10));
        var problem = await faculty.DecideAsync(id, new(2026, 6, 11)).ShouldBeProblemAsync("not-employed", Unprocessable);
        Assert.Equal(("D14", "2026-06-10"), (problem.Rule, problem.Change("decidedOn").GetString()));
        await faculty.DecideAsync(id, problem.Change("decidedOn").Date());
    }

    [Theory, Engines]
    public async Task D16_a_refusal_during_the_notice_overturns_the_grant_and_a_grant_is_not_repeated(Engine engine)
    {
        await using var faculty = await FacultyApp.StartAsync(engine);
        var notice = await faculty.NoticedAsync((await faculty.RegisterAsync()).Id, Day.AddDays(-5));
        var id = notice.Applications.Single().ApplicationId;
        var problem = await faculty.DecideAsync(id).ShouldBeProblemAsync("application-not-in-state", Conflict);
        var early = await faculty.DecideAsync(id, Day.AddDays(-6), problem.Change("outcome").GetString()!)
            .ShouldBeProblemAsync("day-out-of-range", Unprocessable);
        Assert.Equal(Day.AddDays(-5), early.Change("decidedOn").Date());
        await faculty.DecideAsync(id, outcome: problem.Change("outcome").GetString()!);
        Assert.Equal("refused", (await faculty.ApplicationAsync(id)).State);
        await faculty.IssueAsync(notice.Id).ShouldBeProblemAsync("no-certificate-due", Conflict);
        Assert.Empty(await faculty.App.PublishedAsync<TeacherCertifiedV1>());
    }

    [Theory, Engines]
    public async Task D16_overturning_and_certifying_at_once_only_one_succeeds(Engine engine)
    {
        await using var faculty = await FacultyApp.StartAsync(engine);
        for (var round = 0; round < 5; round++)
        {
            var notice = await faculty.NoticedAsync((await faculty.RegisterAsync()).Id, Day.AddDays(-5));
            var id = notice.Applications.Single().ApplicationId;
            var replies = await Task.WhenAll(
                RefusalAsync(faculty.IssueAsync(notice.Id)), RefusalAsync(faculty.DecideAsync(id, outcome: "refused")),
                RefusalAsync(faculty.WithdrawAsync(id)), RefusalAsync(faculty.IssueAsync(notice.Id)));
            Assert.Single(replies, refused => refused is null);
            Assert.All(replies.OfType<Problem>(), refused => Assert.Equal((int)Conflict, refused.Status));
            var application = await faculty.ApplicationAsync(id);
            Assert.Equal(
                application.State == "certified" ? 1 : 0,
                (await faculty.App.PublishedAsync<TeacherCertifiedV1>()).Count(
                    told => told.Certificate.TeacherId == application.TeacherId));
        }
    }

    [Theory, Engines]
    public async Task D16_only_the_panel_decides_and_only_panel_and_office_read_decisions(Engine engine)
    {
        await using var faculty = await FacultyApp.StartAsync(engine);
        var id = await ReviewedAsync(faculty, person: "p-1");
        var teacher = (await faculty.ApplicationAsync(id)).TeacherId;
        await faculty.DecideAsync(id, org: FacultyApp.Ncut).ShouldBeProblemAsync("not-found", HttpStatusCode.NotFound);
        await faculty.DecideAsync(Guid.NewGuid()).ShouldBeProblemAsync("not-found", HttpStatusCode.NotFound);
        await faculty.Office.PostAsync(
            $"{FacultyApp.Api}/applications/{id}/decisions",
            new
            {
                votes = FacultyApp.Votes("granted", FacultyApp.Panel),
                grounds = "Reviewed.",
            }).ShouldBeProblemAsync("forbidden", HttpStatusCode.Forbidden);
        Assert.Equal(("under-review", 4), await StateAsync(faculty, id));
        var decision = await faculty.DecideAsync(id);

        var unknown = await faculty.Office.GetStringOfRefusalAsync($"{FacultyApp.Api}/applications/{Guid.NewGuid()}/decisions");
        var stranger = faculty.App.As(FacultyApp.Ncut, Roles.Panel);
        foreach (var path in new[]
        {
            $"/applications/{id}/decisions",
            $"/teachers/{teacher}/decisions",
            $"/teachers/{teacher}/decisions/{decision.Id}",
        })
        {
            Assert.Equal(unknown, await stranger.GetStringOfRefusalAsync($"{FacultyApp.Api}{path}"));
            await faculty.App.AsPerson("bpc", "teacher", "p-1").GetAsync($"{FacultyApp.Api}{path}", Ct)
                .ShouldBeProblemAsync("forbidden", HttpStatusCode.Forbidden);
            await faculty.Office.GetAsync($"{FacultyApp.Api}{path}", Ct).BodyAsync();
        }
        Assert.Equal(
            unknown,
            await faculty.Office.GetStringOfRefusalAsync(
                $"{FacultyApp.Api}/teachers/{(await faculty.RegisterAsync()).Id}/decisions/{decision.Id}"));
    }

    [Theory]
    [InlineData("two words", "for", "Reviewed.")]
    [InlineData("", "for", "Reviewed.")]
    [InlineData("a", "perhaps", "Reviewed.")]
    [InlineData("a", "for", null)]
    [InlineData("a", "for", " ")]
    public async Task D16_each_vote_has_a_member_a_choice_and_a_reason(string member, string cast, string? reason)
    {
        await using var faculty = await FacultyApp.StartAsync(Engine.Sqlite);
        var path = $"{FacultyApp.Api}/applications/{await ReviewedAsync(faculty)}/decisions";
        object Body(string who, string what, string? why) => new
        {
            votes = FacultyApp.Votes("granted", "b", "c").Select(vote => (object)vote).Append(
                new { member = who, cast = what, unit = "finance", reason = why }),
            grounds = "Evidence reviewed.",
        };

        var problem = await faculty.PanelOf().PostAsync(path, Body(member, cast, reason))
            .ShouldBeProblemAsync("validation", HttpStatusCode.BadRequest);

        Assert.Contains("votes", problem.GetProperty("errors").ToString(), StringComparison.OrdinalIgnoreCase);
        await faculty.PanelOf().PostAsync(path, Body("a", "for", "Reviewed.")).BodyAsync(HttpStatusCode.Created);
    }

    [Fact]
    public async Task D16_panel_has_at_most_nine_members()
    {
        await using var faculty = await FacultyApp.StartAsync(Engine.Sqlite);
        var id = await ReviewedAsync(faculty);
        string[] members = ["a", "b", "c", "d", "e", "f", "g", "h", "i", "j"];

        await faculty.DecideAsync(id, panel: members).ShouldBeProblemAsync("validation", HttpStatusCode.BadRequest);

        await faculty.DecideAsync(id, panel: members[..9]);
    }

    private static async Task<Guid> SubmittedAsync(FacultyApp faculty, DateOnly? day = null, string? person = null)
    {
        var draft = await faculty.DraftAsync((await faculty.RegisterAsync(person: person)).Id, day);
        await faculty.SubmitAsync(draft.Id, day);
        return draft.Id;
    }

    private static async Task<Guid> ReviewedAsync(FacultyApp faculty, DateOnly? day = null, string? person = null)
    {
        var id = await SubmittedAsync(faculty, day, person);
        await faculty.ReviewAsync(id);
        return id;
    }

    private static async Task<(string, int)> StateAsync(FacultyApp faculty, Guid id) =>
        await faculty.ApplicationAsync(id) is var application ? (application.State, application.Version) : default;

    private static async Task<Problem?> RefusalAsync<T>(Task<T> step) where T : class => (await step.OutcomeAsync()).Refused?.Result;
}

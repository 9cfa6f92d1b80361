using System.Net;
using System.Text.Json;
using Contracts;
using Contracts.FacultyCertification;
using FacultyCertification.Features.Notices;
using Kernel.Http;
using Testing;
using VocationalPlatform.Client;

namespace FacultyCertification.Tests;

public sealed class NoticeTests
{
    private const HttpStatusCode Unprocessable = HttpStatusCode.UnprocessableEntity;
    private const HttpStatusCode Conflict = HttpStatusCode.Conflict;
    private static readonly DateOnly Day = FacultyApp.Day;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, Engines]
    public async Task An_application_that_is_named_twice_is_refused_by_name(Engine engine)
    {
        await using var faculty = await FacultyApp.StartAsync(engine);
        var id = (await faculty.DraftAsync((await faculty.RegisterAsync()).Id, Day)).Id;
        await faculty.SubmitAsync(id);

        await faculty.ReviewAsync(id, id).ShouldBeProblemAsync("validation", HttpStatusCode.BadRequest);
        await faculty.ReviewAsync(id);
        await faculty.DecideAsync(id);
        await faculty.NoticeAsync([id, id]).ShouldBeProblemAsync("validation", HttpStatusCode.BadRequest);

        Assert.Equal(id, Assert.Single((await faculty.NoticeAsync([id])).Applications).ApplicationId);
    }

    [Theory, Engines]
    public async Task S10_no_certificate_without_a_panels_decision_under_a_published_method(Engine engine)
    {
        await using var faculty = await FacultyApp.StartAsync(engine);
        var teacher = await faculty.RegisterAsync();
        var method = await faculty.DraftMethodAsync(notice: 3);
        await faculty.TryDraftAsync(teacher.Id, [FacultyApp.Enough(Day)], method.Id)
            .ShouldBeProblemAsync("method-not-usable", Unprocessable);
        await faculty.PublishAsync(method.Id, Day);

        var id = (await faculty.DraftAsync(teacher.Id, Day, method.Id)).Id;
        await Task.WhenAll(NotReviewed(), NotDecided(), NotNoticed());
        await faculty.SubmitAsync(id);
        await Task.WhenAll(NotDecided(), NotNoticed());
        await faculty.ReviewAsync(id);
        await NotNoticed();
        await faculty.DecideAsync(id);
        var notice = await faculty.NoticeAsync([id]);
        Assert.Equal(Day.AddDays(2), notice.LastDay);
        var running = await faculty.IssueAsync(notice.Id).ShouldBeProblemAsync("notice-running", Unprocessable);
        Assert.Equal(0, await faculty.App.Db.CountAsync("SELECT COUNT(*) FROM faculty.certificate", Ct));

        faculty.App.Today.MoveTo(running.Change("issuedOn").Date());
        var certificate = Assert.Single((await faculty.IssueAsync(notice.Id, running.Change("issuedOn").Date())).Certificates);
        Assert.Equal(Day.AddDays(3), certificate.ValidFrom);

        Task<Problem> NotReviewed() => faculty.ReviewAsync(id).ShouldBeProblemAsync("applications-not-ready", Conflict);
        Task<Problem> NotDecided() => faculty.DecideAsync(id).ShouldBeProblemAsync("application-not-in-state", Conflict);
        Task<Problem> NotNoticed() => faculty.NoticeAsync([id]).ShouldBeProblemAsync("applications-not-ready", Conflict);
    }

    [Theory, Engines]
    public async Task D19_certificate_names_its_decision_lasts_the_methods_years_and_is_told_once(Engine engine)
    {
        await using var faculty = await FacultyApp.StartAsync(engine);
        var method = await faculty.PublishAsync((await faculty.DraftMethodAsync(validity: 3)).Id, new(2020, 1, 1));
        var teacher = await faculty.RegisterAsync();
        var notice = await faculty.NoticedAsync(teacher.Id, new(2025, 3, 1), method.Id, "senior");
        var certificate = Assert.Single((await faculty.IssueAsync(notice.Id, new(2025, 3, 2))).Certificates);

        var application = await faculty.ApplicationAsync(notice.Applications.Single().ApplicationId);
        Assert.Equal(("certified", certificate.Id), (application.State, application.CertificateId!.Value));
        var decision =
            (await faculty.Office.GetAsync($"{FacultyApp.Api}/applications/{application.Id}/decisions", Ct)
                .BodyAsync()).GetProperty("items")[0];
        Assert.Equal(certificate.Id, decision.GetProperty("certificateId").GetGuid());
        Assert.Equal(
            new VocationalPlatform.Client.FacultyCertification.Certificate
            {
                Id = certificate.Id,
                TeacherId = teacher.Id,
                Institution = "bpc",
                Number = certificate.Number,
                DecisionId = decision.GetProperty("id").GetGuid(),
                Level = "senior",
                State = "certified",
                IssuedOn = new(2025, 3, 2),
                ValidFrom = new(2025, 3, 2),
                ValidUntil = new(2028, 3, 1),
                RenewalFrom = new(2027, 9, 3),
                PredecessorId = null,
                SuccessorId = null,
                SupersededOn = null,
                SuspendedOn = null,
                RevokedOn = null,
                RevocationReason = null,
                Version = 1,
            },
            certificate);
        Assert.Equal(certificate, await faculty.CertificateAsync(certificate.Id));
        Assert.Equivalent(
            new CertificateV1
            {
                Id = certificate.Id,
                TeacherId = teacher.Id,
                Institution = "bpc",
                Level = "senior",
                State = "certified",
                ValidFrom = new(2025, 3, 2),
                ValidUntil = new(2028, 3, 1),
                Suspensions = [],
                Version = 1,
            },
            Assert.Single(await faculty.App.PublishedAsync<TeacherCertifiedV1>()).Certificate, strict: true);

        var audited = await faculty.App.Db.QueryAsync<string>(
            """
            SELECT action
            FROM faculty.audit
            WHERE aggregate = 'application' AND aggregate_id = @id
            ORDER BY version
            """,
            new { id = application.Id.ToString() },
            Ct);
        Assert.Equal(["drafted", "practice confirmed", "submitted", "taken under review", "granted", "published", "certified"], audited);
        await faculty.IssueAsync(notice.Id).ShouldBeProblemAsync("no-certificate-due", Conflict);
    }

    [Theory, Engines]
    public async Task D16_a_notice_has_grants_under_review_all_or_none(Engine engine)
    {
        await using var faculty = await FacultyApp.StartAsync(engine);
        var first = await faculty.DecidedAsync((await faculty.RegisterAsync()).Id, Day);
        var second = await faculty.DecidedAsync((await faculty.RegisterAsync()).Id, Day);
        var draft = await faculty.DraftAsync((await faculty.RegisterAsync()).Id);
        var theirs = await faculty.DecidedAsync((await faculty.RegisterAsync(org: FacultyApp.Ncut)).Id, Day, org: FacultyApp.Ncut);
        var undecided = await faculty.DraftAsync((await faculty.RegisterAsync()).Id);
        await faculty.SubmitAsync(undecided.Id);
        await faculty.ReviewAsync(undecided.Id);

        var problem = await faculty.NoticeAsync([first.Id, draft.Id, theirs.Id, undecided.Id, second.Id])
            .ShouldBeProblemAsync("applications-not-ready", Conflict);
        Assert.Equal(
            [(draft.Id, "draft"), (theirs.Id, "unknown"), (undecided.Id, "under-review")],
            problem.Fact("applications").EnumerateArray()
                .Select(one => (one.GetProperty("id").GetGuid(), one.GetProperty("state").GetString()!)));
        Assert.Equal("under-review", (await faculty.ApplicationAsync(first.Id)).State);
        Assert.Equal(0, await faculty.App.Db.CountAsync("SELECT COUNT(*) FROM faculty.public_notice", Ct));

        Guid[] ready = [.. problem.Change("applicationIds").EnumerateArray().Select(id => id.GetGuid())];
        var notice = await faculty.NoticeAsync(ready);
        Assert.Equal(
            [(first.Id, "intermediate"), (second.Id, "intermediate")], notice.Applications.Select(one => (one.ApplicationId, one.Level)));
        Assert.Equal("public-notice", (await faculty.ApplicationAsync(second.Id)).State);
        await faculty.NoticeAsync([first.Id]).ShouldBeProblemAsync("applications-not-ready", Conflict);
        await faculty.PanelOf().PostAsync($"{FacultyApp.Api}/public-notices", new { applicationIds = ready })
            .ShouldBeProblemAsync("forbidden", HttpStatusCode.Forbidden);
    }

    [Theory, Engines]
    public async Task D16_notice_begins_between_the_decisions_and_today_and_lasts_as_long_as_its_longest_method(Engine engine)
    {
        await using var faculty = await FacultyApp.StartAsync(engine);
        var longer = await faculty.PublishAsync((await faculty.DraftMethodAsync(notice: 7)).Id, new(2020, 1, 1));
        Guid[] ids = [(await faculty.DecidedAsync(
            (await faculty.RegisterAsync()).Id,
            new(2026, 6, 1))).Id, (await faculty.DecidedAsync((await faculty.RegisterAsync()).Id, new(2026, 5, 1), longer.Id)).Id];
        var late = await faculty.NoticeAsync(ids, Day.AddDays(1)).ShouldBeProblemAsync("day-out-of-range", Unprocessable);
        Assert.Equal(Day, late.Change("publishedOn").Date());
        var early = await faculty.NoticeAsync(ids, new(2026, 5, 31)).ShouldBeProblemAsync("day-out-of-range", Unprocessable);
        var notice = await faculty.NoticeAsync(ids, early.Change("publishedOn").Date());
        Assert.Equal((new DateOnly(2026, 6, 1), new DateOnly(2026, 6, 7)), (notice.PublishedOn, notice.LastDay));
        await faculty.IssueAsync(notice.Id, new(2026, 6, 7)).ShouldBeProblemAsync("notice-running", Unprocessable);
        var ahead = await faculty.IssueAsync(notice.Id, Day.AddDays(1)).ShouldBeProblemAsync("day-out-of-range", Unprocessable);
        Assert.Equal(Day, ahead.Change("issuedOn").Date());
        Assert.Equal(2, (await faculty.IssueAsync(notice.Id, ahead.Change("issuedOn").Date())).Certificates.Count);
    }

    [Theory, Engines]
    public async Task D18_notice_is_as_long_as_the_version_of_the_application_says(Engine engine)
    {
        await using var faculty = await FacultyApp.StartAsync(engine);
        var first = await faculty.PublishAsync((await faculty.DraftMethodAsync("own", notice: 3)).Id, new(2020, 1, 1));
        var applied = await faculty.DecidedAsync((await faculty.RegisterAsync()).Id, Day, first.Id);

        var second = await faculty.PublishAsync((await faculty.DraftMethodAsync("own", notice: 10)).Id, Day);

        Assert.Equal(Day.AddDays(2), (await faculty.NoticeAsync([applied.Id])).LastDay);
        var later = await faculty.DecidedAsync((await faculty.RegisterAsync()).Id, Day, second.Id);
        Assert.Equal(Day.AddDays(9), (await faculty.NoticeAsync([later.Id])).LastDay);
    }

    [Theory, Engines]
    public async Task D18_edited_terms_of_the_notice_are_those_that_are_published(Engine engine)
    {
        await using var faculty = await FacultyApp.StartAsync(engine);
        var draft = await faculty.DraftMethodAsync("own", notice: 3);
        Assert.False(draft.ObjectionsAllowed);

        await faculty.Office.PutAsync(
            $"{FacultyApp.Api}/methods/{draft.Id}", new { draft.Name, draft.Levels, publicNoticeDays = 9, draft.PanelMembers }, 1)
            .BodyAsync();

        await faculty.PublishAsync(draft.Id, new(2020, 1, 1));
        var notice = await faculty.NoticedAsync((await faculty.RegisterAsync()).Id, Day.AddDays(-3), draft.Id);
        // Objections are allowed again, as where nothing is stated.
        Assert.Equal(Day.AddDays(8), notice.LastDay);
    }

    [Theory, Engines]
    public async Task D16_refusal_or_withdrawal_during_the_notice_prevents_the_certificate(Engine engine)
    {
        await using var faculty = await FacultyApp.StartAsync(engine);
        var ids = new List<Guid>();
        for (var i = 0; i < 4; i++) ids.Add((await faculty.DecidedAsync((await faculty.RegisterAsync()).Id, Day.AddDays(-2))).Id);
        var notice = await faculty.NoticeAsync([.. ids], Day.AddDays(-1));
        await faculty.DecideAsync(ids[0], outcome: "refused");
        await faculty.WithdrawAsync(ids[2]);

        var issued = await faculty.IssueAsync(notice.Id);
        Assert.Equal(
            ["refused", "certified", "withdrawn", "certified"],
            await Task.WhenAll(ids.Select(async id => (await faculty.ApplicationAsync(id)).State)));
        Assert.Equal(
            issued.Certificates.Select(certificate => certificate.Id),
            (await faculty.App.PublishedAsync<TeacherCertifiedV1>()).Select(told => told.Certificate.Id));
        Assert.Equal(2, issued.Certificates.Count);
    }

    [Theory, Engines]
    public async Task D19_late_recorded_certificate_does_not_overlap_a_later_one(Engine engine)
    {
        await using var faculty = await FacultyApp.StartAsync(engine);
        var teacher = await faculty.RegisterAsync();
        await faculty.CertifyAsync(teacher.Id, new(2023, 3, 1));
        var notice = await faculty.NoticedAsync(teacher.Id, new(2018, 2, 27));
        var problem = await faculty.IssueAsync(notice.Id, new(2018, 3, 2)).ShouldBeProblemAsync("already-certified", Conflict);
        var holder = Assert.Single(problem.Fact("applications").EnumerateArray());
        Assert.Equal(("D19", "2023-03-01"), (problem.Rule, holder.GetProperty("heldFrom").GetString()));
        Assert.Equal(notice.Applications.Single().ApplicationId, holder.GetProperty("applicationId").GetGuid());
        var first = await faculty.IssueAsync(notice.Id, problem.Change("issuedOn").Date());
        Assert.Equal(new DateOnly(2023, 2, 28), first.Certificates.Single().ValidUntil);
    }

    [Theory, Engines]
    public async Task D14_a_certificate_begins_while_the_teacher_is_employed(Engine engine)
    {
        await using var faculty = await FacultyApp.StartAsync(engine);
        var teacher = await faculty.RegisterAsync();
        var notice = await faculty.NoticedAsync(teacher.Id, new(2026, 6, 1));
        await faculty.DepartAsync(teacher.Id, new(2026, 6, 10));
        var problem = await faculty.IssueAsync(notice.Id).ShouldBeProblemAsync("not-employed", Unprocessable);
        Assert.Equal(new DateOnly(2026, 6, 10), problem.Change("issuedOn").Date());
        Assert.Equal(notice.Applications.Single().ApplicationId, problem.Fact("applications")[0].GetProperty("applicationId").GetGuid());
        await faculty.IssueAsync(notice.Id, problem.Change("issuedOn").Date());
    }

    [Theory, Engines]
    public async Task D19_one_of_eight_concurrent_issues_certifies_each_teacher_once(Engine engine)
    {
        await using var faculty = await FacultyApp.StartAsync(engine);
        var ids = await Task.WhenAll(Enumerable.Range(0, 5)
            .Select(async _ => (await faculty.DecidedAsync((await faculty.RegisterAsync()).Id, Day.AddDays(-2))).Id));
        var notice = await faculty.NoticeAsync(ids, Day.AddDays(-2));
        var replies = await Task.WhenAll(Enumerable.Range(0, 8)
            .Select(day => faculty.IssueAsync(notice.Id, Day.AddDays(-(day % 2))).OutcomeAsync()));
        Assert.Single(replies, reply => reply.Passed);
        foreach (var refused in replies.Where(reply => !reply.Passed)) await refused.ShouldBeProblemAsync("no-certificate-due", Conflict);
        Assert.Equal(5, (await faculty.App.PublishedAsync<TeacherCertifiedV1>()).Select(told => told.Certificate.TeacherId).Distinct()
            .Count());
        Assert.Equal(5, await faculty.App.Db.CountAsync("SELECT COUNT(*) FROM faculty.certificate", Ct));
    }

    [Theory, Engines]
    public async Task D19_concurrent_recognitions_certify_a_teacher_once(Engine engine)
    {
        await using var faculty = await FacultyApp.StartAsync(engine);
        var teacher = await faculty.RegisterAsync();
        var replies = await Task.WhenAll(Enumerable.Range(0, 4).Select(async _ =>
        {
            var drafted = await faculty.TryDraftAsync(teacher.Id, [FacultyApp.Enough(Day.AddDays(-2))]).OutcomeAsync();
            if (drafted.Reply is not { Id: var id }) return false;
            await faculty.SubmitAsync(id, Day.AddDays(-2));
            await faculty.ReviewAsync(id);
            await faculty.DecideAsync(id, Day.AddDays(-2));
            var notice = await faculty.NoticeAsync([id], Day.AddDays(-2));
            return (await faculty.IssueAsync(notice.Id).OutcomeAsync()).Passed;
        }));
        Assert.Single(replies, certified => certified);
        Assert.Single(await faculty.App.PublishedAsync<TeacherCertifiedV1>());
    }

    [Theory, Engines]
    public async Task A_notice_is_public_and_names_nobody(Engine engine)
    {
        await using var faculty = await FacultyApp.StartAsync(engine);
        var teacher = await faculty.RegisterAsync(person: "p-1");
        var notice = await faculty.NoticedAsync(teacher.Id, Day);
        var theirs = await faculty.NoticedAsync((await faculty.RegisterAsync(org: FacultyApp.Ncut)).Id, Day, org: FacultyApp.Ncut);
        var path = $"{FacultyApp.Api}/public-notices/{notice.Id}";
        foreach (var reader in new[]
        {
            faculty.App.As(null),
            faculty.App.As(FacultyApp.Dji, Roles.InternshipManager),
            faculty.App.AsPerson("bpc", Roles.Learner, "p-9"),
        })
        {
            var read = await reader.GetAsync(path, Ct).BodyAsync();
            Assert.DoesNotContain(new[] { teacher.StaffNumber, "p-1", teacher.Id.ToString() }, personal => read.ToString()
                .Contains(personal, StringComparison.Ordinal));
            Assert.Equivalent(notice, read.Deserialize<PublicNotice>(JsonSerializerOptions.Web), strict: true);
            Assert.Equal([notice.Id, theirs.Id], (await reader.GetAsync($"{FacultyApp.Api}/public-notices", Ct)
                .ReadAsync<Page<PublicNotice>>()).Items.Select(item => item.Id));
            Assert.Equal([theirs.Id], (await reader.GetAsync($"{FacultyApp.Api}/public-notices?institution=ncut", Ct)
                .ReadAsync<Page<PublicNotice>>()).Items.Select(item => item.Id));
        }
        await faculty.IssueAsync(notice.Id, org: FacultyApp.Ncut).ShouldBeProblemAsync("forbidden", HttpStatusCode.Forbidden);
        await faculty.IssueAsync(Guid.NewGuid()).ShouldBeProblemAsync("not-found", HttpStatusCode.NotFound);
        await faculty.PanelOf().PostAsync($"{path}/certificates", new { }).ShouldBeProblemAsync("forbidden", HttpStatusCode.Forbidden);
    }
}

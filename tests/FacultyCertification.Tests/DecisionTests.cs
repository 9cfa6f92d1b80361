using System.Net;
using Contracts;
using Contracts.FacultyCertification;
using FacultyCertification.Features.Certificates;
using FacultyCertification.Features.Decisions;
using FacultyCertification.Features.Teachers;
using Kernel.Http;
using Testing;

namespace FacultyCertification.Tests;

public sealed class DecisionTests
{
    private const HttpStatusCode Unprocessable = HttpStatusCode.UnprocessableEntity;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, Engines]
    public async Task D16_a_granted_decision_gives_a_certificate_and_one_event_leaves(Engine engine)
    {
        await using var faculty = await FacultyApp.StartAsync(engine);
        var teacher = await faculty.RegisterAsync();
        using var reply = await faculty.DecideAsync(teacher.Id, new(2024, 3, 1), level: "senior");
        var decision = await reply.ReadAsync<Decision>(HttpStatusCode.Created);

        Assert.Equal(("granted", "senior", new DateOnly(2024, 3, 1)), (decision.Outcome, decision.Level, decision.DecidedOn));
        Assert.Equal(FacultyApp.Panel, decision.Panel);
        var certificate = await faculty.CertificateAsync(decision.CertificateId!.Value);
        Assert.Equal(
            new Certificate(decision.CertificateId.Value, teacher.Id, "bpc", decision.Id, "senior", "certified", new(2024, 3, 1), new(2029, 2, 28), null, null, 1), certificate);

        var told = Assert.Single(await faculty.App.PublishedAsync<TeacherCertifiedV1>());
        Assert.Equal(decision.RecordedAt, told.OccurredAt);
        Assert.Equal(
            new CertificateV1 { Id = certificate.Id, TeacherId = teacher.Id, Institution = "bpc", Level = "senior", State = "certified", ValidFrom = new(2024, 3, 1), ValidUntil = new(2029, 2, 28), Version = 1 },
            told.Certificate);
        Assert.Equivalent(decision, await faculty.PanelOf().GetAsync(reply.Headers.Location!.ToString(), Ct).ReadAsync<Decision>());
    }

    [Theory, Engines]
    public async Task D16_a_refusal_is_recorded_and_gives_nothing(Engine engine)
    {
        await using var faculty = await FacultyApp.StartAsync(engine);
        var teacher = await faculty.RegisterAsync();
        var refused = await faculty.DecideAsync(teacher.Id, FacultyApp.Day, "refused", level: null).ReadAsync<Decision>(HttpStatusCode.Created);
        Assert.Null(refused.CertificateId);
        Assert.Null(refused.Level);

        await faculty.CertifyAsync(teacher.Id, FacultyApp.Day);
        await faculty.DecideAsync(teacher.Id, FacultyApp.Day, "refused").BodyAsync(HttpStatusCode.Created);
        var listed = await faculty.Office.GetAsync($"{FacultyApp.Api}/teachers/{teacher.Id}/decisions", Ct).ReadAsync<Page<Decision>>();
        Assert.Equal(["refused", "granted", "refused"], listed.Items.Select(decision => decision.Outcome));
        Assert.All(listed.Items, decision => Assert.Equal(FacultyApp.Panel, decision.Panel));
        Assert.Single(await faculty.App.PublishedAsync<TeacherCertifiedV1>());
    }

    [Theory, Engines]
    public async Task D14_a_teacher_of_general_courses_is_out_of_scope(Engine engine)
    {
        await using var faculty = await FacultyApp.StartAsync(engine);
        var general = await faculty.RegisterAsync(category: "general");
        var problem = await faculty.DecideAsync(general.Id, FacultyApp.Day).ShouldBeProblemAsync("out-of-scope", Unprocessable);
        Assert.Equal("D14", problem.GetProperty("rule").GetString());
        await faculty.DecideAsync(general.Id, FacultyApp.Day, "refused").ShouldBeProblemAsync("out-of-scope", Unprocessable);

        foreach (var category in problem.GetProperty("facts").GetProperty("inScope").EnumerateArray())
        {
            await faculty.CertifyAsync((await faculty.RegisterAsync(category: category.GetString()!)).Id, FacultyApp.Day);
        }
    }

    [Theory, Engines]
    public async Task D16_a_decision_of_a_day_to_come_is_refused(Engine engine)
    {
        await using var faculty = await FacultyApp.StartAsync(engine);
        var teacher = await faculty.RegisterAsync();
        var problem = await faculty.DecideAsync(teacher.Id, FacultyApp.Day.AddDays(1)).ShouldBeProblemAsync("decided-in-future", Unprocessable);
        Assert.Equal("D16", problem.GetProperty("rule").GetString());
        await faculty.CertifyAsync(teacher.Id, problem.Change("decidedOn").Date());
        await faculty.DecideAsync((await faculty.RegisterAsync()).Id, DateOnly.MaxValue).ShouldBeProblemAsync("decided-in-future", Unprocessable);
    }

    [Theory, Engines]
    public async Task D14_a_decision_of_a_day_before_or_after_the_employment_is_refused(Engine engine)
    {
        await using var faculty = await FacultyApp.StartAsync(engine);
        var joined = await faculty.RegisterAsync(employedFrom: new(2020, 9, 1));
        var early = await faculty.DecideAsync(joined.Id, new(2020, 8, 31)).ShouldBeProblemAsync("not-employed", Unprocessable);
        Assert.Equal(new DateOnly(2020, 9, 1), (await faculty.CertifyAsync(joined.Id, early.Change("decidedOn").Date())).ValidFrom);

        var departed = await faculty.RegisterAsync(employedFrom: new(2020, 9, 1));
        await faculty.DepartAsync(departed.Id, new(2026, 5, 31)).BodyAsync();
        var late = await faculty.DecideAsync(departed.Id, new(2026, 6, 1)).ShouldBeProblemAsync("not-employed", Unprocessable);
        Assert.Equal("D14", late.GetProperty("rule").GetString());
        Assert.Equal(new DateOnly(2026, 5, 31), (await faculty.CertifyAsync(departed.Id, late.Change("decidedOn").Date())).ValidFrom);

        var notYet = await faculty.RegisterAsync(employedFrom: FacultyApp.Day.AddDays(1));
        var never = await faculty.DecideAsync(notYet.Id, FacultyApp.Day).ShouldBeProblemAsync("not-employed", Unprocessable);
        Assert.False(never.TryGetProperty("change", out _));
    }

    [Theory, Engines]
    public async Task D14_a_certificate_has_a_level(Engine engine)
    {
        await using var faculty = await FacultyApp.StartAsync(engine);
        var problem = await faculty.DecideAsync((await faculty.RegisterAsync()).Id, FacultyApp.Day, level: null).ShouldBeProblemAsync("level-missing", Unprocessable);
        foreach (var level in problem.Change("level").EnumerateArray())
        {
            await faculty.DecideAsync((await faculty.RegisterAsync()).Id, FacultyApp.Day, level: level.GetString()).BodyAsync(HttpStatusCode.Created);
        }
    }

    [Theory, Engines]
    public async Task D19_a_teacher_holds_one_certificate_at_a_time(Engine engine)
    {
        await using var faculty = await FacultyApp.StartAsync(engine);
        var teacher = await faculty.RegisterAsync();
        await faculty.CertifyAsync(teacher.Id, new(2018, 3, 1));

        var problem = await faculty.DecideAsync(teacher.Id, new(2023, 2, 28)).ShouldBeProblemAsync("already-certified", HttpStatusCode.Conflict);
        Assert.Equal(("D19", "2018-03-01", "2023-02-28"), (problem.GetProperty("rule").GetString(), problem.GetProperty("facts").GetProperty("heldFrom").GetString(), problem.GetProperty("facts").GetProperty("heldUntil").GetString()));
        var next = await faculty.CertifyAsync(teacher.Id, problem.Change("decidedOn").Date());
        Assert.Equal(new DateOnly(2023, 3, 1), next.ValidFrom);

        var now = await faculty.DecideAsync(teacher.Id, FacultyApp.Day).ShouldBeProblemAsync("already-certified", HttpStatusCode.Conflict);
        Assert.False(now.TryGetProperty("change", out _));
        await faculty.RevokeAsync(next.Id, FacultyApp.Day).BodyAsync();
        await faculty.CertifyAsync(teacher.Id, FacultyApp.Day);
    }

    [Theory, Engines]
    public async Task D19_a_decision_before_a_certificate_that_would_reach_into_it_is_refused(Engine engine)
    {
        await using var faculty = await FacultyApp.StartAsync(engine);
        var teacher = await faculty.RegisterAsync();
        await faculty.CertifyAsync(teacher.Id, new(2023, 3, 1));
        await faculty.DecideAsync(teacher.Id, new(2018, 3, 2)).ShouldBeProblemAsync("already-certified", HttpStatusCode.Conflict);
        Assert.Equal(new DateOnly(2023, 2, 28), (await faculty.CertifyAsync(teacher.Id, new(2018, 3, 1))).ValidUntil);
    }

    [Theory, Engines]
    public async Task D19_of_eight_decisions_at_once_one_gives_a_certificate(Engine engine)
    {
        await using var faculty = await FacultyApp.StartAsync(engine);
        var teacher = await faculty.RegisterAsync();
        var replies = await Task.WhenAll(Enumerable.Range(0, 8).Select(day => faculty.DecideAsync(teacher.Id, FacultyApp.Day.AddDays(-day))));

        Assert.Single(replies, reply => reply.StatusCode is HttpStatusCode.Created);
        foreach (var refused in replies.Where(reply => reply.StatusCode is not HttpStatusCode.Created)) await refused.ShouldBeProblemAsync("already-certified", HttpStatusCode.Conflict);
        Assert.Single(await faculty.App.PublishedAsync<TeacherCertifiedV1>());
        Assert.Equal(1, await faculty.App.Db.CountAsync("SELECT COUNT(*) FROM faculty.certificate", Ct));
        Assert.Equal(1, await faculty.App.Db.CountAsync("SELECT COUNT(*) FROM faculty.decision", Ct));
    }

    [Theory, Engines]
    public async Task D16_only_the_panel_of_the_teachers_institution_decides(Engine engine)
    {
        await using var faculty = await FacultyApp.StartAsync(engine);
        var teacher = await faculty.RegisterAsync();
        var body = new { outcome = "granted", level = "junior", decidedOn = FacultyApp.Day, panel = FacultyApp.Panel, grounds = "Evidence reviewed." };

        await faculty.DecideAsync(teacher.Id, FacultyApp.Day, org: FacultyApp.Ncut).ShouldBeProblemAsync("not-found", HttpStatusCode.NotFound);
        await faculty.DecideAsync(Guid.NewGuid(), FacultyApp.Day).ShouldBeProblemAsync("not-found", HttpStatusCode.NotFound);
        await faculty.Office.PostAsync($"{FacultyApp.Api}/teachers/{teacher.Id}/decisions", body).ShouldBeProblemAsync("forbidden", HttpStatusCode.Forbidden);
        Assert.Equal(1, (await faculty.Office.GetAsync($"{FacultyApp.Api}/teachers/{teacher.Id}", Ct).ReadAsync<Teacher>()).Version);
        await faculty.PanelOf().PostAsync($"{FacultyApp.Api}/teachers/{teacher.Id}/decisions", body).BodyAsync(HttpStatusCode.Created);
    }

    [Theory, Engines]
    public async Task Decisions_are_seen_by_the_own_institution_only(Engine engine)
    {
        await using var faculty = await FacultyApp.StartAsync(engine);
        var teacher = await faculty.RegisterAsync(person: "p-1");
        var other = await faculty.RegisterAsync();
        var decision = await faculty.DecideAsync(teacher.Id, FacultyApp.Day).ReadAsync<Decision>(HttpStatusCode.Created);
        var list = $"{FacultyApp.Api}/teachers/{teacher.Id}/decisions";

        var stranger = faculty.App.As(FacultyApp.Ncut, Roles.Panel);
        var unknown = await faculty.Office.GetStringOfRefusalAsync($"{FacultyApp.Api}/teachers/{Guid.NewGuid()}/decisions");
        Assert.Equal(unknown, await stranger.GetStringOfRefusalAsync(list));
        Assert.Equal(unknown, await stranger.GetStringOfRefusalAsync($"{list}/{decision.Id}"));
        Assert.Equal(unknown, await faculty.Office.GetStringOfRefusalAsync($"{FacultyApp.Api}/teachers/{other.Id}/decisions/{decision.Id}"));
        Assert.Equal(unknown, await faculty.Office.GetStringOfRefusalAsync($"{list}/{Guid.NewGuid()}"));
        await faculty.App.AsPerson("bpc", "teacher", "p-1").GetAsync(list, Ct).ShouldBeProblemAsync("forbidden", HttpStatusCode.Forbidden);
    }

    [Theory]
    [InlineData("""["a","b","c","d","e","f","g","h","i","j"]""")]
    [InlineData("""["a","a"]""")]
    [InlineData("""["two words"]""")]
    [InlineData("""[""]""")]
    [InlineData("""[null]""")]
    [InlineData("[]")]
    public async Task D16_a_panel_is_one_to_nine_distinct_members(string panel)
    {
        await using var faculty = await FacultyApp.StartAsync(Engine.Sqlite);
        var path = $"{FacultyApp.Api}/teachers/{(await faculty.RegisterAsync()).Id}/decisions";
        string Body(string members) => $$"""{ "outcome": "granted", "level": "junior", "decidedOn": "2026-06-30", "panel": {{members}}, "grounds": "Evidence reviewed." }""";

        var problem = await faculty.PanelOf().PostRawAsync(path, Body(panel)).ShouldBeProblemAsync("validation", HttpStatusCode.BadRequest);
        Assert.Contains("panel", problem.GetProperty("errors").ToString(), StringComparison.OrdinalIgnoreCase);
        await faculty.PanelOf().PostRawAsync(path, Body("""["a","b","c","d","e","f","g","h","i"]""")).BodyAsync(HttpStatusCode.Created);
    }

    [Theory]
    [InlineData("perhaps", "junior", "Evidence reviewed.")]
    [InlineData("granted", "master", "Evidence reviewed.")]
    [InlineData("granted", "", "Evidence reviewed.")]
    [InlineData("granted", "junior", " ")]
    public async Task A_decision_that_is_not_valid_is_refused(string outcome, string level, string grounds)
    {
        await using var faculty = await FacultyApp.StartAsync(Engine.Sqlite);
        var path = $"{FacultyApp.Api}/teachers/{(await faculty.RegisterAsync()).Id}/decisions";
        await faculty.PanelOf().PostAsync(path, new { outcome, level, decidedOn = FacultyApp.Day, panel = FacultyApp.Panel, grounds }).ShouldBeProblemAsync("validation", HttpStatusCode.BadRequest);
    }
}

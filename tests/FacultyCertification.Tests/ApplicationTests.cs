using System.Net;
using Contracts;
using FacultyCertification.Features.Applications;
using Kernel.Http;
using Testing;

namespace FacultyCertification.Tests;

public sealed class ApplicationTests
{
    private const HttpStatusCode Unprocessable = HttpStatusCode.UnprocessableEntity;
    private static readonly DateOnly Day = FacultyApp.Day;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, Engines]
    public async Task D16_a_teacher_drafts_edits_and_submits_in_person(Engine engine)
    {
        await using var faculty = await FacultyApp.StartAsync(engine);
        var teacher = await faculty.RegisterAsync(person: "p-1");
        var person = faculty.App.AsPerson("bpc", "teacher", "p-1");
        using var reply = await person.PostAsync(
            $"{FacultyApp.Api}/teachers/{teacher.Id}/applications",
            new
            {
                methodId = faculty.Method,
                level = "senior",
                evidence = new[] { FacultyApp.Practice(new(2025, 1, 1), new(2025, 3, 31)), FacultyApp.Document() },
            });
        var draft = await reply.ReadAsync<Application>(HttpStatusCode.Created);
        Assert.Equivalent(
            new Application
            {
                Id = draft.Id,
                TeacherId = teacher.Id,
                Institution = "bpc",
                MethodId = faculty.Method,
                Level = "senior",
                State = "draft",
                Kind = null,
                PredecessorId = null,
                SubmittedOn = null,
                DaysCounted = null,
                DecidedOn = null,
                Outcome = null,
                NoticeId = null,
                CertificateId = null,
                WithdrawalReason = null,
                Evidence =
                [
                    Item("practice") with { Enterprise = "dji", From = new(2025, 1, 1), Until = new(2025, 3, 31) },
                    Item("qualification") with { Amount = 1, Description = "Senior technician", DocumentHash = new string('a', 64) },
                ],
                Version = 1,
            },
            draft, strict: true);
        Assert.Equal($"{FacultyApp.Api}/applications/{draft.Id}", reply.Headers.Location?.ToString());

        object[] evidence = [FacultyApp.Practice(new(2025, 1, 1), new(2025, 3, 31)), FacultyApp.Practice(new(2025, 3, 1), new(2025, 7, 9))];
        var edited = await person.PutAsync(
            reply.Headers.Location!.ToString(), new { methodId = faculty.Method, level = "junior", evidence }, 1).ReadAsync<Application>();
        Assert.Equal(("junior", 2, 2), (edited.Level, edited.Evidence.Count, edited.Version));

        // The clearest of all cases of D17: 90 and 131 days, 31 of them the same ones.
        var submitted = await faculty.SubmitAsync(draft.Id, client: person);
        Assert.Equal(
            ("submitted", Day, 190, 5), (submitted.State, submitted.SubmittedOn!.Value, submitted.DaysCounted!.Value, submitted.Version));
        Assert.Equal([90, 131], submitted.Evidence.Select(item => item.DaysCounted!.Value));
        using var read = await person.GetAsync(reply.Headers.Location, Ct);
        Assert.Equivalent(submitted, await read.ReadAsync<Application>(), strict: true);
        Assert.StartsWith("\"5-", read.Headers.ETag?.Tag, StringComparison.Ordinal);

        var audited = await faculty.App.Db.QueryAsync<string>(
            """
            SELECT action
            FROM faculty.audit
            WHERE aggregate = 'application' AND aggregate_id = @id
            ORDER BY version
            """,
            new { id = draft.Id.ToString() },
            Ct);
        Assert.Equal(["drafted", "edited", "practice confirmed", "practice confirmed", "submitted"], audited);
    }

    [Theory, Engines]
    public async Task D14_a_teacher_of_general_courses_does_not_apply(Engine engine)
    {
        await using var faculty = await FacultyApp.StartAsync(engine);
        var problem = await faculty.TryDraftAsync((await faculty.RegisterAsync(category: "general")).Id, [FacultyApp.Enough(Day)])
            .ShouldBeProblemAsync("out-of-scope", Unprocessable);
        Assert.Equal("D14", problem.Rule);
        foreach (var category in problem.Fact("inScope").EnumerateArray())
        {
            await faculty.DraftAsync((await faculty.RegisterAsync(category: category.GetString()!)).Id);
        }
    }

    [Theory, Engines]
    public async Task D14_teacher_applies_only_while_employed(Engine engine)
    {
        await using var faculty = await FacultyApp.StartAsync(engine);
        var joining = await faculty.RegisterAsync(employedFrom: Day.AddDays(1));
        var problem = await faculty.TryDraftAsync(joining.Id, [FacultyApp.Enough(Day)]).ShouldBeProblemAsync("not-employed", Unprocessable);
        Assert.Equal($"{Day.AddDays(1):O}", problem.Fact("employedFrom").GetString());
        faculty.App.Today.MoveTo(Day.AddDays(1));
        var draft = await faculty.DraftAsync(joining.Id, Day);

        var early = await faculty.SubmitAsync(draft.Id, Day).ShouldBeProblemAsync("not-employed", Unprocessable);
        Assert.Equal(Day.AddDays(1), (await faculty.SubmitAsync(draft.Id, early.Change("submittedOn").Date())).SubmittedOn);
    }

    [Theory, Engines]
    public async Task D19_one_of_eight_concurrent_drafts_is_made_and_another_after_its_withdrawal(Engine engine)
    {
        await using var faculty = await FacultyApp.StartAsync(engine);
        var teacher = await faculty.RegisterAsync();
        var replies = await Task.WhenAll(Enumerable.Range(0, 8)
            .Select(_ => faculty.TryDraftAsync(teacher.Id, [FacultyApp.Enough(Day)]).OutcomeAsync()));
        var open = Assert.Single(replies, reply => reply.Passed).Reply!;
        foreach (var refused in replies.Where(reply => !reply.Passed))
        {
            Assert.Equal(open.Id, (await refused.ShouldBeProblemAsync("application-open", HttpStatusCode.Conflict)).Fact("applicationId")
                .GetGuid());
        }
        await faculty.WithdrawAsync(open.Id);
        await faculty.DraftAsync(teacher.Id);
    }

    [Theory, Engines]
    public async Task D18_draft_needs_a_usable_published_method_and_one_of_its_levels(Engine engine)
    {
        await using var faculty = await FacultyApp.StartAsync(engine);
        var teacher = await faculty.RegisterAsync();
        var draft = await faculty.DraftMethodAsync(levels: ["junior"]);
        var theirs = await faculty.DraftMethodAsync(org: FacultyApp.Ncut);
        await faculty.PublishAsync(theirs.Id, new(2020, 1, 1), FacultyApp.Ncut);
        foreach (var method in new[] { draft.Id, theirs.Id, Guid.NewGuid() })
        {
            var problem = await faculty.TryDraftAsync(teacher.Id, [FacultyApp.Enough(Day)], method)
                .ShouldBeProblemAsync("method-not-usable", Unprocessable);
            Assert.Equal(faculty.Method, problem.Change("methodId").GetGuid());
        }
        await faculty.PublishAsync(draft.Id, new(2020, 1, 1));
        var level = await faculty.TryDraftAsync(teacher.Id, [FacultyApp.Enough(Day)], draft.Id)
            .ShouldBeProblemAsync("level-not-in-method", Unprocessable);
        var application = await faculty.DraftAsync(teacher.Id, method: draft.Id, level: level.Change("level")[0].GetString()!);
        var path = $"{FacultyApp.Api}/applications/{application.Id}";
        await faculty.Office.PutAsync(path, new { methodId = theirs.Id, level = "junior", evidence = new[] { FacultyApp.Enough(Day) } }, 1)
            .ShouldBeProblemAsync("method-not-usable", Unprocessable);
        var own = await faculty.TryDraftAsync((await faculty.RegisterAsync()).Id, [FacultyApp.Enough(Day)], theirs.Id, "junior")
            .ShouldBeProblemAsync("method-not-usable", Unprocessable);
        Assert.Equal(draft.Id, own.Change("methodId").GetGuid());
    }

    [Theory, Engines]
    public async Task D18_application_needs_a_method_in_force_on_its_day(Engine engine)
    {
        await using var faculty = await FacultyApp.StartAsync(engine);
        var old = await faculty.DraftMethodAsync();
        await faculty.PublishAsync(old.Id, new(2025, 1, 1));
        var next = await faculty.DraftMethodAsync();
        await faculty.PublishAsync(next.Id, new(2026, 6, 1));

        // Practice of last year: it counts on the last day of the old version too, which is the nearest.
        var first = await faculty.DraftAsync((await faculty.RegisterAsync()).Id, new(2025, 12, 31), old.Id);
        var late = await faculty.SubmitAsync(first.Id, Day).ShouldBeProblemAsync("method-not-in-force", Unprocessable);
        Assert.Equal(("D18", "2026-05-31"), (late.Rule, late.Fact("effectiveUntil").GetString()));
        Assert.Equal(new DateOnly(2026, 5, 31), (await faculty.SubmitAsync(first.Id, late.Change("submittedOn").Date())).SubmittedOn);

        // Practice that went on after it: no day of the old version has enough, but the new version is in force.
        var second = await faculty.DraftAsync((await faculty.RegisterAsync()).Id, Day, old.Id);
        var other = await faculty.SubmitAsync(second.Id, Day).ShouldBeProblemAsync("method-not-in-force", Unprocessable);
        Assert.Equal(next.Id, other.Change("methodId").GetGuid());
        await faculty.Office.PutAsync(
            $"{FacultyApp.Api}/applications/{second.Id}",
            new { methodId = other.Change("methodId").GetGuid(), second.Level, evidence = new[] { FacultyApp.Enough(Day) } },
            (await faculty.ApplicationAsync(second.Id)).Version).BodyAsync();
        await faculty.SubmitAsync(second.Id, Day);
    }

    [Theory, Engines]
    public async Task D16_an_application_is_not_of_a_day_to_come(Engine engine)
    {
        await using var faculty = await FacultyApp.StartAsync(engine);
        var draft = await faculty.DraftAsync((await faculty.RegisterAsync()).Id);
        var problem = await faculty.SubmitAsync(draft.Id, Day.AddDays(1)).ShouldBeProblemAsync("day-out-of-range", Unprocessable);
        Assert.Equal("D16", problem.Rule);
        Assert.Equal("draft", (await faculty.ApplicationAsync(draft.Id)).State);
        Assert.Equal(Day, (await faculty.SubmitAsync(draft.Id, problem.Change("submittedOn").Date())).SubmittedOn);
    }

    [Theory, Engines]
    public async Task D18_application_needs_the_kinds_of_evidence_of_its_method(Engine engine)
    {
        await using var faculty = await FacultyApp.StartAsync(engine);
        var method = await faculty.PublishAsync(
            (await faculty.DraftMethodAsync(evidence: ["practice", "qualification", "award"])).Id, new(2020, 1, 1));
        var draft = await faculty.TryDraftAsync(
            (await faculty.RegisterAsync()).Id, [FacultyApp.Enough(Day), FacultyApp.Document()], method.Id);
        var problem = await faculty.SubmitAsync(draft.Id).ShouldBeProblemAsync("evidence-missing", Unprocessable);
        var missing = problem.Change("evidence").EnumerateArray().Select(item => item.GetProperty("kind").GetString()!).ToList();
        Assert.Equal(["award"], missing);
        object[] evidence = [FacultyApp.Enough(Day), FacultyApp.Document(), .. missing.Select(FacultyApp.Document)];
        await faculty.Office.PutAsync(
            $"{FacultyApp.Api}/applications/{draft.Id}",
            new { methodId = method.Id, draft.Level, evidence },
            (await faculty.ApplicationAsync(draft.Id)).Version).BodyAsync();
        await faculty.SubmitAsync(draft.Id);
    }

    [Theory, Engines]
    public async Task A_reader_cannot_change_an_application_and_others_do_not_find_it(Engine engine)
    {
        await using var faculty = await FacultyApp.StartAsync(engine);
        var teacher = await faculty.RegisterAsync(person: "p-1");
        var draft = await faculty.DraftAsync(teacher.Id);
        var path = $"{FacultyApp.Api}/applications/{draft.Id}";
        var body = new { methodId = faculty.Method, draft.Level, evidence = new[] { FacultyApp.Enough(Day) } };

        await faculty.TryDraftAsync(teacher.Id, [FacultyApp.Enough(Day)], client: faculty.PanelOf())
            .ShouldBeProblemAsync("forbidden", HttpStatusCode.Forbidden);
        await faculty.PanelOf().PutAsync(path, body, 1).ShouldBeProblemAsync("forbidden", HttpStatusCode.Forbidden);
        await faculty.SubmitAsync(draft.Id, client: faculty.PanelOf()).ShouldBeProblemAsync("forbidden", HttpStatusCode.Forbidden);
        await faculty.PanelOf().PostAsync($"{path}/withdrawal", new { reason = "No." })
            .ShouldBeProblemAsync("forbidden", HttpStatusCode.Forbidden);

        var unknown = await faculty.Office.GetStringOfRefusalAsync($"{FacultyApp.Api}/applications/{Guid.NewGuid()}");
        HttpClient[] strangers =
        [
            faculty.App.As(FacultyApp.Ncut, Roles.TeacherOffice), faculty.App.As(FacultyApp.Ncut, Roles.Panel),
            faculty.App.As("bpc", Roles.Registrar), faculty.App.AsPerson("bpc", "teacher", "p-2"),
            faculty.App.AsPerson(FacultyApp.Ncut, "teacher", "p-1"), faculty.App.As(null),
            faculty.App.As(FacultyApp.Authority, Roles.Authority),
        ];
        foreach (var stranger in strangers)
        {
            Assert.Equal(unknown, await stranger.GetStringOfRefusalAsync(path));
            await faculty.TryDraftAsync(teacher.Id, [FacultyApp.Enough(Day)], client: stranger)
                .ShouldBeProblemAsync("not-found", HttpStatusCode.NotFound);
            await stranger.PutAsync(path, body, 1).ShouldBeProblemAsync("not-found", HttpStatusCode.NotFound);
            await faculty.SubmitAsync(draft.Id, client: stranger).ShouldBeProblemAsync("not-found", HttpStatusCode.NotFound);
            await stranger.PostAsync($"{path}/withdrawal", new { reason = "No." })
                .ShouldBeProblemAsync("not-found", HttpStatusCode.NotFound);
            Assert.Empty((await stranger.GetAsync($"{FacultyApp.Api}/applications", Ct).ReadAsync<Page<Application>>()).Items);
        }
        Assert.Equal("draft", (await faculty.ApplicationAsync(draft.Id)).State);
    }

    [Theory, Engines]
    public async Task Applications_are_listed_by_state_for_their_institution_and_each_for_its_teacher(Engine engine)
    {
        await using var faculty = await FacultyApp.StartAsync(engine);
        var teacher = await faculty.RegisterAsync(person: "p-1");
        var mine = await faculty.DraftAsync(teacher.Id);
        var other = await faculty.DraftAsync((await faculty.RegisterAsync()).Id);
        await faculty.SubmitAsync(other.Id);
        await faculty.DraftAsync((await faculty.RegisterAsync(org: FacultyApp.Ncut)).Id, org: FacultyApp.Ncut);

        async Task<IEnumerable<Guid>> Listed(HttpClient client, string query = "") =>
            (await client.GetAsync($"{FacultyApp.Api}/applications{query}", Ct)
                .ReadAsync<Page<Application>>()).Items.Select(item => item.Id);
        Assert.Equal([mine.Id, other.Id], await Listed(faculty.Office));
        Assert.Equal([other.Id], await Listed(faculty.PanelOf(), "?state=submitted"));
        Assert.Equal([mine.Id], await Listed(faculty.Office, $"?teacherId={teacher.Id}"));
        Assert.Equal([mine.Id], await Listed(faculty.App.AsPerson("bpc", "teacher", "p-1")));
        using var page = await faculty.Office.GetAsync($"{FacultyApp.Api}/applications?limit=1", Ct);
        Assert.Equal([other.Id], await Listed(faculty.Office, page.Headers.GetValues("Link").Single()
            .Split('<', '>')[1].Split("applications")[1]));
    }

    [Theory, Engines]
    public async Task D19_an_application_is_withdrawn_from_each_open_state_and_from_no_other(Engine engine)
    {
        await using var faculty = await FacultyApp.StartAsync(engine);
        var draft = await faculty.DraftAsync((await faculty.RegisterAsync()).Id);
        var submitted = await faculty.DraftAsync((await faculty.RegisterAsync()).Id);
        await faculty.SubmitAsync(submitted.Id);
        var decided = await faculty.DecidedAsync((await faculty.RegisterAsync()).Id, Day);
        var noticed = (await faculty.NoticedAsync((await faculty.RegisterAsync()).Id, Day)).Applications.Single().ApplicationId;
        foreach (var id in new[] { draft.Id, submitted.Id, decided.Id, noticed })
        {
            var withdrawn = await faculty.WithdrawAsync(id);
            Assert.Equal(("withdrawn", "Another time."), (withdrawn.State, withdrawn.WithdrawalReason));
            var again = await faculty.WithdrawAsync(id).ShouldBeProblemAsync("application-not-in-state", HttpStatusCode.Conflict);
            Assert.Equal("withdrawn", again.Fact("state").GetString());
            await faculty.SubmitAsync(id).ShouldBeProblemAsync("application-not-in-state", HttpStatusCode.Conflict);
        }
        var teacher = await faculty.RegisterAsync();
        await faculty.CertifyAsync(teacher.Id, Day);
        var certified = (await faculty.Office.GetAsync($"{FacultyApp.Api}/applications?state=certified", Ct)
            .ReadAsync<Page<Application>>()).Items.Single();
        await faculty.WithdrawAsync(certified.Id).ShouldBeProblemAsync("application-not-in-state", HttpStatusCode.Conflict);
        var path = $"{FacultyApp.Api}/applications/{certified.Id}";
        var body = new { methodId = faculty.Method, level = "junior", evidence = new[] { FacultyApp.Enough(Day) } };
        await faculty.Office.PutAsync(path, body, certified.Version)
            .ShouldBeProblemAsync("application-not-in-state", HttpStatusCode.Conflict);
        await faculty.Office.PutAsync(path, body, 1).ShouldBeProblemAsync("precondition-failed", HttpStatusCode.PreconditionFailed);
    }

    private static Evidence Item(string kind) => new()
    {
        Kind = kind,
        BaseId = null,
        Enterprise = null,
        From = null,
        Until = null,
        Description = null,
        DocumentHash = null,
        Amount = null,
        DaysCounted = null,
        BookingId = null,
        Confirmation = null,
        ConfirmedBy = null,
        Confirmed = [],
    };
}

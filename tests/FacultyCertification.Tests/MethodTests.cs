using System.Net;
using Contracts;
using Contracts.IndustryPartnership;
using FacultyCertification.Features.Methods;
using Kernel.Http;
using Testing;

namespace FacultyCertification.Tests;

public sealed class MethodTests
{
    private const HttpStatusCode Unprocessable = HttpStatusCode.UnprocessableEntity;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, Engines]
    public async Task D18_a_method_is_drafted_edited_published_and_superseded_by_its_next_version(Engine engine)
    {
        await using var faculty = await FacultyApp.StartAsync(engine);
        using var reply = await faculty.TryDraftMethodAsync(new
        {
            code = "bpc-method",
            name = "BPC's method",
            levels = new[]
            {
                new { level = "senior", practiceDays = 240, requiredEvidence = new[] { "practice", "award" } },
                new { level = "junior", practiceDays = 180, requiredEvidence = Array.Empty<string>() },
            },
            publicNoticeDays = 7,
            panelMembers = 5,
        });
        var draft = await reply.ReadAsync<Method>(HttpStatusCode.Created);
        Assert.Equivalent(
            new Method
            {
                Id = draft.Id,
                Owner = "bpc",
                IsForAll = false,
                Code = "bpc-method",
                Number = 1,
                Name = "BPC's method",
                Levels = [new("senior", 240, ["practice", "award"]), new("junior", 180, [])],
                PracticeWindowYears = 5,
                ValidityYears = 5,
                PublicNoticeDays = 7,
                PanelMembers = 5,
                Quorum = 5,
                Majority = "simple",
                ObjectionsAllowed = true,
                RenewalWindowDays = 180,
                State = "draft",
                EffectiveFrom = null,
                EffectiveUntil = null,
                Version = 1,
            },
            draft, strict: true);
        Assert.Equal($"{FacultyApp.Api}/methods/{draft.Id}", reply.Headers.Location?.ToString());

        var edited = await faculty.Office
            .PutAsync($"{FacultyApp.Api}/methods/{draft.Id}", Edit(draft, window: 4, levels: [new("junior", 200, ["teaching"])]), 1)
            .ReadAsync<Method>();
        Assert.Equivalent(
            draft with { Levels = [new("junior", 200, ["teaching"])], PracticeWindowYears = 4, Version = 2 }, edited, strict: true);
        var first = await faculty.PublishAsync(draft.Id, new(2024, 1, 1));
        Assert.Equivalent(edited with { State = "published", EffectiveFrom = new(2024, 1, 1), Version = 3 }, first, strict: true);

        var second = await faculty.DraftMethodAsync("bpc-method");
        Assert.Equal((2, "draft"), (second.Number, second.State));
        await faculty.PublishAsync(second.Id, new(2026, 9, 1));
        var superseded = await faculty.Office.GetAsync($"{FacultyApp.Api}/methods/{draft.Id}", Ct).ReadAsync<Method>();
        Assert.Equivalent(first with { State = "superseded", EffectiveUntil = new(2026, 8, 31), Version = 4 }, superseded, strict: true);

        var audited = await faculty.App.Db.QueryAsync<string>(
            """
            SELECT action
            FROM faculty.audit
            WHERE aggregate = 'method' AND aggregate_id = @id
            ORDER BY version
            """,
            new { id = draft.Id.ToString() },
            Ct);
        Assert.Equal(["drafted", "edited", "published", "superseded"], audited);
    }

    [Theory]
    [InlineData(179, 5, 180, 5)]
    [InlineData(180, 6, 180, 5)]
    [InlineData(120, 8, 180, 5)]
    [InlineData(400, 1, 365, 1)]
    [InlineData(2000, 9, 1825, 5)]
    public async Task D17_method_requires_180_days_in_5_years_and_no_more_than_its_window(
        int days, int window, int lawfulDays, int lawfulWindow)
    {
        await using var faculty = await FacultyApp.StartAsync(Engine.Sqlite);
        var problem = await faculty.TryDraftMethodAsync(FacultyApp.MethodBody(days: days, window: window))
            .ShouldBeProblemAsync("practice-terms-unlawful", Unprocessable);
        Assert.Equal("D17", problem.GetProperty("rule").GetString());
        var change = new { levels = problem.Change("levels"), practiceWindowYears = problem.Change("practiceWindowYears") };
        var draft = await faculty.TryDraftMethodAsync(new
        {
            code = "c",
            name = "n",
            change.levels,
            publicNoticeDays = 5,
            panelMembers = 3,
            change.practiceWindowYears,
        }).ReadAsync<Method>(HttpStatusCode.Created);
        Assert.All(draft.Levels, level => Assert.Equal(lawfulDays, level.PracticeDays));
        Assert.Equal((lawfulWindow, "practice"), (draft.PracticeWindowYears, draft.Levels[0].RequiredEvidence.Single()));

        await faculty.Office.PutAsync($"{FacultyApp.Api}/methods/{draft.Id}", Edit(draft, window, [new("junior", days, [])]), 1)
            .ShouldBeProblemAsync("practice-terms-unlawful", Unprocessable);
    }

    [Theory, Engines]
    public async Task D18_a_code_has_one_draft_at_a_time(Engine engine)
    {
        await using var faculty = await FacultyApp.StartAsync(engine);
        var replies = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => faculty.DraftMethodAsync("m").OutcomeAsync()));
        var draft = Assert.Single(replies, reply => reply.Passed).Reply!;
        foreach (var refused in replies.Where(reply => !reply.Passed))
        {
            var problem = await refused.ShouldBeProblemAsync("method-draft-exists", HttpStatusCode.Conflict);
            Assert.Equal(draft.Id, problem.Fact("methodId").GetGuid());
        }
        await faculty.DraftMethodAsync("another");
        await faculty.DraftMethodAsync("m", FacultyApp.Ncut);
        await faculty.PublishAsync(draft.Id, FacultyApp.Day);
        Assert.Equal(2, (await faculty.DraftMethodAsync("m")).Number);
    }

    [Theory, Engines]
    public async Task D18_one_of_eight_concurrent_publications_succeeds_and_locks_the_version(Engine engine)
    {
        await using var faculty = await FacultyApp.StartAsync(engine);
        var draft = await faculty.DraftMethodAsync();
        var replies = await Task.WhenAll(Enumerable.Range(0, 8)
            .Select(day => faculty.PublishAsync(draft.Id, FacultyApp.Day.AddDays(day)).OutcomeAsync()));
        Assert.Single(replies, reply => reply.Passed);
        foreach (var refused in replies.Where(reply => !reply.Passed))
        {
            await refused.ShouldBeProblemAsync("method-not-draft", HttpStatusCode.Conflict);
        }

        var problem = await faculty.Office.PutAsync($"{FacultyApp.Api}/methods/{draft.Id}", Edit(draft), 2)
            .ShouldBeProblemAsync("method-not-draft", HttpStatusCode.Conflict);
        Assert.Equal("published", problem.GetProperty("facts").GetProperty("state").GetString());
        await faculty.Office.PutAsync($"{FacultyApp.Api}/methods/{draft.Id}", Edit(draft), 1)
            .ShouldBeProblemAsync("precondition-failed", HttpStatusCode.PreconditionFailed);
        await faculty.Office.PutAsync($"{FacultyApp.Api}/methods/{draft.Id}", Edit(draft), null)
            .ShouldBeProblemAsync("precondition-required", HttpStatusCode.PreconditionRequired);
    }

    [Theory, Engines]
    public async Task D18_version_takes_effect_after_the_first_day_of_the_earlier_one(Engine engine)
    {
        await using var faculty = await FacultyApp.StartAsync(engine);
        await faculty.PublishAsync((await faculty.DraftMethodAsync()).Id, new(2025, 1, 1));
        var next = await faculty.DraftMethodAsync();
        var problem = await faculty.PublishAsync(next.Id, new(2025, 1, 1)).ShouldBeProblemAsync("effective-too-early", Unprocessable);
        Assert.Equal("draft", (await faculty.Office.GetAsync($"{FacultyApp.Api}/methods/{next.Id}", Ct).ReadAsync<Method>()).State);
        Assert.Equal(new DateOnly(2025, 1, 2), (await faculty.PublishAsync(next.Id, problem.Change("effectiveFrom").Date())).EffectiveFrom);
    }

    [Theory, Engines]
    public async Task A_draft_is_seen_by_its_owner_and_a_published_version_by_everybody(Engine engine)
    {
        await using var faculty = await FacultyApp.StartAsync(engine);
        var draft = await faculty.DraftMethodAsync();
        var path = $"{FacultyApp.Api}/methods/{draft.Id}";
        var unknown = await faculty.Office.GetStringOfRefusalAsync($"{FacultyApp.Api}/methods/{Guid.NewGuid()}");
        HttpClient[] others = [faculty.App.As(
            FacultyApp.Ncut,
            Roles.TeacherOffice), faculty.PanelOf(), faculty.App.As(null), faculty.KeeperOf(FacultyApp.Authority), faculty.App.AsPerson(
                "bpc", "teacher", "p-1")];
        foreach (var other in others)
        {
            Assert.Equal(unknown, await other.GetStringOfRefusalAsync(path));
            Assert.DoesNotContain(draft.Id, (await other.GetAsync($"{FacultyApp.Api}/methods", Ct)
                .ReadAsync<Page<Method>>()).Items.Select(method => method.Id));
        }
        using (var read = await faculty.Office.GetAsync(path, Ct))
        {
            Assert.StartsWith("\"1-", read.Headers.ETag?.Tag, StringComparison.Ordinal);
        }
        Assert.Contains(draft.Id, (await faculty.Office.GetAsync($"{FacultyApp.Api}/methods?owner=bpc&state=draft", Ct)
            .ReadAsync<Page<Method>>()).Items.Select(method => method.Id));

        await faculty.PublishAsync(draft.Id, FacultyApp.Day);
        foreach (var other in others) await other.GetAsync(path, Ct).BodyAsync();
        Assert.Equal(draft.Id, Assert.Single((await others[2].GetAsync($"{FacultyApp.Api}/methods?owner=bpc", Ct)
            .ReadAsync<Page<Method>>()).Items).Id);
        Assert.Equal(faculty.Method, Assert.Single((await faculty.Office.GetAsync($"{FacultyApp.Api}/methods?owner=bjedu", Ct)
            .ReadAsync<Page<Method>>()).Items).Id);
    }

    [Theory, Engines]
    public async Task A_method_is_kept_by_an_institutions_teacher_office_or_by_an_authority(Engine engine)
    {
        await using var faculty = await FacultyApp.StartAsync(engine);
        HttpClient[] wrong =
        [
            faculty.App.As("bpc", Roles.Authority), faculty.App.As(FacultyApp.Authority, Roles.TeacherOffice),
            faculty.App.As(FacultyApp.Dji, Roles.TeacherOffice), faculty.PanelOf(), faculty.App.As("bpc"),
        ];
        foreach (var client in wrong)
        {
            await client.PostAsync($"{FacultyApp.Api}/methods", FacultyApp.MethodBody())
                .ShouldBeProblemAsync("forbidden", HttpStatusCode.Forbidden);
        }
        await faculty.TryDraftMethodAsync(FacultyApp.MethodBody(), "shougang-it")
            .ShouldBeProblemAsync("not-yet-known", HttpStatusCode.Conflict);
        await faculty.App.DeliverAsync(new OrganisationClosedV1
        {
            OccurredAt = DateTimeOffset.UtcNow,
            Organisation = FacultyApp.Organisation(FacultyApp.Ncut, OrganisationKind.University, "closed", 2),
        });
        await faculty.TryDraftMethodAsync(FacultyApp.MethodBody(), FacultyApp.Ncut)
            .ShouldBeProblemAsync("institution-closed", Unprocessable);

        var draft = await faculty.DraftMethodAsync();
        await wrong[0].PutAsync($"{FacultyApp.Api}/methods/{draft.Id}", Edit(draft), 1)
            .ShouldBeProblemAsync("forbidden", HttpStatusCode.Forbidden);
        await wrong[0].PostAsync($"{FacultyApp.Api}/methods/{draft.Id}/publication", new { effectiveFrom = FacultyApp.Day })
            .ShouldBeProblemAsync("forbidden", HttpStatusCode.Forbidden);
        await faculty.PublishAsync(draft.Id, FacultyApp.Day, FacultyApp.Ncut).ShouldBeProblemAsync("not-found", HttpStatusCode.NotFound);
        await faculty.KeeperOf(FacultyApp.Ncut).PutAsync($"{FacultyApp.Api}/methods/{draft.Id}", Edit(draft), 1)
            .ShouldBeProblemAsync("not-found", HttpStatusCode.NotFound);
        await faculty.PublishAsync(draft.Id, FacultyApp.Day);
        Assert.True((await faculty.DraftMethodAsync("theirs", FacultyApp.Authority)).IsForAll);
    }

    [Theory]
    [InlineData("""[{ "level": "junior", "practiceDays": 180, "requiredEvidence": [] }, { "level": "junior", "practiceDays": 200, "requiredEvidence": [] }]""")]
    [InlineData("""[{ "level": "master", "practiceDays": 180, "requiredEvidence": [] }]""")]
    [InlineData("""[{ "level": "junior", "practiceDays": 0, "requiredEvidence": [] }]""")]
    [InlineData("""[{ "level": "junior", "practiceDays": 180, "requiredEvidence": ["award", "award"] }]""")]
    [InlineData("""[{ "level": "junior", "practiceDays": 180, "requiredEvidence": ["Award"] }]""")]
    [InlineData("""[{ "level": "junior", "practiceDays": 180, "requiredEvidence": ["-"] }]""")]
    [InlineData("[]")]
    public async Task A_method_that_is_not_valid_is_refused(string levels)
    {
        await using var faculty = await FacultyApp.StartAsync(Engine.Sqlite);
        await faculty.Office.PostRawAsync(
            $"{FacultyApp.Api}/methods",
            $$"""{ "code": "m", "name": "n", "levels": {{levels}}, "publicNoticeDays": 5, "panelMembers": 3 }""").ShouldBeProblemAsync(
                "validation", HttpStatusCode.BadRequest);
    }

    private static object Edit(VocationalPlatform.Client.FacultyCertification.Method method) =>
        new { method.Name, method.Levels, method.PublicNoticeDays, method.PanelMembers, method.PracticeWindowYears, method.ValidityYears };

    private static object Edit(Method method, int window = 5, MethodLevel[]? levels = null) =>
        new
        {
            method.Name,
            levels = levels ?? method.Levels,
            method.PublicNoticeDays,
            method.PanelMembers,
            practiceWindowYears = window,
            method.ValidityYears,
        };
}

using System.Net;
using Contracts.IndustryPartnership;
using Testing;
using VocationalPlatform.Client.FacultyCertification;

namespace FacultyCertification.Tests;

/// <summary>D17 at the level of HTTP: which days of practice count, and what is said where they are too few.</summary>
public sealed class CountedPracticeTests
{
    private const HttpStatusCode Unprocessable = HttpStatusCode.UnprocessableEntity;
    private static readonly DateOnly Day = FacultyApp.Day;

    [Theory, Engines]
    public async Task D17_too_few_days_are_refused_with_how_many_more_it_takes(Engine engine)
    {
        await using var faculty = await FacultyApp.StartAsync(engine);
        EvidenceItem[] stated = [FacultyApp.Practice(
            new(2025, 1, 1), new(2025, 4, 30)), FacultyApp.Practice(new(2025, 4, 1), new(2025, 5, 31)), FacultyApp.Document()];
        var draft = await faculty.TryDraftAsync((await faculty.RegisterAsync()).Id, stated);
        var problem = await faculty.SubmitAsync(draft.Id).ShouldBeProblemAsync("too-little-practice", Unprocessable);
        var facts = problem.Facts!.Value;
        Assert.Equal(("D17", 180, 151), (problem.Rule, facts.GetProperty("daysNeeded")
            .GetInt32(), facts.GetProperty("daysCounted").GetInt32()));
        Assert.Equal([120, 61], facts.GetProperty("countedOfEach").EnumerateArray().Select(days => days.GetInt32()));
        Assert.Equal("2021-07-01", facts.GetProperty("windowFrom").GetString());

        async Task<Application> Add(int days) => await faculty.Office.PutAsync(
            $"{FacultyApp.Api}/applications/{draft.Id}",
            new
            {
                methodId = faculty.Method,
                draft.Level,
                evidence = (object[])[.. stated, FacultyApp.Practice(new(2026, 1, 1), new DateOnly(2026, 1, 1).AddDays(days - 1))],
            },
            (await faculty.ApplicationAsync(draft.Id)).Version).ReadAsync<Application>();
        var more = problem.Change("moreDays").GetInt32();
        await Add(more - 1);
        Assert.Equal(1, (await faculty.SubmitAsync(draft.Id).ShouldBeProblemAsync("too-little-practice", Unprocessable)).Change("moreDays")
            .GetInt32());
        await Add(more);
        Assert.Equal(180, (await faculty.SubmitAsync(draft.Id)).DaysCounted);
    }

    [Theory, Engines]
    public async Task D17_only_days_within_the_window_before_the_application_count(Engine engine)
    {
        await using var faculty = await FacultyApp.StartAsync(engine);
        // The first of 180 days is the day before the window of 30 June.
        var draft = await faculty.TryDraftAsync(
            (await faculty.RegisterAsync()).Id, [FacultyApp.Practice(new(2021, 6, 30), new DateOnly(2021, 6, 30).AddDays(179))]);
        var problem = await faculty.SubmitAsync(draft.Id, Day).ShouldBeProblemAsync("too-little-practice", Unprocessable);
        Assert.Equal(179, problem.Fact("daysCounted").GetInt32());
        Assert.Equal(Day.AddDays(-1), (await faculty.SubmitAsync(draft.Id, problem.Change("submittedOn").Date())).SubmittedOn);

        // Practice that goes on counts up to the day of applying, not further.
        var going = await faculty.TryDraftAsync(
            (await faculty.RegisterAsync()).Id, [FacultyApp.Practice(Day.AddDays(-199), Day.AddDays(100))]);
        var early = await faculty.SubmitAsync(going.Id, Day.AddDays(-21)).ShouldBeProblemAsync("too-little-practice", Unprocessable);
        Assert.Equal(Day.AddDays(-20), early.Change("submittedOn").Date());
        Assert.Equal(200, (await faculty.SubmitAsync(going.Id, Day)).DaysCounted);
    }

    [Theory, Engines]
    public async Task D17_S12_practice_at_a_base_counts_while_it_was_approved(Engine engine)
    {
        await using var faculty = await FacultyApp.StartAsync(engine);
        var (site, first) = (Guid.NewGuid(), new DateOnly(2025, 1, 1));
        var draft = await faculty.TryDraftAsync(
            (await faculty.RegisterAsync()).Id, [FacultyApp.PracticeAt(site, first, first.AddDays(199))]);
        var early = await faculty.SubmitAsync(draft.Id).OutcomeAsync();
        var unknown = await early.ShouldBeProblemAsync("not-yet-known", HttpStatusCode.Conflict);
        Assert.Equal(("base", site), (unknown.Fact("what").GetString(), unknown.Fact("id").GetGuid()));
        Assert.NotNull(early.Refused?.RetryAfter);
        await faculty.App.DeliverAsync(new BaseApprovedV1 { OccurredAt = DateTimeOffset.UnixEpoch, Base = FacultyApp.Base(site, 1) });
        var unapproved = await faculty.SubmitAsync(draft.Id).ShouldBeProblemAsync("too-little-practice", Unprocessable);
        Assert.Equal(0, unapproved.Fact("daysCounted").GetInt32());

        // Suspended for 21 days: 179 of 200 are left. Suspended for 20: 180.
        await faculty.App.DeliverAsync(new BaseSuspendedV1
        {
            OccurredAt = DateTimeOffset.UnixEpoch,
            Base = FacultyApp.Base(site, 2, (first.AddDays(-9), first.AddDays(99)), (first.AddDays(121), first.AddDays(400))),
        });
        Assert.Equal(1, (await faculty.SubmitAsync(draft.Id).ShouldBeProblemAsync("too-little-practice", Unprocessable)).Change("moreDays")
            .GetInt32());
        await faculty.App.DeliverAsync(new BaseApprovedV1
        {
            OccurredAt = DateTimeOffset.UnixEpoch,
            Base = FacultyApp.Base(site, 3, (first.AddDays(-9), first.AddDays(99)), (first.AddDays(120), first.AddDays(400))),
        });
        Assert.Equal(180, (await faculty.SubmitAsync(draft.Id)).DaysCounted);
    }

    [Theory, Engines]
    public async Task D17_practice_at_an_enterprise_counts_while_its_agreement_with_the_institution_is_in_force(Engine engine)
    {
        await using var faculty = await FacultyApp.StartAsync(engine);
        var first = new DateOnly(2025, 1, 1);
        var draft = await faculty.TryDraftAsync(
            (await faculty.RegisterAsync()).Id, [FacultyApp.Practice(first, first.AddDays(179), "huace")]);
        async Task NotYetKnown(string what) =>
            Assert.Equal(what, (await faculty.SubmitAsync(draft.Id).ShouldBeProblemAsync("not-yet-known", HttpStatusCode.Conflict))
                .Fact("what")
                .GetString());

        await NotYetKnown("enterprise");
        await faculty.App.DeliverAsync(FacultyApp.Registered("huace", OrganisationKind.Enterprise));
        await NotYetKnown("agreement with");
        await faculty.AgreeAsync("huace", new(2020, 1, 1), new(2030, 12, 31), FacultyApp.Ncut);
        await NotYetKnown("agreement with");

        // In force from the second day on, and in another agreement terminated on the second day: together all of them.
        await faculty.AgreeAsync("huace", first.AddDays(1), new(2030, 12, 31), FacultyApp.Bpc);
        Assert.Equal(1, (await faculty.SubmitAsync(draft.Id).ShouldBeProblemAsync("too-little-practice", Unprocessable)).Change("moreDays")
            .GetInt32());
        var id = Guid.NewGuid();
        AgreementV1 Ended(DateOnly on, int version) =>
            FacultyApp.Agreement(id, new(2020, 1, 1), new(2030, 12, 31), [FacultyApp.Bpc, "huace"], on, version);
        await faculty.App.DeliverAsync(new AgreementTerminatedV1 { OccurredAt = DateTimeOffset.UnixEpoch, Agreement = Ended(first, 2) });
        await faculty.SubmitAsync(draft.Id).ShouldBeProblemAsync("too-little-practice", Unprocessable);
        await faculty.App.DeliverAsync(
            new AgreementTerminatedV1 { OccurredAt = DateTimeOffset.UnixEpoch, Agreement = Ended(first.AddDays(1), 3) });
        Assert.Equal(180, (await faculty.SubmitAsync(draft.Id)).DaysCounted);
    }

    [Theory, Engines]
    public async Task D17_D23_an_amendment_moves_the_last_day_on_which_practice_counts(Engine engine)
    {
        await using var faculty = await FacultyApp.StartAsync(engine);
        var first = new DateOnly(2025, 1, 1);
        await faculty.App.DeliverAsync(FacultyApp.Registered("huace", OrganisationKind.Enterprise));
        var agreement = FacultyApp.Agreement(Guid.NewGuid(), new(2020, 1, 1), first.AddDays(99), [FacultyApp.Bpc, "huace"]);
        await faculty.App.DeliverAsync(new AgreementActivatedV1 { OccurredAt = DateTimeOffset.UnixEpoch, Agreement = agreement });
        var draft = await faculty.TryDraftAsync(
            (await faculty.RegisterAsync()).Id, [FacultyApp.Practice(first, first.AddDays(179), "huace")]);
        Assert.Equal(80, (await faculty.SubmitAsync(draft.Id).ShouldBeProblemAsync("too-little-practice", Unprocessable)).Change("moreDays")
            .GetInt32());

        await faculty.App.DeliverAsync(new AgreementAmendedV1
        {
            OccurredAt = DateTimeOffset.UnixEpoch,
            Agreement = agreement with { ValidUntil = first.AddDays(179), Version = 2 },
        });
        Assert.Equal(180, (await faculty.SubmitAsync(draft.Id)).DaysCounted);
    }

    [Theory, Engines]
    public async Task D17_unknown_place_does_not_matter_where_other_practice_is_enough(Engine engine)
    {
        await using var faculty = await FacultyApp.StartAsync(engine);
        var draft = await faculty.TryDraftAsync(
            (await faculty.RegisterAsync()).Id,
            [FacultyApp.PracticeAt(Guid.NewGuid(), new(2025, 1, 1), new(2025, 6, 30)), FacultyApp.Enough(Day)]);
        Assert.Equal([0, 180], (await faculty.SubmitAsync(draft.Id)).Evidence.Select(item => item.DaysCounted!.Value));
    }

    [Theory, Engines]
    public async Task D17_practice_is_at_an_enterprise_and_not_at_an_institution(Engine engine)
    {
        await using var faculty = await FacultyApp.StartAsync(engine);
        EvidenceItem[] stated = [FacultyApp.Enough(Day), FacultyApp.Practice(new(2025, 1, 1), new(2025, 6, 30), FacultyApp.Ncut)];
        var draft = await faculty.TryDraftAsync((await faculty.RegisterAsync()).Id, stated);
        var problem = await faculty.SubmitAsync(draft.Id).ShouldBeProblemAsync("not-an-enterprise", Unprocessable);
        Assert.Equal("ncut", problem.Fact("enterprise").GetString());
        await faculty.Office.PutAsync(
            $"{FacultyApp.Api}/applications/{draft.Id}",
            new { methodId = faculty.Method, draft.Level, evidence = stated[..1] },
            (await faculty.ApplicationAsync(draft.Id)).Version).BodyAsync();
        await faculty.SubmitAsync(draft.Id);
    }

    [Theory]
    [InlineData("""{ "kind": "practice", "enterprise": "dji" }""")]
    [InlineData("""{ "kind": "practice", "from": "2025-01-01", "until": "2025-06-30" }""")]
    [InlineData("""{ "kind": "practice", "enterprise": "dji", "baseId": "7d9f3c52-6a0e-4c1b-9d57-0f6a8be2c001", "from": "2025-01-01", "until": "2025-06-30" }""")]
    [InlineData("""{ "kind": "practice", "enterprise": "dji", "from": "2025-06-30", "until": "2025-01-01" }""")]
    [InlineData("""{ "kind": "practice", "enterprise": "dji", "from": "2025-01-01", "until": "2025-06-30", "description": "Welding" }""")]
    [InlineData("""{ "kind": "practice", "enterprise": "", "from": "2025-01-01", "until": "2025-06-30" }""")]
    [InlineData("""{ "kind": "award" }""")]
    [InlineData("""{ "kind": "award", "description": "A prize", "documentHash": "ABC" }""")]
    [InlineData("""{ "kind": "award", "description": "A prize", "documentHash": "" }""")]
    [InlineData("""{ "kind": "award", "description": "A prize", "documentHash": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "from": "2025-01-01" }""")]
    [InlineData("""{ "kind": "Award", "description": "A prize", "documentHash": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa" }""")]
    public async Task Evidence_that_is_not_valid_is_refused(string item)
    {
        await using var faculty = await FacultyApp.StartAsync(Engine.Sqlite);
        var path = $"{FacultyApp.Api}/teachers/{(await faculty.RegisterAsync()).Id}/applications";
        var problem = await faculty.Office
            .PostRawAsync(path, $$"""{ "methodId": "{{faculty.Method}}", "level": "junior", "evidence": [{{item}}] }""")
            .ShouldBeProblemAsync("validation", HttpStatusCode.BadRequest);
        Assert.Contains("evidence", problem.GetProperty("errors").ToString(), StringComparison.OrdinalIgnoreCase);
    }
}

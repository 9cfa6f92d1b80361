using System.Net;
using static FacultyCertification.Tests.FacultyApp;
using Testing;
using VocationalPlatform.Client.FacultyCertification;

namespace FacultyCertification.Tests;

/// <summary>What a level asks for besides practice, and what counts for it (D16, D18).</summary>
public sealed class ThresholdTests
{
    private const HttpStatusCode Unprocessable = HttpStatusCode.UnprocessableEntity;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, Engines]
    public async Task D18_threshold_counts_confirmed_amounts_alone(Engine engine)
    {
        await using var faculty = await FacultyApp.StartAsync(engine);
        var id = await DraftAsync(faculty, Enough(Day.AddDays(-1)), Hours(200, 'a'), Hours(120, 'b'));
        await CheckAsync(faculty, id, 1);

        var problem = await faculty.SubmitAsync(id).ShouldBeProblemAsync("thresholds-not-met", Unprocessable);

        Assert.Equal(("D18", 120), (problem.Rule, problem.Change("evidence")[0].GetProperty("amount").GetInt32()));
        await CheckAsync(faculty, id, 2);
        await faculty.SubmitAsync(id);
    }

    [Theory, Engines]
    public async Task D16_refusal_lists_each_condition_that_fails_and_by_how_much(Engine engine)
    {
        await using var faculty = await FacultyApp.StartAsync(engine);
        var id = await DraftAsync(faculty, Practice(Day.AddDays(-170), Day.AddDays(-1)), Hours(200, 'a'));
        await CheckAsync(faculty, id, 1);

        var problem = await faculty.SubmitAsync(id).ShouldBeProblemAsync("too-little-practice", Unprocessable);

        Assert.Equal(
            [("practice-days", 180, 170, 10), ("teaching-hours", 320, 200, 120)],
            problem.Fact("conditions").EnumerateArray().Select(one => (
                one.GetProperty("kind").GetString()!, one.GetProperty("needed").GetInt32(), one.GetProperty("counted").GetInt32(),
                one.GetProperty("missing").GetInt32())));
    }

    [Theory, Engines]
    public async Task D18_document_is_evidence_of_a_kind_once(Engine engine)
    {
        await using var faculty = await FacultyApp.StartAsync(engine);
        var id = await DraftAsync(faculty, Enough(Day.AddDays(-1)), Hours(200, 'a'));
        await CheckAsync(faculty, id, 1);
        var draft = await faculty.ApplicationAsync(id);
        Task<Application> EditAsync(params EvidenceItem[] documents) => faculty.By().EditApplicationAsync(
            id, draft.Version,
            new() { MethodId = draft.MethodId, Level = "junior", Evidence = [Enough(Day.AddDays(-1)), .. documents] });

        await EditAsync(Hours(200, 'a'), Hours(200, 'a')).ShouldBeProblemAsync("validation", HttpStatusCode.BadRequest);

        await EditAsync(Hours(200, 'a'), Hours(200, 'a') with { Kind = "projects" });
    }

    [Theory, Engines]
    public async Task D16_refused_document_is_no_evidence(Engine engine)
    {
        await using var faculty = await FacultyApp.StartAsync(engine);
        var method = await faculty.DraftMethodAsync(MethodBody("documents", evidence: ["practice", "qualification"]));
        await faculty.PublishAsync(method.Id, new(1990, 1, 1));
        var teacher = (await faculty.RegisterAsync()).Id;
        var id = (await faculty.TryDraftAsync(teacher, [Enough(Day.AddDays(-1)), Document()], method.Id)).Id;
        await faculty.By().CheckEvidenceAsync(id, 1, new() { Answer = "refused" });

        var problem = await faculty.SubmitAsync(id).ShouldBeProblemAsync("evidence-missing", Unprocessable);

        Assert.Equal("qualification", problem.Fact("missing")[0].GetString());
        await CheckAsync(faculty, id, 1);
        await faculty.SubmitAsync(id);
    }

    [Theory, Engines]
    public async Task D16_edited_document_is_checked_again(Engine engine)
    {
        await using var faculty = await FacultyApp.StartAsync(engine);
        var id = await DraftAsync(faculty, Enough(Day.AddDays(-1)), Hours(320, 'a'));
        await CheckAsync(faculty, id, 1);
        var draft = await faculty.ApplicationAsync(id);
        WriteApplicationRequest Edit(EvidenceItem document) =>
            new() { MethodId = draft.MethodId, Level = "junior", Evidence = [Enough(Day.AddDays(-1)), document] };

        var same = await faculty.By().EditApplicationAsync(id, draft.Version, Edit(Hours(320, 'a')));
        var other = await faculty.By().EditApplicationAsync(id, same.Version, Edit(Hours(321, 'a')));

        Assert.Equal(("confirmed", Bpc), (same.Evidence.ElementAt(1).Confirmation, same.Evidence.ElementAt(1).ConfirmedBy));
        Assert.Null(other.Evidence.ElementAt(1).Confirmation);
    }

    [Theory, Engines]
    public async Task D16_document_of_a_submitted_application_is_checked_no_more(Engine engine)
    {
        await using var faculty = await FacultyApp.StartAsync(engine);
        var id = await DraftAsync(faculty, Enough(Day.AddDays(-1)), Hours(320, 'a'));
        await CheckAsync(faculty, id, 1);
        await faculty.SubmitAsync(id);

        await faculty.By().CheckEvidenceAsync(id, 1, new() { Answer = "refused" })
            .ShouldBeProblemAsync("application-not-in-state", HttpStatusCode.Conflict);

        Assert.Equal("confirmed", (await faculty.ApplicationAsync(id)).Evidence.ElementAt(1).Confirmation);
    }

    [Theory, Engines]
    public async Task D16_nobody_checks_their_own_document(Engine engine)
    {
        await using var faculty = await FacultyApp.StartAsync(engine);
        var id = await DraftAsync(faculty, "p-1", Enough(Day.AddDays(-1)), Hours(320, 'a'));
        var own = new FacultyCertificationClient(faculty.App.AsPerson(Bpc, Contracts.Roles.TeacherOffice, "p-1"));

        await own.CheckEvidenceAsync(id, 1, new() { Answer = "confirmed" }).ShouldBeProblemAsync("forbidden", HttpStatusCode.Forbidden);

        await CheckAsync(faculty, id, 1);
    }

    [Theory, Engines]
    public async Task D18_thresholds_of_a_published_method_are_readable(Engine engine)
    {
        await using var faculty = await FacultyApp.StartAsync(engine);

        var method = await faculty.By(Ncut).GetMethodAsync(await MethodAsync(faculty), Ct);

        Assert.Equal([new Threshold { Kind = "teaching-hours", AtLeast = 320 }], method.Levels.Single().Thresholds);
    }

    [Theory]
    [InlineData("practice", 1)]
    [InlineData("practice-days", 1)]
    [InlineData("teaching-hours", 0)]
    [InlineData("Teaching", 1)]
    public async Task D18_threshold_that_is_not_valid_is_refused(string kind, int atLeast)
    {
        await using var faculty = await FacultyApp.StartAsync(Engine.Sqlite);

        await faculty.DraftMethodAsync(Terms(kind, atLeast)).ShouldBeProblemAsync("validation", HttpStatusCode.BadRequest);

        await faculty.DraftMethodAsync(Terms("teaching-hours", 1));
    }

    [Fact]
    public async Task D18_quorum_is_at_most_the_panel()
    {
        await using var faculty = await FacultyApp.StartAsync(Engine.Sqlite);

        await faculty.DraftMethodAsync(MethodBody() with { Quorum = 4 }).ShouldBeProblemAsync("validation", HttpStatusCode.BadRequest);

        await faculty.DraftMethodAsync(MethodBody() with { Quorum = 3 });
    }

    private static DraftMethodRequest Terms(string kind, int atLeast) => MethodBody("hours") with
    {
        Levels =
        [
            new()
            {
                Level = "junior",
                PracticeDays = 180,
                RequiredEvidence = ["practice"],
                Thresholds = [new() { Kind = kind, AtLeast = atLeast }],
            },
        ],
    };

    private static EvidenceItem Hours(int amount, char digit) => Document("teaching-hours") with
    {
        Amount = amount,
        DocumentHash = new string(digit, 64),
    };

    private static async Task<Guid> MethodAsync(FacultyApp faculty) =>
        (await faculty.PublishAsync((await faculty.DraftMethodAsync(Terms("teaching-hours", 320))).Id, new(1990, 1, 1))).Id;

    private static Task<Guid> DraftAsync(FacultyApp faculty, params EvidenceItem[] evidence) => DraftAsync(faculty, "p-9", evidence);

    private static async Task<Guid> DraftAsync(FacultyApp faculty, string person, params EvidenceItem[] evidence) =>
        (await faculty.TryDraftAsync(
            (await faculty.RegisterAsync(person: person)).Id, evidence, await MethodAsync(faculty), "junior")).Id;

    private static Task<Application> CheckAsync(FacultyApp faculty, Guid application, int position) =>
        faculty.By().CheckEvidenceAsync(application, position, new() { Answer = "confirmed" });
}

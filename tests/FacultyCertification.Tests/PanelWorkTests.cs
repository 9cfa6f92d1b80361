using Contracts;
using static FacultyCertification.Tests.FacultyApp;
using Testing;
using VocationalPlatform.Client.FacultyCertification;

namespace FacultyCertification.Tests;

/// <summary>What waits for a panel (D16).</summary>
public sealed class PanelWorkTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, Engines]
    public async Task D16_objections_come_first_by_the_ends_of_their_notices(Engine engine)
    {
        await using var faculty = await StartAsync(engine);
        var late = await SubmittedAsync(faculty, Day);
        var early = await SubmittedAsync(faculty, Day.AddDays(-3));
        await faculty.ReviewAsync(early);
        var longer = await ObjectedAsync(faculty, notice: 20);
        var shorter = await ObjectedAsync(faculty, notice: 10);

        var work = await WorkAsync(faculty);

        Assert.Equal(
            [("objection", shorter), ("objection", longer), ("decide", early), ("review", late)],
            work.Select(task => (task.Step, task.ApplicationId)));
        Assert.Equal(Day.AddDays(9), work[0].NoticeUntil);
        Assert.Equal([late], (await WorkAsync(faculty, step: "review")).Select(task => task.ApplicationId));
    }

    [Theory, Engines]
    public async Task D16_what_the_panel_has_decided_waits_for_it_no_more(Engine engine)
    {
        await using var faculty = await StartAsync(engine);
        var objected = await ObjectedAsync(faculty, notice: 10);
        var task = Assert.Single(await WorkAsync(faculty));
        Assert.Equal(objected, task.ApplicationId);

        await new FacultyCertificationClient(faculty.PanelOf())
            .DecideObjectionAsync(task.ObjectionId!.Value, new() { Outcome = "dismissed", Reason = "Heard." });

        Assert.Empty(await WorkAsync(faculty));
    }

    [Theory, Engines]
    public async Task D16_an_objection_to_a_withdrawn_application_waits_no_more(Engine engine)
    {
        await using var faculty = await StartAsync(engine);
        var objected = await ObjectedAsync(faculty, notice: 10);
        Assert.Single(await WorkAsync(faculty));

        await faculty.WithdrawAsync(objected);

        Assert.Empty(await WorkAsync(faculty));
    }

    [Theory, Engines]
    public async Task D16_a_member_does_not_see_their_own_application_or_one_of_their_unit(Engine engine)
    {
        await using var faculty = await StartAsync(engine);
        var own = (await faculty.RegisterAsync(person: "p-1")).Id;
        var application = await faculty.DraftAsync(own);
        await faculty.SubmitAsync(application.Id);
        await SubmittedAsync(faculty, Day);
        var other = await faculty.By().RegisterTeacherAsync(
            new() { StaffNumber = "T-9", Category = "specialist", EmployedFrom = Employed, Unit = "design" });
        var foreign = await faculty.DraftAsync(other.Id);
        await faculty.SubmitAsync(foreign.Id);

        Assert.Equal([foreign.Id], (await WorkAsync(faculty, "p-1")).Select(task => task.ApplicationId));
        Assert.Equal(3, (await WorkAsync(faculty)).Count);
    }

    [Theory, Engines]
    public async Task D16_a_member_of_no_unit_does_not_see_their_own_application(Engine engine)
    {
        await using var faculty = await StartAsync(engine);
        var own = await faculty.By().RegisterTeacherAsync(
            new() { StaffNumber = "T-9", Category = "specialist", EmployedFrom = Employed, Person = "p-1" });
        await faculty.SubmitAsync((await faculty.DraftAsync(own.Id)).Id);
        var other = await SubmittedAsync(faculty, Day);

        Assert.Equal([other], (await WorkAsync(faculty, "p-1")).Select(task => task.ApplicationId));
    }

    [Theory, Engines]
    public async Task D16_drafts_decided_applications_and_those_of_others_do_not_wait(Engine engine)
    {
        await using var faculty = await StartAsync(engine);
        var waiting = await SubmittedAsync(faculty, Day);
        await faculty.DraftAsync((await faculty.RegisterAsync()).Id);
        await faculty.DecidedAsync((await faculty.RegisterAsync()).Id, Day);
        var elsewhere = await faculty.DraftAsync((await faculty.RegisterAsync(org: Ncut)).Id, org: Ncut);
        await faculty.SubmitAsync(elsewhere.Id, org: Ncut);
        var objected = await ObjectedAsync(faculty, notice: 10);

        Assert.Equal([objected, waiting], (await WorkAsync(faculty)).Select(task => task.ApplicationId));
        var theirs = (await new FacultyCertificationClient(faculty.PanelOf(Ncut)).ListPanelWorkAsync(cancellationToken: Ct)).Items;
        Assert.Equal([elsewhere.Id], theirs.Select(task => task.ApplicationId));
    }

    [Theory, Engines]
    public async Task D16_a_member_sees_applications_of_a_unit_before_and_after_working_in_it(Engine engine)
    {
        await using var faculty = await StartAsync(engine);
        var application = await SubmittedAsync(faculty, Day);
        var left = await faculty.RegisterAsync(person: "left");
        await faculty.DepartAsync(left.Id, Day.AddDays(-1));
        await faculty.RegisterAsync(person: "comes", employedFrom: Day.AddDays(1));
        var leaving = await faculty.RegisterAsync(person: "leaves");
        await faculty.DepartAsync(leaving.Id, Day);

        Assert.Equal([application], await SeenAsync("left"));
        Assert.Equal([application], await SeenAsync("comes"));
        Assert.Empty(await SeenAsync("leaves"));

        faculty.App.Today.MoveTo(Day.AddDays(1));
        Assert.Empty(await SeenAsync("comes"));
        Assert.Equal([application], await SeenAsync("leaves"));

        async Task<IEnumerable<Guid>> SeenAsync(string person) => (await WorkAsync(faculty, person)).Select(task => task.ApplicationId);
    }

    [Theory, Engines]
    public async Task D16_unit_of_the_same_code_at_another_institution_is_no_conflict(Engine engine)
    {
        await using var faculty = await StartAsync(engine);
        var application = await SubmittedAsync(faculty, Day);
        await faculty.RegisterAsync(person: "p-1", org: Ncut);

        Assert.Equal([application], (await WorkAsync(faculty, "p-1")).Select(task => task.ApplicationId));
    }

    [Theory, Engines]
    public async Task D16_who_belongs_to_no_unit_has_no_conflict_of_units(Engine engine)
    {
        await using var faculty = await StartAsync(engine);
        var ofUnit = await SubmittedAsync(faculty, Day.AddDays(-1));
        var applicant = await faculty.By().RegisterTeacherAsync(new()
        {
            StaffNumber = "T-8",
            Category = "specialist",
            EmployedFrom = Employed,
        });
        var ofNoUnit = (await faculty.SubmitAsync((await faculty.DraftAsync(applicant.Id)).Id)).Id;
        await faculty.RegisterAsync(person: "p-1");
        await faculty.By().RegisterTeacherAsync(
            new() { StaffNumber = "T-9", Category = "specialist", EmployedFrom = Employed, Person = "p-2" });

        Assert.Equal([ofNoUnit], (await WorkAsync(faculty, "p-1")).Select(task => task.ApplicationId));
        Assert.Equal([ofUnit, ofNoUnit], (await WorkAsync(faculty, "p-2")).Select(task => task.ApplicationId));
    }

    [Theory, Engines]
    public async Task D16_the_work_is_read_page_by_page(Engine engine)
    {
        await using var faculty = await StartAsync(engine);
        for (var day = 3; day > 0; day--) await SubmittedAsync(faculty, Day.AddDays(-day));
        var all = await WorkAsync(faculty);

        var paged = new List<Guid>();
        var path = $"{Api}/panel-work?limit=2";
        while (path is not null)
        {
            using var reply = await faculty.PanelOf().GetAsync(new Uri(path, UriKind.Relative), Ct);
            paged.AddRange((await reply.AsAsync<PageOfPanelTask>()).Items.Select(task => task.ApplicationId));
            path = reply.Headers.TryGetValues("Link", out var link) ? link.Single().Split('<', '>')[1] : null;
        }

        Assert.Equal(all.Select(task => task.ApplicationId), paged);
    }

    private static async Task<IReadOnlyList<PanelTask>> WorkAsync(FacultyApp faculty, string? person = null, string? step = null)
    {
        var client = person is null ? faculty.PanelOf() : faculty.App.AsPerson(Bpc, Roles.Panel, person);
        return [.. (await new FacultyCertificationClient(client).ListPanelWorkAsync(step: step, cancellationToken: Ct)).Items];
    }

    private static async Task<Guid> SubmittedAsync(FacultyApp faculty, DateOnly day)
    {
        var application = await faculty.DraftAsync((await faculty.RegisterAsync()).Id, day);
        return (await faculty.SubmitAsync(application.Id, day)).Id;
    }

    private static async Task<Guid> ObjectedAsync(FacultyApp faculty, int notice)
    {
        var method = await faculty.DraftMethodAsync(MethodBody($"notice-{notice}", notice: notice));
        await faculty.PublishAsync(method.Id, new(1990, 1, 1));
        var published = await faculty.NoticedAsync((await faculty.RegisterAsync()).Id, Day, method.Id);
        var application = published.Applications.Single().ApplicationId;
        await faculty.By(Ncut).RaiseObjectionAsync(published.Id, new() { ApplicationId = application, Grounds = "Elsewhere." });
        return application;
    }
}

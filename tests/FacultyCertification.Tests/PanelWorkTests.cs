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

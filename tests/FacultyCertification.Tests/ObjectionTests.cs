using System.Net;
using Contracts;
using static FacultyCertification.Tests.FacultyApp;
using Testing;
using VocationalPlatform.Client.FacultyCertification;

namespace FacultyCertification.Tests;

/// <summary>Objections during the public notice, and what they do to its certificates (D16).</summary>
public sealed class ObjectionTests
{
    private const HttpStatusCode Unprocessable = HttpStatusCode.UnprocessableEntity;
    private const HttpStatusCode Conflict = HttpStatusCode.Conflict;
    private static readonly DateOnly Noticed = Day.AddDays(-1);

    [Theory, Engines]
    public async Task D16_certificate_waits_until_objections_are_decided(Engine engine)
    {
        await using var faculty = await FacultyApp.StartAsync(engine);
        var notice = await NoticedAsync(faculty);
        var objection = await RaiseAsync(faculty, notice);

        var problem = await faculty.IssueAsync(notice.Id, Day).ShouldBeProblemAsync("objections-undecided", Conflict);

        Assert.Equal(objection.Id, problem.Fact("objections")[0].GetProperty("id").GetGuid());
        Assert.Equal("dismissed", (await DecideAsync(faculty, objection, "dismissed")).State);
        Assert.Single((await faculty.IssueAsync(notice.Id, Day)).Certificates);
    }

    [Theory, Engines]
    public async Task D16_upheld_objection_leaves_no_certificate(Engine engine)
    {
        await using var faculty = await FacultyApp.StartAsync(engine);
        var notice = await NoticedAsync(faculty);

        await DecideAsync(faculty, await RaiseAsync(faculty, notice), "upheld");

        Assert.Equal("refused", (await faculty.ApplicationAsync(notice.Applications.Single().ApplicationId)).State);
        await faculty.IssueAsync(notice.Id, Day).ShouldBeProblemAsync("no-certificate-due", Conflict);
    }

    [Theory, Engines]
    public async Task D16_objection_is_raised_during_the_notice(Engine engine)
    {
        await using var faculty = await FacultyApp.StartAsync(engine);
        var notice = await NoticedAsync(faculty);

        var problem = await RaiseAsync(faculty, notice, Day).ShouldBeProblemAsync("not-during-notice", Unprocessable);

        await RaiseAsync(faculty, notice, problem.Change("raisedOn").Date());
    }

    [Theory, Engines]
    public async Task D16_objection_is_not_dated_ahead(Engine engine)
    {
        await using var faculty = await FacultyApp.StartAsync(engine);
        var method = await OpenMethodAsync(faculty, days: 5);
        var notice = await faculty.NoticedAsync((await faculty.RegisterAsync()).Id, Day, method);

        var ahead = await RaiseAsync(faculty, notice, Day.AddDays(1)).ShouldBeProblemAsync("not-during-notice", Unprocessable);

        await RaiseAsync(faculty, notice, ahead.Change("raisedOn").Date());
    }

    [Theory, Engines]
    public async Task D16_earlier_day_of_publication_does_not_shorten_the_time_for_objections(Engine engine)
    {
        await using var faculty = await FacultyApp.StartAsync(engine);
        var method = await OpenMethodAsync(faculty, days: 5);
        var notice = await faculty.NoticedAsync((await faculty.RegisterAsync()).Id, Day.AddDays(-100), method);
        Assert.Equal((Day.AddDays(-100), Day.AddDays(4)), (notice.PublishedOn, notice.LastDay));
        var early = await faculty.IssueAsync(notice.Id, Day).ShouldBeProblemAsync("notice-running", Unprocessable);

        faculty.App.Today.MoveTo(early.Change("issuedOn").Date().AddDays(-1));
        await RaiseAsync(faculty, notice, faculty.App.Today.Value);
    }

    [Theory, Engines]
    public async Task D16_earlier_day_of_publication_counts_where_nobody_may_object(Engine engine)
    {
        await using var faculty = await FacultyApp.StartAsync(engine);

        var notice = await faculty.NoticedAsync((await faculty.RegisterAsync()).Id, Day.AddDays(-100));

        Assert.Equal(Day.AddDays(-100), notice.LastDay);
    }

    [Theory, Engines]
    public async Task D16_method_may_allow_no_objections(Engine engine)
    {
        await using var faculty = await FacultyApp.StartAsync(engine);
        var notice = await faculty.NoticedAsync((await faculty.RegisterAsync()).Id, Noticed);

        await RaiseAsync(faculty, notice).ShouldBeProblemAsync("no-objections", Unprocessable);

        await RaiseAsync(faculty, await NoticedAsync(faculty));
    }

    [Theory, Engines]
    public async Task D16_objection_names_an_application_of_the_notice(Engine engine)
    {
        await using var faculty = await FacultyApp.StartAsync(engine);
        var (notice, other) = (await NoticedAsync(faculty), await NoticedAsync(faculty));

        await RaiseAsync(faculty, notice with { Applications = other.Applications }).ShouldBeProblemAsync("not-in-notice", Unprocessable);

        await RaiseAsync(faculty, notice);
    }

    [Theory, Engines]
    public async Task D43_raiser_withdraws_an_objection_and_the_certificate_is_issued(Engine engine)
    {
        await using var faculty = await FacultyApp.StartAsync(engine);
        var notice = await NoticedAsync(faculty);
        var objection = await RaiseAsync(faculty, notice);
        await faculty.By().WithdrawObjectionAsync(objection.Id, new() { Reason = "Not ours." })
            .ShouldBeProblemAsync("forbidden", HttpStatusCode.Forbidden);

        await faculty.By(Ncut).WithdrawObjectionAsync(objection.Id, new() { Reason = "Another application was meant." });

        await DecideAsync(faculty, objection, "upheld").ShouldBeProblemAsync("objection-ended", Conflict);
        await faculty.IssueAsync(notice.Id, Day);
    }

    [Theory, Engines]
    public async Task D16_nobody_decides_on_an_objection_about_their_own_unit(Engine engine)
    {
        await using var faculty = await FacultyApp.StartAsync(engine);
        await faculty.RegisterAsync(person: "colleague");
        var objection = await RaiseAsync(faculty, await NoticedAsync(faculty));
        var colleague = new FacultyCertificationClient(faculty.App.AsPerson(Bpc, Roles.Panel, "colleague"));

        await colleague.DecideObjectionAsync(objection.Id, new() { Outcome = "dismissed", Reason = "Heard." })
            .ShouldBeProblemAsync("forbidden", HttpStatusCode.Forbidden);

        Assert.Empty((await colleague.ListPanelWorkAsync()).Items);
        await DecideAsync(faculty, objection, "dismissed");
    }

    [Theory, Engines]
    public async Task D16_applicant_decides_on_no_objection_about_themselves(Engine engine)
    {
        await using var faculty = await FacultyApp.StartAsync(engine);
        var teacher = await faculty.RegisterAsync("T-1", person: "p-1");
        var objection = await RaiseAsync(faculty, await NoticedAsync(faculty, teacher.Id));
        // The unit was a mistake, and none is stated now.
        await faculty.By().CorrectTeacherAsync(teacher.Id, teacher.Version, new()
        {
            Teacher = new() { StaffNumber = "T-1", Category = "specialist", EmployedFrom = Employed, Person = "p-1" },
            Reason = "Another unit.",
        });

        var applicant = new FacultyCertificationClient(faculty.App.AsPerson(Bpc, Roles.Panel, "p-1"));

        await applicant.DecideObjectionAsync(objection.Id, new() { Outcome = "dismissed", Reason = "Heard." })
            .ShouldBeProblemAsync("forbidden", HttpStatusCode.Forbidden);

        Assert.Empty((await applicant.ListPanelWorkAsync()).Items);
        await DecideAsync(faculty, objection, "dismissed");
    }

    [Theory, Engines]
    public async Task D16_panel_of_the_raiser_does_not_decide_on_the_objection(Engine engine)
    {
        await using var faculty = await FacultyApp.StartAsync(engine);
        var objection = await RaiseAsync(faculty, await NoticedAsync(faculty));
        var raiser = faculty.App.As(Ncut, Roles.TeacherOffice, Roles.Panel);

        await new FacultyCertificationClient(raiser)
            .DecideObjectionAsync(objection.Id, new() { Outcome = "upheld", Reason = "Ours." })
            .ShouldBeProblemAsync("forbidden", HttpStatusCode.Forbidden);

        await DecideAsync(faculty, objection, "dismissed");
    }

    [Theory, Engines]
    public async Task D16_objection_comes_before_the_certificate(Engine engine)
    {
        await using var faculty = await FacultyApp.StartAsync(engine);
        var notice = await NoticedAsync(faculty);
        await RaiseAsync(faculty, await NoticedAsync(faculty));
        await faculty.IssueAsync(notice.Id, Day);

        await RaiseAsync(faculty, notice).ShouldBeProblemAsync("application-not-in-state", Conflict);
    }

    [Theory, Engines]
    public async Task D16_objection_is_seen_by_its_raiser_and_the_institution_alone(Engine engine)
    {
        await using var faculty = await FacultyApp.StartAsync(engine);
        var notice = await NoticedAsync(faculty);
        await RaiseAsync(faculty, notice);

        async Task<int> SeenAsync(string org, string role) =>
            (await new FacultyCertificationClient(faculty.App.As(org, role)).ListObjectionsAsync(notice.Id)).Items.Count;

        Assert.Equal(1, await SeenAsync(Ncut, Roles.TeacherOffice));
        Assert.Equal(1, await SeenAsync(Bpc, Roles.Panel));
        Assert.Equal(0, await SeenAsync(Dji, Roles.OrgAdmin));
        Assert.Equal(0, await SeenAsync(Ncut, Roles.Registrar));
    }

    // Published and recorded the day before, by a method that allows objections.
    private static async Task<PublicNotice> NoticedAsync(FacultyApp faculty, Guid? teacher = null)
    {
        var method = await OpenMethodAsync(faculty, days: 1);
        faculty.App.Today.MoveTo(Noticed);
        var notice = await faculty.NoticedAsync(teacher ?? (await faculty.RegisterAsync()).Id, Noticed, method);
        faculty.App.Today.MoveTo(Day);
        return notice;
    }

    private static async Task<Guid> OpenMethodAsync(FacultyApp faculty, int days)
    {
        var method = await faculty.DraftMethodAsync(MethodBody($"open-{Guid.NewGuid().ToString("N")[..12]}", notice: days));
        return (await faculty.PublishAsync(method.Id, new(1990, 1, 1))).Id;
    }

    private static Task<Objection> RaiseAsync(FacultyApp faculty, PublicNotice notice, DateOnly? raisedOn = null) =>
        faculty.By(Ncut).RaiseObjectionAsync(notice.Id, new()
        {
            ApplicationId = notice.Applications.Single().ApplicationId,
            Grounds = "The teacher practised elsewhere.",
            RaisedOn = raisedOn ?? Noticed,
        });

    private static Task<Objection> DecideAsync(FacultyApp faculty, Objection objection, string outcome) =>
        new FacultyCertificationClient(faculty.PanelOf())
            .DecideObjectionAsync(objection.Id, new() { Outcome = outcome, Reason = "Heard." });
}

using System.Net;
using Contracts.FacultyCertification;
using FacultyCertification.Rules;
using Kernel;
using static FacultyCertification.Tests.FacultyApp;
using Testing;
using VocationalPlatform.Client.FacultyCertification;

namespace FacultyCertification.Tests;

/// <summary>What a failed ethics review bars and revokes (D15).</summary>
public sealed class EthicsTests
{
    private const HttpStatusCode Unprocessable = HttpStatusCode.UnprocessableEntity;

    [Theory, Engines]
    public async Task D15_finding_bars_drafting_and_names_the_first_day_that_passes(Engine engine)
    {
        await using var faculty = await FacultyApp.StartAsync(engine);
        var teacher = (await faculty.RegisterAsync()).Id;
        await FindAsync(faculty, teacher, Day.AddDays(-1), Day.AddDays(10));

        var problem = await faculty.DraftAsync(teacher).ShouldBeProblemAsync("ethics-bar", Unprocessable);

        Assert.Equal("D15", problem.Rule);
        faculty.App.Today.MoveTo(problem.Change("notBefore").Date());
        await faculty.DraftAsync(teacher);
    }

    [Theory, Engines]
    public async Task D15_late_record_of_a_barred_day_is_refused(Engine engine)
    {
        await using var faculty = await FacultyApp.StartAsync(engine);
        var teacher = (await faculty.RegisterAsync()).Id;
        await FindAsync(faculty, teacher, Day.AddDays(-20), Day.AddDays(-10));
        var draft = await faculty.DraftAsync(teacher, Day.AddDays(-30));

        var problem = await faculty.SubmitAsync(draft.Id, Day.AddDays(-15)).ShouldBeProblemAsync("ethics-bar", Unprocessable);

        await faculty.SubmitAsync(draft.Id, problem.Change("submittedOn").Date());
    }

    [Theory, Engines]
    public async Task D15_finding_revokes_what_is_held_and_ends_what_is_open(Engine engine)
    {
        await using var faculty = await FacultyApp.StartAsync(engine);
        var teacher = (await faculty.RegisterAsync()).Id;
        var certificate = await faculty.CertifyAsync(teacher, Day.AddYears(-1));
        var open = await faculty.DraftAsync(teacher);

        await FindAsync(faculty, teacher, Day.AddDays(-3), Day.AddYears(1));

        var revoked = await faculty.CertificateAsync(certificate.Id);
        Assert.Equal(("revoked", Day.AddDays(-3)), (revoked.State, revoked.RevokedOn));
        Assert.Equal("withdrawn", (await faculty.ApplicationAsync(open.Id)).State);
        Assert.Equal(certificate.Id, Assert.Single(await faculty.App.PublishedAsync<CertificateRevokedV1>()).Certificate.Id);
        Assert.Equal((1, 0), ((await faculty.RatioAsync(Day.AddDays(-4))).Numerator, (await faculty.RatioAsync(Day)).Numerator));
    }

    [Theory, Engines]
    public async Task D15_finding_follows_the_teacher_to_another_institution(Engine engine)
    {
        await using var faculty = await FacultyApp.StartAsync(engine);
        var teacher = (await faculty.RegisterAsync(person: "p-1")).Id;
        await FindAsync(faculty, teacher, Day, Day.AddDays(10));
        await faculty.RegisterAsync(person: "p-1", org: Ncut);

        await faculty.DraftAsync(teacher, org: Ncut).ShouldBeProblemAsync("ethics-bar", Unprocessable);

        Assert.Empty((await faculty.By(Ncut).ListEthicsFindingsAsync(teacher)).Items);
    }

    [Theory, Engines]
    public async Task D43_finding_by_mistake_is_taken_back_once_and_stays_readable(Engine engine)
    {
        await using var faculty = await FacultyApp.StartAsync(engine);
        var teacher = (await faculty.RegisterAsync()).Id;
        var found = await FindAsync(faculty, teacher, Day, Day.AddDays(10));

        await faculty.By().WithdrawEthicsFindingAsync(found.Id, new() { Reason = "Another teacher." });

        await faculty.DraftAsync(teacher);
        var listed = Assert.Single((await faculty.By().ListEthicsFindingsAsync(teacher)).Items);
        Assert.Equal(("The review.", "Another teacher."), (listed.Reason, listed.WithdrawalReason));
        await faculty.By().WithdrawEthicsFindingAsync(found.Id, new() { Reason = "Again." })
            .ShouldBeProblemAsync("finding-withdrawn", HttpStatusCode.Conflict);
    }

    [Theory, Engines]
    public async Task D15_finding_does_not_begin_in_the_future(Engine engine)
    {
        await using var faculty = await FacultyApp.StartAsync(engine);
        var teacher = (await faculty.RegisterAsync()).Id;

        var problem = await FindAsync(faculty, teacher, Day.AddDays(1), Day.AddDays(9))
            .ShouldBeProblemAsync("finding-in-future", Unprocessable);

        await FindAsync(faculty, teacher, problem.Change("barredFrom").Date(), Day.AddDays(9));
    }

    [Theory, Engines]
    public async Task D15_change_after_a_bar_passes_the_other_rules_too(Engine engine)
    {
        await using var faculty = await FacultyApp.StartAsync(engine);
        var teacher = (await faculty.RegisterAsync()).Id;
        await FindAsync(faculty, teacher, Day.AddDays(-20), Day.AddDays(-10));
        // On the day after the bar, nine days of practice are still to come.
        var draft = await faculty.DraftAsync(teacher, Day);

        var problem = await faculty.SubmitAsync(draft.Id, Day.AddDays(-15)).ShouldBeProblemAsync("ethics-bar", Unprocessable);

        Assert.Equal(Day, (await faculty.SubmitAsync(draft.Id, problem.Change("submittedOn").Date())).SubmittedOn);
    }

    [Theory, Engines]
    public async Task D15_finding_leaves_a_certificate_that_has_expired(Engine engine)
    {
        await using var faculty = await FacultyApp.StartAsync(engine);
        var teacher = (await faculty.RegisterAsync()).Id;
        var expired = await faculty.CertifyAsync(teacher, new(2020, 1, 1));

        await FindAsync(faculty, teacher, expired.ValidUntil, Day.AddDays(9));

        Assert.Equal("expired", (await faculty.CertificateAsync(expired.Id)).State);
    }

    [Theory, Engines]
    public async Task D14_former_employer_records_no_finding_for_a_later_day(Engine engine)
    {
        await using var faculty = await FacultyApp.StartAsync(engine);
        var teacher = (await faculty.RegisterAsync(person: "p-1")).Id;
        await faculty.DepartAsync(teacher, Day.AddDays(-30));
        await faculty.RegisterAsync(person: "p-1", employedFrom: Day.AddDays(-29), org: Ncut);
        var certificate = await faculty.CertifyAsync(teacher, Day.AddDays(-9), Ncut);

        var problem = await FindAsync(faculty, teacher, Day, Day.AddDays(9)).ShouldBeProblemAsync("not-employed", Unprocessable);

        Assert.Equal("certified", (await faculty.CertificateAsync(certificate.Id, Ncut)).State);
        await FindAsync(faculty, teacher, problem.Change("barredFrom").Date(), Day.AddDays(9));
    }

    [Fact]
    public void D15_findings_that_touch_bar_until_the_last_of_them()
    {
        var barred = new[] { new Period(Day.AddDays(6), Day.AddDays(9)), new Period(Day, Day.AddDays(5)) };

        Assert.Equivalent(new { notBefore = Day.AddDays(10) }, EthicsBar.Judge(Day, barred).Change);
        Assert.True(EthicsBar.Judge(Day.AddDays(10), barred).Passes);
    }

    private static Task<EthicsFinding> FindAsync(FacultyApp faculty, Guid teacher, DateOnly from, DateOnly until) =>
        faculty.By().RecordEthicsFindingAsync(teacher, new() { BarredFrom = from, BarredUntil = until, Reason = "The review." });
}

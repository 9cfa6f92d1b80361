using System.Net;
using Contracts.FacultyCertification;
using CsCheck;
using Testing;
using VocationalPlatform.Client.FacultyCertification;
using Period = Kernel.Period;

namespace FacultyCertification.Tests;

/// <summary>Suspension, reinstatement and the correction of mistakes (D19, D20, D43).</summary>
public sealed class SuspensionTests
{
    private const HttpStatusCode Unprocessable = HttpStatusCode.UnprocessableEntity;
    private const HttpStatusCode Conflict = HttpStatusCode.Conflict;
    private static readonly DateOnly Day = FacultyApp.Day;
    private static readonly DateOnly From = new(2024, 3, 1);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, Engines]
    public async Task D20_a_suspended_teacher_leaves_the_ratio_on_that_day_and_comes_back_on_the_other(Engine engine)
    {
        await using var faculty = await FacultyApp.StartAsync(engine);
        var certificate = await faculty.CertifyAsync((await faculty.RegisterAsync()).Id, From);
        var before = faculty.Moment();

        var suspended = await faculty.SuspendAsync(certificate.Id, new(2026, 5, 1));
        Assert.Equal(("suspended", new DateOnly(2026, 5, 1), 2), (suspended.State, suspended.SuspendedOn, suspended.Version));
        Assert.Equal(suspended, await faculty.CertificateAsync(certificate.Id));
        var between = faculty.Moment();
        var reinstated = await faculty.ReinstateAsync(certificate.Id, new(2026, 6, 1));

        Assert.Equal(("certified", null, 3), (reinstated.State, reinstated.SuspendedOn, reinstated.Version));
        Assert.Equal("1001", await CountsAsync(null));
        Assert.Equal("1111", await CountsAsync(before));
        Assert.Equal("1000", await CountsAsync(between));
        var told = (await faculty.App.PublishedAsync<TeacherSuspendedV1>()).Single().Certificate;
        Assert.Equal(("suspended", 2, null), (told.State, told.Version, Assert.Single(told.Suspensions!).Until));
        told = (await faculty.App.PublishedAsync<TeacherReinstatedV1>()).Single().Certificate;
        Assert.Equal(new DateOnly(2026, 5, 31), Assert.Single(told.Suspensions!).Until);

        async Task<string> CountsAsync(DateTimeOffset? knownAt) => string.Concat(await Task.WhenAll(
            new DateOnly[] { new(2026, 4, 30), new(2026, 5, 1), new(2026, 5, 31), new(2026, 6, 1) }
                .Select(async day => (await faculty.RatioAsync(day, knownAt)).Numerator)));
    }

    [Theory, Engines]
    public async Task D19_a_suspension_without_a_day_bounds_no_other_one(Engine engine)
    {
        await using var faculty = await FacultyApp.StartAsync(engine);
        var certificate = await faculty.CertifyAsync((await faculty.RegisterAsync()).Id, From);
        await faculty.SuspendAsync(certificate.Id, Day.AddDays(-10));
        await faculty.ReinstateAsync(certificate.Id, Day.AddDays(-10));

        await faculty.SuspendAsync(certificate.Id, Day.AddDays(-20));

        Assert.Equal("certified", (await faculty.ReinstateAsync(certificate.Id, Day)).State);
    }

    [Theory, Engines]
    public async Task D43_a_suspension_before_one_without_a_day_is_corrected_to_last(Engine engine)
    {
        await using var faculty = await FacultyApp.StartAsync(engine);
        var certificate = await faculty.CertifyAsync((await faculty.RegisterAsync()).Id, From);
        await faculty.SuspendAsync(certificate.Id, Day.AddDays(-20));
        await faculty.ReinstateAsync(certificate.Id, Day.AddDays(-15));
        var first = (await faculty.By().ListSuspensionsAsync(certificate.Id)).Items.Single();
        await faculty.SuspendAsync(certificate.Id, Day.AddDays(-10));
        await faculty.ReinstateAsync(certificate.Id, Day.AddDays(-10));

        var corrected = await faculty.By().CorrectSuspensionAsync(
            certificate.Id, first.Id, new() { SuspendedOn = Day.AddDays(-20), Reason = "It lasts." });

        Assert.Equal("suspended", corrected.State);
    }

    [Theory, Engines]
    public async Task D19_each_wrong_day_is_refused_with_the_nearest_that_passes(Engine engine)
    {
        await using var faculty = await FacultyApp.StartAsync(engine);
        var certificate = await faculty.CertifyAsync((await faculty.RegisterAsync()).Id, From);

        var late = await faculty.SuspendAsync(certificate.Id, Day.AddDays(1)).ShouldBeProblemAsync("suspension-day", Unprocessable);
        Assert.Equal(Day, late.Change("suspendedOn").Date());
        var early = await faculty.SuspendAsync(certificate.Id, From.AddDays(-1)).ShouldBeProblemAsync("suspension-day", Unprocessable);
        await faculty.SuspendAsync(certificate.Id, early.Change("suspendedOn").Date());
        await faculty.SuspendAsync(certificate.Id, Day).ShouldBeProblemAsync("already-suspended", Conflict);

        var before = await faculty.ReinstateAsync(certificate.Id, From.AddDays(-1)).ShouldBeProblemAsync("suspension-day", Unprocessable);
        Assert.Equal(From, before.Change("reinstatedOn").Date());
        await faculty.ReinstateAsync(certificate.Id, new(2026, 6, 1));
        await faculty.ReinstateAsync(certificate.Id, Day).ShouldBeProblemAsync("not-suspended", Conflict);
        var overlapping = await faculty.SuspendAsync(certificate.Id, new(2026, 5, 31))
            .ShouldBeProblemAsync("suspension-day", Unprocessable);
        Assert.Equal(new DateOnly(2026, 6, 1), overlapping.Change("suspendedOn").Date());
        await faculty.SuspendAsync(certificate.Id, new(2026, 6, 1));
    }

    [Theory, Engines]
    public async Task D19_a_suspension_that_outlasts_the_validity_ends_in_expiry(Engine engine)
    {
        await using var faculty = await FacultyApp.StartAsync(engine);
        var certificate = await faculty.CertifyAsync((await faculty.RegisterAsync()).Id, new(2021, 9, 1));
        await faculty.SuspendAsync(certificate.Id, Day);
        faculty.App.Today.MoveTo(certificate.ValidUntil.AddDays(3));
        await faculty.App.SweepAsync("certificate expiry", Ct);

        Assert.Equal("expired", (await faculty.CertificateAsync(certificate.Id)).State);
        Assert.Single(await faculty.App.PublishedAsync<CertificateExpiredV1>());
        var late = await faculty.ReinstateAsync(certificate.Id, certificate.ValidUntil.AddDays(1))
            .ShouldBeProblemAsync("suspension-day", Unprocessable);
        var reinstated = await faculty.ReinstateAsync(certificate.Id, late.Change("reinstatedOn").Date());
        Assert.Equal("expired", reinstated.State);
        Assert.Equal(1, (await faculty.RatioAsync(certificate.ValidUntil)).Numerator);
    }

    [Theory, Engines]
    public async Task D43_a_mistaken_suspension_is_corrected_and_taken_back_and_stays_readable(Engine engine)
    {
        await using var faculty = await FacultyApp.StartAsync(engine);
        var certificate = await faculty.CertifyAsync((await faculty.RegisterAsync()).Id, From);
        await faculty.SuspendAsync(certificate.Id, new(2026, 5, 1));
        var id = Assert.Single((await faculty.By().ListSuspensionsAsync(certificate.Id)).Items).Id;

        await CorrectAsync(new() { SuspendedOn = new(2026, 6, 1), Reason = "The wrong month." });
        Assert.Equal(1, (await faculty.RatioAsync(new(2026, 5, 31))).Numerator);
        Assert.Equal(0, (await faculty.RatioAsync(new(2026, 6, 1))).Numerator);
        var right = await CorrectAsync(new() { Reason = "Another teacher's." });

        Assert.Equal("certified", right.State);
        Assert.Equal(1, (await faculty.RatioAsync(Day)).Numerator);
        await CorrectAsync(new() { Reason = "Again." }).ShouldBeProblemAsync("suspension-withdrawn", Conflict);
        var records = (await faculty.By().ListCertificateRecordsAsync(certificate.Id)).Items;
        Assert.Equal(["granted", "suspended", "suspension corrected", "suspension taken back"], records.Select(record => record.Fact));
        Assert.Equal(new DateOnly(2026, 4, 30), records.ElementAt(1).InForce.Single().Until);
        Assert.Equal(2, (await faculty.App.PublishedAsync<CertificateCorrectedV1>()).Count);
        await faculty.SuspendAsync(certificate.Id, new(2026, 5, 1));

        Task<Certificate> CorrectAsync(CorrectSuspensionRequest request) =>
            faculty.By().CorrectSuspensionAsync(certificate.Id, id, request);
    }

    [Theory, Engines]
    public async Task D43_a_mistaken_revocation_is_corrected_and_taken_back(Engine engine)
    {
        await using var faculty = await FacultyApp.StartAsync(engine);
        var teacher = await faculty.RegisterAsync();
        var certificate = await faculty.CertifyAsync(teacher.Id, From);
        await CorrectAsync(Day).ShouldBeProblemAsync("not-revoked", Conflict);
        await faculty.RevokeAsync(certificate.Id, new(2026, 1, 1));

        Assert.Equal(new DateOnly(2026, 2, 1), (await CorrectAsync(new(2026, 2, 1))).RevokedOn);
        Assert.Equal(1, (await faculty.RatioAsync(new(2026, 1, 31))).Numerator);
        await faculty.CertifyAsync(teacher.Id, new(2026, 4, 1));
        var held = await CorrectAsync(null).ShouldBeProblemAsync("already-certified", Conflict);
        Assert.Equal(new DateOnly(2026, 4, 1), (await CorrectAsync(held.Change("revokedOn").Date())).RevokedOn);

        Task<Certificate> CorrectAsync(DateOnly? day) =>
            faculty.By().CorrectRevocationAsync(certificate.Id, new() { RevokedOn = day, Reason = "The wrong day." });
    }

    [Theory, Engines]
    public async Task D15_a_revocation_by_a_finding_that_stands_is_not_taken_back(Engine engine)
    {
        await using var faculty = await FacultyApp.StartAsync(engine);
        var teacher = await faculty.RegisterAsync();
        var certificate = await faculty.CertifyAsync(teacher.Id, From);
        await faculty.SuspendAsync(certificate.Id, new(2026, 5, 1));
        var finding = await faculty.By().RecordEthicsFindingAsync(
            teacher.Id, new() { BarredFrom = Day, BarredUntil = Day.AddYears(1), Reason = "Reviewed." });
        Assert.Equal("revoked", (await faculty.CertificateAsync(certificate.Id)).State);

        var stands = await faculty.By().CorrectRevocationAsync(certificate.Id, new() { Reason = "Mistaken." })
            .ShouldBeProblemAsync("finding-stands", Conflict);

        await faculty.By().CorrectRevocationAsync(
            certificate.Id, new() { Reason = "Mistaken.", RevokedOn = stands.Change("revokedOn").Date() });
        await faculty.By().WithdrawEthicsFindingAsync(finding.Id, new() { Reason = "Mistaken." });
        Assert.Equal("suspended", (await faculty.By().CorrectRevocationAsync(certificate.Id, new() { Reason = "Mistaken." })).State);
    }

    [Theory, Engines]
    public async Task D43_a_mistaken_day_of_issue_moves_the_certificate_and_what_follows_it(Engine engine)
    {
        await using var faculty = await FacultyApp.StartAsync(engine);
        var teacher = await faculty.RegisterAsync();
        var certificate = await faculty.CertifyAsync(teacher.Id, new(2021, 9, 1));
        var next = await faculty.FollowAsync(teacher.Id, new(2026, 6, 1), new(2026, 6, 2));
        var early = await CorrectAsync(new(2021, 8, 1)).ShouldBeProblemAsync("day-out-of-range", Unprocessable);
        Assert.Equal(new DateOnly(2021, 9, 1), early.Change("issuedOn").Date());

        var right = await CorrectAsync(new(2021, 9, 11));

        Assert.Equal((new DateOnly(2021, 9, 11), new DateOnly(2026, 9, 10)), (right.ValidFrom, right.ValidUntil));
        Assert.Equal(new DateOnly(2026, 9, 11), (await faculty.CertificateAsync(next.Id)).ValidFrom);
        Assert.Equal(0, (await faculty.RatioAsync(new(2021, 9, 10))).Numerator);
        Assert.Equal(2, (await faculty.App.PublishedAsync<CertificateCorrectedV1>()).Count);

        Task<Certificate> CorrectAsync(DateOnly day) =>
            faculty.By().CorrectIssueAsync(certificate.Id, new() { IssuedOn = day, Reason = "A slip." });
    }

    [Theory, Engines]
    public async Task D43_right_day_of_issue_is_one_on_which_no_other_certificate_is_held(Engine engine)
    {
        await using var faculty = await FacultyApp.StartAsync(engine);
        var teacher = await faculty.RegisterAsync();
        var old = await faculty.CertifyAsync(teacher.Id, new(2019, 1, 1));
        var notice = await faculty.NoticedAsync(teacher.Id, old.ValidUntil.AddDays(1));
        var next = Assert.Single((await faculty.IssueAsync(notice.Id, new(2024, 3, 1))).Certificates);
        await MoveAsync(old.Id, new(2019, 2, 1));

        var problem = await MoveAsync(next.Id, new(2023, 12, 1)).ShouldBeProblemAsync("day-out-of-range", Unprocessable);

        Assert.Equal(new DateOnly(2024, 2, 1), (await MoveAsync(next.Id, problem.Change("issuedOn").Date())).ValidFrom);

        Task<Certificate> MoveAsync(Guid certificate, DateOnly day) =>
            faculty.By().CorrectIssueAsync(certificate, new() { IssuedOn = day, Reason = "A slip." });
    }

    [Theory, Engines]
    public async Task D14_right_day_of_issue_is_one_of_the_employment(Engine engine)
    {
        await using var faculty = await FacultyApp.StartAsync(engine);
        var teacher = await faculty.RegisterAsync();
        var certificate = await faculty.CertifyAsync(teacher.Id, From);
        await faculty.DepartAsync(teacher.Id, From.AddDays(9));

        var problem = await MoveAsync(From.AddDays(10)).ShouldBeProblemAsync("not-employed", Unprocessable);

        Assert.Equal(From.AddDays(9), (await MoveAsync(problem.Change("issuedOn").Date())).ValidFrom);

        Task<Certificate> MoveAsync(DateOnly day) =>
            faculty.By().CorrectIssueAsync(certificate.Id, new() { IssuedOn = day, Reason = "A slip." });
    }

    [Theory, Engines]
    public async Task D43_revocation_is_not_taken_back_before_the_certificates_first_day(Engine engine)
    {
        await using var faculty = await FacultyApp.StartAsync(engine);
        var teacher = await faculty.RegisterAsync();
        var revoked = await faculty.CertifyAsync(teacher.Id, new(2026, 3, 1));
        await faculty.RevokeAsync(revoked.Id, revoked.ValidFrom);
        await faculty.CertifyAsync(teacher.Id, new(2026, 2, 1));

        var problem = await CorrectAsync(null).ShouldBeProblemAsync("already-certified", Conflict);

        await CorrectAsync(problem.Change("revokedOn").Date());

        Task<Certificate> CorrectAsync(DateOnly? day) =>
            faculty.By().CorrectRevocationAsync(revoked.Id, new() { RevokedOn = day, Reason = "The wrong day." });
    }

    [Theory, Engines]
    public async Task D19_certificate_that_another_institution_granted_is_not_named_to_the_one_before(Engine engine)
    {
        await using var faculty = await FacultyApp.StartAsync(engine);
        var teacher = await faculty.RegisterAsync(person: "p-1");
        var old = await faculty.CertifyAsync(teacher.Id, From);
        await faculty.DepartAsync(teacher.Id, new(2026, 4, 30));
        await faculty.RegisterAsync(person: "p-1", employedFrom: new(2026, 5, 1), org: FacultyApp.Ncut);
        var next = await faculty.FollowAsync(teacher.Id, new(2026, 6, 1), new(2026, 6, 10), "senior", FacultyApp.Ncut);

        var problem = await faculty.SuspendAsync(old.Id, Day).ShouldBeProblemAsync("certificate-followed", Conflict);

        Assert.Null(problem.Change);
        Assert.DoesNotContain(next.Id.ToString(), problem.Facts.ToString(), StringComparison.Ordinal);
        await faculty.SuspendAsync(next.Id, Day, FacultyApp.Ncut);
    }

    [Theory, Engines]
    public async Task D19_revocation_of_a_followed_certificate_names_one_that_is_still_held(Engine engine)
    {
        await using var faculty = await FacultyApp.StartAsync(engine);
        var teacher = await faculty.RegisterAsync();
        var old = await faculty.CertifyAsync(teacher.Id, From);
        await faculty.FollowAsync(teacher.Id, new(2026, 5, 1), new(2026, 5, 10), "senior");

        var problem = await faculty.RevokeAsync(old.Id, new(2026, 2, 1)).ShouldBeProblemAsync("certificate-followed", Conflict);

        var path = problem.Change("path").GetString()!;
        await faculty.Office.PostAsync(path, new { revokedOn = problem.Change("revokedOn").GetString(), reason = "Review." }).BodyAsync();
        faculty.App.Today.MoveTo(new(2032, 1, 1));
        await faculty.RevokeAsync(old.Id, new(2026, 2, 1)).ShouldBeProblemAsync("not-certified", Conflict);
    }

    [Fact]
    public void D19_days_in_force_are_the_days_held_without_the_suspensions() => Gen.Select(Gen.Int[0, 40], Gen.Int[0, 40])
        .Select((from, length) => new Period(Day.AddDays(from), Day.AddDays(from + length - 1))).Array[0, 5].Sample(suspended =>
        {
            var held = new Period(Day.AddDays(10), Day.AddDays(30));
            var left = held.Without(suspended);
            for (var day = Day; day < Day.AddDays(90); day = day.AddDays(1))
            {
                var isLeft = held.Covers(day) && !suspended.Any(period => period.Covers(day));
                Assert.Equal(isLeft ? 1 : 0, left.Count(period => period.Covers(day)));
            }
        });
}

using System.Net;
using Contracts.FacultyCertification;
using CsCheck;
using FacultyCertification.Rules;
using Testing;
using VocationalPlatform.Client.FacultyCertification;
using Period = Kernel.Period;

namespace FacultyCertification.Tests;

/// <summary>A renewal, or a higher level, follows a certificate without a gap (D19).</summary>
public sealed class RenewalTests
{
    private const HttpStatusCode Unprocessable = HttpStatusCode.UnprocessableEntity;
    private static readonly DateOnly Day = FacultyApp.Day;

    // In force until 2026-08-31; its renewal may be applied for from 2026-03-04.
    private static readonly DateOnly First = new(2021, 9, 1);
    private static readonly DateOnly Last = new(2026, 8, 31);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, Engines]
    public async Task D19_renewal_follows_without_a_gap(Engine engine)
    {
        await using var faculty = await FacultyApp.StartAsync(engine);
        var teacher = await faculty.RegisterAsync();
        var old = await faculty.CertifyAsync(teacher.Id, First);
        Assert.Equal(("expiring", new DateOnly(2026, 3, 4)), ((await faculty.CertificateAsync(old.Id)).State, old.RenewalFrom));

        var next = await faculty.FollowAsync(teacher.Id, new(2026, 6, 1), new(2026, 6, 2));

        Assert.Equal((Last.AddDays(1), new DateOnly(2031, 8, 31), old.Id), (next.ValidFrom, next.ValidUntil, next.PredecessorId));
        old = await faculty.CertificateAsync(old.Id);
        Assert.Equal(("renewed", next.Id, Last), (old.State, old.SuccessorId, old.ValidUntil));
        var told = Assert.Single(await faculty.App.PublishedAsync<TeacherRenewedV1>()).Certificate;
        Assert.Equal((old.Id, "renewed", 2, next.Id), (told.Id, told.State, told.Version, told.SuccessorId));
        foreach (var day in new[] { Last, Last.AddDays(1) })
        {
            faculty.App.Today.MoveTo(day);
            Assert.Equal((1, 1), Counts(await faculty.RatioAsync(day)));
        }
    }

    [Theory, Engines]
    public async Task D19_renewal_decided_late_still_begins_on_the_day_after_the_last_one(Engine engine)
    {
        await using var faculty = await FacultyApp.StartAsync(engine);
        var teacher = await faculty.RegisterAsync();
        var old = await faculty.CertifyAsync(teacher.Id, First);
        var notice = await faculty.NoticedAsync(teacher.Id, Day);
        faculty.App.Today.MoveTo(Last.AddDays(20));
        await faculty.App.SweepAsync("certificate expiry", Ct);
        Assert.Equal("expired", (await faculty.CertificateAsync(old.Id)).State);
        Assert.Equal((0, 1), Counts(await faculty.RatioAsync(Last.AddDays(20))));

        var next = Assert.Single((await faculty.IssueAsync(notice.Id)).Certificates);

        Assert.Equal((Last.AddDays(1), Last.AddDays(20)), (next.ValidFrom, next.IssuedOn));
        Assert.Equal("renewed", (await faculty.CertificateAsync(old.Id)).State);
        Assert.Equal((1, 1), Counts(await faculty.RatioAsync(Last.AddDays(1))));
        Assert.Equal((0, 1), Counts(await faculty.RatioAsync(Last.AddDays(1), knownOn: Last.AddDays(19))));
    }

    [Theory, Engines]
    public async Task D19_renewal_before_its_window_is_refused_with_the_first_day_that_passes(Engine engine)
    {
        await using var faculty = await FacultyApp.StartAsync(engine);
        var teacher = await faculty.RegisterAsync();
        var old = await faculty.CertifyAsync(teacher.Id, First);
        var draft = await faculty.TryDraftAsync(teacher.Id, [FacultyApp.Practice(new(2025, 1, 1), new(2026, 2, 1))]);

        var early = await faculty.SubmitAsync(draft.Id, old.RenewalFrom.AddDays(-1))
            .ShouldBeProblemAsync("renewal-too-early", Unprocessable);

        Assert.Equal("D19", early.Rule);
        Assert.Equal(old.RenewalFrom, early.Change("submittedOn").Date());
        var submitted = await faculty.TrySubmitAsync(draft.Id, early.Change("submittedOn").Date());
        Assert.Equal(("renewal", old.Id), (submitted.Kind, submitted.PredecessorId));
    }

    [Theory, Engines]
    public async Task D19_higher_level_ends_the_one_before_from_the_day_of_issue(Engine engine)
    {
        await using var faculty = await FacultyApp.StartAsync(engine);
        var teacher = await faculty.RegisterAsync();
        var old = await faculty.CertifyAsync(teacher.Id, new(2024, 3, 1));

        var higher = await faculty.FollowAsync(teacher.Id, new(2026, 6, 1), new(2026, 6, 10), "senior");

        Assert.Equal((new DateOnly(2026, 6, 10), "senior", old.Id), (higher.ValidFrom, higher.Level, higher.PredecessorId));
        old = await faculty.CertificateAsync(old.Id);
        Assert.Equal(("superseded", new DateOnly(2026, 6, 10)), (old.State, old.SupersededOn));
        var problem = await faculty.SuspendAsync(old.Id, Day).ShouldBeProblemAsync("certificate-followed", HttpStatusCode.Conflict);
        Assert.EndsWith($"/{higher.Id}/suspension", problem.Change("path").GetString(), StringComparison.Ordinal);
        await faculty.SuspendAsync(higher.Id, Day);
    }

    [Theory, Engines]
    public async Task D19_lower_level_is_refused_with_the_level_that_passes(Engine engine)
    {
        await using var faculty = await FacultyApp.StartAsync(engine);
        var teacher = await faculty.RegisterAsync();
        await faculty.CertifyAsync(teacher.Id, First, level: "senior");
        var draft = await faculty.DraftAsync(teacher.Id, level: "junior");

        var lower = await faculty.SubmitAsync(draft.Id, Day).ShouldBeProblemAsync("lower-level", Unprocessable);

        await faculty.WithdrawAsync(draft.Id);
        var again = await faculty.DraftAsync(teacher.Id, level: lower.Change("level").GetString()!);
        Assert.Equal("renewal", (await faculty.SubmitAsync(again.Id, Day)).Kind);
    }

    [Theory, Engines]
    public async Task D19_nothing_follows_a_suspended_certificate_until_it_is_reinstated(Engine engine)
    {
        await using var faculty = await FacultyApp.StartAsync(engine);
        var teacher = await faculty.RegisterAsync();
        var old = await faculty.CertifyAsync(teacher.Id, First);
        await faculty.SuspendAsync(old.Id, new(2026, 6, 1));
        var draft = await faculty.DraftAsync(teacher.Id);

        var refused = await faculty.SubmitAsync(draft.Id, Day).ShouldBeProblemAsync("predecessor-suspended", Unprocessable);

        Assert.EndsWith($"/{old.Id}/reinstatement", refused.Change("reinstate").GetString(), StringComparison.Ordinal);
        await faculty.ReinstateAsync(old.Id, Day);
        Assert.Equal("renewal", (await faculty.TrySubmitAsync(draft.Id, Day)).Kind);
    }

    [Theory, Engines]
    public async Task D19_a_suspension_goes_on_in_the_renewal(Engine engine)
    {
        await using var faculty = await FacultyApp.StartAsync(engine);
        var teacher = await faculty.RegisterAsync();
        var old = await faculty.CertifyAsync(teacher.Id, First);
        var notice = await faculty.NoticedAsync(teacher.Id, new(2026, 6, 1));
        await faculty.SuspendAsync(old.Id, new(2026, 6, 15));

        var next = Assert.Single((await faculty.IssueAsync(notice.Id, new(2026, 6, 20))).Certificates);

        Assert.Equal(("suspended", new DateOnly(2026, 6, 15)), (next.State, next.SuspendedOn));
        faculty.App.Today.MoveTo(Last.AddDays(10));
        await faculty.App.SweepAsync("certificate expiry", Ct);
        Assert.Equal("renewed", (await faculty.CertificateAsync(old.Id)).State);
        Assert.Equal((0, 1), Counts(await faculty.RatioAsync(Last.AddDays(5))));
        await faculty.ReinstateAsync(next.Id, Last.AddDays(5));
        Assert.Equal((1, 1), Counts(await faculty.RatioAsync(Last.AddDays(5))));
        Assert.Equal((0, 1), Counts(await faculty.RatioAsync(Last.AddDays(4))));
    }

    [Theory, Engines]
    public async Task D45_revocation_ends_the_renewal_that_has_not_begun_and_the_application_under_way(Engine engine)
    {
        await using var faculty = await FacultyApp.StartAsync(engine);
        var (renewed, applying) = (await faculty.RegisterAsync(), await faculty.RegisterAsync());
        var old = await faculty.CertifyAsync(renewed.Id, First);
        var next = await faculty.FollowAsync(renewed.Id, new(2026, 6, 1), new(2026, 6, 2));
        var other = await faculty.CertifyAsync(applying.Id, First);
        var application = (await faculty.DecidedAsync(applying.Id, new(2026, 6, 1))).Id;

        await faculty.RevokeAsync(old.Id, Day);
        await faculty.RevokeAsync(other.Id, Day);

        Assert.Equal(("revoked", next.ValidFrom), Ended(await faculty.CertificateAsync(next.Id)));
        Assert.Equal("withdrawn", (await faculty.ApplicationAsync(application)).State);
    }

    [Theory, Engines]
    public async Task D19_a_renewal_revoked_before_it_began_leaves_the_one_before(Engine engine)
    {
        await using var faculty = await FacultyApp.StartAsync(engine);
        var teacher = await faculty.RegisterAsync();
        var old = await faculty.CertifyAsync(teacher.Id, First);
        var next = await faculty.FollowAsync(teacher.Id, new(2026, 6, 1), new(2026, 6, 2));

        var early = await faculty.RevokeAsync(next.Id, Day).ShouldBeProblemAsync("revoked-before-validity", Unprocessable);
        await faculty.RevokeAsync(next.Id, early.Change("revokedOn").Date());

        old = await faculty.CertificateAsync(old.Id);
        Assert.Equal(("expiring", null), (old.State, old.SuccessorId));
        var told = Assert.Single(await faculty.App.PublishedAsync<CertificateCorrectedV1>()).Certificate;
        Assert.Equal((old.Id, "certified", null), (told.Id, told.State, told.SuccessorId));
        faculty.App.Today.MoveTo(Last.AddDays(1));
        await faculty.App.SweepAsync("certificate expiry", Ct);
        Assert.Equal("expired", (await faculty.CertificateAsync(old.Id)).State);
    }

    [Fact]
    public void D19_no_gap_whenever_a_renewal_or_a_higher_level_is_issued() => Gen.Int[-400, 400].Select(
        Gen.OneOf(Gen.Const(Succession.Renewal), Gen.Const(Succession.Upgrade)), Gen.Int[1, 10]).Sample((days, kind, years) =>
        {
            var issued = Last.AddDays(days);
            var validity = new Candidate(Guid.Empty, default, years, []) { Kind = kind, FollowedUntil = Last }.ValidityFrom(issued);
            Assert.True(validity.From <= Last.AddDays(1));
            Assert.Equal(kind == Succession.Renewal || issued > Last ? Last.AddDays(1) : issued, validity.From);
            Assert.Equal(Period.OfYears(validity.From, years), validity);
        });

    private static (int, int) Counts(DualQualifiedRatioFigure figure) => (figure.Numerator, figure.Denominator);

    private static (string, DateOnly?) Ended(Certificate certificate) => (certificate.State, certificate.RevokedOn);
}

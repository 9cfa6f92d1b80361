using System.Net;
using Contracts;
using Contracts.FacultyCertification;
using Kernel.Data;
using Kernel.Http;
using Kernel.Messaging.CatchUp;
using Microsoft.Extensions.DependencyInjection;
using Testing;
using VocationalPlatform.Client.FacultyCertification;

namespace FacultyCertification.Tests;

public sealed class CertificateTests
{
    private const HttpStatusCode Unprocessable = HttpStatusCode.UnprocessableEntity;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, Engines]
    public async Task D19_a_revoked_certificate_is_told_of_and_stays_revoked(Engine engine)
    {
        await using var faculty = await FacultyApp.StartAsync(engine);
        var certificate = await faculty.CertifyAsync((await faculty.RegisterAsync()).Id, new(2024, 3, 1));
        var revoked = await faculty.RevokeAsync(certificate.Id, new(2026, 1, 15));

        Assert.Equal(
            certificate with { State = "revoked", RevokedOn = new(2026, 1, 15), RevocationReason = "Ethics review failed.", Version = 2 },
            revoked);
        var told = Assert.Single(await faculty.App.PublishedAsync<CertificateRevokedV1>());
        Assert.Equal(
            ("revoked", new DateOnly(2026, 1, 15), 2),
            (told.Certificate.State, told.Certificate.RevokedOn!.Value, told.Certificate.Version));

        var again = await faculty.RevokeAsync(certificate.Id, FacultyApp.Day)
            .ShouldBeProblemAsync("not-certified", HttpStatusCode.Conflict);
        Assert.Equal("2026-01-15", again.Fact("revokedOn").GetString());
        Assert.Equal(revoked, await faculty.CertificateAsync(certificate.Id));
    }

    [Theory, Engines]
    public async Task D20_a_revocation_lies_within_the_validity_and_not_in_the_future(Engine engine)
    {
        await using var faculty = await FacultyApp.StartAsync(engine);
        var first = await faculty.CertifyAsync((await faculty.RegisterAsync()).Id, new(2024, 3, 1));
        var early = await faculty.RevokeAsync(first.Id, new(2024, 2, 29)).ShouldBeProblemAsync("revoked-before-validity", Unprocessable);
        await faculty.RevokeAsync(first.Id, early.Change("revokedOn").Date());

        var second = await faculty.CertifyAsync((await faculty.RegisterAsync()).Id, new(2024, 3, 1));
        var late = await faculty.RevokeAsync(second.Id, FacultyApp.Day.AddDays(1)).ShouldBeProblemAsync("revoked-in-future", Unprocessable);
        Assert.Equal(FacultyApp.Day, (await faculty.RevokeAsync(second.Id, late.Change("revokedOn").Date())).RevokedOn);
    }

    [Theory, Engines]
    public async Task D20_one_of_eight_concurrent_revocations_succeeds(Engine engine)
    {
        await using var faculty = await FacultyApp.StartAsync(engine);
        var certificate = await faculty.CertifyAsync((await faculty.RegisterAsync()).Id, new(2024, 3, 1));
        var replies = await Task.WhenAll(Enumerable.Range(0, 8)
            .Select(day => faculty.RevokeAsync(certificate.Id, FacultyApp.Day.AddDays(-day)).OutcomeAsync()));

        Assert.Single(replies, reply => reply.Passed);
        foreach (var refused in replies.Where(reply => !reply.Passed))
        {
            await refused.ShouldBeProblemAsync("not-certified", HttpStatusCode.Conflict);
        }
        Assert.Single(await faculty.App.PublishedAsync<CertificateRevokedV1>());
    }

    [Theory, Engines]
    public async Task Only_the_teacher_office_of_the_institution_revokes(Engine engine)
    {
        await using var faculty = await FacultyApp.StartAsync(engine);
        var certificate = await faculty.CertifyAsync((await faculty.RegisterAsync()).Id, new(2024, 3, 1));
        await faculty.RevokeAsync(certificate.Id, FacultyApp.Day, FacultyApp.Ncut)
            .ShouldBeProblemAsync("not-found", HttpStatusCode.NotFound);
        await faculty.RevokeAsync(Guid.NewGuid(), FacultyApp.Day).ShouldBeProblemAsync("not-found", HttpStatusCode.NotFound);
        await faculty.PanelOf().PostAsync(
            $"{FacultyApp.Api}/certificates/{certificate.Id}/revocation", new { revokedOn = FacultyApp.Day, reason = "Ethics." })
            .ShouldBeProblemAsync("forbidden", HttpStatusCode.Forbidden);
        await faculty.Office.PostAsync(
            $"{FacultyApp.Api}/certificates/{certificate.Id}/revocation", new { revokedOn = FacultyApp.Day, reason = "" })
            .ShouldBeProblemAsync("validation", HttpStatusCode.BadRequest);
        await faculty.RevokeAsync(certificate.Id, FacultyApp.Day);
    }

    [Theory, Engines]
    public async Task D19_certificate_expires_once_on_the_day_after_its_last(Engine engine)
    {
        await using var faculty = await FacultyApp.StartAsync(engine);
        var ending = await faculty.CertifyAsync((await faculty.RegisterAsync()).Id, new(2022, 3, 1));
        var lasting = await faculty.CertifyAsync((await faculty.RegisterAsync()).Id, new(2022, 3, 2));
        var revoked = await faculty.CertifyAsync((await faculty.RegisterAsync()).Id, new(2022, 3, 1));
        await faculty.RevokeAsync(revoked.Id, FacultyApp.Day);

        faculty.App.Today.MoveTo(ending.ValidUntil);
        await faculty.App.SweepAsync("certificate expiry", Ct);
        Assert.Equal("expiring", (await faculty.CertificateAsync(ending.Id)).State);

        faculty.App.Today.MoveTo(ending.ValidUntil.AddDays(1));
        await Eventually.TrueAsync(async () => (await faculty.CertificateAsync(ending.Id)).State == "expired");
        await faculty.App.SweepAsync("certificate expiry", Ct);
        var told = Assert.Single(await faculty.App.PublishedAsync<CertificateExpiredV1>());
        Assert.Equal((ending.Id, "expired", 2), (told.Certificate.Id, told.Certificate.State, told.Certificate.Version));
        Assert.Equal("expiring", (await faculty.CertificateAsync(lasting.Id)).State);
        Assert.Equal("revoked", (await faculty.CertificateAsync(revoked.Id)).State);

        var problem = await faculty.RevokeAsync(ending.Id, new(2025, 1, 1)).ShouldBeProblemAsync("not-certified", HttpStatusCode.Conflict);
        Assert.Equal("expired", problem.Fact("state").GetString());
        await faculty.CertifyAsync(ending.TeacherId, ending.ValidUntil.AddDays(1));
    }

    [Theory, Engines]
    public async Task D19_more_certificates_than_a_batch_expire(Engine engine)
    {
        await using var faculty = await FacultyApp.StartAsync(engine);
        var teachers = await Task.WhenAll(Enumerable.Range(0, 120).Select(_ => faculty.RegisterAsync()));
        await Task.WhenAll(teachers.Select(teacher => faculty.CertifyAsync(teacher.Id, new(2022, 3, 1))));
        faculty.App.Today.MoveTo(new(2027, 3, 1));
        await Eventually.TrueAsync(async () => await faculty.App.Db.CountAsync(
            """
            SELECT COUNT(*)
            FROM faculty.certificate
            WHERE state = 'expired'
            """,
            Ct) == 120);
        Assert.Equal(120, (await faculty.App.PublishedAsync<CertificateExpiredV1>()).Select(told => told.Certificate.Id).Distinct()
            .Count());
    }

    [Theory, Engines]
    public async Task The_institution_and_the_holder_see_a_certificate(Engine engine)
    {
        await using var faculty = await FacultyApp.StartAsync(engine);
        var teacher = await faculty.RegisterAsync(person: "p-1");
        var mine = await faculty.CertifyAsync(teacher.Id, new(2024, 3, 1));
        var other = await faculty.CertifyAsync((await faculty.RegisterAsync(person: "p-2")).Id, new(2024, 3, 1));
        await faculty.CertifyAsync((await faculty.RegisterAsync(org: FacultyApp.Ncut)).Id, new(2024, 3, 1), FacultyApp.Ncut);
        await faculty.RevokeAsync(other.Id, FacultyApp.Day);
        var path = $"{FacultyApp.Api}/certificates/{mine.Id}";

        var holder = faculty.App.AsPerson("bpc", "teacher", "p-1");
        Assert.Equal(mine, await new FacultyCertificationClient(holder).GetCertificateAsync(mine.Id, Ct));
        using (var read = await faculty.PanelOf().GetAsync(path, Ct))
        {
            Assert.StartsWith("\"1-", read.Headers.ETag?.Tag, StringComparison.Ordinal);
        }
        var unknown = await faculty.Office.GetStringOfRefusalAsync($"{FacultyApp.Api}/certificates/{Guid.NewGuid()}");
        Assert.Equal(unknown, await holder.GetStringOfRefusalAsync($"{FacultyApp.Api}/certificates/{other.Id}"));
        Assert.Equal(unknown, await faculty.App.As(FacultyApp.Ncut, Roles.TeacherOffice).GetStringOfRefusalAsync(path));
        Assert.Equal(unknown, await faculty.App.As("bpc", Roles.Registrar).GetStringOfRefusalAsync(path));
        Assert.Equal(unknown, await faculty.App.As(null).GetStringOfRefusalAsync(path));

        Assert.Equal([mine.Id, other.Id], (await faculty.Office.GetAsync($"{FacultyApp.Api}/certificates", Ct)
            .ReadAsync<Page<Certificate>>()).Items.Select(item => item.Id));
        Assert.Equal([mine.Id], (await faculty.PanelOf().GetAsync($"{FacultyApp.Api}/certificates?state=certified", Ct)
            .ReadAsync<Page<Certificate>>()).Items.Select(item => item.Id));
        await holder.GetAsync($"{FacultyApp.Api}/certificates", Ct).ShouldBeProblemAsync("forbidden", HttpStatusCode.Forbidden);
    }

    [Theory, Engines]
    public async Task Catch_up_tells_the_present_state_of_every_certificate(Engine engine)
    {
        await using var faculty = await FacultyApp.StartAsync(engine);
        var expired = await faculty.CertifyAsync((await faculty.RegisterAsync()).Id, new(2016, 3, 1));
        await faculty.App.SweepAsync("certificate expiry", Ct);
        var revoked = await faculty.CertifyAsync((await faculty.RegisterAsync()).Id, new(2024, 3, 1));
        await faculty.RevokeAsync(revoked.Id, FacultyApp.Day);
        var certified = await faculty.CertifyAsync((await faculty.RegisterAsync()).Id, new(2024, 3, 1));

        await using var scope = faculty.App.Services.CreateAsyncScope();
        var work = scope.ServiceProvider.GetRequiredService<UnitOfWork>();
        var source = faculty.App.Services.GetServices<StateSource>()
            .Single(source => source.Aggregate == "faculty-certification/certificate");
        IReadOnlyList<PresentState> states = [], rest = [];
        await work.RunAsync(async () =>
        {
            states = await source.ReadAsync(work, 0, 2, DateTimeOffset.UnixEpoch);
            rest = await source.ReadAsync(work, states[^1].Seq, 2, DateTimeOffset.UnixEpoch);
        }, Ct);

        var first = Assert.IsType<CertificateExpiredV1>(states[0].Event);
        Assert.Equal((expired.Id, 2, DateTimeOffset.UnixEpoch), (first.Certificate.Id, first.Certificate.Version, first.OccurredAt));
        Assert.Equal(revoked.Id, Assert.IsType<CertificateRevokedV1>(states[1].Event).Certificate.Id);
        Assert.Equal(certified.Id, Assert.IsType<TeacherCertifiedV1>(Assert.Single(rest).Event).Certificate.Id);
    }
}

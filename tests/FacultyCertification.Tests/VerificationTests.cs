using System.Net;
using CsCheck;
using FacultyCertification.Rules;
using Kernel.Data;
using Microsoft.Extensions.DependencyInjection;
using Testing;
using VocationalPlatform.Client.FacultyCertification;

namespace FacultyCertification.Tests;

/// <summary>Printed numbers, and what everybody learns by them (D19, D44); the radar and the filters.</summary>
public sealed class VerificationTests
{
    private static readonly DateOnly From = new(2024, 3, 1);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public void D19_a_number_finds_each_wrong_symbol_and_each_two_that_changed_places() =>
        Gen.Select(Gen.Int[0, 16], Gen.Int[0, 16], Gen.Int[1, 31]).Sample((one, other, shift) =>
        {
            const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
            var number = CertificateNumber.New();
            Assert.Equal(number, CertificateNumber.Read(number.Replace("-", "", StringComparison.Ordinal).ToLowerInvariant()));
            var symbols = number.Replace("-", "", StringComparison.Ordinal).ToCharArray();
            var wrong = (char[])symbols.Clone();
            wrong[one] = Alphabet[(Alphabet.IndexOf(symbols[one], StringComparison.Ordinal) + shift) % 32];
            Assert.Null(CertificateNumber.Read(new string(wrong)));
            (symbols[one], symbols[other]) = (symbols[other], symbols[one]);
            Assert.Equal(symbols[one] == symbols[other], CertificateNumber.Read(new string(symbols)) is not null);
        });

    [Theory, Engines]
    public async Task D19_everybody_verifies_validity_level_issuer_and_printed_name_and_nothing_else(Engine engine)
    {
        await using var faculty = await FacultyApp.StartAsync(engine);
        var certificate = await faculty.CertifyAsync((await faculty.RegisterAsync(person: "p-1")).Id, From);
        await faculty.By().PrintNameAsync(certificate.Id, new() { Name = "Zhang San" });

        var read = await faculty.App.As(null).GetAsync($"{FacultyApp.Api}/verifications/{certificate.Number}", Ct).BodyAsync();

        Assert.Equal(
            $"number {certificate.Number}, isValid True, validFrom 2024-03-01, validUntil 2029-02-28, level intermediate, issuer bpc, "
            + "holder Zhang San",
            string.Join(", ", read.EnumerateObject().Select(member => $"{member.Name} {member.Value}")));
        await faculty.SuspendAsync(certificate.Id, FacultyApp.Day);
        Assert.False((await VerifyAsync(faculty, certificate.Number!)).IsValid);
        await faculty.ReinstateAsync(certificate.Id, FacultyApp.Day);
        Assert.True((await VerifyAsync(faculty, certificate.Number!)).IsValid);
    }

    [Theory, Engines]
    public async Task D44_unknown_malformed_and_erased_numbers_answer_the_same(Engine engine)
    {
        await using var faculty = await FacultyApp.StartAsync(engine);
        var certificate = await faculty.CertifyAsync((await faculty.RegisterAsync()).Id, From);
        await faculty.By().PrintNameAsync(certificate.Id, new() { Name = "Zhang San" });
        var anonymous = faculty.App.As(null);
        var unknown = await anonymous.GetStringOfRefusalAsync($"{FacultyApp.Api}/verifications/{CertificateNumber.New()}");

        await using (var scope = faculty.App.Services.CreateAsyncScope())
        {
            var work = scope.ServiceProvider.GetRequiredService<UnitOfWork>();
            await work.RunAsync(() => work.ExecuteAsync("DELETE FROM faculty.personal_value"), Ct);
        }

        Assert.Equal(unknown, await anonymous.GetStringOfRefusalAsync($"{FacultyApp.Api}/verifications/nonsense"));
        Assert.Equal(unknown, await anonymous.GetStringOfRefusalAsync($"{FacultyApp.Api}/verifications/{certificate.Number}"));
    }

    [Theory, Engines]
    public async Task D43_a_printed_name_is_replaced_with_a_reason(Engine engine)
    {
        await using var faculty = await FacultyApp.StartAsync(engine);
        var certificate = await faculty.CertifyAsync((await faculty.RegisterAsync()).Id, From);
        await faculty.By().PrintNameAsync(certificate.Id, new() { Name = "Zhang San" });

        var problem = await faculty.By().PrintNameAsync(certificate.Id, new() { Name = "Zhang Shan" })
            .ShouldBeProblemAsync("name-reason-missing", HttpStatusCode.UnprocessableEntity);
        await faculty.By().PrintNameAsync(
            certificate.Id, new() { Name = "Zhang Shan", Reason = problem.Change("reason").GetString() });

        Assert.Equal("Zhang Shan", (await faculty.By().GetPrintedNameAsync(certificate.Id)).Name);
        Assert.Equal(0, await faculty.App.Db.CountAsync(
            "SELECT COUNT(*) FROM faculty.audit a JOIN faculty.personal_value v ON v.id = a.reason_id WHERE v.value LIKE '%Zhang%'", Ct));
    }

    [Theory, Engines]
    public async Task D19_the_radar_lists_who_lapses_and_what_is_under_way(Engine engine)
    {
        await using var faculty = await FacultyApp.StartAsync(engine);
        var soon = await faculty.RegisterAsync(person: "p-1");
        var lapsing = await faculty.CertifyAsync(soon.Id, new(2021, 9, 1));
        var renewed = await faculty.RegisterAsync();
        await faculty.CertifyAsync(renewed.Id, new(2021, 9, 1));
        await faculty.FollowAsync(renewed.Id, new(2026, 6, 1), new(2026, 6, 2));
        await faculty.CertifyAsync((await faculty.RegisterAsync()).Id, From);
        var application = await faculty.DecidedAsync(soon.Id, FacultyApp.Day);

        var row = Assert.Single((await faculty.By().ListLapsingCertificatesAsync(days: 62)).Items);

        Assert.Equal(
            (lapsing.Id, soon.StaffNumber, FacultyApp.Unit, 62, application.Id, "under-review"),
            (row.CertificateId, row.StaffNumber, row.Unit, row.DaysLeft, row.ApplicationId!.Value, row.ApplicationState));
        Assert.Empty((await faculty.By().ListLapsingCertificatesAsync(days: 61)).Items);
        Assert.Empty((await faculty.By().ListLapsingCertificatesAsync(days: 62, unit: "finance")).Items);
        Assert.Single((await faculty.By().ListLapsingCertificatesAsync(days: 62, person: "p-1", state: "expiring")).Items);
    }

    [Theory, Engines]
    public async Task Certificates_are_found_by_staff_number_person_unit_level_and_state(Engine engine)
    {
        await using var faculty = await FacultyApp.StartAsync(engine);
        var teacher = await faculty.RegisterAsync(person: "p-1");
        var suspended = await faculty.CertifyAsync(teacher.Id, From, level: "senior");
        var other = await faculty.CertifyAsync((await faculty.RegisterAsync()).Id, From);
        await faculty.SuspendAsync(suspended.Id, FacultyApp.Day);

        Assert.Equal([suspended.Id], await IdsAsync(staffNumber: teacher.StaffNumber));
        Assert.Equal([suspended.Id], await IdsAsync(person: "p-1"));
        Assert.Equal([suspended.Id], await IdsAsync(level: "senior"));
        Assert.Equal([suspended.Id], await IdsAsync(state: "suspended"));
        Assert.Equal([other.Id], await IdsAsync(state: "certified"));
        Assert.Equal([suspended.Id, other.Id], await IdsAsync(unit: FacultyApp.Unit));

        async Task<IEnumerable<Guid>> IdsAsync(
            string? state = null, string? level = null, string? staffNumber = null, string? person = null, string? unit = null) =>
            (await faculty.By().ListCertificatesAsync(
                state: state, level: level, staffNumber: staffNumber, person: person, unit: unit)).Items.Select(item => item.Id);
    }

    private static Task<VerifyCertificateVerification> VerifyAsync(FacultyApp faculty, string number) =>
        new FacultyCertificationClient(faculty.App.As(null)).VerifyCertificateAsync(number, Ct);
}

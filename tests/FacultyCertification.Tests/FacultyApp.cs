using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Text.Json;
using Contracts;
using Contracts.IndustryPartnership;
using FacultyCertification.Features.Certificates;
using FacultyCertification.Features.Decisions;
using FacultyCertification.Features.Figures;
using FacultyCertification.Features.Teachers;
using Kernel.Data;
using Kernel.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Testing;

namespace FacultyCertification.Tests;

/// <summary>The service with the paper's organisations known to it, and what the tests do over and over.</summary>
internal sealed class FacultyApp(ServiceApp app, DistinctClock clock) : IAsyncDisposable
{
    public const string Api = "/faculty-certification/v1";
    public const string Bpc = "bpc";
    public const string Ncut = "ncut";
    public const string Dji = "dji";

    /// <summary>The business date of every test that does not move it.</summary>
    public static readonly DateOnly Day = new(2026, 6, 30);

    /// <summary>Since when teachers are employed where a test does not say.</summary>
    public static readonly DateOnly Employed = new(2015, 9, 1);

    public static readonly string[] Panel = ["member-1", "member-2", "member-3"];

    public ServiceApp App => app;

    public HttpClient Office => app.As(Bpc, Roles.TeacherOffice);

    public HttpClient PanelOf(string org = Bpc) => app.As(org, Roles.Panel);

    /// <summary>A moment between what was recorded before and what will be recorded.</summary>
    public DateTimeOffset Moment() => clock.GetUtcNow();

    public static async Task<FacultyApp> StartAsync(Engine engine)
    {
        var clock = new DistinctClock();
        var app = await ServiceApp.StartAsync(engine, FacultyCertificationService.Name, builder =>
        {
            builder.AddFacultyCertification();
            builder.Services.Replace(ServiceDescriptor.Singleton<TimeProvider>(clock));
        }, service => service.MapFacultyCertification(), Day);
        await app.DeliverAsync(Registered(Bpc, OrganisationKind.VocationalCollege));
        await app.DeliverAsync(Registered(Ncut, OrganisationKind.University));
        await app.DeliverAsync(Registered(Dji, OrganisationKind.Enterprise, "registered"));
        return new FacultyApp(app, clock);
    }

    public static OrganisationV1 Organisation(string code, string kind, string state = "verified", int version = 1) =>
        new() { Code = code, Name = code, Kind = kind, State = state, Units = [], Version = version };

    public static OrganisationRegisteredV1 Registered(string code, string kind, string state = "verified") =>
        new() { OccurredAt = DateTimeOffset.UnixEpoch, Organisation = Organisation(code, kind, state) };

    public Task<HttpResponseMessage> TryRegisterAsync(object request, string org = Bpc) => app.As(org, Roles.TeacherOffice).PostAsync($"{Api}/teachers", request);

    public Task<Teacher> RegisterAsync(string? staffNumber = null, string category = "specialist", DateOnly? employedFrom = null, string? person = null, string org = Bpc) =>
        TryRegisterAsync(new { staffNumber = staffNumber ?? $"T-{Guid.NewGuid().ToString("N")[..12]}", category, employedFrom = employedFrom ?? Employed, person }, org).ReadAsync<Teacher>(HttpStatusCode.Created);

    public Task<HttpResponseMessage> DepartAsync(Guid teacher, DateOnly lastDay, string org = Bpc) =>
        app.As(org, Roles.TeacherOffice).PostAsync($"{Api}/teachers/{teacher}/departure", new { lastDay });

    public Task<HttpResponseMessage> DecideAsync(Guid teacher, DateOnly decidedOn, string outcome = "granted", string? level = "intermediate", string org = Bpc) =>
        PanelOf(org).PostAsync($"{Api}/teachers/{teacher}/decisions", new { outcome, level, decidedOn, panel = Panel, grounds = "Evidence reviewed." });

    /// <summary>Gives a certificate that must be given.</summary>
    public async Task<Certificate> CertifyAsync(Guid teacher, DateOnly decidedOn, string org = Bpc)
    {
        var decision = await DecideAsync(teacher, decidedOn, org: org).ReadAsync<Decision>(HttpStatusCode.Created);
        return await CertificateAsync(decision.CertificateId!.Value, org);
    }

    public Task<Certificate> CertificateAsync(Guid id, string org = Bpc) => app.As(org, Roles.TeacherOffice).GetAsync($"{Api}/certificates/{id}", Ct).ReadAsync<Certificate>();

    public Task<HttpResponseMessage> RevokeAsync(Guid certificate, DateOnly revokedOn, string org = Bpc) =>
        app.As(org, Roles.TeacherOffice).PostAsync($"{Api}/certificates/{certificate}/revocation", new { revokedOn, reason = "Ethics review failed." });

    public Task<HttpResponseMessage> TryRatioAsync(string query) => app.As("bjedu", Roles.Authority).GetAsync($"{Api}/figures/dual-qualified-ratio?{query}", Ct);

    public Task<DualQualifiedRatio.Figure> RatioAsync(DateOnly asOf, DateTimeOffset? knownAt = null, string org = Bpc) =>
        TryRatioAsync($"institution={org}&asOf={asOf:O}{(knownAt is { } moment ? $"&knownAt={moment.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss.fff'Z'}" : "")}").ReadAsync<DualQualifiedRatio.Figure>();

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;
}

internal static class Read
{
    public static async Task<T> ReadAsync<T>(this Task<HttpResponseMessage> reply, HttpStatusCode status = HttpStatusCode.OK) =>
        (await reply.BodyAsync(status)).Deserialize<T>(JsonSerializerOptions.Web)!;

    public static async Task<T> ReadAsync<T>(this HttpResponseMessage reply, HttpStatusCode status = HttpStatusCode.OK) =>
        (await reply.BodyAsync(status)).Deserialize<T>(JsonSerializerOptions.Web)!;

    public static async Task<long> CountAsync(this Db db, [ConstantExpected] string sql, CancellationToken ct) => await db.SingleAsync<long>(sql, ct: ct);

    /// <summary>Does now what the service does each minute.</summary>
    public static async Task SweepAsync(this ServiceApp app, string name, CancellationToken ct)
    {
        await using var scope = app.Services.CreateAsyncScope();
        await app.Services.GetServices<Sweep>().Single(sweep => sweep.Name == name).RunAsync(scope.ServiceProvider, ct);
    }

    /// <summary>The whole body of a 404, to be compared to the byte.</summary>
    public static async Task<string> GetStringOfRefusalAsync(this HttpClient client, string path)
    {
        using var reply = await client.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NotFound, reply.StatusCode);
        return await reply.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>A member of the change that a problem states.</summary>
    public static JsonElement Change(this JsonElement problem, string member) => problem.GetProperty("change").GetProperty(member);

    public static DateOnly Date(this JsonElement value) => DateOnly.ParseExact(value.GetString()!, "O", System.Globalization.CultureInfo.InvariantCulture);
}

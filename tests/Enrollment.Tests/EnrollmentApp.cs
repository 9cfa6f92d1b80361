using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Contracts;
using Contracts.IndustryPartnership;
using Kernel.Data;
using Kernel.Messaging.CatchUp;
using Microsoft.Extensions.DependencyInjection;
using Testing;
using VocationalPlatform.Client.Enrollment;

namespace Enrollment.Tests;

/// <summary>The service with the paper's organisations, and what the tests do over and over.</summary>
internal sealed class EnrollmentApp(ServiceApp app) : IAsyncDisposable
{
    public const string Api = "/enrollment/v1";
    public const string Ncut = "ncut";
    public const string Bpc = "bpc";
    public const string ShougangIt = "shougang-it";
    public const string Dji = "dji";

    /// <summary>The business date that the tests begin on, within the period of the agreements that they make.</summary>
    public static readonly DateOnly Day = new(2026, 9, 1);

    public ServiceApp App => app;

    public static async Task<EnrollmentApp> StartAsync(
        Engine engine, bool withOrganisations = true, Action<IServiceCollection>? replace = null)
    {
        var enrollment = new EnrollmentApp(await ServiceApp.StartAsync(engine, EnrollmentService.Name, builder =>
        {
            builder.AddEnrollment();
            replace?.Invoke(builder.Services);
        }, service => service.MapEnrollment(), Day));
        if (!withOrganisations) return enrollment;
        await enrollment.KnowAsync(Ncut, OrganisationKind.University);
        await enrollment.KnowAsync(Bpc, OrganisationKind.VocationalCollege);
        await enrollment.KnowAsync(ShougangIt, OrganisationKind.University);
        await enrollment.KnowAsync(Dji, OrganisationKind.Enterprise);
        return enrollment;
    }

    /// <summary>The registrar of an organisation.</summary>
    public EnrollmentClient By(string? org) => new(Registrar(org));

    /// <summary>The same, for a request that no client sends.</summary>
    public HttpClient Registrar(string? org) => app.As(org, Roles.Registrar);

    public HttpClient Learner(string person, string org = Bpc) => app.AsPerson(org, Roles.Learner, person);

    public Task KnowAsync(string code, string kind, string state = "verified", int version = 1) =>
        app.DeliverAsync(Facts.Of(Facts.Organisation(code, kind, state, version)));

    /// <summary>An agreement in force that the service knows of.</summary>
    public async Task<AgreementV1> AgreeAsync(AgreementV1? agreement = null)
    {
        var active = agreement ?? Facts.Agreement(Bpc, Ncut);
        await app.DeliverAsync(Facts.Of(active));
        return active;
    }

    public Task EndAsync(AgreementV1 agreement, string state = "terminated") => app.DeliverAsync(Facts.Of(Facts.Ended(agreement, state)));

    public static DraftArticulationRequest ArticulationRequest(
        Pair pair, string from = Bpc, string to = Ncut, string pathway = "2+3+2", int internshipCredits = 60,
        int? internshipCreditCap = null) => new()
        {
            Pathway = pathway,
            FromInstitution = from,
            FromMajor = pair.FromMajor,
            FromMajorName = pair.FromMajorName,
            ToInstitution = to,
            ToMajor = pair.ToMajor,
            ToMajorName = pair.ToMajorName,
            InternshipCredits = internshipCredits,
            InternshipCreditCap = internshipCreditCap,
        };

    public Task<Articulation> DraftAsync(
        Pair pair, string from = Bpc, string to = Ncut, string pathway = "2+3+2", int internshipCredits = 60, int? cap = null) =>
        By(from).DraftArticulationAsync(ArticulationRequest(pair, from, to, pathway, internshipCredits, cap));

    public Task<Articulation> ActivateAsync(Guid articulation, Guid agreement, string org = Bpc) =>
        By(org).ActivateArticulationAsync(articulation, new() { AgreementId = agreement });

    public async Task<Articulation> ActiveAsync(
        Pair pair, AgreementV1? agreement = null, string to = Ncut, int internshipCredits = 60, int? cap = null)
    {
        var carrier = agreement ?? await AgreeAsync(Facts.Agreement(Bpc, to));
        var draft = await DraftAsync(pair, to: to, internshipCredits: internshipCredits, cap: cap);
        return await ActivateAsync(draft.Id, carrier.Id);
    }

    public Task<Articulation> CloseAsync(Guid articulation, string org = Bpc) =>
        By(org).CloseArticulationAsync(articulation, new() { Reason = "No places this year." });

    public static EnrollLearnerRequest EnrolmentRequest(
        Pair pair, string studentNumber, string? toMajor = null, string to = Ncut, DateOnly? birthDate = null, int cohort = 2026,
        string? person = null, DateOnly? enrolledOn = null, string? className = null) => new()
        {
            StudentNumber = studentNumber,
            BirthDate = birthDate ?? new DateOnly(2010, 5, 1),
            Cohort = cohort,
            FromMajor = pair.FromMajor,
            ToInstitution = to,
            ToMajor = toMajor ?? pair.ToMajor,
            Person = person,
            EnrolledOn = enrolledOn,
            Class = className,
        };

    public Task<Learner> EnrolAsync(
        Pair pair, string studentNumber = "S1", string? toMajor = null, string to = Ncut, DateOnly? birthDate = null, int cohort = 2026,
        string? person = null, string org = Bpc, DateOnly? enrolledOn = null) =>
        By(org).EnrollLearnerAsync(EnrolmentRequest(pair, studentNumber, toMajor, to, birthDate, cohort, person, enrolledOn));

    public Task<HttpResponseMessage> GetAsync(HttpClient client, string path) => client.GetAsync(new Uri($"{Api}{path}", UriKind.Relative));

    /// <summary>What a service is told that asks for the present state of all aggregates of a kind.</summary>
    public async Task<IReadOnlyList<object>> StatesAsync(string aggregate)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var work = scope.ServiceProvider.GetRequiredService<UnitOfWork>();
        var source = scope.ServiceProvider.GetServices<StateSource>().Single(source => source.Aggregate == aggregate);
        IReadOnlyList<PresentState> states = [];
        await work.RunAsync(async () => states = await source.ReadAsync(work, 0, 100, DateTimeOffset.UtcNow));
        return [.. states.Select(state => state.Event)];
    }

    public async Task RunAsync(Func<UnitOfWork, Task> body)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var work = scope.ServiceProvider.GetRequiredService<UnitOfWork>();
        await work.RunAsync(() => body(work));
    }

    public Task<int> CountAsync([ConstantExpected] string sql) => app.Services.GetRequiredService<Db>().SingleAsync<int>(sql);

    /// <summary>Whatever a test did, the kept counts are those of the learners' facts in the end.</summary>
    public async ValueTask DisposeAsync()
    {
        await KeptCounts.AssertAsync(app.Services.GetRequiredService<Db>());
        await app.DisposeAsync();
    }
}

internal static class Json
{
    /// <summary>A body with one member replaced.</summary>
    public static Dictionary<string, object?> With(this object body, string member, object? value)
    {
        var members = JsonSerializer.SerializeToElement(body).EnumerateObject()
            .ToDictionary(property => property.Name, property => (object?)property.Value);
        members[member] = value;
        return members;
    }

    public static string? Rule(this JsonElement problem) => problem.GetProperty("rule").GetString();

    public static JsonElement Change(this JsonElement problem, string change) => problem.GetProperty("change").GetProperty(change);

    public static JsonElement Fact(this JsonElement problem, string fact) => problem.GetProperty("facts").GetProperty(fact);
}

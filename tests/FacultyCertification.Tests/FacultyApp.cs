using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Text.Json;
using Contracts;
using Contracts.IndustryPartnership;
using Kernel.Data;
using Kernel.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Testing;
using VocationalPlatform.Client.FacultyCertification;

namespace FacultyCertification.Tests;

/// <summary>The service with the paper's organisations known to it, and what the tests do over and over.</summary>
internal sealed class FacultyApp(ServiceApp app, DistinctClock clock) : IAsyncDisposable
{
    public const string Api = "/faculty-certification/v1";
    public const string Bpc = "bpc";
    public const string Ncut = "ncut";
    public const string Dji = "dji";
    public const string Authority = "bjedu";

    /// <summary>The business date of every test that does not move it.</summary>
    public static readonly DateOnly Day = new(2026, 6, 30);

    /// <summary>Since when teachers are employed where a test does not say.</summary>
    public static readonly DateOnly Employed = new(2015, 9, 1);

    /// <summary>The unit of all teachers; no member of a panel is of it.</summary>
    public const string Unit = "mechatronics";

    public static readonly string[] Panel = ["member-1", "member-2", "member-3"];

    public ServiceApp App => app;

    /// <summary>An authority's method, in force since 1990: 180 days of practice, a panel of three, a notice of one day without objections,
    /// five years.</summary>
    public Guid Method { get; private set; }

    public HttpClient Office => app.As(Bpc, Roles.TeacherOffice);

    /// <summary>The teachers' office of an organisation.</summary>
    public FacultyCertificationClient By(string org = Bpc) => new(app.As(org, Roles.TeacherOffice));

    private FacultyCertificationClient By(string org, HttpClient? client) => client is null ? By(org) : new(client);

    private FacultyCertificationClient Deciding(string org = Bpc) => new(PanelOf(org));

    public HttpClient PanelOf(string org = Bpc) => app.As(org, Roles.Panel);

    /// <summary>A moment between what was recorded before and what will be recorded.</summary>
    public DateTimeOffset Moment() => clock.GetUtcNow();

    /// <param name="engine">Where its schema is.</param>
    /// <param name="prepare">What is done with the folder of a SQLite database before the schema is brought up to date.</param>
    public static async Task<FacultyApp> StartAsync(Engine engine, Action<string>? prepare = null)
    {
        var clock = new DistinctClock();
        var app = await ServiceApp.StartAsync(engine, FacultyCertificationService.Name, builder =>
        {
            prepare?.Invoke(builder.Configuration["Sqlite:Folder"]!);
            builder.AddFacultyCertification();
            builder.Services.Replace(ServiceDescriptor.Singleton<TimeProvider>(clock));
        }, service => service.MapFacultyCertification(), Day);
        await app.DeliverAsync(Registered(Bpc, OrganisationKind.VocationalCollege));
        await app.DeliverAsync(Registered(Ncut, OrganisationKind.University));
        await app.DeliverAsync(Registered(Dji, OrganisationKind.Enterprise, "registered"));
        await app.DeliverAsync(Registered(Authority, OrganisationKind.Authority));
        var faculty = new FacultyApp(app, clock);
        await faculty.AgreeAsync(Dji, new(1990, 1, 1), new(2099, 12, 31), Bpc, Ncut);
        faculty.Method = (await faculty.PublishAsync((await faculty.DraftMethodAsync(org: Authority)).Id, new(1990, 1, 1), Authority)).Id;
        return faculty;
    }

    public static OrganisationV1 Organisation(string code, string kind, string state = "verified", int version = 1) =>
        new() { Code = code, Name = code, Kind = kind, State = state, Units = [], Version = version };

    public static OrganisationRegisteredV1 Registered(string code, string kind, string state = "verified") =>
        new() { OccurredAt = DateTimeOffset.UnixEpoch, Organisation = Organisation(code, kind, state) };

    /// <summary>A registration as it is, also one that no client sends.</summary>
    public Task<HttpResponseMessage> TryRegisterAsync(object request, string org = Bpc) =>
        app.As(org, Roles.TeacherOffice).PostAsync($"{Api}/teachers", request);

    public Task<Teacher> RegisterAsync(
        string? staffNumber = null, string category = "specialist", DateOnly? employedFrom = null, string? person = null,
        string org = Bpc) =>
        By(org).RegisterTeacherAsync(new()
        {
            StaffNumber = staffNumber ?? $"T-{Guid.NewGuid().ToString("N")[..12]}",
            Category = category,
            EmployedFrom = employedFrom ?? Employed,
            Person = person,
            Unit = Unit,
        });

    public Task<Teacher> DepartAsync(Guid teacher, DateOnly lastDay, string org = Bpc) =>
        By(org).RecordDepartureAsync(teacher, new() { LastDay = lastDay });

    /// <summary>A method as it is, also one that no client sends.</summary>
    public Task<HttpResponseMessage> TryDraftMethodAsync(object request, string org = Bpc) =>
        KeeperOf(org).PostAsync($"{Api}/methods", request);

    public Task<Method> DraftMethodAsync(
        string code = "dual-qualified", string org = Bpc, int days = 180, string[]? evidence = null, int window = 5, int validity = 5,
        int notice = 1, int panel = 3, string[]? levels = null) =>
        DraftMethodAsync(
            MethodBody(code, days, evidence, window, validity, notice, panel, levels) with { ObjectionsAllowed = false }, org);

    public Task<Method> DraftMethodAsync(DraftMethodRequest request, string org = Bpc) => Keeping(org).DraftMethodAsync(request);

    public static DraftMethodRequest MethodBody(
        string code = "dual-qualified", int days = 180, string[]? evidence = null, int window = 5, int validity = 5, int notice = 1,
        int panel = 3, string[]? levels = null) => new()
        {
            Code = code,
            Name = "Recognition of dual-qualified teachers",
            Levels = [.. (levels ?? ["junior", "intermediate", "senior"]).Select(level => new MethodLevel
            {
                Level = level,
                PracticeDays = days,
                RequiredEvidence = evidence ?? ["practice"],
            })],
            PracticeWindowYears = window,
            ValidityYears = validity,
            PublicNoticeDays = notice,
            PanelMembers = panel,
        };

    public Task<Method> PublishAsync(Guid method, DateOnly effectiveFrom, string org = Bpc) =>
        Keeping(org).PublishMethodAsync(method, new() { EffectiveFrom = effectiveFrom });

    /// <summary>Who drafts and publishes the methods of an organisation.</summary>
    public HttpClient KeeperOf(string org) => app.As(org, org == Authority ? Roles.Authority : Roles.TeacherOffice);

    private FacultyCertificationClient Keeping(string org) => new(KeeperOf(org));

    /// <summary>Delivers the news of an agreement of an enterprise with institutions.</summary>
    public Task AgreeAsync(string enterprise, DateOnly from, DateOnly until, params string[] institutions) =>
        app.DeliverAsync(new AgreementActivatedV1
        {
            OccurredAt = DateTimeOffset.UnixEpoch,
            Agreement = Agreement(Guid.NewGuid(), from, until, [enterprise, .. institutions]),
        });

    public static AgreementV1 Agreement(
        Guid id, DateOnly from, DateOnly until, IReadOnlyList<string> parties, DateOnly? terminatedOn = null, int version = 1) => new()
        {
            Id = id,
            Title = "Cooperation",
            Kind = AgreementKind.StrategicCooperation,
            Parties = parties,
            State = terminatedOn is null ? "active" : "terminated",
            TextHash = "",
            ValidFrom = from,
            ValidUntil = until,
            TerminatedOn = terminatedOn,
            Version = version,
        };

    public static BaseV1 Base(Guid id, int version, params (DateOnly From, DateOnly Until)[] active) => new()
    {
        Id = id,
        Name = "5G base",
        Parties = [Ncut],
        Field = "5G engineering",
        Capacity = 20,
        State = "active",
        ActivePeriods = [.. active.Select(period => new BasePeriodV1 { From = period.From, Until = period.Until })],
        Version = version,
    };

    public Task ApproveBaseAsync(Guid id, DateOnly from, DateOnly until) =>
        app.DeliverAsync(new BaseApprovedV1 { OccurredAt = DateTimeOffset.UnixEpoch, Base = Base(id, 1, (from, until)) });

    /// <summary>An item of practice at an enterprise, or at a base.</summary>
    public static EvidenceItem Practice(DateOnly from, DateOnly until, string enterprise = Dji) =>
        new() { Kind = "practice", Enterprise = enterprise, From = from, Until = until };

    public static EvidenceItem PracticeAt(Guid baseId, DateOnly from, DateOnly until) =>
        new() { Kind = "practice", BaseId = baseId, From = from, Until = until };

    public static EvidenceItem Document(string kind = "qualification") =>
        new() { Kind = kind, Description = "Senior technician", DocumentHash = new string('a', 64) };

    /// <summary>As much practice as the usual method wants, until a day.</summary>
    public static EvidenceItem Enough(DateOnly until) => Practice(until.AddDays(-179), until);

    public Task<Application> TryDraftAsync(
        Guid teacher, EvidenceItem[] evidence, Guid? method = null, string level = "intermediate", string org = Bpc,
        HttpClient? client = null) =>
        By(org, client).DraftApplicationAsync(teacher, new() { MethodId = method ?? Method, Level = level, Evidence = evidence });

    public Task<Application> DraftAsync(
        Guid teacher, DateOnly? until = null, Guid? method = null, string level = "intermediate", string org = Bpc) =>
        TryDraftAsync(teacher, [Enough(until ?? Day.AddDays(-1))], method, level, org);

    /// <summary>Submits an application whose stated practice whoever ran the place has confirmed.</summary>
    public async Task<Application> SubmitAsync(Guid application, DateOnly? submittedOn = null, string org = Bpc, HttpClient? client = null)
    {
        await ConfirmAsync(application, org);
        return await TrySubmitAsync(application, submittedOn, org, client);
    }

    public Task<Application> TrySubmitAsync(Guid application, DateOnly? submittedOn = null, string org = Bpc, HttpClient? client = null) =>
        By(org, client).SubmitApplicationAsync(application, new() { SubmittedOn = submittedOn });

    /// <summary>Whoever ran the place confirms all that is stated there, up to today; a place that is not known here confirms
    /// nothing.</summary>
    public async Task ConfirmAsync(Guid application, string org = Bpc)
    {
        var seen = await By(org).GetApplicationAsync(application, Ct).OutcomeAsync();
        if (seen.Reply is not { State: "draft" } draft) return;
        foreach (var (position, item) in draft.Evidence.Index())
        {
            if (item is not { Kind: "practice", BookingId: null, Confirmation: null, From: { } from, Until: { } until }
                || from > app.Today.Value) continue;
            await ConfirmAsync(
                application, position, item.Enterprise ?? Ncut, from, until > app.Today.Value ? app.Today.Value : until).OutcomeAsync();
        }
    }

    public Task<StatedPractice> ConfirmAsync(Guid application, int position, string place, DateOnly from, DateOnly until) =>
        new FacultyCertificationClient(app.As(place, Roles.OrgAdmin))
            .ConfirmPracticeAsync(application, position, new() { Attended = [new() { From = from, Until = until }] });

    public Task<BeginReviewResponse> ReviewAsync(params Guid[] applicationIds) =>
        Deciding().BeginReviewAsync(new() { ApplicationIds = applicationIds });

    public Task<Decision> DecideAsync(
        Guid application, DateOnly? decidedOn = null, string outcome = "granted", string[]? panel = null, string org = Bpc) =>
        Deciding(org).RecordDecisionAsync(
            application, new() { Votes = Votes(outcome, panel ?? Panel), DecidedOn = decidedOn, Grounds = "Evidence reviewed." });

    /// <summary>Members of another unit, who all vote for a grant, or all against it.</summary>
    public static Vote[] Votes(string outcome, params string[] members) => [.. members.Select(member => new Vote
    {
        Member = member,
        Cast = outcome == "granted" ? "for" : "against",
        Unit = "finance",
        Reason = "The evidence.",
    })];

    public Task<PublicNotice> NoticeAsync(Guid[] applicationIds, DateOnly? publishedOn = null, string org = Bpc) =>
        By(org).PublishNoticeAsync(new() { ApplicationIds = applicationIds, PublishedOn = publishedOn });

    public Task<IssueCertificatesResponse> IssueAsync(Guid notice, DateOnly? issuedOn = null, string org = Bpc) =>
        By(org).IssueCertificatesAsync(notice, new() { IssuedOn = issuedOn });

    public Task<Application> WithdrawAsync(Guid application, string org = Bpc) =>
        By(org).WithdrawApplicationAsync(application, new() { Reason = "Another time." });

    /// <summary>An application as far as a decision that must be taken, all on one day.</summary>
    public async Task<Application> DecidedAsync(
        Guid teacher, DateOnly day, Guid? method = null, string level = "intermediate", string org = Bpc)
    {
        var application = await DraftAsync(teacher, day, method, level, org);
        await SubmitAsync(application.Id, day, org);
        await Deciding(org).BeginReviewAsync(new() { ApplicationIds = [application.Id] });
        await DecideAsync(application.Id, day, org: org);
        return await ApplicationAsync(application.Id, org);
    }

    /// <summary>A notice of one application, of the usual method: it lasts for the day alone.</summary>
    public async Task<PublicNotice> NoticedAsync(
        Guid teacher, DateOnly day, Guid? method = null, string level = "intermediate", string org = Bpc) =>
        await NoticeAsync([(await DecidedAsync(teacher, day, method, level, org)).Id], day, org);

    /// <summary>Gives a certificate that must be given, valid from a day: all that comes before it is of the day before.</summary>
    public async Task<Certificate> CertifyAsync(Guid teacher, DateOnly issuedOn, string org = Bpc, string level = "intermediate") =>
        Assert.Single(
            (await IssueAsync((await NoticedAsync(teacher, issuedOn.AddDays(-1), level: level, org: org)).Id, issuedOn, org)).Certificates);

    public Task<Application> ApplicationAsync(Guid id, string org = Bpc) => By(org).GetApplicationAsync(id, Ct);

    public Task<Certificate> CertificateAsync(Guid id, string org = Bpc) => By(org).GetCertificateAsync(id, Ct);

    public Task<Certificate> RevokeAsync(Guid certificate, DateOnly revokedOn, string org = Bpc) =>
        By(org).RevokeCertificateAsync(certificate, new() { RevokedOn = revokedOn, Reason = "Ethics review failed." });

    public Task<Certificate> SuspendAsync(Guid certificate, DateOnly suspendedOn, string org = Bpc) => By(org).SuspendCertificateAsync(
        certificate, new() { SuspendedOn = suspendedOn, Reason = "Under inquiry.", DecidedBy = "office-1" });

    public Task<Certificate> ReinstateAsync(Guid certificate, DateOnly reinstatedOn, string org = Bpc) => By(org).ReinstateCertificateAsync(
        certificate, new() { ReinstatedOn = reinstatedOn, Reason = "Cleared.", DecidedBy = "office-1" });

    /// <summary>Gives the certificate that follows another one: applied for on a day, issued on a later one.</summary>
    public async Task<Certificate> FollowAsync(
        Guid teacher, DateOnly appliedOn, DateOnly issuedOn, string level = "intermediate", string org = Bpc) =>
        Assert.Single((await IssueAsync((await NoticedAsync(teacher, appliedOn, level: level, org: org)).Id, issuedOn, org)).Certificates);

    public Task<HttpResponseMessage> TryRatioAsync(string query) =>
        app.As("bjedu", Roles.Authority).GetAsync($"{Api}/figures/dual-qualified-ratio?{query}", Ct);

    public Task<DualQualifiedRatioFigure> RatioAsync(DateOnly asOf, DateOnly knownOn) =>
        Reading.DualQualifiedRatioAsync(Bpc, asOf, knownOn: knownOn);

    public Task<DualQualifiedRatioFigure> RatioAsync(DateOnly asOf, DateTimeOffset? knownAt = null, string org = Bpc) =>
        Reading.DualQualifiedRatioAsync(org, asOf, knownAt);

    private FacultyCertificationClient Reading => new(app.As("bjedu", Roles.Authority));

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;
}

internal static class Read
{
    public static async Task<T> ReadAsync<T>(this Task<HttpResponseMessage> reply, HttpStatusCode status = HttpStatusCode.OK) =>
        (await reply.BodyAsync(status)).Deserialize<T>(JsonSerializerOptions.Web)!;

    public static async Task<T> ReadAsync<T>(this HttpResponseMessage reply, HttpStatusCode status = HttpStatusCode.OK) =>
        (await reply.BodyAsync(status)).Deserialize<T>(JsonSerializerOptions.Web)!;

    public static async Task<long> CountAsync(this Db db, [ConstantExpected] string sql, CancellationToken ct) =>
        await db.SingleAsync<long>(sql, ct: ct);

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

    public static DateOnly Date(this JsonElement value) =>
        DateOnly.ParseExact(value.GetString()!, "O", System.Globalization.CultureInfo.InvariantCulture);
}

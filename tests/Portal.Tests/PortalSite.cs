using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Microsoft.Playwright;
using Testing;
using VocationalPlatform.Client.Enrollment;
using VocationalPlatform.Client.FacultyCertification;
using VocationalPlatform.Client.IndustryPartnership;

[assembly: AssemblyFixture(typeof(Portal.Tests.PortalSite))]

namespace Portal.Tests;

/// <summary>
/// The all-in-one with its sample, as a process, and a browser. It starts once, at the first test that needs it. Without Debian's chromium
/// the tests are skipped.
/// </summary>
public sealed class PortalSite : IAsyncDisposable
{
    /// <summary>The learners who are enrolled for the tests, each for one way.</summary>
    public static readonly IReadOnlyList<string> Learners =
    [
        "learner-yes", "learner-no", "learner-twice", "learner-way", "learner-odd", "learner-other", "learner-done", "learner-moved",
        "learner-hired", "learner-leave",
    ];

    /// <summary>A teacher of the tests.</summary>
    public const string Teacher = "teacher-way";

    /// <summary>An enterprise that registers in a test, and its client.</summary>
    public const string NewEnterprise = "portal-works";

    private const string Chromium = "/usr/bin/chromium";
    private const string Secret = "test-secret";

    private static readonly string[] Scopes = ["enrollment", "faculty-certification", "industry-partnership"];

    private readonly SocketsHttpHandler http = new() { AllowAutoRedirect = false, UseCookies = false };
    private readonly int port = ServiceProcess.FreePort();
    private readonly string folder = TestDatabase.NewFolder();
    private readonly SemaphoreSlim gate = new(1);
    private ServiceProcess? process;
    private IPlaywright? playwright;
    private IBrowser? browser;

    public Uri Address => new($"http://localhost:{port}");

    /// <summary>What the platform has written so far.</summary>
    public string Output => process!.Output;

    /// <summary>The slot to which the tests' learners may apply.</summary>
    public Guid SlotId { get; private set; }

    /// <summary>A slot whose first day is today.</summary>
    public Guid BegunSlotId { get; private set; }

    /// <summary>Industry-partnership, as one of the clients.</summary>
    public IndustryPartnershipClient Partnership(string client) => new(Of(client));

    /// <summary>Enrollment, as one of the clients.</summary>
    public EnrollmentClient Enrolling(string client) => new(Of(client));

    /// <summary>Faculty-certification, as one of the clients.</summary>
    public FacultyCertificationClient Faculty(string client) => new(Of(client));

    /// <summary>A browser of its own: no cookie of another test.</summary>
    public async Task<IBrowserContext> BrowseAsync(string language = "en", bool script = false, int width = 360)
    {
        await StartAsync();
        var context = await browser!.NewContextAsync(new()
        {
            BaseURL = Address.ToString(),
            Locale = language,
            JavaScriptEnabled = script,
            // Axe is a script of the test.
            BypassCSP = script,
            ViewportSize = new() { Width = width, Height = 800 },
        });
        context.SetDefaultTimeout(30_000);
        return context;
    }

    /// <summary>A request beside the browser, which follows no redirection.</summary>
    public async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, HttpContent? body = null, string? cookie = null)
    {
        await StartAsync();
        using var client = new HttpClient(http, disposeHandler: false) { BaseAddress = Address };
        using var request = new HttpRequestMessage(method, path) { Content = body };
        if (cookie is { Length: > 0 }) request.Headers.Add("Cookie", cookie);
        return await client.SendAsync(request);
    }

    /// <summary>Puts a message aside at enrollment, as after its last attempt. Nobody listens to it, so a replay ends well.</summary>
    public async Task<Guid> ParkAsync()
    {
        await StartAsync();
        var id = Guid.NewGuid();
        await using var connection = new SqliteConnection($"Data Source={Path.Combine(folder, "enrollment.db")};Pooling=False");
        await connection.OpenAsync();
        await using var insert = connection.CreateCommand();
        insert.CommandText =
            """
            INSERT INTO parked (id, message_id, message_types, destination, content_type, body, error, state, parked_at)
            VALUES (@id, @id, 'urn:message:portal-test:nothing:v1', 'portal-test', 'application/json', '{}', 'For the test.', 'parked',
                '2026-11-30T00:00:00.000Z')
            """;
        insert.Parameters.AddWithValue("@id", id);
        await insert.ExecuteNonQueryAsync();
        return id;
    }

    /// <summary>Starts it, if no test has.</summary>
    public Task ReadyAsync() => StartAsync();

    public async ValueTask DisposeAsync()
    {
        if (browser is not null) await browser.DisposeAsync();
        playwright?.Dispose();
        if (process is not null) await process.DisposeAsync();
        Directory.Delete(folder, recursive: true);
        http.Dispose();
        gate.Dispose();
    }

    private async Task StartAsync()
    {
        Assert.SkipUnless(File.Exists(Chromium), $"The browser's tests need {Chromium}: install Debian's chromium and fonts-noto-cjk.");
        await gate.WaitAsync();
        try
        {
            if (browser is not null) return;
            process ??= Begin();
            await process.WaitForAsync();
            await Eventually.TrueAsync(
                () => Task.FromResult(Output.Contains("cooperation is there", StringComparison.Ordinal)), () => Output);
            await PrepareAsync();
            playwright = await Playwright.CreateAsync();
            browser = await playwright.Chromium.LaunchAsync(new()
            {
                ExecutablePath = Chromium,
                Headless = Environment.GetEnvironmentVariable("PORTAL_TEST_WINDOW") is null,
                Args = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update",
                    "--disable-sync", "--no-first-run"],
            });
        }
        finally
        {
            gate.Release();
        }
    }

    private ServiceProcess Begin()
    {
        var settings = new Dictionary<string, string?>
        {
            // One line for each request, so that a test sees what is written of it.
            ["Logging:LogLevel:Platform"] = "Information",
        };
        foreach (var learner in Learners)
        {
            foreach (var kind in new[] { "Clients", "People" })
            {
                var one = $"Issuer:{kind}:{learner}";
                (settings[$"{one}:Org"], settings[$"{one}:Person"], settings[$"{one}:Roles:0"]) = ("bpc", learner, "learner");
            }
            settings[$"Issuer:Clients:{learner}:Secret"] = Secret;
            foreach (var (index, scope) in Scopes.Index()) settings[$"Issuer:Clients:{learner}:Scopes:{index}"] = scope;
        }
        (settings[$"Issuer:People:{Teacher}:Org"], settings[$"Issuer:People:{Teacher}:Person"]) = ("bpc", Teacher);
        const string works = $"Issuer:Clients:{NewEnterprise}";
        (settings[$"{works}:Org"], settings[$"{works}:Roles:0"], settings[$"{works}:Secret"]) = (NewEnterprise, "org-admin", Secret);
        foreach (var (index, scope) in Scopes.Index()) settings[$"{works}:Scopes:{index}"] = scope;
        return ServiceProcess.Start("deploy/AllInOne", settings, ["--port", $"{port}", "--data", folder], port);
    }

    private async Task PrepareAsync()
    {
        foreach (var (index, learner) in Learners.Index()) await this.EnrolAsync(learner, $"2024-10{index}");
        // The sample's enterprise has room for no more than its own slots.
        await Partnership("dji").RecordStaffCountAsync("dji", new() { Staff = 300, EffectiveOn = new(2026, 1, 1) });
        await Partnership("dji").RecordStaffCountAsync(
            "dji", new() { PostKind = "uav-assembly", Staff = 200, EffectiveOn = new(2026, 1, 1) });
        SlotId = await this.OpenSlotAsync("UAV assembly, for the portal", capacity: 6, startsOn: null);
        BegunSlotId = await this.OpenSlotAsync("UAV assembly, from today", capacity: 3, DateOnly.FromDateTime(DateTime.UtcNow.AddHours(8)));
    }

    private HttpClient Of(string client) =>
        new(new Acting(http, () => TokenAsync(client)), disposeHandler: false) { BaseAddress = Address };

    private async Task<string> TokenAsync(string client)
    {
        using var asking = new HttpClient(http, disposeHandler: false) { BaseAddress = Address };
        var secret = Learners.Contains(client) || client == NewEnterprise ? Secret : $"{client}-local-secret";
        using var form = new FormUrlEncodedContent(
            new Dictionary<string, string> { ["grant_type"] = "client_credentials", ["client_id"] = client, ["client_secret"] = secret });
        using var reply = await asking.PostAsync(new Uri("/connect/token", UriKind.Relative), form);
        return (await reply.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("access_token").GetString()!;
    }

    /// <summary>Sends a client's token, and asks again where the news of another service is on its way.</summary>
    private sealed class Acting(HttpMessageHandler connections, Func<Task<string>> ask) : DelegatingHandler(connections)
    {
        private readonly Lazy<Task<string>> token = new(ask);

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await token.Value);
            HttpResponseMessage? reply = null;
            await Eventually.TrueAsync(async () =>
            {
                reply?.Dispose();
                reply = await base.SendAsync(request, cancellationToken);
                return reply.StatusCode != HttpStatusCode.Conflict || reply.Headers.RetryAfter is null;
            });
            return reply!;
        }
    }
}

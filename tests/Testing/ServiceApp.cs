using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Text.Json;
using Kernel;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Messaging.Outbox;
using Kernel.Messaging.Transport;
using MassTransit;
using MassTransit.Serialization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Testing;

/// <summary>
/// One service on a loopback port, with a database of its own and without a broker: what it publishes stays in its outbox, where a test
/// reads it, and what others would publish is delivered by hand.
/// </summary>
public sealed class ServiceApp : IAsyncDisposable
{
    // SQLite's files as the scripts make them: once in a suite, and every test begins with a copy.
    private static readonly ConcurrentDictionary<string, byte[]> Migrated = new();

    private static readonly Lazy<Task<TestIssuer>> Issuer = new(TestIssuer.StartAsync);

    private readonly WebApplication app;
    private readonly TestDatabase database;
    private readonly TestIssuer issuer;
    private readonly Uri address;

    private readonly string name;

    private ServiceApp(WebApplication app, TestDatabase database, TestIssuer issuer, string name)
    {
        (this.app, this.database, this.issuer, this.name) = (app, database, issuer, name);
        address = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
    }

    public IServiceProvider Services => app.Services;

    /// <summary>For looking at what no API shows, such as a projection.</summary>
    public Db Db => Services.GetRequiredService<Db>();

    /// <summary>The business date, which a test may move.</summary>
    public Today Today => Services.GetRequiredService<Today>();

    /// <param name="engine">Where its schema is.</param>
    /// <param name="name">Its name, as in its paths.</param>
    /// <param name="add">Its own <c>Add…</c>.</param>
    /// <param name="map">Its own <c>Map…</c>.</param>
    /// <param name="today">The business date to begin with; the clock's where none is given.</param>
    /// <param name="authority">Whose tokens it takes; the tests' own issuer's where none is given.</param>
    public static async Task<ServiceApp> StartAsync(
        Engine engine, string name, Action<WebApplicationBuilder> add, Action<WebApplication> map, DateOnly? today = null,
        string? authority = null)
    {
        var database = await TestDatabase.CreateAsync(engine);
        try
        {
            return await StartAsync(database, name, add, map, today, authority);
        }
        catch
        {
            await database.DisposeAsync();
            throw;
        }
    }

    private static async Task<ServiceApp> StartAsync(
        TestDatabase database, string name, Action<WebApplicationBuilder> add, Action<WebApplication> map, DateOnly? today,
        string? authority)
    {
        var issuer = await Issuer.Value;
        var builder = WebApplication.CreateBuilder(
            new WebApplicationOptions { EnvironmentName = "Production", ContentRootPath = AppContext.BaseDirectory });
        builder.Configuration.Sources.Clear();
        builder.Configuration.AddInMemoryCollection(database.Configuration)
            .AddInMemoryCollection(new Dictionary<string, string?>
            {
                ["Authentication:Authority"] = authority ?? issuer.Url,
                ["Telemetry:Enabled"] = "false",
            });
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddSingleton(new Today(TimeProvider.System, canMove: true));
        builder.AddServiceDefaults(name);
        add(builder);
        var app = builder.Build();
        app.MapServiceDefaults();
        map(app);
        Migrate(app, database);
        if (today is { } date) app.Services.GetRequiredService<Today>().MoveTo(date);
        await app.StartAsync();
        return new ServiceApp(app, database, issuer, name);
    }

    /// <summary>A client with a token of this organisation and these roles, and the scopes of all services.</summary>
    public HttpClient As(string? org, params string[] roles) =>
        With(issuer.Token(org, roles, clientId: $"{org}-{string.Join('-', roles)}"));

    /// <summary>A client of a person, such as a learner.</summary>
    public HttpClient AsPerson(string? org, string role, string person) =>
        With(issuer.Token(org, [role], person: person, clientId: person));

    /// <summary>A client with any token, or with none. Each of its replies is held against the OpenAPI document.</summary>
    public HttpClient With(string? token)
    {
        var client = new HttpClient(new DocumentedReplies(name) { InnerHandler = new HttpClientHandler() }) { BaseAddress = address };
        if (token is not null) client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return client;
    }

    public string Mint(Func<TestIssuer, string> token) => token(issuer);

    /// <summary>Runs an event through the service's consumers, inbox included, as a transport does.</summary>
    /// <param name="message">The event.</param>
    /// <param name="messageId">Given twice, it is one message delivered twice.</param>
    public Task DeliverAsync(object message, Guid? messageId = null) =>
        ReceiveAsync(message, messageId ?? Guid.NewGuid(), isLastAttempt: false);

    /// <summary>The last attempt at an event that the service's consumers cannot take: it is parked.</summary>
    public Task ParkAsync(object message, Guid messageId) => ReceiveAsync(message, messageId, isLastAttempt: true);

    private async Task ReceiveAsync(object message, Guid messageId, bool isLastAttempt)
    {
        var envelope = Envelope(message, messageId);
        foreach (var receiver in Services.GetRequiredService<EmbeddedHub>().ReceiversOf(envelope))
        {
            await receiver.ReceiveAsync(envelope, isLastAttempt, CancellationToken.None);
        }
    }

    /// <summary>Moves the business date and does what it brings. Things that failed are told at the end, when all others are
    /// done.</summary>
    public async Task LiveUntilAsync(DateOnly date)
    {
        Today.MoveTo(date);
        var failures = new List<Exception>();
        foreach (var sweep in Services.GetServices<Sweep>())
        {
            await using var scope = Services.CreateAsyncScope();
            try
            {
                await sweep.RunAsync(scope.ServiceProvider, CancellationToken.None);
            }
            catch (AggregateException error)
            {
                failures.AddRange(error.InnerExceptions);
            }
        }
        if (failures.Count > 0) throw new AggregateException(failures);
    }

    /// <summary>The events of a type that the service has published since it started, oldest first.</summary>
    public async Task<IReadOnlyList<T>> PublishedAsync<T>() where T : class
    {
        var urn = MessageUrn.ForTypeString<T>();
        var rows = await Db.QueryAsync<OutboxRow>("SELECT message_types, body FROM $schema.outbox ORDER BY seq");
        return
        [
            .. rows.Where(row => row.MessageTypes.Split(';').Contains(urn)).Select(row =>
                JsonDocument.Parse(row.Body).RootElement.GetProperty("message").Deserialize<T>(SystemTextJsonMessageSerializer.Options)!),
        ];
    }

    /// <summary>How many things a metric of the service counts in each state.</summary>
    public async Task<IReadOnlyDictionary<string, long>> CountsAsync(string metric)
    {
        var figure = Services.GetServices<Figure>().Single(figure => figure.Name == metric);
        return (await figure.ReadAsync(Db, CancellationToken.None)).ToDictionary(count => count.State, count => count.Things);
    }

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
        await database.DisposeAsync();
    }

    private static void Migrate(WebApplication app, TestDatabase database)
    {
        if (database.Configuration.GetValueOrDefault("Sqlite:Folder") is not { } folder)
        {
            app.Migrate();
            return;
        }
        var schema = app.Services.GetRequiredService<Db>().Schema;
        var file = Path.Combine(folder, $"{schema}.db");
        if (File.Exists(file))
        {
            // A test has prepared it: a copy would lose what is in there, and nobody else begins with it.
            app.Migrate();
            return;
        }
        if (Migrated.TryGetValue(schema, out var made))
        {
            File.WriteAllBytes(file, made);
            return;
        }
        app.Migrate();
        Migrated.TryAdd(schema, File.ReadAllBytes(file));
    }

    private static OutboxMessage Envelope(object message, Guid id)
    {
        var urn = MessageUrn.ForTypeString(message.GetType());
        var body = JsonSerializer.Serialize(
            new
            {
                messageId = id,
                messageType = new[] { urn },
                message,
                sentTime = DateTimeOffset.UtcNow,
                headers = new { },
            }, SystemTextJsonMessageSerializer.Options);
        return new OutboxMessage
        {
            MessageId = id,
            MessageTypes = urn,
            Destination = urn,
            ContentType = "application/vnd.masstransit+json",
            Body = body,
        };
    }

    private sealed record OutboxRow
    {
        public string MessageTypes { get; init; } = "";
        public string Body { get; init; } = "";
    }
}

using System.Net.Http.Headers;
using System.Text;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Messaging.Outbox;
using MassTransit;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Testing;

namespace Kernel.Tests.Shelf;

/// <summary>The fictional service on a loopback port.</summary>
internal sealed class ShelfApp : IAsyncDisposable
{
    private static readonly Lazy<Task<TestIssuer>> Issuer = new(TestIssuer.StartAsync);

    private readonly WebApplication app;
    private readonly TestDatabase? ownDatabase;
    private readonly TestIssuer issuer;

    private ShelfApp(WebApplication app, ShelfSetup setup, TestDatabase? ownDatabase, TestIssuer issuer) =>
        (this.app, Setup, this.ownDatabase, this.issuer) = (app, setup, ownDatabase, issuer);

    public ShelfSetup Setup { get; }

    public WebApplication App => app;

    public Db Db => app.Services.GetRequiredService<Db>();

    public Hooks Hooks => app.Services.GetRequiredService<Hooks>();

    public string Books => $"/{Setup.Name}/v1/books";

    public string ParkedPath => $"/{Setup.Name}/v1/parked";

    public static Task<ShelfApp> StartAsync(Engine engine) => StartAsync(new ShelfSetup { Engine = engine });

    public static async Task<ShelfApp> StartAsync(ShelfSetup setup)
    {
        var shelf = await BuildAsync(setup);
        await shelf.app.StartAsync();
        return shelf;
    }

    /// <summary>Built, and not started: for its other commands.</summary>
    public static async Task<ShelfApp> BuildAsync(ShelfSetup setup)
    {
        var ownDatabase = setup.Database is null ? await TestDatabase.CreateAsync(setup.Engine) : null;
        setup = setup with { Database = setup.Database ?? ownDatabase };
        var issuer = await Issuer.Value;
        var builder = WebApplication.CreateBuilder(
            new WebApplicationOptions { EnvironmentName = "Production", ContentRootPath = AppContext.BaseDirectory });
        builder.Configuration.Sources.Clear();
        builder.Configuration.AddInMemoryCollection(setup.Database!.Configuration).AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Authentication:Authority"] = issuer.Url,
            ["Telemetry:Enabled"] = "false",
            // A test looks again at once.
            ["Health:KeptFor"] = "00:00:00",
            ["ConnectionStrings:rabbitmq"] = setup.Broker,
            ["Messaging:Attempts"] = "3",
            ["Messaging:PollInterval"] = "00:00:00.050",
            ["Messaging:FirstRetryDelay"] = "00:00:00.010",
            ["Messaging:LongestRetryDelay"] = "00:00:00.050",
        }).AddInMemoryCollection(setup.Settings);
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddSingleton(setup.Clock);
        builder.Services.AddSingleton<Hooks>();
        if (setup.Hub is not null) builder.Services.AddSingleton(setup.Hub);
        setup.Add(builder);
        builder.AddServiceDefaults(setup.Name);
        builder.AddService(setup.Schema, typeof(ShelfApp).Assembly, setup.Consumers, setup.CatchUp);
        if (setup.Kinds.Length > 0) builder.AddImports(setup.Kinds);
        builder.Services.AddSingleton(Shelf.Books.Source);
        builder.Services.AddSingleton(new Sweep("shelf", (services, _) => services.GetRequiredService<Hooks>().SweepAsync()));
        var app = builder.Build();
        app.MapServiceDefaults();
        Shelf.Books.Map(app);
        if (setup.Migrate) app.Migrate();
        return new ShelfApp(app, setup, ownDatabase, issuer);
    }

    public HttpClient As(string? org, params string[] roles) =>
        With(issuer.Token(org, roles, scopes: [Setup.Name], clientId: $"{org}-{string.Join('-', roles)}"));

    /// <summary>A client with any token of the shelf's scope.</summary>
    public HttpClient WithToken(Func<TokenSpec, TokenSpec> change) =>
        With(issuer.Mint(change(issuer.Spec("bpc", [], scopes: [Setup.Name]))));

    public HttpClient With(string? token)
    {
        // Whatever a test puts into a header is sent, a byte for each character.
        var client = new HttpClient(
            new SocketsHttpHandler { RequestHeaderEncodingSelector = (_, _) => Encoding.Latin1 })
        {
            BaseAddress = new Uri(app.Services.GetRequiredService<IServer>().Features
                    .Get<IServerAddressesFeature>()!.Addresses.Single()),
        };
        if (token is not null) client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return client;
    }

    public Task<Rows> RowsAsync() => Db.SingleAsync<Rows>(
        """
        SELECT (SELECT COUNT(*) FROM $schema.book) AS books, (SELECT COUNT(*) FROM $schema.audit) AS audit, (SELECT COUNT(*)
            FROM $schema.outbox) AS outbox,
            (SELECT COUNT(*) FROM $schema.idempotency) AS keys, (SELECT COUNT(*) FROM $schema.effect
                WHERE consumer <> 'migration') AS effects,
            (SELECT COUNT(*) FROM $schema.inbox) AS inbox, (SELECT COUNT(*) FROM $schema.parked WHERE state = 'parked') AS parked
        """);

    /// <summary>How often consumers wrote their effect for a book.</summary>
    public async Task<long> EffectsAsync(string title) =>
        await Db.SingleAsync<long>("SELECT COUNT(*) FROM $schema.effect WHERE title = @title", new { title });

    public Task WorkAsync(Func<IServiceProvider, UnitOfWork, Task> body) => WorkAsync(app.Services, body);

    /// <summary>Publishes as a request does: by the outbox.</summary>
    public Task PublishAsync(
        string title, Guid? messageId = null) => WorkAsync((services, _) => services.GetRequiredService<IPublishEndpoint>().Publish(
        new BookAddedV1 { BookId = Guid.CreateVersion7(), Title = title, Version = 1 },
        context => context.MessageId = messageId ?? context.MessageId));

    /// <summary>Puts a row into the outbox as it is.</summary>
    public Task EnqueueAsync(
        string destination, string body, string types =
            "urn:message:unknown") => WorkAsync((services, work) => services.GetRequiredService<OutboxStore>().AddAsync(
        work,
        new OutboxMessage
        {
            MessageId = Guid.CreateVersion7(),
            MessageTypes = types,
            Destination = destination,
            ContentType = "application/vnd.masstransit+json",
            Body = body,
        }));

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
        if (ownDatabase is not null) await ownDatabase.DisposeAsync();
    }

    private static async Task WorkAsync(IServiceProvider services, Func<IServiceProvider, UnitOfWork, Task> body)
    {
        await using var scope = services.CreateAsyncScope();
        var work = scope.ServiceProvider.GetRequiredService<UnitOfWork>();
        await work.RunAsync(() => body(scope.ServiceProvider, work));
    }
}

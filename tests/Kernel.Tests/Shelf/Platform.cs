using Kernel.Messaging.Transport;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Testing;

namespace Kernel.Tests.Shelf;

/// <summary>Up to three fictional services with their own schemas and one transport.</summary>
internal sealed class Platform(TestDatabase database, EmbeddedHub? hub, string? broker) : IAsyncDisposable
{
    private static readonly string[] Schemas = ["enrollment", "faculty", "partnership"];

    private readonly List<ShelfApp> apps = [];
    private readonly Dictionary<string, string> schemas = [];

    /// <summary>Starts a service and waits until it takes messages.</summary>
    public async Task<ShelfApp> StartAsync(
        string name, Action<IBusRegistrationConfigurator>? consumers = null, Func<ShelfSetup, ShelfSetup>? with = null)
    {
        var app = await BuildAsync(name, consumers, with);
        await app.App.StartAsync();
        await app.App.Services.GetRequiredService<IBusControl>().WaitForHealthStatus(BusHealthStatus.Healthy, TimeSpan.FromMinutes(1));
        return app;
    }

    public async Task<ShelfApp> BuildAsync(
        string name, Action<IBusRegistrationConfigurator>? consumers = null, Func<ShelfSetup, ShelfSetup>? with = null)
    {
        if (!schemas.TryGetValue(name, out var schema)) schemas[name] = schema = Schemas[schemas.Count];
        var setup = new ShelfSetup
        {
            Database = database,
            Name = name,
            Schema = schema,
            Hub = hub,
            Broker = broker,
            Consumers = consumers ?? (_ => { }),
        };
        var app = await ShelfApp.BuildAsync(with is null ? setup : with(setup));
        apps.Add(app);
        return app;
    }

    public async Task StopAsync(ShelfApp app)
    {
        apps.Remove(app);
        await app.DisposeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var app in apps) await app.DisposeAsync();
        await database.DisposeAsync();
    }
}

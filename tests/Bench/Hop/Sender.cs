using Kernel.Data;
using Kernel.Hosting;
using MassTransit;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Bench.Hop;

/// <summary>The service that tells: each commit is a unit of work of its own, with one row and one event.</summary>
internal sealed class Sender : IAsyncDisposable
{
    public const string Schema = "enrollment";

    private readonly WebApplication app;

    private Sender(WebApplication app) => this.app = app;

    public static async Task<Sender> StartAsync(IReadOnlyDictionary<string, string?> settings)
    {
        var builder = WebApplication.CreateBuilder();
        builder.Configuration.AddInMemoryCollection(settings);
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.AddServiceDefaults("sender");
        builder.AddService(Schema, typeof(Sender).Assembly, _ => { });
        var app = builder.Build();
        app.MapServiceDefaults();
        app.Migrate();
        await app.StartAsync();
        await app.Services.GetRequiredService<IBusControl>().WaitForHealthStatus(BusHealthStatus.Healthy, TimeSpan.FromMinutes(1));
        return new Sender(app);
    }

    public async Task CommitAsync(Guid id)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var (work, events) = (
            scope.ServiceProvider.GetRequiredService<UnitOfWork>(),
            scope.ServiceProvider.GetRequiredService<IPublishEndpoint>());
        await work.RunAsync(async () =>
        {
            await work.ExecuteAsync("INSERT INTO $schema.sent (id) VALUES (@id)", new { id });
            await events.Publish(new HopV1 { Id = id });
        });
    }

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
    }
}

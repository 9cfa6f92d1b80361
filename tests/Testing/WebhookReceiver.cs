using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Testing;

/// <summary>A partner's receiver of webhooks on a loopback port. It keeps what it gets, and answers as a test wants.</summary>
public sealed class WebhookReceiver : IAsyncDisposable
{
    private readonly ConcurrentQueue<Received> all = new();
    private readonly WebApplication app;

    private WebhookReceiver(WebApplication app) => this.app = app;

    /// <summary>What it answers; 204 by itself.</summary>
    public Func<Received, HttpResponse, Task> Answer { get; set; } = (_, reply) =>
    {
        reply.StatusCode = StatusCodes.Status204NoContent;
        return Task.CompletedTask;
    };

    public string Url => app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single() + "/hook";

    /// <summary>All requests in the order of their arrival.</summary>
    public IReadOnlyList<Received> All => [.. all];

    public static async Task<WebhookReceiver> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var receiver = new WebhookReceiver(app);
        app.MapPost("/hook", async (HttpRequest request, HttpResponse reply) =>
        {
            using var reader = new StreamReader(request.Body);
            var got = new Received(new HeaderDictionary(request.Headers.ToDictionary()), $"{request.QueryString}",
                await reader.ReadToEndAsync());
            receiver.all.Enqueue(got);
            await receiver.Answer(got, reply);
        });
        await app.StartAsync();
        return receiver;
    }

    /// <summary>Answers each request with this status.</summary>
    public void AnswerWith(int status) => Answer = (_, reply) =>
    {
        reply.StatusCode = status;
        return reply.WriteAsync("Not now.");
    };

    /// <summary>Waits until so many requests have come.</summary>
    public Task HasAsync(int count) => Eventually.TrueAsync(() => Task.FromResult(all.Count >= count), () => $"{all.Count} have come.");

    public async ValueTask DisposeAsync() => await app.DisposeAsync();
}

/// <summary>A request that a receiver got.</summary>
public sealed record Received(IHeaderDictionary Headers, string Query, string Body)
{
    public string Id => Headers["webhook-id"].ToString();

    public string Signature => Headers["webhook-signature"].ToString();

    public JsonElement Event => JsonSerializer.Deserialize<JsonElement>(Body);
}

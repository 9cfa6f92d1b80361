using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Platform.Tests.Tracing;

/// <summary>Takes what processes send by OTLP over HTTP on a loopback port, and keeps the spans.</summary>
internal sealed class OtlpCollector : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, ConcurrentQueue<Span>> traces = new();
    private readonly WebApplication app;

    public OtlpCollector()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        app = builder.Build();
        app.MapPost("/v1/traces", async (HttpRequest request) =>
        {
            using var body = new MemoryStream();
            await request.Body.CopyToAsync(body);
            foreach (var span in Span.ReadAll(body.ToArray())) traces.GetOrAdd(span.TraceId, _ => new()).Enqueue(span);
            return Results.Bytes([], "application/x-protobuf");
        });
        app.MapPost("/v1/metrics", () => Results.Bytes([], "application/x-protobuf"));
    }

    /// <summary>What processes are to be given as their endpoint.</summary>
    public Uri Address => new(app.Urls.Single());

    public Task StartAsync() => app.StartAsync();

    public IReadOnlyList<Span> Of(string traceId) => [.. traces.GetValueOrDefault(traceId) ?? []];

    public ValueTask DisposeAsync() => app.DisposeAsync();
}

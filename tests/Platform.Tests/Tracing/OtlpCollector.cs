using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Platform.Tests.Tracing;

/// <summary>Takes what processes send by OTLP over HTTP on a loopback port, and keeps the spans, and how many duplicates the inboxes
/// dropped.</summary>
internal sealed class OtlpCollector : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, ConcurrentQueue<Span>> traces = new();
    private readonly ConcurrentDictionary<string, long> duplicates = new();
    private readonly WebApplication app;

    public OtlpCollector()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        app = builder.Build();
        Map("/v1/traces", body =>
        {
            foreach (var span in Span.ReadAll(body)) traces.GetOrAdd(span.TraceId, _ => new()).Enqueue(span);
        });
        Map("/v1/metrics", body =>
        {
            foreach (var (process, count) in Counter.ReadAll(body, "platform.inbox.duplicates")) duplicates[process] = count;
        });
    }

    /// <summary>What processes are to be given as their endpoint.</summary>
    public Uri Address => new(app.Urls.Single());

    public Task StartAsync() => app.StartAsync();

    public IReadOnlyList<Span> Of(string traceId) => [.. traces.GetValueOrDefault(traceId) ?? []];

    /// <summary>How many the process last said; 0 while it has said nothing.</summary>
    public long DuplicatesOf(string process) => duplicates.GetValueOrDefault(process);

    /// <summary>A process that starts again counts from 0.</summary>
    public void ForgetDuplicatesOf(string process) => duplicates.TryRemove(process, out _);

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private void Map(string path, Action<byte[]> keep) => app.MapPost(path, async (HttpRequest request) =>
    {
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body);
        keep(body.ToArray());
        return Results.Bytes([], "application/x-protobuf");
    });
}

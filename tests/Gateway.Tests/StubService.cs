using System.Collections.Concurrent;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.Extensions.Logging;

namespace Gateway.Tests;

/// <summary>What stands behind the gateway: it notes what reaches it, and misbehaves on request.</summary>
internal sealed class StubService : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly TaskCompletionSource firstByte = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int askedForReadiness;

    private StubService()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        // A character for each byte, so that a test sees what came.
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.RequestHeaderEncodingSelector = _ => Encoding.Latin1);
        builder.Logging.ClearProviders();
        app = builder.Build();
        app.Run(AnswerAsync);
    }

    public string Url { get; private set; } = "";

    /// <summary>What it answers when asked whether it is ready; null for no answer at all.</summary>
    public HttpStatusCode? Readiness { get; set; } = HttpStatusCode.OK;

    /// <summary>The status that its report names.</summary>
    public string Health { get; set; } = "healthy";

    /// <summary>Takes requests and answers none, as a process does that is stopped.</summary>
    public bool IsFrozen { get; set; }

    /// <summary>How often it was asked whether it is ready.</summary>
    public int AskedForReadiness => askedForReadiness;

    /// <summary>The template of the route that it says it answers by.</summary>
    public string? Route { get; set; }
    public ConcurrentQueue<SeenRequest> Seen { get; } = [];
    public ConcurrentQueue<long> BodiesReadToTheEnd { get; } = [];

    /// <summary>Ends with the first byte of a body.</summary>
    public Task FirstByte => firstByte.Task;

    public static async Task<StubService> StartAsync()
    {
        var stub = new StubService();
        await stub.app.StartAsync();
        stub.Url = stub.app.Urls.Single();
        return stub;
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private async Task AnswerAsync(HttpContext http)
    {
        if (http.Request.Path == "/health/ready")
        {
            Interlocked.Increment(ref askedForReadiness);
            if (Readiness is null) await SilenceAsync(http);
            http.Response.StatusCode = (int)(Readiness ?? HttpStatusCode.OK);
            var messaging = new { status = Health, description = "The broker is away." };
            await http.Response.WriteAsJsonAsync(new { status = Health, checks = new { messaging } }, http.RequestAborted);
            return;
        }
        if (IsFrozen) await SilenceAsync(http);
        if (http.Request.Path == "/health/live") return;

        var headers = http.Request.Headers.ToDictionary(
            header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase);
        Seen.Enqueue(new SeenRequest(http.Request.Method, http.Request.GetEncodedPathAndQuery(), headers));
        http.Response.Headers["Trace-Id"] = "0af7651916cd43dd8448eb211c80319c";
        http.Response.Headers.Server = "stub";
        if (Route is not null) http.Response.Headers["Route"] = Route;
        switch (http.Request.Path.Value!.Split('/')[^1])
        {
            case "silent":
                await SilenceAsync(http);
                break;
            case "hang-up":
                http.Abort();
                break;
            case "valid-number":
                await http.Response.WriteAsJsonAsync(
                    new
                    {
                        number = "7K3M-9QXT-2VHD-5RWNC",
                        isValid = true,
                        validFrom = "2024-03-01",
                        validUntil = "2029-02-28",
                        level = "senior",
                        issuer = "A <college>",
                        holder = "Zhang San",
                    }, http.RequestAborted);
                break;
            case "ended-number":
                await http.Response.WriteAsJsonAsync(
                    new
                    {
                        number = "9QXT-7K3M-2VHD-5RWNC",
                        isValid = false,
                        validFrom = "2019-03-01",
                        validUntil = "2024-02-29",
                        level = "junior",
                        issuer = "B",
                        holder = default(string),
                        teacherId = "teacher-7",
                        revocationReason = "Because of fraud.",
                    }, http.RequestAborted);
                break;
            case "failing-number":
                http.Response.StatusCode = (int)HttpStatusCode.InternalServerError;
                break;
            case "bad-number":
                http.Response.StatusCode = (int)HttpStatusCode.BadRequest;
                break;
            case "no-number" or "no-number?a=1":
                http.Response.StatusCode = (int)HttpStatusCode.NotFound;
                break;
            default:
                var (length, buffer) = (0L, new byte[64 * 1024]);
                for (int read; (read = await http.Request.Body.ReadAsync(buffer, http.RequestAborted)) > 0; length += read)
                {
                    firstByte.TrySetResult();
                }
                BodiesReadToTheEnd.Enqueue(length);
                await http.Response.WriteAsJsonAsync(new { answered = true }, http.RequestAborted);
                break;
        }
    }

    private static async Task SilenceAsync(HttpContext http) =>
        await Task.Delay(Timeout.Infinite, http.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
}

internal sealed record SeenRequest(string Method, string PathAndQuery, IReadOnlyDictionary<string, string> Headers);

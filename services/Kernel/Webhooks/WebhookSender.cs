using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using Kernel.Hosting;

namespace Kernel.Webhooks;

/// <summary>
/// Sends one request to a receiver. It follows no redirect, keeps no cookie, uses no proxy, and connects to public addresses alone: the
/// address that was judged is the one that is connected to, whatever the name leads to a moment later.
/// </summary>
internal sealed class WebhookSender : IDisposable
{
    private const int LongestAnswer = 1000;
    private const string MediaType = "application/cloudevents+json";

    private static readonly ProductInfoHeaderValue Agent = new("VocationalPlatform-Webhooks", "1");

    private readonly WebhookOptions options;
    private readonly ServiceName service;
    private readonly SealedTexts texts;
    private readonly TimeProvider clock;
    private readonly HttpClient http;

    public WebhookSender(WebhookOptions options, ServiceName service, SealedTexts texts, TimeProvider clock)
    {
        (this.options, this.service, this.texts, this.clock) = (options, service, texts, clock);
        http = new HttpClient(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = false,
            // A receiver learns nothing of our traces, and no span or log has the address.
            ActivityHeadersPropagator = null,
            ConnectTimeout = options.ConnectTimeout,
            ConnectCallback = ConnectAsync,
            PooledConnectionLifetime = TimeSpan.FromMinutes(2),
            PooledConnectionIdleTimeout = TimeSpan.FromSeconds(30),
            MaxResponseHeadersLength = 16,
            MaxResponseDrainSize = 16 * 1024,
            ResponseDrainTimeout = TimeSpan.FromSeconds(1),
        })
        { Timeout = Timeout.InfiniteTimeSpan };
        http.DefaultRequestHeaders.UserAgent.Add(Agent);
    }

    /// <summary>Sends, and says what came back.</summary>
    /// <exception cref="OperationCanceledException">The service stops.</exception>
    public async Task<Answer> SendAsync(WebhookRow hook, DeliveryRow delivery, CancellationToken stopping)
    {
        using var span = Telemetry.Source.StartActivity("webhook delivery", ActivityKind.Client);
        span?.SetTag(Telemetry.ServiceTag, service.Value).SetTag("platform.webhook", hook.Id)
            .SetTag("server.address", new Uri(hook.Address).IdnHost);
        var began = Stopwatch.GetTimestamp();
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        limit.CancelAfter(options.AnswerTimeout);
        Answer answer;
        try
        {
            using var request = RequestOf(hook, delivery);
            using var reply = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, limit.Token);
            answer = new Answer((int)reply.StatusCode, await ReadAsync(reply, limit.Token), null) { RetryAfter = AskedBy(reply) };
        }
        catch (OperationCanceledException) when (!stopping.IsCancellationRequested)
        {
            answer = new Answer(null, null, "timeout");
        }
        catch (Exception error) when (error is HttpRequestException or IOException)
        {
            answer = new Answer(null, null, WordOf(error));
        }
        span?.SetTag("http.response.status_code", answer.Status).SetTag("error.type", answer.Failure);
        return answer with { Milliseconds = (int)Stopwatch.GetElapsedTime(began).TotalMilliseconds };
    }

    public void Dispose() => http.Dispose();

    // RFC 9110: seconds or a moment. A moment that has passed asks for nothing.
    private TimeSpan? AskedBy(HttpResponseMessage reply) =>
        reply.Headers.RetryAfter is { } asked ? asked.Delta ?? asked.Date - clock.GetUtcNow() : null;

    private HttpRequestMessage RequestOf(WebhookRow hook, DeliveryRow delivery)
    {
        var now = clock.GetUtcNow();
        var secrets = new List<string> { texts.Open(hook.Secret!, hook.Id) };
        if (hook.FormerSecret is { } former && hook.FormerUntil > now) secrets.Add(texts.Open(former, hook.Id));
        var query = hook.Query is { } closed ? texts.Open(closed, hook.Id) : "";
        var (id, seconds) = (delivery.MessageId.ToString(), now.ToUnixTimeSeconds());
        var request = new HttpRequestMessage(HttpMethod.Post, new Uri(hook.Address + query))
        {
            Content = new StringContent(delivery.Body, Encoding.UTF8, MediaType),
        };
        request.Headers.Add("webhook-id", id);
        request.Headers.Add("webhook-timestamp", seconds.ToString(System.Globalization.CultureInfo.InvariantCulture));
        request.Headers.Add("webhook-signature", WebhookSecret.Sign(id, seconds, delivery.Body, secrets));
        return request;
    }

    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken ct)
    {
        var (host, port) = (context.DnsEndPoint.Host, context.DnsEndPoint.Port);
        var found = await Dns.GetHostAddressesAsync(host, ct);
        var allowed = options.AllowLocal ? found : [.. found.Where(PublicAddresses.Has)];
        if (allowed.Length == 0) throw new NotPublicException();
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(allowed, port, ct);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static async Task<string> ReadAsync(HttpResponseMessage reply, CancellationToken ct)
    {
        var buffer = new byte[LongestAnswer];
        var length = 0;
        try
        {
            await using var body = await reply.Content.ReadAsStreamAsync(ct);
            for (int read; (read = await body.ReadAsync(buffer.AsMemory(length), ct)) > 0;) length += read;
        }
        catch (Exception error) when (error is OperationCanceledException or IOException or HttpRequestException)
        {
            // The status is the answer; its text may be late or broken.
        }
        var text = Encoding.UTF8.GetString(buffer, 0, length);
        return string.Concat(text.Select(letter => char.IsControl(letter) && letter != '\n' ? ' ' : letter));
    }

    private static string WordOf(Exception error)
    {
        for (var cause = error; cause is not null; cause = cause.InnerException)
        {
            if (cause is NotPublicException) return "address-not-public";
        }
        return error is HttpRequestException { HttpRequestError: var kind } ? kind switch
        {
            HttpRequestError.NameResolutionError => "name-not-found",
            HttpRequestError.SecureConnectionError => "tls",
            HttpRequestError.ConnectionError => "unreachable",
            _ => "broken-answer",
        } : "broken-answer";
    }

    private sealed class NotPublicException : IOException;
}

/// <summary>What came back from a receiver.</summary>
/// <param name="Status">Its status; null without an answer.</param>
/// <param name="Text">The beginning of its body.</param>
/// <param name="Failure">Why there is no answer.</param>
internal sealed record Answer(int? Status, string? Text, string? Failure)
{
    private const int Gone = 410;

    public int Milliseconds { get; init; }

    /// <summary>How long the receiver asks to wait (<c>Retry-After</c>).</summary>
    public TimeSpan? RetryAfter { get; init; }

    public bool IsTaken => Status is >= 200 and < 300;

    /// <summary>The receiver wants nothing any more (Standard Webhooks).</summary>
    public bool IsGone => Status == Gone;
}

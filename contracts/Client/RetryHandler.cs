using System.Net;
using Polly;
using Polly.Retry;

namespace VocationalPlatform.Client;

/// <summary>
/// Sends a request again where that helps: after 429 and 503, after 409 with <c>Retry-After</c> (<c>not-yet-known</c>), and after a lost
/// connection. Each POST gets an idempotency key, the same one each time, so nothing is done twice.
/// </summary>
/// <param name="inner">What sends.</param>
/// <param name="clock">The clock of the pauses; the system's if left out.</param>
public sealed class RetryHandler(HttpMessageHandler inner, TimeProvider? clock = null) : DelegatingHandler(inner)
{
    private const string KeyHeader = "Idempotency-Key";
    private const int LongBody = 1024 * 1024;

    private static readonly ResiliencePropertyKey<HttpRequestMessage> Request = new("request");

    private ResiliencePipeline<HttpResponseMessage>? pipeline;

    /// <summary>How often a request is sent again; 5 by default.</summary>
    public int Retries { get; init; } = 5;

    /// <summary>The longest pause; a minute by default. If the platform asks for a longer one, its reply is handed over.</summary>
    public TimeSpan LongestPause { get; init; } = TimeSpan.FromMinutes(1);

    /// <inheritdoc/>
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.Method == HttpMethod.Post && !request.Headers.Contains(KeyHeader))
        {
            request.Headers.Add(KeyHeader, Guid.CreateVersion7().ToString());
        }
        // A long body waits until the platform takes it, so that a refusal is read and not lost in a broken connection.
        if (request.Content is { } content && content.Headers.ContentLength is not <= LongBody) request.Headers.ExpectContinue = true;
        if (!await CanBeSentAgainAsync(request.Content, cancellationToken).ConfigureAwait(false))
        {
            return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        }
        var context = ResilienceContextPool.Shared.Get(cancellationToken);
        context.Properties.Set(Request, request);
        try
        {
            return await (pipeline ??= Build()).ExecuteAsync(
                async attempt => await base.SendAsync(request, attempt.CancellationToken).ConfigureAwait(false), context)
                .ConfigureAwait(false);
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    private ResiliencePipeline<HttpResponseMessage> Build()
    {
        var builder = new ResiliencePipelineBuilder<HttpResponseMessage> { TimeProvider = clock ?? TimeProvider.System };
        return builder.AddRetry(new RetryStrategyOptions<HttpResponseMessage>
        {
            MaxRetryAttempts = Retries,
            BackoffType = DelayBackoffType.Exponential,
            Delay = TimeSpan.FromSeconds(1),
            MaxDelay = LongestPause,
            UseJitter = true,
            ShouldHandle = attempt => ValueTask.FromResult(attempt.Outcome switch
            {
                { Exception: HttpRequestException } => IsRepeatable(attempt.Context),
                { Result: { } reply } => IsWorthIt(reply),
                _ => false,
            }),
            DelayGenerator = attempt => ValueTask.FromResult(attempt.Outcome.Result is { } reply ? PauseOf(reply) : null),
        }).Build();
    }

    // Whether it was done is not known. Read again, and write again under the same key; an edit is the caller's to look at.
    private static bool IsRepeatable(ResilienceContext context) =>
        context.Properties.TryGetValue(Request, out var request)
        && (request.Method == HttpMethod.Get || request.Method == HttpMethod.Head || request.Method == HttpMethod.Post);

    private bool IsWorthIt(HttpResponseMessage reply) => reply.StatusCode switch
    {
        HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable => PauseOf(reply) is not { } pause || pause <= LongestPause,
        HttpStatusCode.Conflict => PauseOf(reply) <= LongestPause,
        _ => false,
    };

    private TimeSpan? PauseOf(HttpResponseMessage reply) => reply.Headers.RetryAfter switch
    {
        { Delta: { } pause } => pause,
        { Date: { } moment } when moment - (clock ?? TimeProvider.System).GetUtcNow() is var pause => pause > TimeSpan.Zero
            ? pause
            : TimeSpan.Zero,
        _ => null,
    };

    // A stream that cannot go back to its beginning is sent once.
    private static async Task<bool> CanBeSentAgainAsync(HttpContent? content, CancellationToken ct) =>
        content is not StreamContent || (await content.ReadAsStreamAsync(ct).ConfigureAwait(false)).CanSeek;
}

using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;
using Kernel.Hosting;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Options;

namespace Gateway;

/// <summary>
/// Each client has its own bucket: <c>Gateway:RateLimit:Burst</c> requests at once, <c>PerSecond</c> in the long run. A client is the
/// token's client_id, or without a valid token the request's address. Each reply tells what is left. Verifications of certificates have a
/// narrower bucket for each address (<c>VerificationBurst</c>, <c>VerificationsPerSecond</c>), so nobody tries numbers one by one.
/// </summary>
internal static class RateLimits
{
    /// <summary>The client's limit, and what is left of it (the draft of the IETF group httpapi).</summary>
    public const string Header = "RateLimit";

    /// <inheritdoc cref="Header"/>
    public const string PolicyHeader = "RateLimit-Policy";

    /// <summary>The policy of the routes that verify certificates.</summary>
    public const string Verifications = "verifications";

    public static void AddRateLimits(this WebApplicationBuilder builder)
    {
        var settings = builder.Configuration.GetSection("Gateway:RateLimit");
        var bucket = Bucket(settings.GetValue<int>("Burst"), settings.GetValue<int>("PerSecond"));
        var narrow = Bucket(settings.GetValue<int>("VerificationBurst"), settings.GetValue<int>("VerificationsPerSecond"));
        builder.Services.AddRateLimiter(limiter =>
        {
            limiter.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            limiter.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(
                http => http.Request.Path.StartsWithSegments("/health")
                // Health checks have their own buckets, so other requests from the same address do not shut monitoring out.
                ? RateLimitPartition.GetTokenBucketLimiter($"health {Network(http.Connection.RemoteIpAddress)}", _ => bucket)
                : RateLimitPartition.GetTokenBucketLimiter(Client(http), _ => bucket));
            limiter.AddPolicy(Verifications, http => RateLimitPartition.GetTokenBucketLimiter(
                $"verification {Network(http.Connection.RemoteIpAddress)}", _ => narrow));
            limiter.OnRejected = (rejected, _) =>
            {
                var wait = rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? after : bucket.ReplenishmentPeriod;
                rejected.HttpContext.Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
                return ValueTask.CompletedTask;
            };
        });
        builder.Services.AddSingleton(bucket);
    }

    /// <summary>Refuses a client that is over its limit, and tells all the others what is left for them.</summary>
    public static void UseRateLimits(this WebApplication app)
    {
        var limiter = app.Services.GetRequiredService<IOptions<RateLimiterOptions>>().Value.GlobalLimiter!;
        var bucket = app.Services.GetRequiredService<TokenBucketRateLimiterOptions>();
        var fillsIn = SecondsFor(bucket, bucket.TokenLimit);
        var policy = string.Create(CultureInfo.InvariantCulture, $"\"client\";q={bucket.TokenLimit};w={fillsIn}");
        app.Use((http, next) =>
        {
            http.Response.OnStarting(() =>
            {
                var left = limiter.GetStatistics(http)?.CurrentAvailablePermits ?? 0;
                var full = SecondsFor(bucket, bucket.TokenLimit - left);
                http.Response.Headers[PolicyHeader] = policy;
                http.Response.Headers[Header] = string.Create(CultureInfo.InvariantCulture, $"\"client\";r={left};t={full}");
                return Task.CompletedTask;
            });
            return next(http);
        });
        app.UseRateLimiter();
    }

    // Rounded up: who waits for so long gets as many.
    private static long SecondsFor(TokenBucketRateLimiterOptions bucket, long requests) =>
        (requests + bucket.TokensPerPeriod - 1) / bucket.TokensPerPeriod;

    private static TokenBucketRateLimiterOptions Bucket(int burst, int perSecond) => new()
    {
        TokenLimit = burst,
        TokensPerPeriod = perSecond,
        ReplenishmentPeriod = TimeSpan.FromSeconds(1),
        QueueLimit = 0,
    };

    private static string Client(HttpContext http) =>
        Tokens.ClientOf(http.User) is { Length: > 0 } client ? $"client {client}" : $"address {Network(http.Connection.RemoteIpAddress)}";

    /// <summary>The holder of one IPv6 address has all 2^64 of its network.</summary>
    private static string? Network(IPAddress? address) => address switch
    {
        { IsIPv4MappedToIPv6: true } => address.MapToIPv4().ToString(),
        { AddressFamily: AddressFamily.InterNetworkV6 } => Convert.ToHexString(address.GetAddressBytes().AsSpan(0, 8)),
        _ => address?.ToString(),
    };
}

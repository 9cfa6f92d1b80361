using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;
using Kernel.Hosting;

namespace Gateway;

/// <summary>
/// Each client has its own bucket: <c>Gateway:RateLimit:Burst</c> requests at once, <c>PerSecond</c> in the long run. A client is the
/// token's client_id, or without a valid token the request's address.
/// </summary>
internal static class RateLimits
{
    public static void AddRateLimits(this WebApplicationBuilder builder)
    {
        var settings = builder.Configuration.GetSection("Gateway:RateLimit");
        var bucket = new TokenBucketRateLimiterOptions
        {
            TokenLimit = settings.GetValue<int>("Burst"),
            TokensPerPeriod = settings.GetValue<int>("PerSecond"),
            ReplenishmentPeriod = TimeSpan.FromSeconds(1),
            QueueLimit = 0,
        };
        builder.Services.AddRateLimiter(limiter =>
        {
            limiter.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            limiter.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(
                http => http.Request.Path.StartsWithSegments("/health")
                // Health checks have their own buckets, so other requests from the same address do not shut monitoring out.
                ? RateLimitPartition.GetTokenBucketLimiter($"health {Network(http.Connection.RemoteIpAddress)}", _ => bucket)
                : RateLimitPartition.GetTokenBucketLimiter(Client(http), _ => bucket));
            limiter.OnRejected = (rejected, _) =>
            {
                var wait = rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? after : bucket.ReplenishmentPeriod;
                rejected.HttpContext.Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
                return ValueTask.CompletedTask;
            };
        });
    }

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

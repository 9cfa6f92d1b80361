using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;
using Kernel.Hosting;
using Microsoft.AspNetCore.RateLimiting;

namespace Gateway;

/// <summary>
/// Each client has its own bucket: <c>Gateway:RateLimit:Burst</c> requests at once, <c>PerSecond</c> in the long run. A client is the
/// token's client_id, or without a valid token the request's address. Each reply tells what is left. Verifications of certificates have a
/// narrower bucket for each address (<c>VerificationBurst</c>, <c>VerificationsPerSecond</c>), so nobody tries numbers one by one.
/// </summary>
internal static class RateLimits
{
    /// <summary>Each limit that the request is under, and what is left of it (the draft of the IETF group httpapi).</summary>
    public const string Header = "RateLimit";

    /// <inheritdoc cref="Header"/>
    public const string PolicyHeader = "RateLimit-Policy";

    /// <summary>The policy of the routes that verify certificates.</summary>
    public const string Verifications = "verifications";

    public static void AddRateLimits(this WebApplicationBuilder builder)
    {
        var settings = builder.Configuration.GetSection("Gateway:RateLimit");
        Rate[] rates =
        [
            new("client", settings.GetValue<int>("Burst"), settings.GetValue<int>("PerSecond"), http =>
                // Health checks have their own buckets, so other requests from the same address do not shut monitoring out.
                http.Request.Path.StartsWithSegments("/health") ? $"health {Network(http.Connection.RemoteIpAddress)}" : Client(http)),
            new("verifications", settings.GetValue<int>("VerificationBurst"), settings.GetValue<int>("VerificationsPerSecond"), http =>
                IsVerification(http) ? Network(http.Connection.RemoteIpAddress) : null),
        ];
        builder.Services.AddRateLimiter(limiter =>
        {
            limiter.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            limiter.GlobalLimiter = PartitionedRateLimiter.CreateChained([.. rates.Select(rate => rate.Limiter)]);
            // It only marks its routes: their bucket stands above, where the headers can read it.
            limiter.AddPolicy(Verifications, _ => RateLimitPartition.GetNoLimiter(Verifications));
            limiter.OnRejected = (rejected, _) =>
            {
                var wait = rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? after : Rate.Period;
                rejected.HttpContext.Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
                return ValueTask.CompletedTask;
            };
        });
        builder.Services.AddSingleton(rates);
    }

    /// <summary>Refuses a client that is over a limit, and tells what is left of each limit that a request is under.</summary>
    public static void UseRateLimits(this WebApplication app)
    {
        var rates = app.Services.GetRequiredService<Rate[]>();
        app.Use((http, next) =>
        {
            http.Response.OnStarting(() =>
            {
                var own = rates.Where(rate => rate.AppliesTo(http)).ToList();
                http.Response.Headers[PolicyHeader] = string.Join(", ", own.Select(rate => rate.Policy));
                http.Response.Headers[Header] = string.Join(", ", own.Select(rate => rate.LeftFor(http)));
                return Task.CompletedTask;
            });
            return next(http);
        });
        app.UseRateLimiter();
    }

    private static bool IsVerification(HttpContext http) =>
        http.GetEndpoint()?.Metadata.GetMetadata<EnableRateLimitingAttribute>()?.PolicyName == Verifications;

    private static string Client(HttpContext http) =>
        Tokens.ClientOf(http.User) is { Length: > 0 } client ? $"client {client}" : $"address {Network(http.Connection.RemoteIpAddress)}";

    /// <summary>The holder of one IPv6 address has all 2^64 of its network.</summary>
    private static string? Network(IPAddress? address) => address switch
    {
        { IsIPv4MappedToIPv6: true } => address.MapToIPv4().ToString(),
        { AddressFamily: AddressFamily.InterNetworkV6 } => Convert.ToHexString(address.GetAddressBytes().AsSpan(0, 8)),
        _ => address?.ToString(),
    };

    /// <summary>A limit with a bucket for each holder.</summary>
    /// <param name="name">Its name in the headers.</param>
    /// <param name="burst">How many requests a full bucket has.</param>
    /// <param name="perSecond">How many requests it gains in a second.</param>
    /// <param name="holder">Whose bucket a request is taken from; null if the limit does not apply to it.</param>
    private sealed class Rate(string name, int burst, int perSecond, Func<HttpContext, string?> holder)
    {
        public static readonly TimeSpan Period = TimeSpan.FromSeconds(1);

        public PartitionedRateLimiter<HttpContext> Limiter { get; } = PartitionedRateLimiter.Create<HttpContext, string>(
            http => holder(http) is { } own
                ? RateLimitPartition.GetTokenBucketLimiter(own, _ => new()
                {
                    TokenLimit = burst,
                    TokensPerPeriod = perSecond,
                    ReplenishmentPeriod = Period,
                    QueueLimit = 0,
                })
                : RateLimitPartition.GetNoLimiter(""));

        public string Policy { get; } = string.Create(
            CultureInfo.InvariantCulture, $"\"{name}\";q={burst};w={SecondsFor(burst, perSecond)}");

        public bool AppliesTo(HttpContext http) => holder(http) is not null;

        public string LeftFor(HttpContext http)
        {
            var left = Limiter.GetStatistics(http)?.CurrentAvailablePermits ?? 0;
            return string.Create(CultureInfo.InvariantCulture, $"\"{name}\";r={left};t={SecondsFor(burst - left, perSecond)}");
        }

        // Rounded up: who waits for so long gets as many.
        private static long SecondsFor(long requests, int perSecond) => (requests + perSecond - 1) / perSecond;
    }
}

using Microsoft.Extensions.Diagnostics.HealthChecks;
using Yarp.ReverseProxy;

namespace Gateway;

/// <summary>The gateway is ready when every service behind it is; the report names each.</summary>
internal sealed class Readiness(string service, IProxyStateLookup proxy, IHttpClientFactory http) : IHealthCheck
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        if (!proxy.TryGetCluster(service, out var cluster) || cluster.Destinations.IsEmpty) return HealthCheckResult.Unhealthy("It has no address.");
        try
        {
            using var client = http.CreateClient(nameof(Readiness));
            foreach (var destination in cluster.Destinations.Values)
            {
                using var reply = await client.GetAsync(new Uri(new Uri(destination.Model.Config.Address), "/health/ready"), cancellationToken);
                if (!reply.IsSuccessStatusCode) return HealthCheckResult.Unhealthy($"It answers {(int)reply.StatusCode}.");
            }
            return HealthCheckResult.Healthy();
        }
        catch (HttpRequestException)
        {
            return HealthCheckResult.Unhealthy("It cannot be reached.");
        }
    }

    public static void Add(WebApplicationBuilder builder, IEnumerable<string> services)
    {
        builder.Services.AddHttpClient(nameof(Readiness)).RemoveAllLoggers();
        foreach (var service in services)
        {
            builder.Services.AddHealthChecks().Add(new HealthCheckRegistration(
                service, provider => ActivatorUtilities.CreateInstance<Readiness>(provider, service), HealthStatus.Unhealthy, tags: null, Patience));
        }
    }
}

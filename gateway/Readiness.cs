using System.Text.Json;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Yarp.ReverseProxy;

namespace Gateway;

/// <summary>The gateway is as ready as the services behind it. The report names each service, and what a degraded one lacks.</summary>
internal sealed class Readiness(string service, IProxyStateLookup proxy, IHttpClientFactory http) : IHealthCheck
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        if (!proxy.TryGetCluster(service, out var cluster) || cluster.Destinations.IsEmpty)
        {
            return HealthCheckResult.Unhealthy("It has no address.");
        }
        try
        {
            using var client = http.CreateClient(nameof(Readiness));
            foreach (var destination in cluster.Destinations.Values)
            {
                using var reply = await client.GetAsync(
                    new Uri(new Uri(destination.Model.Config.Address), "/health/ready"), cancellationToken);
                if (!reply.IsSuccessStatusCode) return HealthCheckResult.Unhealthy($"It answers {(int)reply.StatusCode}.");
                var report = await reply.Content.ReadFromJsonAsync<Report>(cancellationToken);
                if (report is { Status: "degraded" }) return HealthCheckResult.Degraded(report.WhatIsDegraded);
            }
            return HealthCheckResult.Healthy();
        }
        catch (HttpRequestException)
        {
            return HealthCheckResult.Unhealthy("It cannot be reached.");
        }
        catch (JsonException)
        {
            return HealthCheckResult.Unhealthy("It does not answer as a service of the platform does.");
        }
        catch (OperationCanceledException)
        {
            return HealthCheckResult.Unhealthy("It does not answer in time.");
        }
    }

    public static void Add(WebApplicationBuilder builder, IEnumerable<string> services)
    {
        builder.Services.AddHttpClient(nameof(Readiness)).RemoveAllLoggers();
        foreach (var service in services)
        {
            builder.Services.AddHealthChecks().Add(new HealthCheckRegistration(
                service, provider => ActivatorUtilities.CreateInstance<Readiness>(provider, service), HealthStatus.Unhealthy, tags: null,
                Patience));
        }
    }

    private sealed record Report(string Status, IReadOnlyDictionary<string, Check> Checks)
    {
        public string WhatIsDegraded =>
            string.Join(' ', Checks.Where(check => check.Value.Status != "healthy")
                .Select(check => $"{check.Key}: {check.Value.Description}"));
    }

    private sealed record Check(string Status, string? Description);
}

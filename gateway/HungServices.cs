using System.Collections.Concurrent;
using Yarp.ReverseProxy.Forwarder;
using Yarp.ReverseProxy.Health;
using Yarp.ReverseProxy.Model;

namespace Gateway;

/// <summary>
/// A service that accepts requests without an answer gets none until it answers again, and its callers get 503 at once. Liveness probes and
/// timed-out requests find it. A refused connection needs no such care, because it fails at once.
/// </summary>
internal sealed class HungServices(IDestinationHealthUpdater health) : IActiveHealthCheckPolicy, IPassiveHealthCheckPolicy
{
    private const int TimeOutsInARow = 3;
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<string, int> timeOuts = new();

    public string Name => "hung";

    public void ProbingCompleted(ClusterState cluster, IReadOnlyList<DestinationProbingResult> probingResults) => health.SetActive(
        cluster,
        probingResults.Select(probe => new NewActiveDestinationHealth(
            probe.Destination, probe.Exception is OperationCanceledException ? DestinationHealth.Unhealthy : DestinationHealth.Healthy)));

    public void RequestProxied(HttpContext context, ClusterState cluster, DestinationState destination)
    {
        var ranOut = context.GetForwarderErrorFeature()?.Error is ForwarderError.RequestTimedOut;
        if (!ranOut) timeOuts.TryRemove(cluster.ClusterId, out _);
        else if (timeOuts.AddOrUpdate(cluster.ClusterId, 1, (_, before) => before + 1) >= TimeOutsInARow)
        {
            timeOuts.TryRemove(cluster.ClusterId, out _);
            var rest = cluster.Model.Config.HealthCheck?.Passive?.ReactivationPeriod ?? Rest;
            health.SetPassive(cluster, destination, DestinationHealth.Unhealthy, rest);
        }
    }
}

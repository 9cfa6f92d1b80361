using Kernel.Messaging.Transport;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Kernel.Messaging;

/// <summary>Without a broker: whether the services of the process have found each other. One that runs alone says so, and goes on writing.</summary>
internal sealed class EmbeddedHealth(EmbeddedHub hub) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken ct) => Task.FromResult(hub.IsComplete
        ? HealthCheckResult.Healthy("The services share a process.")
        : HealthCheckResult.Degraded("There is no broker (ConnectionStrings:rabbitmq) and no other service in this process: events are kept in the outbox."));
}

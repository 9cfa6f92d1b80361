using System.Data.Common;
using System.Globalization;
using Kernel.Messaging.Outbox;
using Kernel.Messaging.Transport;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Kernel.Messaging;

/// <summary>
/// Checks that messages come in and go out. A service that keeps them still takes requests, so it is degraded, not unhealthy.
/// </summary>
internal sealed class MessagingHealth(Intake intake, OutboxLevel outbox, MessagingOptions options, TimeProvider clock) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken ct)
    {
        if (intake.Paused is { } pause)
        {
            return HealthCheckResult.Degraded($"No message is taken since {Moment(pause.Since)}: the database cannot be written.");
        }
        try
        {
            var level = await outbox.ReadAsync(ct);
            if (level.Depth >= options.OutboxLimit / 2)
            {
                return HealthCheckResult.Degraded(
                    $"{level.Depth} messages wait to be sent; at {options.OutboxLimit} requests with events are refused.");
            }
            if (level.Oldest is { } oldest && clock.GetUtcNow() - oldest > options.LongestWait)
            {
                return HealthCheckResult.Degraded($"{level.Depth} messages wait to be sent, the oldest since {Moment(oldest)}.");
            }
            return HealthCheckResult.Healthy();
        }
        catch (DbException)
        {
            return HealthCheckResult.Degraded("The outbox cannot be read.");
        }
    }

    private static string Moment(DateTimeOffset moment) =>
        moment.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}

/// <summary>
/// Without a broker: whether the services of the process have found each other. A service alone reports that, and goes on writing.
/// </summary>
internal sealed class EmbeddedHealth(EmbeddedHub hub) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken ct) => Task.FromResult(hub.IsComplete
        ? HealthCheckResult.Healthy("The services share a process.")
        : HealthCheckResult.Degraded(
            "Events stay in the outbox: no broker (ConnectionStrings:rabbitmq), and no other service in this process."));
}

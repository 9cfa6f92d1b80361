using Contracts.Platform;
using Kernel.Data;
using Kernel.Hosting;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;

namespace Kernel.Messaging.CatchUp;

/// <summary>
/// A broker drops messages that are published before a queue exists. So a service without any copy of an aggregate asks for it once.
/// </summary>
internal sealed record CatchUp(IReadOnlyList<string> Aggregates)
{
    public Task AskAsync(IServiceProvider services, CancellationToken ct) =>
        IdleWork.RunAsync("catch-up", () => AskForUnknownAsync(services, ct));

    private async Task<int> AskForUnknownAsync(IServiceProvider services, CancellationToken ct)
    {
        var asked = 0;
        var work = services.GetRequiredService<UnitOfWork>();
        var now = services.GetRequiredService<TimeProvider>().GetUtcNow();
        await work.RunAsync(async () =>
        {
            foreach (var aggregate in Aggregates)
            {
                if (!await work.TryInsertAsync(
                    """
                    INSERT INTO $schema.catch_up (aggregate, requested_at)
                    VALUES (@aggregate, @now)
                    """,
                    new { aggregate, now })) continue;
                await services.GetRequiredService<IPublishEndpoint>().Publish(
                    new StateRequestedV1
                    {
                        Requester = services.GetRequiredService<ServiceName>().Value,
                        Aggregate = aggregate,
                        After = 0,
                        OccurredAt = now,
                    },
                    ct);
                asked++;
            }
        }, ct);
        return asked;
    }

    /// <summary>Makes the running service ask again, for these aggregates or for all. This rebuilds a lost copy.</summary>
    /// <returns>The aggregates without a copy here; if there are any, nothing is done.</returns>
    public static async Task<IReadOnlyList<string>> ForgetAsync(IServiceProvider services, IReadOnlyList<string> aggregates)
    {
        var kept = services.GetRequiredService<CatchUp>().Aggregates;
        if (aggregates.Except(kept).ToList() is { Count: > 0 } unknown) return unknown;

        await using var scope = services.CreateAsyncScope();
        var work = scope.ServiceProvider.GetRequiredService<UnitOfWork>();
        await work.RunAsync(() => work.ExecuteAsync(
            "DELETE FROM $schema.catch_up WHERE aggregate IN @aggregates", new { aggregates = aggregates.Count > 0 ? aggregates : kept }));
        return [];
    }
}

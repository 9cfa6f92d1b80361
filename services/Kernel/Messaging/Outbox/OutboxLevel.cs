using Kernel.Data;
using Kernel.Hosting;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Kernel.Messaging.Outbox;

/// <summary>How many messages wait in the outbox. While a broker is away it must not grow without end.</summary>
/// <remarks>Read once in a while and not by each request: what a request has written itself may keep another connection waiting.</remarks>
internal sealed class OutboxLevel(Db db, MessagingOptions options, ILogger<OutboxLevel> log) : BackgroundService
{
    private long depth;

    /// <summary>Reads it now; requests go by what was read last.</summary>
    public async Task<Level> ReadAsync(CancellationToken ct)
    {
        var level = await IdleWork.RunAsync("outbox level", () =>
            db.SingleAsync<Level>("SELECT COUNT(*) AS depth, MIN(created_at) AS oldest FROM $schema.outbox", ct: ct));
        Volatile.Write(ref depth, level.Depth);
        return level;
    }

    /// <exception cref="OutboxFullException">As many messages wait as may.</exception>
    public void ThrowIfFull()
    {
        var waiting = Volatile.Read(ref depth);
        if (waiting >= options.OutboxLimit) throw new OutboxFullException(waiting, options.OutboxLimit);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await ReadAsync(stoppingToken);
            }
            catch (Exception error) when (!stoppingToken.IsCancellationRequested)
            {
                log.LogDebug(error, "The outbox cannot be read");
            }
            catch (OperationCanceledException)
            {
                return;
            }
            await Task.Delay(options.LevelInterval, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    internal sealed record Level
    {
        /// <summary>How many messages wait.</summary>
        public long Depth { get; init; }

        /// <summary>Since when the oldest of them waits.</summary>
        public DateTimeOffset? Oldest { get; init; }
    }
}

/// <summary>A request would add to an outbox that is full.</summary>
internal sealed class OutboxFullException(long depth, long limit)
    : Exception($"{depth} messages wait to be handed over, and at most {limit} may.")
{
    public long Depth => depth;

    public long Limit => limit;
}

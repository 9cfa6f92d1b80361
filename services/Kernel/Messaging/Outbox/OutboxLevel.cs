using Kernel.Data;
using Kernel.Hosting;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Kernel.Messaging.Outbox;

/// <summary>The number of messages in the outbox, which must not grow without limit while a broker is away.</summary>
/// <remarks>It is read at intervals and not by each request, because a request's own writes may block another connection.</remarks>
internal sealed class OutboxLevel(Db db, MessagingOptions options, ILogger<OutboxLevel> log) : BackgroundService
{
    private long depth;

    /// <summary>Reads it now; requests use the last value.</summary>
    public async Task<Level> ReadAsync(CancellationToken ct)
    {
        var level = await IdleWork.RunAsync("outbox level", () =>
            db.SingleAsync<Level>("SELECT COUNT(*) AS depth, MIN(created_at) AS oldest FROM $schema.outbox", ct: ct));
        Volatile.Write(ref depth, level.Depth);
        return level;
    }

    /// <summary>Whether work that can wait may add to it: half of it is for requests.</summary>
    public bool HasRoom => Volatile.Read(ref depth) < options.OutboxLimit / 2;

    /// <exception cref="OutboxFullException">The outbox is full.</exception>
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
        /// <summary>The number of waiting messages.</summary>
        public long Depth { get; init; }

        /// <summary>The moment since which the oldest of them waits.</summary>
        public DateTimeOffset? Oldest { get; init; }
    }
}

/// <summary>A request would add to a full outbox.</summary>
internal sealed class OutboxFullException(long depth, long limit)
    : Exception($"{depth} messages wait to be sent, and at most {limit} may.")
{
    public long Depth => depth;

    public long Limit => limit;
}

using System.Collections.Concurrent;
using System.Diagnostics;
using Kernel.Hosting;
using Kernel.Messaging.Transport;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Kernel.Messaging.Outbox;

/// <summary>
/// Leases rows, gives them to the transport, and deletes those that arrived. It holds no lock while it sends. After a crash the leases
/// expire, the rows are sent again, and the receivers' inboxes drop the duplicates.
/// </summary>
internal sealed class OutboxRelay(
    OutboxStore store, OutboxSignal signal, IOutboxTransport transport, MessagingOptions options, ServiceName service, TimeProvider clock,
    ILogger<OutboxRelay> log) : BackgroundService
{
    private int batchSize = options.BatchSize;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await transport.WaitUntilReadyAsync(stoppingToken);
                while (await store.ClaimableAsync(batchSize, stoppingToken) is { Count: > 0 } seqs)
                {
                    await RelayBatchAsync(seqs, stoppingToken);
                }
                await signal.WaitAsync(options.PollInterval, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception error)
            {
                // The database may be away for a while; the relay goes on.
                log.LogError(error, "The outbox relay failed and will try again");
                await signal.WaitAsync(options.PollInterval, CancellationToken.None);
            }
        }
    }

    private async Task RelayBatchAsync(IReadOnlyList<long> seqs, CancellationToken stoppingToken)
    {
        var token = Guid.CreateVersion7();
        if (await LeaseAsync(token, seqs, stoppingToken) is not { Count: > 0 } messages) return;

        Failpoint.Reached("after-lease");
        var failures = await SendAllAsync(messages, stoppingToken);
        Failpoint.Reached("after-confirm");
        await store.CompleteAsync(token, messages, failures);
    }

    // An unreadable row must not block readable ones: the batch is halved down to that row, and the row is put aside.
    private async Task<IReadOnlyList<OutboxMessage>> LeaseAsync(Guid token, IReadOnlyList<long> seqs, CancellationToken ct)
    {
        try
        {
            var messages = await store.LeaseAsync(token, seqs, ct);
            batchSize = Math.Min(batchSize * 2, options.BatchSize);
            return messages;
        }
        catch (Exception error) when (OutboxStore.IsReadError(error))
        {
            log.LogError(error, "A batch of {Size} outbox rows could not be read", seqs.Count);
            if (seqs is [var seq]) await store.ParkUnreadableAsync(seq, error, ct);
            batchSize = Math.Max(1, seqs.Count / 2);
            return [];
        }
    }

    private async Task<ConcurrentBag<FailedDelivery>> SendAllAsync(IReadOnlyList<OutboxMessage> messages, CancellationToken stoppingToken)
    {
        // Shorter than the lease, because after the lease the messages belong to another relay.
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
        deadline.CancelAfter(options.Lease / 2);
        var failures = new ConcurrentBag<FailedDelivery>();
        await Parallel.ForEachAsync(messages, new ParallelOptions { MaxDegreeOfParallelism = transport.Concurrency }, async (message, _) =>
        {
            if (await TrySendAsync(message, deadline.Token, stoppingToken) is { } failure) failures.Add(failure);
        });
        return failures;
    }

    private async Task<FailedDelivery?> TrySendAsync(OutboxMessage message, CancellationToken ct, CancellationToken stoppingToken)
    {
        ActivityContext.TryParse(message.TraceParent, null, isRemote: true, out var origin);
        using var span = Telemetry.Source.StartActivity("outbox relay", ActivityKind.Producer, origin);
        span?.SetTag(Telemetry.ServiceTag, service.Value).SetTag("messaging.destination.name", message.Destination);
        try
        {
            Failpoint.Reached("before-send");
            await transport.SendAsync(message, ct);
            return null;
        }
        catch (Exception error) when (stoppingToken.IsCancellationRequested)
        {
            // A shutdown is not the message's fault: no attempt counts, and the next relay need not wait for the end of the lease.
            return new FailedDelivery(message.Seq, message.Attempts, error.Message, clock.GetUtcNow());
        }
        catch (IntakeClosedException error)
        {
            // The receiver's database is away, or the receiver stops: no attempt counts.
            log.LogDebug(error, "Outbox message {MessageId} waits", message.MessageId);
            var notBefore = clock.GetUtcNow() + transport.RetryDelay(message.Attempts);
            return new FailedDelivery(message.Seq, message.Attempts, error.Message, notBefore);
        }
        catch (Exception error)
        {
            span?.SetStatus(ActivityStatusCode.Error, error.Message);
            log.LogWarning(
                error,
                "Outbox message {MessageId} to {Destination} failed, attempt {Attempt}",
                message.MessageId,
                message.Destination,
                message.Attempts + 1);
            return new FailedDelivery(
                message.Seq, message.Attempts + 1, error.ToString(), clock.GetUtcNow() + transport.RetryDelay(message.Attempts));
        }
    }
}

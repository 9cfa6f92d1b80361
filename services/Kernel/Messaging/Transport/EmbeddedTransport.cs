using Kernel.Messaging.Outbox;

namespace Kernel.Messaging.Transport;

/// <summary>
/// Without a broker the sender's outbox is the queue. "Handed over" means that every subscriber in the process has committed.
/// </summary>
internal sealed class EmbeddedTransport(EmbeddedHub hub, MessagingOptions options) : IOutboxTransport
{
    public int Concurrency => options.Concurrency;

    public Task WaitUntilReadyAsync(CancellationToken ct) => hub.WaitUntilCompleteAsync(ct);

    // Each subscriber gets its turn even if one fails. On the next attempt the inboxes of the others drop the message.
    public Task SendAsync(OutboxMessage message, CancellationToken ct) =>
        Task.WhenAll(hub.ReceiversOf(message)
            .Select(receiver => receiver.ReceiveAsync(message, isLastAttempt: message.Attempts + 1 >= options.Attempts, ct)));

    public TimeSpan RetryDelay(int attempts) => options.RetryDelay(attempts);
}

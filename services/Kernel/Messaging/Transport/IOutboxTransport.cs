using Kernel.Messaging.Outbox;

namespace Kernel.Messaging.Transport;

/// <summary>How the relay hands a message over: to a broker, or to the subscribers in the same process.</summary>
internal interface IOutboxTransport
{
    /// <summary>How many messages may be on their way at once.</summary>
    int Concurrency { get; }

    Task WaitUntilReadyAsync(CancellationToken ct);

    /// <summary>Returns when the message is safe with whoever comes next; throws otherwise.</summary>
    Task SendAsync(OutboxMessage message, CancellationToken ct);

    /// <summary>How long to wait after a failure.</summary>
    /// <param name="attempts">How many failures there were before it.</param>
    TimeSpan RetryDelay(int attempts);
}

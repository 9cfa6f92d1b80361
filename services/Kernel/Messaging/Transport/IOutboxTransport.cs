using Kernel.Messaging.Outbox;

namespace Kernel.Messaging.Transport;

/// <summary>Hands the relay's messages over, to a broker or to the subscribers in the same process.</summary>
internal interface IOutboxTransport
{
    /// <summary>The most messages on their way at once.</summary>
    int Concurrency { get; }

    Task WaitUntilReadyAsync(CancellationToken ct);

    /// <summary>Returns when the receiver has the message safely; throws otherwise.</summary>
    Task SendAsync(OutboxMessage message, CancellationToken ct);

    /// <summary>How long to wait after a failure.</summary>
    /// <param name="attempts">The number of failures before it.</param>
    TimeSpan RetryDelay(int attempts);
}

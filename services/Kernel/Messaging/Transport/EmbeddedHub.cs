using System.Collections.Concurrent;
using Kernel.Messaging.Outbox;

namespace Kernel.Messaging.Transport;

/// <summary>The subscriptions of all services in one process. It holds no messages.</summary>
/// <param name="services">The expected number of services; 0 for a service alone, which has no receiver.</param>
public sealed class EmbeddedHub(int services)
{
    private readonly ConcurrentDictionary<string, EmbeddedReceiver> receivers = new();
    private readonly TaskCompletionSource complete = new(TaskCreationOptions.RunContinuationsAsynchronously);

    internal bool IsComplete => complete.Task.IsCompleted;

    internal void Register(EmbeddedReceiver receiver)
    {
        receivers[receiver.Name] = receiver;
        if (receivers.Count == services) complete.TrySetResult();
    }

    /// <summary>A message sent before its subscriber registers would count as delivered, and be lost.</summary>
    internal Task WaitUntilCompleteAsync(CancellationToken ct) => complete.Task.WaitAsync(ct);

    internal IEnumerable<EmbeddedReceiver> ReceiversOf(OutboxMessage message)
    {
        if (receivers.TryGetValue(message.Destination, out var addressed)) return [addressed];
        var types = message.MessageTypes.Split(';');
        return receivers.Values.Where(receiver => receiver.Takes(types));
    }
}

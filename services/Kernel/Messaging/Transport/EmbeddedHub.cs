using System.Collections.Concurrent;
using Kernel.Messaging.Outbox;

namespace Kernel.Messaging.Transport;

/// <summary>Shared by the services of one process: who listens to what. It holds no messages.</summary>
/// <param name="services">How many services there are to be; 0 for one that runs alone, which has nobody to hand its messages to.</param>
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

    /// <summary>A message sent before its subscriber is there would count as handed over, and be lost.</summary>
    internal Task WaitUntilCompleteAsync(CancellationToken ct) => complete.Task.WaitAsync(ct);

    internal IEnumerable<EmbeddedReceiver> ReceiversOf(OutboxMessage message)
    {
        if (receivers.TryGetValue(message.Destination, out var addressed)) return [addressed];
        var types = message.MessageTypes.Split(';');
        return receivers.Values.Where(receiver => receiver.Takes(types));
    }
}

namespace Kernel.Messaging.Outbox;

/// <summary>A serialized envelope, waiting in a service's own schema. It is sent exactly as stored.</summary>
public sealed record OutboxMessage
{
    public long Seq { get; init; }
    public required Guid MessageId { get; init; }

    /// <summary>The URNs of the message's types, separated by semicolons.</summary>
    public required string MessageTypes { get; init; }

    /// <summary>The name of the exchange or queue, not its address, because the broker may have moved when it is sent.</summary>
    public required string Destination { get; init; }
    public required string ContentType { get; init; }
    public string? TraceParent { get; init; }
    public required string Body { get; init; }

    /// <summary>The number of earlier attempts to send it.</summary>
    public int Attempts { get; init; }

    /// <summary>The number of earlier failures of its consumer.</summary>
    public int Failures { get; init; }
}

/// <summary>A message that could not be sent.</summary>
internal sealed record FailedDelivery(long Seq, int Attempts, string Error, DateTimeOffset NotBefore);

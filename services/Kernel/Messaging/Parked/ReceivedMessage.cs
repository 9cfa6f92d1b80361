using System.Diagnostics;
using System.Text.Json;
using Kernel.Messaging.Outbox;

namespace Kernel.Messaging.Parked;

/// <summary>Reads the parts of a delivery that are needed to send or park it unchanged, also if its body is unreadable.</summary>
internal static class ReceivedMessage
{
    public static OutboxMessage Read(string body, string contentType, string? traceParent)
    {
        var envelope = Envelope.Read(body);
        return new OutboxMessage
        {
            MessageId = envelope?.MessageId ?? Guid.CreateVersion7(),
            MessageTypes = string.Join(';', envelope?.MessageType ?? []),
            Destination = "",
            ContentType = contentType,
            TraceParent = traceParent ?? Activity.Current?.Id,
            Body = body,
        };
    }

    private sealed record Envelope(Guid? MessageId, string[]? MessageType)
    {
        public static Envelope? Read(string body)
        {
            try
            {
                return JsonSerializer.Deserialize<Envelope>(body, JsonSerializerOptions.Web);
            }
            catch (JsonException)
            {
                return null;
            }
        }
    }
}

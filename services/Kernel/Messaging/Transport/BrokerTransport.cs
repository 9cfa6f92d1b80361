using System.Net.Mime;
using Kernel.Messaging.Outbox;
using MassTransit;
using MassTransit.Logging;
using MassTransit.Serialization;

namespace Kernel.Messaging.Transport;

/// <summary>Sends to RabbitMQ and waits for the publisher confirm.</summary>
internal sealed class BrokerTransport(IBusControl bus, MessagingOptions options) : IOutboxTransport
{
    /// <summary>The header with the number of a consumer's failures.</summary>
    public const string Failures = "Platform-Failures";

    public int Concurrency => 100;

    public Task WaitUntilReadyAsync(CancellationToken ct) => bus.WaitForHealthStatus(BusHealthStatus.Healthy, ct);

    public Task SendAsync(OutboxMessage message, CancellationToken ct) => SendAsync(bus, message, ct);

    /// <summary>The same with the endpoints of a delivery, because its receiver exists before the bus.</summary>
    public static async Task SendAsync(ISendEndpointProvider endpoints, OutboxMessage message, CancellationToken ct)
    {
        var endpoint = await endpoints.GetSendEndpoint(new Uri($"exchange:{message.Destination}"));
        await endpoint.Send(new SerializedMessageBody(), new StoredEnvelope(message), ct);
    }

    // An unreachable broker is not the message's fault: there is no last attempt, and sending resumes when the broker is back.
    public TimeSpan RetryDelay(int attempts) => options.PollInterval;

    /// <summary>Makes MassTransit send the stored envelope byte for byte, instead of reading and writing it again.</summary>
    private sealed class StoredEnvelope(OutboxMessage message) : IPipe<SendContext>, IMessageSerializer
    {
        public ContentType ContentType { get; } = new(message.ContentType);

        public Task Send(SendContext context)
        {
            context.MessageId = message.MessageId;
            context.SupportedMessageTypes = message.MessageTypes.Split(';');
            context.Serializer = this;
            if (message.TraceParent is not null) context.Headers.Set(DiagnosticHeaders.ActivityId, message.TraceParent);
            if (message.Failures > 0) context.Headers.Set(Failures, message.Failures);
            return Task.CompletedTask;
        }

        public MessageBody GetMessageBody<T>(SendContext<T> context) where T : class => new StringMessageBody(message.Body);

        public void Probe(ProbeContext context)
        {
        }
    }
}

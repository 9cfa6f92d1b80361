using System.Diagnostics;
using Kernel.Data;
using MassTransit;
using MassTransit.Logging;

namespace Kernel.Messaging.Outbox;

/// <summary>Turns messages of a scope into outbox rows of its unit of work, and wakes the relay after the commit.</summary>
internal sealed class OutboxWriter : IDisposable
{
    private readonly UnitOfWork work;
    private readonly OutboxStore store;
    private readonly OutboxSignal signal;
    private bool hasMessages;

    public OutboxWriter(UnitOfWork work, OutboxStore store, OutboxSignal signal)
    {
        (this.work, this.store, this.signal) = (work, store, signal);
        work.Committed += WakeRelay;
    }

    public async Task AddAsync<T>(SendContext<T> context) where T : class
    {
        if (context.Delay is not null || context.TimeToLive is not null)
        {
            throw new NotSupportedException("The outbox keeps neither a delay nor a time to live.");
        }
        await store.AddAsync(work, new OutboxMessage
        {
            MessageId = context.MessageId!.Value,
            MessageTypes = string.Join(';', context.SupportedMessageTypes),
            Destination = Uri.UnescapeDataString(context.DestinationAddress!.Segments[^1]),
            ContentType = (context.ContentType ?? context.Serialization.DefaultContentType).ToString(),
            TraceParent = context.Headers.Get<string>(DiagnosticHeaders.ActivityId) ?? Activity.Current?.Id,
            Body = context.Serializer.GetMessageBody(context).GetString(),
        });
        hasMessages = true;
    }

    public void Dispose() => work.Committed -= WakeRelay;

    private void WakeRelay()
    {
        if (!hasMessages) return;
        hasMessages = false;
        signal.Raise();
    }
}

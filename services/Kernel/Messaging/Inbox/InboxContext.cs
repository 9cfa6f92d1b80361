using System.Diagnostics;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Messaging.Outbox;
using MassTransit;
using MassTransit.Logging;
using MassTransit.Middleware;
using MassTransit.Middleware.Outbox;

namespace Kernel.Messaging.Inbox;

/// <summary>MassTransit's own outbox filter calls it around each consumer: one transaction per message and consumer.</summary>
/// <remarks>
/// The inbox row is inserted first. So a second delivery of a message waits for the first one's outcome, and then runs nothing. It waits on
/// the key's lock, or on SQLite for the writer's turn.
/// </remarks>
internal sealed class InboxContextFactory(
    UnitOfWork work, OutboxWriter outbox, MessagingMetrics metrics, ServiceName service, TimeProvider clock, IServiceProvider services)
    : IOutboxContextFactory<UnitOfWork>
{
    public async Task Send<T>(ConsumeContext<T> context, OutboxConsumeOptions options, IPipe<OutboxConsumeContext<T>> next) where T : class
    {
        // The trace goes on without a listener too, because the audit names it.
        using var own = Activity.Current is null ? GoOn(context) : null;
        Activity.Current?.SetTag(Telemetry.ServiceTag, service.Value);
        var messageId = context.GetOriginalMessageId() ?? throw new MessageException(typeof(T), "The inbox needs a MessageId");
        await work.BeginAsync(context.CancellationToken);
        try
        {
            var isNew = await work.TryInsertAsync(
                "INSERT INTO $schema.inbox (message_id, consumer_id, consumed_at) VALUES (@messageId, @ConsumerId, @now)",
                new { messageId, options.ConsumerId, now = clock.GetUtcNow() });
            if (!isNew) metrics.CountDuplicate();
            // Runs the consumer; for a duplicate it only reports to MassTransit that the message is done.
            await next.Send(new InboxConsumeContext<T>(context, options, services, outbox, isDuplicate: !isNew));
            Failpoint.Reached("after-effect");
            await work.CommitAsync();
            Failpoint.Reached("before-ack");
        }
        finally
        {
            await work.RollbackAsync();
        }
    }

    public void Probe(ProbeContext context) => context.CreateFilterScope("inbox");

    private static Activity GoOn(ConsumeContext context)
    {
        var activity = new Activity("consume").SetIdFormat(ActivityIdFormat.W3C);
        if (context.ReceiveContext.TransportHeaders.Get<string>(DiagnosticHeaders.ActivityId) is { } parent) activity.SetParentId(parent);
        return activity.Start();
    }
}

/// <summary>
/// A consumer's publications become outbox rows of its transaction, and the relay sends them like any other row. So the second phase of
/// MassTransit's filter (load, deliver, remove) has nothing to do.
/// </summary>
internal sealed class InboxConsumeContext<T>(
    ConsumeContext<T> context, OutboxConsumeOptions options, IServiceProvider services, OutboxWriter outbox, bool isDuplicate)
    : OutboxConsumeContextProxy<T>(context, options, services) where T : class
{
    public override bool ContinueProcessing { get; set; } = true;

    public override bool IsMessageConsumed => isDuplicate;

    public override bool IsOutboxDelivered => isDuplicate;

    public override int ReceiveCount => 0;

    public override long? LastSequenceNumber => null;

    public override Task AddSend<TMessage>(SendContext<TMessage> context) => outbox.AddAsync(context);

    public override Task SetConsumed() => Task.CompletedTask;

    public override Task SetDelivered() => Task.CompletedTask;

    public override Task RemoveOutboxMessages() => Task.CompletedTask;

    public override Task NotifyOutboxMessageDelivered(OutboxMessageContext message) => Task.CompletedTask;

    public override Task<List<OutboxMessageContext>> LoadOutboxMessages() => Task.FromResult(new List<OutboxMessageContext>());
}

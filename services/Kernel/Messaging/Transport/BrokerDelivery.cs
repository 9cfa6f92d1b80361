using System.Globalization;
using System.Runtime.Serialization;
using Kernel.Messaging.Outbox;
using Kernel.Messaging.Parked;
using MassTransit;
using MassTransit.Logging;
using Microsoft.Extensions.Logging;

namespace Kernel.Messaging.Transport;

/// <summary>Wraps each RabbitMQ delivery: it is acknowledged when its message is safe, and never rejected.</summary>
/// <remarks>
/// RabbitMQ counts how often a quorum queue gets a message back, and drops it after a limit. The limit is 20 by default in RabbitMQ 4, or
/// lower by a policy. So a message that cannot be taken waits here unacknowledged. It then goes to the end of the queue as a new message
/// with the count 0.
/// </remarks>
internal sealed class BrokerDelivery(
    Intake intake, FailedMessages failed, MessagingMetrics metrics, MessagingOptions options, string queue, ILogger<BrokerDelivery> log)
    : IFilter<ReceiveContext>
{
    private const string TimesGivenBack = "x-delivery-count";

    public async Task Send(ReceiveContext context, IPipe<ReceiveContext> next)
    {
        // Its former process ended, or lost its connection.
        var wasGivenBack = CountIn(context, TimesGivenBack) > 0;
        if (!wasGivenBack && await TryTakeAsync(context, next)) return;
        await BrokerTransport.SendAsync(context.SendEndpointProvider, MessageOf(context), context.CancellationToken);
        metrics.CountRequeued();
    }

    public void Probe(ProbeContext context) => context.CreateFilterScope("delivery");

    /// <returns>True if the message is safe: consumed, or kept for later.</returns>
    private async Task<bool> TryTakeAsync(ReceiveContext context, IPipe<ReceiveContext> next)
    {
        if (!await intake.WaitUntilOpenAsync(options.LongestHold, context.CancellationToken)) return await PauseAsync();
        try
        {
            await next.Send(context);
            return true;
        }
        catch (Exception error) when (!context.CancellationToken.IsCancellationRequested)
        {
            return await TryKeepAsync(context, error);
        }
    }

    private async Task<bool> TryKeepAsync(ReceiveContext context, Exception error)
    {
        try
        {
            var isReadable = error is not (SerializationException or MessageException);
            await failed.KeepAsync(MessageOf(context, failures: 1), error, mayBeTriedAgain: isReadable);
            if (!context.IsFaulted) await context.NotifyFaulted(error);
            return true;
        }
        catch (Exception away)
        {
            log.LogDebug(error, "A message is held");
            intake.Close(away);
            await intake.WaitUntilOpenAsync(options.LongestHold, context.CancellationToken);
            return await PauseAsync();
        }
    }

    // A message that comes back at once must not circulate at full speed.
    private async Task<bool> PauseAsync()
    {
        await Task.Delay(options.FirstRetryDelay);
        return false;
    }

    private OutboxMessage MessageOf(ReceiveContext context, int failures = 0)
    {
        var contentType = context.ContentType?.ToString() ?? "application/octet-stream";
        var trace = context.TransportHeaders.Get<string>(DiagnosticHeaders.ActivityId);
        var message = ReceivedMessage.Read(context.Body.GetString(), contentType, trace);
        return message with { Destination = queue, Failures = CountIn(context, BrokerTransport.Failures) + failures };
    }

    private static int CountIn(ReceiveContext context, string header) =>
        context.TransportHeaders.TryGetHeader(header, out var value) ? Convert.ToInt32(value, CultureInfo.InvariantCulture) : 0;
}

/// <summary>Replaces MassTransit's error queue and dead-letter queue: the failure goes on to <see cref="BrokerDelivery"/>.</summary>
internal sealed class Rethrow : IFilter<ExceptionReceiveContext>, IFilter<ReceiveContext>
{
    public Task Send(ExceptionReceiveContext context, IPipe<ExceptionReceiveContext> next) => Task.FromException(context.Exception);

    public Task Send(ReceiveContext context, IPipe<ReceiveContext> next) =>
        Task.FromException(new MessageException(typeof(object), "No consumer takes this message."));

    public void Probe(ProbeContext context) => context.CreateFilterScope("rethrow");
}

using System.Diagnostics;
using System.Text;
using Kernel.Hosting;
using Kernel.Messaging.Outbox;
using Kernel.Messaging.Parked;
using MassTransit;
using MassTransit.Logging;
using MassTransit.Transports;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Kernel.Messaging.Transport;

/// <summary>Runs stored envelopes through one service's consumers and inbox, and parks them after the last failure.</summary>
internal sealed class EmbeddedReceiver(
    string name, IEnumerable<Type> messages, IReceiveEndpointDispatcher dispatcher, ParkedStore parked, Intake intake)
{
    private readonly HashSet<string> types = [.. messages.Select(MessageUrn.ForTypeString)];
    private readonly Lock counting = new();
    private readonly TaskCompletionSource idle = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int running;
    private bool isStopping;

    public string Name => name;

    public bool Takes(IEnumerable<string> messageTypes) => types.Overlaps(messageTypes);

    public async Task ReceiveAsync(OutboxMessage message, bool isLastAttempt, CancellationToken ct)
    {
        if (intake.Paused is not null || !TryBegin()) throw new IntakeClosedException(name);
        try
        {
            await DispatchAsync(message, isLastAttempt, ct);
        }
        finally
        {
            End();
        }
    }

    /// <summary>Takes no more messages, and waits for those that it has taken. Their consumers use what the service disposes of.</summary>
    public Task StopAsync(CancellationToken ct)
    {
        lock (counting)
        {
            isStopping = true;
            if (running == 0) idle.TrySetResult();
        }
        return idle.Task.WaitAsync(ct);
    }

    private bool TryBegin()
    {
        lock (counting)
        {
            if (!isStopping) running++;
            return !isStopping;
        }
    }

    private void End()
    {
        lock (counting)
        {
            if (--running == 0 && isStopping) idle.TrySetResult();
        }
    }

    private async Task DispatchAsync(OutboxMessage message, bool isLastAttempt, CancellationToken ct)
    {
        var headers = new Dictionary<string, object>
        {
            [MessageHeaders.MessageId] = message.MessageId.ToString(),
            [MessageHeaders.ContentType] = message.ContentType,
        };
        if ((Activity.Current?.Id ?? message.TraceParent) is { } trace) headers[DiagnosticHeaders.ActivityId] = trace;
        try
        {
            await dispatcher.Dispatch(Encoding.UTF8.GetBytes(message.Body), headers, ct);
        }
        catch (Exception error) when (!ct.IsCancellationRequested)
        {
            if (!await TryKeepAsync(message, error, isLastAttempt, ct)) throw;
        }
    }

    // A failure counts only if the database can be written right after it; otherwise the message is not to blame.
    private async Task<bool> TryKeepAsync(OutboxMessage message, Exception error, bool isLastAttempt, CancellationToken ct)
    {
        try
        {
            if (isLastAttempt) await parked.AddAsync(ReceivedMessage.Read(message.Body, message.ContentType, message.TraceParent), error);
            else await intake.WriteAsync(ct);
            return isLastAttempt;
        }
        catch (Exception away) when (!ct.IsCancellationRequested)
        {
            intake.Close(away);
            throw new IntakeClosedException(name, error);
        }
    }
}

/// <summary>The service takes no messages now.</summary>
internal sealed class IntakeClosedException(string service, Exception? cause = null)
    : Exception($"{service} takes no messages: its database cannot be written, or it stops.", cause);

/// <summary>Announces a service's consumers to the other services of its process.</summary>
internal sealed class EmbeddedStartup(
    EmbeddedHub hub, IReceiveEndpointDispatcherFactory dispatchers, ConsumedMessages consumed, ServiceName service, ParkedStore parked,
    Intake intake)
    : IHostedService
{
    private EmbeddedReceiver? receiver;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        receiver = new(service.Value, consumed.Types, dispatchers.CreateReceiver(service.Value), parked, intake);
        hub.Register(receiver);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => receiver?.StopAsync(cancellationToken) ?? Task.CompletedTask;
}

/// <summary>The message types that a service's registered consumers take.</summary>
internal sealed class ConsumedMessages(IServiceCollection services)
{
    public IReadOnlyList<Type> Types { get; } =
    [
        .. services.SelectMany(service => service.ServiceType.GetInterfaces())
            .Where(type => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IConsumer<>))
            .Select(type => type.GetGenericArguments()[0])
            .Distinct(),
    ];
}

using System.Diagnostics;
using System.Text.Json;
using Kernel.Data;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;

namespace Kernel.Messaging.Parked;

/// <summary>Keeps what still fails after its retries in the consumer's own schema, so that its queue goes on.</summary>
internal sealed class ParkedStore(IServiceScopeFactory scopes, TimeProvider clock)
{
    /// <summary>Throws where the database is away: then the message stays where it was.</summary>
    public async Task AddAsync(string body, string contentType, Exception error, string? traceParent)
    {
        var (id, types) = ReadEnvelope(body);
        await using var scope = scopes.CreateAsyncScope();
        var work = scope.ServiceProvider.GetRequiredService<UnitOfWork>();
        // A message that is delivered again after it was parked, or discarded, is no news.
        await work.RunAsync(() => work.TryInsertAsync(
            """
            INSERT INTO $schema.parked (id, message_id, message_types, content_type, trace_parent, body, error, state, parked_at)
            VALUES (@id, @messageId, @types, @contentType, @trace, @body, @error, 'parked', @now)
            """,
            new { id = Guid.CreateVersion7(), messageId = id, types, contentType, trace = traceParent ?? Activity.Current?.Id, body, error = error.ToString(), now = clock.GetUtcNow() }));
    }

    private static (Guid Id, string Types) ReadEnvelope(string body)
    {
        try
        {
            var envelope = JsonSerializer.Deserialize<Envelope>(body, JsonSerializerOptions.Web);
            return (envelope?.MessageId ?? Guid.CreateVersion7(), string.Join(';', envelope?.MessageType ?? []));
        }
        catch (JsonException)
        {
            return (Guid.CreateVersion7(), "");
        }
    }

    private sealed record Envelope(Guid? MessageId, string[]? MessageType);
}

/// <summary>The end of a receive pipeline over RabbitMQ: instead of another queue, the consumer's own table.</summary>
internal sealed class ParkFilter(ParkedStore parked) : IFilter<ExceptionReceiveContext>, IFilter<ReceiveContext>
{
    public async Task Send(ExceptionReceiveContext context, IPipe<ExceptionReceiveContext> next)
    {
        await ParkAsync(context, context.Exception);
        // What could not even be read has failed in no consumer, and would be parked again as one that none takes.
        if (!context.IsFaulted) await context.NotifyFaulted(context.Exception);
    }

    public Task Send(ReceiveContext context, IPipe<ReceiveContext> next) => ParkAsync(context, new MessageException(typeof(object), "No consumer takes this message."));

    public void Probe(ProbeContext context) => context.CreateFilterScope("park");

    private Task ParkAsync(ReceiveContext context, Exception error) =>
        parked.AddAsync(context.Body.GetString(), context.ContentType?.ToString() ?? "application/octet-stream", error, context.TransportHeaders.Get<string>(MassTransit.Logging.DiagnosticHeaders.ActivityId));
}

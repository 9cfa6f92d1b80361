using Kernel.Data;
using Kernel.Messaging.Outbox;
using Microsoft.Extensions.DependencyInjection;

namespace Kernel.Messaging.Parked;

/// <summary>Keeps messages in the consumer's own schema after their last failed attempt, so that the queue goes on.</summary>
internal sealed class ParkedStore(IServiceScopeFactory scopes, TimeProvider clock)
{
    /// <summary>Throws if the database is away; then the message stays in its queue.</summary>
    public async Task AddAsync(OutboxMessage message, Exception error)
    {
        await using var scope = scopes.CreateAsyncScope();
        var work = scope.ServiceProvider.GetRequiredService<UnitOfWork>();
        // A parked or discarded message that is delivered again changes nothing.
        await work.RunAsync(() => work.TryInsertAsync(
            """
            INSERT INTO $schema.parked (id, message_id, message_types, content_type, trace_parent, body, error, state, parked_at)
            VALUES (@id, @MessageId, @MessageTypes, @ContentType, @TraceParent, @Body, @error, 'parked', @now)
            """,
            new
            {
                id = Guid.CreateVersion7(),
                message.MessageId,
                message.MessageTypes,
                message.ContentType,
                message.TraceParent,
                message.Body,
                error = error.ToString(),
                now = clock.GetUtcNow(),
            }));
    }
}

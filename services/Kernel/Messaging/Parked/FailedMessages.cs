using Kernel.Data;
using Kernel.Messaging.Outbox;
using Microsoft.Extensions.DependencyInjection;

namespace Kernel.Messaging.Parked;

/// <summary>Keeps what a consumer failed to take: in the outbox, to be given to it again later; after the last attempt, parked.</summary>
/// <remarks>Nobody waits for it meanwhile. The service's own outbox knows how to send later; a broker does not.</remarks>
internal sealed class FailedMessages(
    IServiceScopeFactory scopes, OutboxStore outbox, ParkedStore parked, MessagingOptions options, TimeProvider clock)
{
    /// <summary>Throws where the database cannot be written: then the message must stay where it was.</summary>
    /// <param name="message">With the number of its failures, this one included, and the queue that it was in.</param>
    /// <param name="error">This failure.</param>
    /// <param name="mayBeTriedAgain">False for what nobody can read.</param>
    public async Task KeepAsync(OutboxMessage message, Exception error, bool mayBeTriedAgain)
    {
        if (!mayBeTriedAgain || message.Failures >= options.Attempts)
        {
            await parked.AddAsync(message, error);
            return;
        }
        await using var scope = scopes.CreateAsyncScope();
        var work = scope.ServiceProvider.GetRequiredService<UnitOfWork>();
        await work.RunAsync(() => outbox.AddAsync(work, message, notBefore: clock.GetUtcNow() + options.RetryDelay(message.Failures - 1)));
    }
}

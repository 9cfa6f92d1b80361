using Kernel.Data;
using Kernel.Messaging.Outbox;
using Microsoft.Extensions.DependencyInjection;

namespace Kernel.Messaging.Parked;

/// <summary>Keeps a message after a consumer's failure: in the outbox for a later attempt, and parked after the last one.</summary>
/// <remarks>No other message waits behind it. The service's own outbox can send later; a broker cannot.</remarks>
internal sealed class FailedMessages(
    IServiceScopeFactory scopes, OutboxStore outbox, ParkedStore parked, MessagingOptions options, TimeProvider clock)
{
    /// <summary>Throws if the database cannot be written; then the message must stay in its queue.</summary>
    /// <param name="message">The message with its number of failures, including this one, and its queue.</param>
    /// <param name="error">This failure.</param>
    /// <param name="mayBeTriedAgain">False for an unreadable message.</param>
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

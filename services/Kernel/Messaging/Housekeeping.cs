using Kernel.Data;
using Kernel.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Kernel.Messaging;

/// <summary>Deletes what is kept for a time only: inbox rows and kept replies.</summary>
internal static class Housekeeping
{
    public static async Task RunAsync(IServiceProvider services, CancellationToken ct)
    {
        var work = services.GetRequiredService<UnitOfWork>();
        var before = services.GetRequiredService<TimeProvider>().GetUtcNow() - KeptReply.KeptFor;
        await work.RunAsync(async () =>
        {
            await work.ExecuteAsync("DELETE FROM $schema.inbox WHERE consumed_at < @before", new { before });
            await work.ExecuteAsync("DELETE FROM $schema.idempotency WHERE created_at < @before", new { before });
        }, ct);
    }
}

using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Kernel.Messaging;

/// <summary>Deletes rows whose retention time is over.</summary>
/// <remarks>Each batch is a transaction, so no other transaction waits for long, and a later failure restores nothing.</remarks>
internal static class Housekeeping
{
    private const int BatchSize = 1000;

    public static void Add(IServiceCollection services)
    {
        services.AddSingleton(new Sweep("housekeeping", RunAsync));
        services.AddSingleton(new Retention("inbox", TimeSpan.FromDays(30), (work, before, limit) => work.ExecuteAsync(
            """
            DELETE FROM $schema.inbox WHERE consumed_at < @before
                AND message_id IN (SELECT message_id FROM $schema.inbox WHERE consumed_at < @before ORDER BY consumed_at
            """ + " " + Db.Page + ")",
            new { before, limit })));
        services.AddSingleton(new Retention("replies", KeptReply.KeptFor, async (work, before, limit) =>
        {
            await work.ExecuteAsync(
                $"""
                DELETE FROM $schema.personal_value
                WHERE id IN (SELECT body_id FROM $schema.idempotency WHERE created_at < @before ORDER BY created_at {Db.Page})
                """,
                new { before, limit });
            return await work.ExecuteAsync(
                $"""
                DELETE FROM $schema.idempotency WHERE created_at < @before
                    AND idempotency_key IN (
                        SELECT idempotency_key FROM $schema.idempotency WHERE created_at < @before ORDER BY created_at {Db.Page})
                """,
                new { before, limit });
        }));
        services.AddSingleton(new Retention("discarded-bodies", TimeSpan.FromDays(7), (work, before, limit) => work.ExecuteAsync(
            """
            UPDATE $schema.parked SET body = ''
            WHERE seq IN (SELECT seq FROM $schema.parked WHERE state = 'discarded' AND discarded_at < @before AND body <> '' ORDER BY seq
            """ + " " + Db.Page + ")",
            new { before, limit })));
        services.AddSingleton(new Retention("discarded", TimeSpan.FromDays(365), (work, before, limit) => work.ExecuteAsync(
            """
            DELETE FROM $schema.parked
            WHERE seq IN (SELECT seq FROM $schema.parked WHERE state = 'discarded' AND discarded_at < @before ORDER BY seq
            """ + " " + Db.Page + ")",
            new { before, limit })));
    }

    private static async Task RunAsync(IServiceProvider services, CancellationToken ct)
    {
        var configuration = services.GetRequiredService<IConfiguration>();
        var work = services.GetRequiredService<UnitOfWork>();
        var log = services.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(Housekeeping));
        var now = services.GetRequiredService<TimeProvider>().GetUtcNow();
        foreach (var retention in services.GetServices<Retention>())
        {
            var before = now - configuration.GetValue($"Retention:{retention.Name}", retention.KeptFor);
            try
            {
                await IdleWork.RunAsync($"housekeeping {retention.Name}", () => DeleteAsync(work, retention, before, ct));
            }
            catch (Exception error) when (!ct.IsCancellationRequested)
            {
                // A failure of one kind of row does not stop the others.
                log.LogError(error, "What is kept as {Retention} could not be deleted", retention.Name);
            }
        }
    }

    private static async Task<long> DeleteAsync(UnitOfWork work, Retention retention, DateTimeOffset before, CancellationToken ct)
    {
        var total = 0L;
        for (var deleted = BatchSize; deleted >= BatchSize; total += deleted)
        {
            await work.RunAsync(async () => deleted = await retention.DeleteAsync(work, before, BatchSize), ct);
        }
        return total;
    }
}

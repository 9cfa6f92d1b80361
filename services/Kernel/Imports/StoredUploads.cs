using Kernel.Data;
using Kernel.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Kernel.Imports;

/// <summary>How long uploads, imports and reports are kept.</summary>
internal static class StoredUploads
{
    // About 8 MiB in one transaction.
    private const int ChunksAtOnce = 32;

    /// <summary>An upload that has ended for longer than this, or takes longer, is dropped.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromHours(1);

    private static readonly TimeSpan KeptFor = TimeSpan.FromDays(30);

    public static IReadOnlyList<Retention> All { get; } =
    [
        new("import-uploads", Longest, (work, before, _) => work.ExecuteAsync(
            "DELETE FROM $schema.import_job WHERE state = 'receiving' AND created_at < @before", new { before })),
        new("import-chunks", TimeSpan.Zero, async (work, _, limit) =>
        {
            var orphan = await work.FindAsync<Guid?>(
                $"""
                SELECT c.job_id
                FROM $schema.import_chunk c
                WHERE c.job_id NOT IN (SELECT j.id FROM $schema.import_job j WHERE j.state IN ('receiving', 'received', 'running'))
                ORDER BY c.job_id {Db.Page}
                """,
                new { limit = 1 });
            return orphan is { } job && await DeleteAsync(work, job) > 0 ? limit : 0;
        }),
        new("imports", KeptFor, async (work, before, _) =>
        {
            await work.ExecuteAsync(
                """
                DELETE FROM $schema.import_report
                WHERE job_id IN (SELECT id FROM $schema.import_job WHERE ended_at < @before)
                """,
                new { before });
            return await work.ExecuteAsync("DELETE FROM $schema.import_job WHERE ended_at < @before", new { before });
        }),
    ];

    /// <summary>Deletes an upload whose import has ended, in small transactions. It has personal data, and is of no use.</summary>
    public static async Task ForgetAsync(IServiceScopeFactory scopes, Guid job)
    {
        for (var deleted = 1; deleted > 0;)
        {
            await using var scope = scopes.CreateAsyncScope();
            var work = scope.ServiceProvider.GetRequiredService<UnitOfWork>();
            await work.RunAsync(async () => deleted = await DeleteAsync(work, job));
        }
    }

    /// <summary>Deletes a few chunks of an upload whose import has ended.</summary>
    private static Task<int> DeleteAsync(UnitOfWork work, Guid job) => work.ExecuteAsync(
        $"""
        DELETE FROM $schema.import_chunk
        WHERE job_id = @job
            AND number IN (SELECT number FROM $schema.import_chunk WHERE job_id = @job ORDER BY number {Db.Page})
            AND @job NOT IN (SELECT id FROM $schema.import_job WHERE state IN ('receiving', 'received', 'running'))
        """,
        new { job, limit = ChunksAtOnce });
}

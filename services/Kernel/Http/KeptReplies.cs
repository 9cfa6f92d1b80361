using System.Collections.Concurrent;
using Kernel.Data;
using Kernel.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;

namespace Kernel.Http;

/// <summary>Counts the kept replies of each client, so that no client fills the shared table.</summary>
/// <remarks>
/// It counts in memory, and reads the table again near the limit, because other processes add rows and old rows are deleted.
/// </remarks>
internal sealed class KeptReplies(IConfiguration configuration, TimeProvider clock, ILogger<KeptReplies> log)
{
    private const int MostClients = 10_000;
    private static readonly TimeSpan ReadAgainAfter = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<string, Count> counts = new();

    /// <summary>A metric for ops.</summary>
    public static Figure Figure { get; } = new(
        "platform.replies", "{reply}", "Replies that are kept under idempotency keys.",
        (db, ct) => db.QueryAsync<StateCount>("SELECT 'kept' AS state, COUNT(*) AS things FROM $schema.idempotency", ct: ct));

    /// <summary>The limit for one client; <c>Http:KeptRepliesPerClient</c>.</summary>
    public long Limit { get; } = configuration.GetValue("Http:KeptRepliesPerClient", 100_000L);

    /// <summary>
    /// The number of a client's kept replies. It is read before a reply is written, so that two requests do not wait for each other.
    /// </summary>
    public async Task<long> CountAsync(UnitOfWork work, string actor)
    {
        var now = clock.GetUtcNow();
        if (counts.TryGetValue(actor, out var known)
            && (known.Value < Limit / 2 || (now - known.ReadAt).Duration() < ReadAgainAfter)) return known.Value;
        if (counts.Count > MostClients) counts.Clear();
        var kept = await work.SingleAsync<long>("SELECT COUNT(*) FROM $schema.idempotency WHERE actor = @actor", new { actor });
        if (kept >= Limit / 2) log.LogWarning("{Kept} replies are kept for one client, and at most {Limit} may be", kept, Limit);
        counts[actor] = new Count(kept, now);
        return kept;
    }

    /// <summary>Adds one kept reply.</summary>
    public void Add(string actor) =>
        counts.AddOrUpdate(actor, new Count(1, DateTimeOffset.MinValue), (_, count) => count with { Value = count.Value + 1 });

    private sealed record Count(long Value, DateTimeOffset ReadAt);
}

using System.Collections.Concurrent;
using System.Diagnostics;
using Kernel.Data;
using Microsoft.Extensions.Configuration;

namespace Bench.Hop;

/// <summary>When each effect was there to be read, as somebody who looks at the receiver's table sees it.</summary>
internal sealed class Effects(IConfiguration settings)
{
    private readonly Db db = Databases.Open(settings, Receiver.Schema);
    private ConcurrentDictionary<Guid, long> seen = new();
    private long last;

    public IReadOnlyDictionary<Guid, long> Seen => seen;

    public async Task WatchAsync(TimeSpan look, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            var rows = await db.QueryAsync<Row>(
                """
                SELECT seq, id
                FROM $schema.effect
                WHERE seq > @last
                ORDER BY seq
                """,
                new { last },
                CancellationToken.None);
            var now = Stopwatch.GetTimestamp();
            foreach (var row in rows) seen[row.Id] = now;
            if (rows.Count > 0) last = rows[^1].Seq;
            await Task.Delay(look, CancellationToken.None);
        }
    }

    /// <summary>What was seen so far, and begins anew.</summary>
    public IReadOnlyDictionary<Guid, long> TakeSeen() => Interlocked.Exchange(ref seen, new ConcurrentDictionary<Guid, long>());

    private sealed record Row
    {
        public long Seq { get; init; }
        public Guid Id { get; init; }
    }
}

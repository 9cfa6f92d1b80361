using Kernel.Data;
using Kernel.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Kernel.Changes;

/// <summary>
/// Compares things with the feed: all of a kind once, for those from before there was a feed, and after each change of the business date
/// those whose replies depend on it.
/// </summary>
internal static class CompareChanges
{
    public static Sweep Sweep { get; } = new("comparison of the change feed", RunAsync);

    private static async Task RunAsync(IServiceProvider services, CancellationToken ct)
    {
        var (log, work) = (services.GetRequiredService<ChangeLog>(), services.GetRequiredService<UnitOfWork>());
        var today = services.GetRequiredService<Today>().Value;
        var done = (await IdleWork.RunAsync("look for changes by date", () => services.GetRequiredService<Db>().QueryAsync<Checked>(
            "SELECT kind, checked_on FROM $schema.change_check", null, ct))).ToDictionary(row => row.Kind, row => row.CheckedOn);
        foreach (var kind in log.Kinds)
        {
            // The date of a local installation may go back.
            if (done.TryGetValue(kind.Name, out var on) && (kind.DatedAsync is null || on == today)) continue;
            await CompareAsync(log, work, kind, done.ContainsKey(kind.Name) ? kind.DatedAsync! : kind.AllAsync, ct);
            await work.RunAsync(() => work.UpsertNewerAsync(
                "UPDATE $schema.change_check SET checked_on = @today WHERE kind = @Name",
                "INSERT INTO $schema.change_check (kind, checked_on) VALUES (@Name, @today)",
                new { kind.Name, today }), ct);
        }
    }

    private static async Task CompareAsync(
        ChangeLog log, UnitOfWork work, ChangeKind kind, Func<IReader, long, int, Task<IReadOnlyList<Numbered>>> page, CancellationToken ct)
    {
        for (long? after = 0; after is not null;)
        {
            await work.RunAsync(async () =>
            {
                var things = await page(work.WithoutHold(), after.Value, ChangeLog.BatchSize);
                await log.CompareAsync(work, kind, [.. things.Select(thing => thing.Key)]);
                after = things.Count == ChangeLog.BatchSize ? things[^1].Seq : null;
            }, ct);
        }
    }

    private sealed record Checked
    {
        public string Kind { get; init; } = "";
        public DateOnly CheckedOn { get; init; }
    }
}

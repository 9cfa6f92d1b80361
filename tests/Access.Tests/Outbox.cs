using System.Reflection;
using MassTransit;
using Testing;

namespace Access.Tests;

/// <summary>Holds what an operation publishes against its row in <c>contracts/events.md</c>. No broker takes anything out of the
/// outbox.</summary>
internal static class Outbox
{
    private static readonly Dictionary<string, string> Names = typeof(Contracts.Roles).Assembly.GetTypes()
        .Where(type => type.IsDefined(typeof(EntityNameAttribute), inherit: false))
        .ToDictionary(type => type.GetCustomAttribute<EntityNameAttribute>()!.EntityName, type => type.Name);

    /// <summary>How far the outbox has come.</summary>
    public static async Task<long> EndAsync(Things things) =>
        (await things.App.Db.QueryAsync<long>("SELECT COALESCE(MAX(seq), 0) FROM $schema.outbox")).Single();

    /// <summary>What was published since then and is not in the row, and what the row promises and was not published.</summary>
    public static async Task<IEnumerable<string>> DifferencesAsync(Things things, string operation, long since)
    {
        var sent = await things.App.Db.QueryAsync<string>("SELECT destination FROM $schema.outbox WHERE seq > @since ORDER BY seq",
            new { since });
        // A replayed message goes to the service's own queue: it is published to nobody.
        return Differences(sent.Where(Names.ContainsKey).Select(name => Names[name]).ToHashSet(),
            EventTable.OperationsOf(things.Service)[operation]);
    }

    internal static IEnumerable<string> Differences(IReadOnlyCollection<string> published, EventRow row) =>
    [
        .. published.Except(row.Events.Select(one => one.Type))
            .Select(type => $"it published {type}, which is not in its row of contracts/events.md."),
        .. row.Events.Where(one => one.IsAlways && !published.Contains(one.Type))
            .Select(one => $"it did not publish {one.Type}, which its row promises."),
    ];
}

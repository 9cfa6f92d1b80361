using Kernel.Data;
using Kernel.Hosting;
using Microsoft.Extensions.Configuration;

namespace Kernel.Changes;

/// <summary>Deletes changes that newer ones have superseded for some time. The newest change of each thing stays, for snapshots.</summary>
internal static class ChangeRetention
{
    private const string Name = "changes";

    private const string Old =
        "(SELECT id FROM $schema.change WHERE superseded_at < @before ORDER BY superseded_at, seq " + Db.Page + ")";

    public static Retention Instance { get; } = new(Name, TimeSpan.FromDays(30), DeleteAsync);

    /// <summary>How long a superseded change is kept here.</summary>
    public static TimeSpan KeptFor(IConfiguration configuration) => configuration.GetValue($"Retention:{Name}", Instance.KeptFor);

    private static async Task<int> DeleteAsync(UnitOfWork work, DateTimeOffset before, int limit)
    {
        var old = new { before, limit };
        var oldest = await work.SingleAsync<long?>(
            "SELECT MAX(position) FROM $schema.change_sight WHERE change_id IN " + Old, old);
        // Readers that have not come so far would miss something.
        await work.ExecuteAsync("UPDATE $schema.change_feed SET oldest = @oldest WHERE oldest < @oldest", new { oldest });
        await work.ExecuteAsync("DELETE FROM $schema.change_form WHERE change_id IN " + Old, old);
        await work.ExecuteAsync("DELETE FROM $schema.change_sight WHERE change_id IN " + Old, old);
        return await work.ExecuteAsync("DELETE FROM $schema.change WHERE id IN " + Old, old);
    }
}

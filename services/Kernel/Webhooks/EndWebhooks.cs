using Kernel.Data;
using Kernel.Hosting;

namespace Kernel.Webhooks;

/// <summary>The webhooks of an organisation end with it (D45). Their secrets are deleted, and nothing that waits is sent.</summary>
internal sealed class EndWebhooks(Db db, UnitOfWork work, WebhookOwners owners, Today today, TimeProvider clock) : ISweep
{
    // Parameters of one statement.
    private const int AtOnce = 200;

    public static Sweep Sweep { get; } = Sweep.Of<EndWebhooks>("end of webhooks");

    public async Task<IReadOnlyList<Guid>> DueAsync(CancellationToken ct)
    {
        var organisations = await db.QueryAsync<string>(
            "SELECT DISTINCT organisation FROM $schema.webhook WHERE state <> 'ended'", ct: ct);
        var due = new List<Guid>();
        foreach (var some in organisations.Chunk(AtOnce))
        {
            if (await owners.EndedAsync(db, some) is not { Count: > 0 } ended) continue;
            due.AddRange(await db.QueryAsync<Guid>(
                "SELECT id FROM $schema.webhook WHERE organisation IN @ended AND state <> 'ended'", new { ended }, ct));
        }
        return due;
    }

    public async Task SweepAsync(Guid id, CancellationToken ct)
    {
        if (await WebhookRow.HoldAsync(work, id) is not { } held || held.State == WebhookState.Ended) return;
        var ended = held with
        {
            State = WebhookState.Ended,
            Reason = WebhookReason.OwnerEnded,
            Query = null,
            Secret = null,
            FormerSecret = null,
            FormerUntil = null,
            DueAt = null,
            Version = held.Version + 1,
        };
        await WebhookRow.RecordAsync(work, ended, "ended", Act.OfPlatform("end of webhooks", today, clock));
        await DeliveryStore.LeaveOutAsync(work, id);
        await work.ExecuteAsync("UPDATE $schema.webhook SET due_at = NULL, lease_token = NULL WHERE id = @id", new { id });
    }
}

using Kernel.Changes;
using Kernel.Data;

namespace Kernel.Webhooks;

/// <summary>Organisations follow their own webhooks, too: the feed tells that one was disabled or has ended.</summary>
internal static class WebhookChanges
{
    public static ChangeKind Kind { get; } = new()
    {
        Name = WebhookRow.Aggregate,
        NamedAsync = (reader, ids) => reader.QueryAsync<Named>(
            "SELECT id, organisation FROM $schema.webhook WHERE id IN @ids", new { ids }),
        Replies = ChangeKind.Each(
            async (reader, id, act) => (await WebhookRow.FindAsync(reader, id, act.Caller))?.ToReply(), hook => $"webhooks/{hook.Id}"),
        AllAsync = (reader, after, limit) => reader.QueryAsync<Numbered>(
            "SELECT seq, id FROM $schema.webhook WHERE seq > @after ORDER BY seq " + Db.Page, new { after, limit }),
    };
}

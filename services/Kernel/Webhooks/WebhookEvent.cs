using System.Text.Json;
using Kernel.Changes;

namespace Kernel.Webhooks;

/// <summary>The event that is sent: the feed's own, with ids, kind, state and version instead of the reply. The rest is fetched.</summary>
internal static class WebhookEvent
{
    private const string State = "state";

    public static ChangeEvent Of(ChangeEvent told) => told.Data is not { } reply ? told : told with
    {
        Data = JsonSerializer.SerializeToElement(new Dictionary<string, object?>
        {
            ["id"] = told.Thingid,
            ["kind"] = told.Kind,
            [State] = StateOf(reply),
            ["version"] = told.Version,
        }),
    };

    /// <summary>An event that tells nothing but that the receiver can be reached.</summary>
    public static ChangeEvent Test(WebhookRow hook, string service, string cursor, DateTimeOffset now) => new()
    {
        Specversion = "1.0",
        Id = Guid.CreateVersion7(),
        Source = $"/{service}/v1",
        Type = $"{service}.webhook.test.v1",
        Subject = $"/{service}/v1/webhooks/{hook.Id}",
        Time = now,
        Kind = WebhookRow.Aggregate,
        Thingid = $"{hook.Id}",
        Version = hook.Version,
        Cursor = cursor,
    };

    // Things without states have none, and an erased reply has none either.
    private static string? StateOf(JsonElement reply) =>
        reply.ValueKind == JsonValueKind.Object && reply.TryGetProperty(State, out var state) && state.ValueKind == JsonValueKind.String
            ? state.GetString()
            : null;
}

using System.Text.Json;
using Kernel.Changes;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;

namespace Kernel.Webhooks;

/// <summary>Sends one event that tells of no change, also while the webhook is paused or disabled. It is tried once.</summary>
internal static class TestWebhook
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    public static void Map(RouteGroupBuilder hooks) =>
        hooks.MapPost("/{id:guid}/test", HandleAsync).ForReaders(nameof(TestWebhook), "Send a test to a webhook's address");

    private static async Task<Results<Created<WebhookDelivery>, Refusal>> HandleAsync(
        Guid id, UnitOfWork work, ChangeReader feed, WebhookOptions options, WebhookQueue queue, ServiceName service,
        IOptions<JsonOptions> json, Act act, CancellationToken ct)
    {
        if (await WebhookRow.FindAsync(work, id, act.Caller, ct) is not { } held) return CommonProblems.NotFound();
        if (held.WhyNot(act.Caller) is { } refusal) return refusal;
        var tests = await DeliveryStore.TestsAsync(work.WithoutHold(), id, act.Now - Hour);
        if (tests >= options.TestsPerHour) return WebhookProblems.TestedTooOften(tests, options.TestsPerHour);

        var now = await feed.NowAsync(ct);
        var told = WebhookEvent.Test(held, service.Value, new ChangeCursor(now.Epoch, now.Position, null).ToString(), act.Now);
        var test = new DeliveryRow
        {
            Id = Guid.CreateVersion7(),
            WebhookId = id,
            Purpose = DeliveryRow.Test,
            MessageId = told.Id,
            Type = told.Type,
            Kind = told.Kind,
            ThingId = told.Thingid,
            ThingVersion = told.Version,
            Body = JsonSerializer.Serialize(told, json.Value.SerializerOptions),
            CreatedAt = act.Now,
            NextAt = act.Now,
        };
        await DeliveryStore.AddAsync(work, [test]);
        await ReplayWebhook.WakeAsync(work, id, queue, act);
        await work.AuditAsync("webhook delivery", test.Id, 1, "tested", act);
        return await work.CommitAsync(
            TypedResults.Created($"{WebhookRoutes.PathOf(service, id)}/deliveries/{test.Id}", test.ToReply()));
    }
}

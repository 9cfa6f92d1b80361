using System.ComponentModel.DataAnnotations;
using Kernel.Data;
using Kernel.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Kernel.Webhooks;

/// <summary>A new secret signs from now on. For a stated time the former one signs too, so the receiver changes when it likes.</summary>
internal static class RotateWebhookSecret
{
    private const int UsualHours = 24;
    private const int LongestHours = 7 * 24;

    /// <param name="Secret">The new secret: <c>whsec_</c> and 24 to 64 random bytes in base64. The service makes one if left out.</param>
    /// <param name="FormerHours">For how many hours the former secret signs too; 24 if left out. With 0 it stops at once.</param>
    public sealed record Request(
        [property: Code(100)] string? Secret = null, [property: Range(0, LongestHours)] int? FormerHours = null);

    public static void Map(RouteGroupBuilder hooks) =>
        hooks.MapPost("/{id:guid}/secret", HandleAsync).ForReaders(nameof(RotateWebhookSecret), "Give a webhook a new secret");

    private static async Task<Results<Ok<Webhook>, Refusal>> HandleAsync(
        Guid id, Request request, UnitOfWork work, SealedTexts texts, Act act)
    {
        if (await WebhookRow.FindAsync(work, id, act.Caller) is not { } held) return CommonProblems.NotFound();
        if (held.WhyNot(act.Caller) is { } refusal) return refusal;
        if (request.Secret is { } given && !WebhookSecret.IsOne(given)) return WebhookProblems.WrongSecret();

        var secret = request.Secret ?? WebhookSecret.Make();
        var former = request.FormerHours ?? UsualHours;
        var rotated = held with
        {
            Secret = texts.Seal(secret, id),
            FormerSecret = former > 0 ? texts.Seal(texts.Open(held.Secret!, id), id) : null,
            FormerUntil = former > 0 ? act.Now.AddHours(former) : null,
            Version = held.Version + 1,
        };
        await WebhookRow.RecordAsync(work, rotated, "secret rotated", act);
        var reply = rotated.ToReply();
        return await work.CommitAsync(TypedResults.Ok(request.Secret is null ? reply with { Secret = secret } : reply), kept: reply);
    }
}

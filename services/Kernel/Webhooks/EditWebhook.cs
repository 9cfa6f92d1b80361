using Kernel.Changes;
using Kernel.Data;
using Kernel.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Kernel.Webhooks;

/// <summary>Mends the address of a webhook, or changes its kinds (D43). What waits goes to the new address at once.</summary>
internal static class EditWebhook
{
    /// <param name="Address">Where changes are sent; as it is if left out.</param>
    /// <param name="Kinds">The kinds of things whose changes are sent; all if left out.</param>
    public sealed record Request(
        [property: Code(500, Pattern = "^[!-~]+$")] string? Address = null,
        [property: Code] IReadOnlyList<string>? Kinds = null);

    public static void Map(RouteGroupBuilder hooks) =>
        hooks.MapPut("/{id:guid}", HandleAsync).ForReaders(nameof(EditWebhook), "Change the address or the kinds of a webhook");

    /// <summary>The refusal of a kind that nobody follows here.</summary>
    public static Refusal? UnknownKind(IReadOnlyList<string>? kinds, ChangeLog log) =>
        kinds?.FirstOrDefault(kind => !log.Follows(kind)) is { } unknown
            ? ChangeProblems.NotAKind(unknown, log.Kinds.Select(kind => kind.Name))
            : null;

    private static async Task<Results<Ok<Webhook>, Refusal>> HandleAsync(
        Guid id, Request request, IfMatch match, UnitOfWork work, ChangeLog log, WebhookOptions options, SealedTexts texts,
        WebhookQueue queue, Act act)
    {
        if (await WebhookRow.FindAsync(work, id, act.Caller) is not { } held) return CommonProblems.NotFound();
        if (held.WhyNot(act.Caller) is { } refusal) return refusal;
        if (held.Version != match.Version) return CommonProblems.PreconditionFailed(held.Version);
        if (UnknownKind(request.Kinds, log) is { } unknown) return unknown;

        var edited = held.Next(act.Now) with { Kinds = string.Join(' ', (request.Kinds ?? []).Distinct()) };
        if (request.Address is { } text)
        {
            if (WebhookAddress.Read(text, options.AllowLocal, out var fault) is not { } address)
            {
                return WebhookProblems.WrongAddress(fault!);
            }
            edited = edited with
            {
                Address = address.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped),
                Query = address.Query.Length > 0 ? texts.Seal(address.Query, id) : null,
            };
            await DeliveryStore.BeginAgainAsync(work, id, act.Now);
        }
        await WebhookRow.RecordAsync(work, edited, "edited", act);
        work.Committed += () => queue.Add(id);
        return await work.CommitAsync(TypedResults.Ok(edited.ToReply()));
    }
}

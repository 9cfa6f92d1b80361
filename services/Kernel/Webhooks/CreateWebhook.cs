using Kernel.Changes;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Kernel.Webhooks;

/// <summary>An organisation lets its changes be sent to an address, from now on.</summary>
internal static class CreateWebhook
{
    /// <param name="Address">
    /// Where changes are sent: https, the name of a public host, and the port 443 or 8443. A query may have the receiver's own key.
    /// </param>
    /// <param name="Kinds">The kinds of things whose changes are sent, such as <c>learner</c>; all if left out.</param>
    /// <param name="Secret">
    /// The secret that signs requests: <c>whsec_</c> and 24 to 64 random bytes in base64. Left out, the service makes one.
    /// </param>
    public sealed record Request(
        [property: Code(500, Pattern = "^[!-~]+$")] string Address,
        [property: Code] IReadOnlyList<string>? Kinds = null,
        [property: Code(100)] string? Secret = null);

    public static void Map(RouteGroupBuilder hooks) =>
        hooks.MapPost("", HandleAsync).ForReaders(nameof(CreateWebhook), "Let changes of what you see be sent to an address");

    private static async Task<Results<Created<Webhook>, Refusal>> HandleAsync(
        Request request, UnitOfWork work, ChangeReader feed, ChangeLog log, WebhookOwners owners, WebhookOptions options,
        SealedTexts texts, ServiceName service, Act act, CancellationToken ct)
    {
        if (WebhookAddress.Read(request.Address, options.AllowLocal, out var fault) is not { } address)
        {
            return WebhookProblems.WrongAddress(fault!);
        }
        if (EditWebhook.UnknownKind(request.Kinds, log) is { } unknown) return unknown;
        if (request.Secret is { } given && !WebhookSecret.IsOne(given)) return WebhookProblems.WrongSecret();
        var org = act.Caller.Org;
        if ((await owners.EndedAsync(work.WithoutHold(), [org])).Count > 0) return WebhookProblems.OwnerHasEnded(org);
        var has = await work.SingleAsync<long>(
            "SELECT COUNT(*) FROM $schema.webhook WHERE organisation = @org AND state <> 'ended'", new { org }, ct);
        if (has >= options.PerOrganisation) return WebhookProblems.TooManyOf(has, options.PerOrganisation);

        var (id, secret) = (Guid.CreateVersion7(), request.Secret ?? WebhookSecret.Make());
        var row = new WebhookRow
        {
            Id = id,
            Organisation = org,
            Roles = string.Join(' ', ReadChanges.Readers.Where(act.Caller.Is)),
            Kinds = string.Join(' ', (request.Kinds ?? []).Distinct()),
            Address = address.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped),
            Query = address.Query.Length > 0 ? texts.Seal(address.Query, id) : null,
            Secret = texts.Seal(secret, id),
            State = WebhookState.Active,
            Position = (await feed.NowAsync(ct)).Position,
            CreatedAt = act.Now,
            Version = 1,
        };
        await work.ExecuteAsync(
            """
            INSERT INTO $schema.webhook (
                id, organisation, roles, kinds, address, query, secret, state, position, is_failing, is_down, created_at,
                version)
            VALUES (@Id, @Organisation, @Roles, @Kinds, @Address, @Query, @Secret, @State, @Position, 0, 0, @CreatedAt, @Version)
            """,
            new
            {
                row.Id,
                row.Organisation,
                row.Roles,
                row.Kinds,
                row.Address,
                row.Query,
                row.Secret,
                row.State,
                row.Position,
                row.CreatedAt,
                row.Version,
            });
        await work.AuditAsync(WebhookRow.Aggregate, id, 1, "created", act);
        var reply = row.ToReply();
        var shown = request.Secret is null ? reply with { Secret = secret } : reply;
        return await work.CommitAsync(TypedResults.Created(WebhookRoutes.PathOf(service, id), shown), kept: reply);
    }
}

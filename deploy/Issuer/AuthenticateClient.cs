using Microsoft.AspNetCore;
using OpenIddict.Abstractions;
using OpenIddict.Server;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace Issuer;

/// <summary>
/// A token request is answered only to a known client with its own secret, and only within its own scopes. A person is asked to sign in
/// only for a client that may sign persons in, and is sent back only to an address of that client.
/// </summary>
internal sealed class AuthenticateClient(LocalClients clients, GrantedClients granted)
    : IOpenIddictServerHandler<ValidateTokenRequestContext>, IOpenIddictServerHandler<ValidateAuthorizationRequestContext>,
        IOpenIddictServerHandler<ValidateEndSessionRequestContext>
{
    private static readonly TokenClient Nobody = new("", null, null, [], [], [TokenClient.HashOf(Guid.NewGuid().ToString())]);

    public async ValueTask HandleAsync(ValidateTokenRequestContext context)
    {
        var http = context.Transaction.GetHttpRequest()!.HttpContext;
        TokenClient client;
        try
        {
            // An unknown client costs the same comparison and gets the same answer as a wrong secret.
            client = clients.Find(context.ClientId)?.ToTokenClient()
                ?? await granted.FindAsync(context.ClientId, (context.Options.Issuer ?? context.BaseUri)!, http.RequestAborted)
                ?? Nobody;
        }
        catch (Exception error) when (error is HttpRequestException or TaskCanceledException)
        {
            context.Reject(Errors.TemporarilyUnavailable, "Industry-partnership, which knows the client, does not answer.");
            return;
        }
        http.Items[typeof(TokenClient)] = client;
        if (!client.HasSecret(context.ClientSecret))
            context.Reject(Errors.InvalidClient, "The client is unknown or its secret is wrong.");
        else if (context.Request.GetScopes().Except(client.Scopes).Any())
            context.Reject(Errors.InvalidScope, "The client may not ask for one of these scopes.");
    }

    public ValueTask HandleAsync(ValidateAuthorizationRequestContext context)
    {
        if (clients.Find(context.ClientId) is not { } client
            || !Uri.TryCreate(context.RedirectUri, UriKind.Absolute, out var back) || !client.RedirectUris.Contains(back))
        {
            context.Reject(Errors.InvalidRequest, "The client is unknown, or this is no address of the client.");
        }
        else if (context.Request.GetScopes().Except([.. client.Scopes, Scopes.OpenId, Scopes.Profile]).Any())
        {
            context.Reject(Errors.InvalidScope, "The client may not ask for one of these scopes.");
        }
        return ValueTask.CompletedTask;
    }

    public ValueTask HandleAsync(ValidateEndSessionRequestContext context)
    {
        var isOurs = context.PostLogoutRedirectUri is not { } asked
            || (Uri.TryCreate(asked, UriKind.Absolute, out var back) && clients.All.SelectMany(client => client.RedirectUris)
                .Any(uri => Origin(uri) == Origin(back)));
        if (!isOurs) context.Reject(Errors.InvalidRequest, "This is no address of a client.");
        return ValueTask.CompletedTask;
    }

    private static string Origin(Uri address) => address.GetLeftPart(UriPartial.Authority);
}

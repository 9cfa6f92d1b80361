using OpenIddict.Abstractions;
using OpenIddict.Server;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace Issuer;

/// <summary>
/// A token request is answered only to a known client with its own secret, and only within its own scopes. A person is asked to sign in
/// only for a client that may sign persons in, and is sent back only to an address of that client.
/// </summary>
internal sealed class AuthenticateClient(LocalClients clients)
    : IOpenIddictServerHandler<ValidateTokenRequestContext>, IOpenIddictServerHandler<ValidateAuthorizationRequestContext>,
        IOpenIddictServerHandler<ValidateEndSessionRequestContext>
{
    private static readonly LocalClient Nobody = new() { Id = "", Secret = Guid.NewGuid().ToString(), Label = "" };

    public ValueTask HandleAsync(ValidateTokenRequestContext context)
    {
        // An unknown client costs the same comparison and gets the same answer as a wrong secret.
        var client = clients.Find(context.ClientId) ?? Nobody;
        if (!client.HasSecret(context.ClientSecret))
            context.Reject(Errors.InvalidClient, "The client is unknown or its secret is wrong.");
        else if (context.Request.GetScopes().Except(client.Scopes).Any())
            context.Reject(Errors.InvalidScope, "The client may not ask for one of these scopes.");
        return ValueTask.CompletedTask;
    }

    public ValueTask HandleAsync(ValidateAuthorizationRequestContext context)
    {
        var client = clients.Find(context.ClientId) ?? Nobody;
        if (!Uri.TryCreate(context.RedirectUri, UriKind.Absolute, out var back) || !client.RedirectUris.Contains(back))
            context.Reject(Errors.InvalidRequest, "The client is unknown, or this is no address of the client.");
        else if (context.Request.GetScopes().Except([.. client.Scopes, Scopes.OpenId, Scopes.Profile]).Any())
            context.Reject(Errors.InvalidScope, "The client may not ask for one of these scopes.");
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

using OpenIddict.Abstractions;
using OpenIddict.Server;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace Issuer;

/// <summary>A token request is answered only to a known client with its own secret, and only within its own scopes.</summary>
internal sealed class AuthenticateClient(LocalClients clients) : IOpenIddictServerHandler<ValidateTokenRequestContext>
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
}

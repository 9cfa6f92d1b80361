using System.Security.Claims;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using OpenIddict.Abstractions;
using OpenIddict.Server.AspNetCore;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace Issuer;

/// <summary>
/// Tokens for local use: the client credentials grant for the clients of clients.json, discovery and keys at the standard paths.
/// In production the authority is any OIDC issuer that puts the same claims into its tokens.
/// </summary>
public static class IssuerService
{
    private const string TokenPath = "/connect/token";
    private const string Audience = "platform";

    /// <summary>The signing key is kept in <paramref name="signingKeyFolder"/>; by default in <c>Issuer:KeyFolder</c>, else
    /// <c>data</c>.</summary>
    public static void AddIssuer(this WebApplicationBuilder builder, string? signingKeyFolder = null)
    {
        builder.Configuration.Sources.Insert(0, new ChainedConfigurationSource { Configuration = LocalClients.Embedded() });
        builder.Services.AddSingleton<LocalClients>();

        builder.Services.AddOpenIddict().AddServer(server =>
        {
            server.EnableDegradedMode();
            server.AllowClientCredentialsFlow();
            server.SetTokenEndpointUris(TokenPath);
            server.SetAccessTokenLifetime(TimeSpan.FromHours(1));
            server.RegisterScopes("enrollment", "faculty-certification", "industry-partnership");

            server.AddSigningKey(SigningKey.LoadOrCreate(signingKeyFolder ?? builder.Configuration["Issuer:KeyFolder"] ?? "data"));
            server.DisableAccessTokenEncryption();
            // The server insists on an encryption key, though it has nothing left to encrypt.
            server.AddEncryptionKey(new SymmetricSecurityKey(RandomNumberGenerator.GetBytes(32)));

            server.AddEventHandler<ValidateTokenRequestContext>(handler => handler.UseSingletonHandler<AuthenticateClient>());
            server.UseAspNetCore().EnableTokenEndpointPassthrough().DisableTransportSecurityRequirement();

            // Without a fixed URI the issuer is the address that the request was sent to.
            if (builder.Configuration.GetValue<Uri>("Issuer:Uri") is { } uri) server.SetIssuer(uri);
        });
    }

    public static void MapIssuer(this WebApplication app) =>
        app.MapPost(TokenPath, IssueToken).AllowAnonymous().ExcludeFromDescription();

    private static IResult IssueToken(HttpContext http, LocalClients clients)
    {
        var request = http.GetOpenIddictServerRequest()!;
        var client = clients.Find(request.ClientId)!;

        var identity = new ClaimsIdentity(OpenIddictServerAspNetCoreDefaults.AuthenticationScheme)
            .SetClaim(Claims.Subject, client.Person ?? client.Id)
            .SetClaim("org", client.Org)
            .SetClaim("person", client.Person);
        // Always an array, even of one: readers of the token need only one form.
        if (client.Roles.Count > 0)
        {
            identity.AddClaim(new Claim("roles", JsonSerializer.Serialize(client.Roles), JsonClaimValueTypes.JsonArray));
        }

        identity.SetScopes(request.GetScopes() is { Length: > 0 } asked ? asked : client.Scopes);
        identity.SetResources(Audience);
        identity.SetDestinations(_ => [Destinations.AccessToken]);

        return Results.SignIn(new ClaimsPrincipal(identity), authenticationScheme: OpenIddictServerAspNetCoreDefaults.AuthenticationScheme);
    }
}

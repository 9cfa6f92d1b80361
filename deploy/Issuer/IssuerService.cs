using System.Security.Claims;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore;
using Microsoft.AspNetCore.Authentication;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using OpenIddict.Abstractions;
using OpenIddict.Server.AspNetCore;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace Issuer;

/// <summary>
/// Tokens for local use, with discovery and keys at the standard paths. Clients of clients.json, and those that an authority granted, get
/// them by the client credentials grant, and persons of people.json by the code flow with PKCE, without a password. In production the
/// authority is any OIDC issuer that puts the same claims into its tokens.
/// </summary>
public static class IssuerService
{
    private const string TokenPath = "/connect/token";
    private const string AuthorizePath = "/connect/authorize";
    private const string EndSessionPath = "/connect/end-session";

    internal const string Audience = "platform";

    /// <summary>The services' names: the scopes of a granted client.</summary>
    internal static readonly string[] ServiceScopes = ["enrollment", "faculty-certification", "industry-partnership"];

    /// <summary>The signing key is kept in <paramref name="signingKeyFolder"/>; by default in <c>Issuer:KeyFolder</c>, else
    /// <c>data</c>.</summary>
    public static void AddIssuer(this WebApplicationBuilder builder, string? signingKeyFolder = null)
    {
        builder.Configuration.Sources.Insert(0, new ChainedConfigurationSource { Configuration = LocalClients.Embedded() });
        builder.Services.AddSingleton<LocalClients>();
        builder.Services.AddSingleton<LocalPeople>();
        var signingKey = SigningKey.LoadOrCreate(signingKeyFolder ?? builder.Configuration["Issuer:KeyFolder"] ?? "data");
        builder.Services.AddSingleton(_ => new GrantedClients(builder.Configuration, signingKey));

        builder.Services.AddOpenIddict().AddServer(server =>
        {
            server.EnableDegradedMode();
            server.AllowClientCredentialsFlow();
            server.AllowAuthorizationCodeFlow().RequireProofKeyForCodeExchange();
            server.SetTokenEndpointUris(TokenPath);
            server.SetAuthorizationEndpointUris(AuthorizePath);
            server.SetEndSessionEndpointUris(EndSessionPath);
            server.SetAccessTokenLifetime(TimeSpan.FromHours(1));
            server.RegisterScopes([Scopes.Profile, .. ServiceScopes]);

            server.AddSigningKey(signingKey);
            server.DisableAccessTokenEncryption();
            // The server insists on an encryption key, though it has nothing left to encrypt.
            server.AddEncryptionKey(new SymmetricSecurityKey(RandomNumberGenerator.GetBytes(32)));

            server.AddEventHandler<ValidateTokenRequestContext>(handler => handler.UseSingletonHandler<AuthenticateClient>());
            server.AddEventHandler<ValidateAuthorizationRequestContext>(handler => handler.UseSingletonHandler<AuthenticateClient>());
            server.AddEventHandler<ValidateEndSessionRequestContext>(handler => handler.UseSingletonHandler<AuthenticateClient>());
            server.UseAspNetCore().EnableTokenEndpointPassthrough().EnableAuthorizationEndpointPassthrough()
                .EnableEndSessionEndpointPassthrough().DisableTransportSecurityRequirement();

            // Without a fixed URI the issuer is the address that the request was sent to.
            if (builder.Configuration.GetValue<Uri>("Issuer:Uri") is { } uri) server.SetIssuer(uri);
        });
    }

    public static void MapIssuer(this WebApplication app)
    {
        var connect = app.MapGroup("").AllowAnonymous().ExcludeFromDescription();
        // Without the cast it would be taken for a request delegate, whose result nobody writes.
        connect.MapPost(TokenPath, (Delegate)IssueTokenAsync);
        connect.MapGet(AuthorizePath, SignPersonIn);
        connect.MapGet(EndSessionPath, () => Results.SignOut(
            new AuthenticationProperties { RedirectUri = "/" }, [OpenIddictServerAspNetCoreDefaults.AuthenticationScheme]));
        connect.MapGet(SignInPage.StylePath, SignInPage.Style);
    }

    private static async Task<IResult> IssueTokenAsync(HttpContext http)
    {
        var request = http.GetOpenIddictServerRequest()!;
        if (request.IsAuthorizationCodeGrantType())
        {
            // The code says who signed in, and with which scopes.
            var code = await http.AuthenticateAsync(OpenIddictServerAspNetCoreDefaults.AuthenticationScheme);
            return Issue(code.Principal!);
        }
        var client = (TokenClient)http.Items[typeof(TokenClient)]!;
        var scopes = request.GetScopes() is { Length: > 0 } asked ? asked : [.. client.Scopes];
        return Issue(PrincipalOf(client.Person ?? client.Id, null, client.Org, client.Person, client.Roles, scopes));
    }

    private static IResult SignPersonIn(HttpContext http, LocalPeople people)
    {
        var request = http.GetOpenIddictServerRequest()!;
        return people.Find((string?)request[SignInPage.Parameter]) is { } one
            ? Issue(PrincipalOf(one.Person ?? one.Id, one.Label, one.Org, one.Person, one.Roles, request.GetScopes()))
            : SignInPage.Of(http, people);
    }

    private static IResult Issue(ClaimsPrincipal who) =>
        Results.SignIn(who, authenticationScheme: OpenIddictServerAspNetCoreDefaults.AuthenticationScheme);

    private static ClaimsPrincipal PrincipalOf(
        string subject, string? name, string? org, string? person, IReadOnlyList<string> roles, IReadOnlyList<string> scopes)
    {
        var identity = new ClaimsIdentity(OpenIddictServerAspNetCoreDefaults.AuthenticationScheme)
            .SetClaim(Claims.Subject, subject)
            .SetClaim(Claims.Name, name)
            .SetClaim("org", org)
            .SetClaim("person", person);
        // Always an array, even of one: readers of the token need only one form.
        if (roles.Count > 0)
        {
            identity.AddClaim(new Claim("roles", JsonSerializer.Serialize(roles), JsonClaimValueTypes.JsonArray));
        }

        identity.SetScopes(scopes);
        identity.SetResources(Audience);
        // A name is for the head of a page, and no service needs it.
        identity.SetDestinations(
            claim => claim.Type == Claims.Name ? [Destinations.IdentityToken] : [Destinations.AccessToken]);
        return new ClaimsPrincipal(identity);
    }
}

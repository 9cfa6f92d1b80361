using System.Security.Claims;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.Tokens;

namespace Kernel.Hosting;

/// <summary>Bearer tokens of any OpenID Connect issuer, checked alike at the gateway and in each service.</summary>
public static class Tokens
{
    /// <summary>The one role without an organisation: it runs the platform.</summary>
    public const string Ops = "ops";

    internal const string Subject = "sub";
    internal const string ClientId = "client_id";
    internal const string AuthorizedParty = "azp";
    internal const string Organisation = "org";
    internal const string Person = "person";

    // RFC 9068. With JWT in the list, an ID token would pass as well.
    private static readonly string[] AccessTokens = ["at+jwt", "application/at+jwt"];

    // The shortest time that the library allows; a revoked key is trusted no longer.
    private static readonly TimeSpan KeysAreReadEvery = TimeSpan.FromMinutes(5);

    /// <summary>
    /// Configured by <c>Authentication:Authority</c> (the issuer's URL), <c>Authentication:Audience</c> (<c>platform</c> by default),
    /// <c>Authentication:TokenTypes</c> (the header <c>typ</c>; <c>at+jwt</c> by default), and <c>Authentication:MetadataAddress</c> (the
    /// issuer's metadata, if tokens name another address).
    /// </summary>
    public static void AddTokens(this WebApplicationBuilder builder)
    {
        var settings = builder.Configuration.GetSection("Authentication");
        builder.Services.AddAuthorization();
        builder.Services.AddSingleton<IAuthorizationMiddlewareResultHandler, AccessRefusals>();
        builder.Services.AddSingleton<KeptTokens>();
        builder.Services.AddAuthentication(JwtBearerDefaults.AuthenticationScheme).AddJwtBearer(bearer =>
        {
            bearer.Authority = settings["Authority"];
            if (settings["MetadataAddress"] is { Length: > 0 } metadata) bearer.MetadataAddress = metadata;
            bearer.RequireHttpsMetadata = (settings["MetadataAddress"]
                ?? bearer.Authority)?.StartsWith("http:", StringComparison.OrdinalIgnoreCase) != true;
            bearer.MapInboundClaims = false;
            bearer.AutomaticRefreshInterval = KeysAreReadEvery;
            bearer.TokenValidationParameters = new TokenValidationParameters
            {
                ValidTypes = settings.GetSection("TokenTypes").Get<string[]>() ?? AccessTokens,
                ValidAudience = settings["Audience"] ?? "platform",
                // Asymmetric algorithms only: a symmetric key that verifies could also sign.
                ValidAlgorithms = [
                    SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSsaPssSha256, SecurityAlgorithms.EcdsaSha256,
                    SecurityAlgorithms.EcdsaSha384,
                ],
                ClockSkew = TimeSpan.FromSeconds(30),
                NameClaimType = Subject,
                RoleClaimType = "roles",
            };
            bearer.Events = new JwtBearerEvents
            {
                OnChallenge = async challenge =>
                {
                    // Without the issuer's keys no token can be judged, so none is called invalid.
                    if (challenge.AuthenticateFailure is null
                        || await HasKeysAsync(challenge.Options, challenge.HttpContext.RequestAborted)) return;
                    challenge.HandleResponse();
                    challenge.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
                },
            };
        });
        builder.Services.AddOptions<JwtBearerOptions>(JwtBearerDefaults.AuthenticationScheme).PostConfigure<KeptTokens>((bearer, tokens) =>
        {
            bearer.TokenHandlers.Clear();
            bearer.TokenHandlers.Add(tokens);
            // Former keys would still verify after the issuer revoked them.
            if (bearer.ConfigurationManager is BaseConfigurationManager issuer) issuer.UseLastKnownGoodConfiguration = false;
        });
    }

    /// <summary>The client of the token; null without a token.</summary>
    public static string? ClientOf(ClaimsPrincipal caller) => (caller.FindFirst(ClientId) ?? caller.FindFirst(AuthorizedParty))?.Value;

    private static async Task<bool> HasKeysAsync(JwtBearerOptions bearer, CancellationToken ct)
    {
        try
        {
            return bearer.ConfigurationManager is { } issuer && await issuer.GetConfigurationAsync(ct) is not null;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    /// <summary>A token with the scope of this name; scopes are the services' names.</summary>
    public static AuthorizationPolicy Scope(string scope) =>
        new AuthorizationPolicyBuilder().RequireAuthenticatedUser().AddRequirements(new NeedsScope(scope)).Build();

    /// <summary>Only callers with one of these roles, acting for an organisation (<see cref="Ops"/> for none).</summary>
    public static TBuilder Allow<TBuilder>(this TBuilder route, params string[] roles) where TBuilder : IEndpointConventionBuilder => route
        .RequireAuthorization(policy => policy.AddRequirements(new NeedsRole(roles)))
        .WithMetadata(new AllowedRoles(roles));
}

/// <summary>Who may call a route; shown in the OpenAPI document as <c>x-roles</c>.</summary>
public sealed record AllowedRoles(IReadOnlyList<string> Roles);

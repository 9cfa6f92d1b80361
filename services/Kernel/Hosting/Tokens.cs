using Kernel.Http;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.Tokens;

namespace Kernel.Hosting;

/// <summary>Bearer tokens of any OpenID Connect issuer, checked alike at the gateway and in each service.</summary>
public static class Tokens
{
    /// <summary>The one role that acts for no organisation: who runs the platform.</summary>
    public const string Ops = "ops";

    /// <summary>
    /// Configured by <c>Authentication:Authority</c> (the issuer's URL), <c>Authentication:Audience</c> (<c>platform</c> by default), and
    /// <c>Authentication:MetadataAddress</c>, where the issuer's metadata is read at another address than the tokens name.
    /// </summary>
    public static void AddTokens(this WebApplicationBuilder builder)
    {
        var settings = builder.Configuration.GetSection("Authentication");
        builder.Services.AddAuthorization();
        builder.Services.AddAuthentication(JwtBearerDefaults.AuthenticationScheme).AddJwtBearer(bearer =>
        {
            bearer.Authority = settings["Authority"];
            if (settings["MetadataAddress"] is { Length: > 0 } metadata) bearer.MetadataAddress = metadata;
            bearer.RequireHttpsMetadata = (settings["MetadataAddress"] ?? bearer.Authority)?.StartsWith("http:", StringComparison.OrdinalIgnoreCase) != true;
            bearer.MapInboundClaims = false;
            bearer.TokenValidationParameters = new TokenValidationParameters
            {
                ValidAudience = settings["Audience"] ?? "platform",
                // Asymmetric only: with a symmetric one anybody who has the public key could sign.
                ValidAlgorithms = [SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSsaPssSha256, SecurityAlgorithms.EcdsaSha256, SecurityAlgorithms.EcdsaSha384],
                ClockSkew = TimeSpan.FromSeconds(30),
                NameClaimType = "sub",
                RoleClaimType = "roles",
            };
            bearer.Events = new JwtBearerEvents
            {
                OnChallenge = async challenge =>
                {
                    // Without its issuer's keys every token looks wrong, and none may be called so.
                    if (challenge.AuthenticateFailure is null || await HasKeysAsync(challenge.Options, challenge.HttpContext.RequestAborted)) return;
                    challenge.HandleResponse();
                    challenge.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
                },
            };
        });
    }

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
    public static AuthorizationPolicy Scope(string scope) => new AuthorizationPolicyBuilder()
        .RequireAuthenticatedUser()
        .RequireAssertion(context => context.User.FindAll("scope").Any(claim => claim.Value.Split(' ').Contains(scope)))
        .Build();

    /// <summary>Only callers with one of these roles, acting for an organisation (<see cref="Ops"/> for none).</summary>
    public static TBuilder Allow<TBuilder>(this TBuilder route, params string[] roles) where TBuilder : IEndpointConventionBuilder => route
        .RequireAuthorization(policy => policy.RequireAssertion(context =>
        {
            var caller = Caller.Of(context.User);
            return roles.Any(role => caller.Is(role) && (caller.Org.Length > 0 || role == Ops));
        }))
        .WithMetadata(new AllowedRoles(roles));
}

/// <summary>Who may call a route; shown in the OpenAPI document as <c>x-roles</c>.</summary>
public sealed record AllowedRoles(IReadOnlyList<string> Roles);

using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace Gateway.Portal;

/// <summary>
/// Signs persons in by OpenID Connect: the code flow with PKCE at the issuer of <c>Portal:Authority</c> (<c>Authentication:Authority</c> if
/// left out), as the client <c>Portal:ClientId</c> with <c>Portal:ClientSecret</c>. Without a client, the pages for everybody still work.
/// Only pages read the cookie: the API takes bearer tokens alone.
/// </summary>
internal static class SignIn
{
    /// <summary>Where the issuer sends the browser back to.</summary>
    public const string CallbackPath = "/signed-in";

    /// <summary>The hidden field with the antiforgery token.</summary>
    public const string CsrfField = "csrf";

    private const string Session = "portal";
    private const string Issuer = "portal-issuer";
    private const string SignedOutPath = "/signed-out";
    private const string Roles = "roles";

    public static void Add(WebApplicationBuilder builder)
    {
        // Sessions end with the process anyway, so its keys may as well.
        builder.Services.AddDataProtection().UseEphemeralDataProtectionProvider();
        builder.Services.AddSingleton<Sessions>();
        var secure = IsLocal(builder.Configuration) ? CookieSecurePolicy.SameAsRequest : CookieSecurePolicy.Always;
        builder.Services.AddAntiforgery(antiforgery =>
        {
            antiforgery.FormFieldName = CsrfField;
            antiforgery.SuppressXFrameOptionsHeader = true;
            // A tab that was opened from a message sends the cookie too, and so keeps the forms of other tabs.
            antiforgery.Cookie = new CookieBuilder
            {
                Name = "portal-form",
                HttpOnly = true,
                IsEssential = true,
                SameSite = SameSiteMode.Lax,
                SecurePolicy = secure,
            };
        });
        var authentication = builder.Services.AddAuthentication().AddCookie(Session, cookie =>
        {
            cookie.Cookie.Name = Session;
            cookie.Cookie.HttpOnly = true;
            cookie.Cookie.SameSite = SameSiteMode.Lax;
            cookie.Cookie.SecurePolicy = secure;
            // A session ends with its access token.
            cookie.SlidingExpiration = false;
        });
        builder.Services.AddOptions<CookieAuthenticationOptions>(Session).Configure<Sessions>((cookie, kept) => cookie.SessionStore = kept);
        if (!IsOffered(builder.Configuration)) return;
        authentication.AddOpenIdConnect(Issuer, oidc => Configure(oidc, builder.Configuration, secure));
    }

    /// <summary>The issuer's origin, to which a form may lead on.</summary>
    public static string? OriginOf(IConfiguration configuration) =>
        Uri.TryCreate(AuthorityOf(configuration), UriKind.Absolute, out var issuer) ? issuer.GetLeftPart(UriPartial.Authority) : null;

    public static bool IsOffered(IConfiguration configuration) =>
        configuration["Portal:ClientId"] is { Length: > 0 } && AuthorityOf(configuration) is { Length: > 0 };

    public static Task<AuthenticateResult> SessionAsync(HttpContext http) => http.AuthenticateAsync(Session);

    /// <summary>Sends the visitor to the issuer, and back to an address of this site.</summary>
    /// <returns>Whether the issuer can be reached.</returns>
    public static async Task<bool> AskAsync(Visit visit, string address)
    {
        var http = visit.Http;
        if (!IsOffered(http.RequestServices.GetRequiredService<IConfiguration>())) visit.Show(Instead.Down);
        else
        {
            try
            {
                await http.ChallengeAsync(Issuer, new AuthenticationProperties { RedirectUri = address });
                visit.Answered();
                return true;
            }
            // The issuer's metadata cannot be read.
            catch (InvalidOperationException)
            {
                visit.Show(Instead.Down);
            }
        }
        visit.Down.Add("sign-in");
        return false;
    }

    /// <summary>Ends the session here, and at the issuer if it can be reached.</summary>
    public static async Task EndAsync(Visit visit)
    {
        await visit.Http.SignOutAsync(Session);
        try
        {
            await visit.Http.SignOutAsync(Issuer, new AuthenticationProperties { RedirectUri = "/" });
            visit.Answered();
        }
        catch (InvalidOperationException)
        {
            visit.GoTo("/");
        }
    }

    private static void Configure(OpenIdConnectOptions oidc, IConfiguration configuration, CookieSecurePolicy secure)
    {
        oidc.SignInScheme = Session;
        oidc.Authority = AuthorityOf(configuration);
        if (configuration["Authentication:MetadataAddress"] is { Length: > 0 } metadata) oidc.MetadataAddress = metadata;
        if (oidc is { MetadataAddress: { } inside, Authority: { } outside }) oidc.BackchannelHttpHandler = new Inside(outside, inside);
        oidc.RequireHttpsMetadata = !IsLocal(configuration);
        oidc.ClientId = configuration["Portal:ClientId"];
        oidc.ClientSecret = configuration["Portal:ClientSecret"];
        oidc.ResponseType = OpenIdConnectResponseType.Code;
        // The other way needs a script on the issuer's page.
        oidc.ResponseMode = OpenIdConnectResponseMode.Query;
        oidc.UsePkce = true;
        oidc.SaveTokens = true;
        oidc.MapInboundClaims = false;
        oidc.CallbackPath = CallbackPath;
        oidc.SignedOutCallbackPath = SignedOutPath;
        oidc.RemoteSignOutPath = PathString.Empty;
        oidc.Scope.Clear();
        foreach (var scope in configuration.GetSection("Portal:Scopes").Get<string[]>() ?? []) oidc.Scope.Add(scope);
        foreach (var cookie in (CookieBuilder[])[oidc.NonceCookie, oidc.CorrelationCookie])
        {
            (cookie.SameSite, cookie.SecurePolicy) = (SameSiteMode.Lax, secure);
        }
        oidc.Events = new OpenIdConnectEvents
        {
            OnTokenValidated = signedIn =>
            {
                TakePerson(signedIn);
                return Task.CompletedTask;
            },
            OnRemoteFailure = failed =>
            {
                failed.HandleResponse();
                failed.Response.Redirect("/sign-in?failed=1");
                return Task.CompletedTask;
            },
        };
    }

    // The access token says what the API sees, and so the pages see the same.
    private static void TakePerson(TokenValidatedContext signedIn)
    {
        var handler = new JsonWebTokenHandler();
        if (signedIn.TokenEndpointResponse?.AccessToken is not { } text || !handler.CanReadToken(text))
        {
            signedIn.Fail("The issuer gave no access token that can be read.");
            return;
        }
        var token = handler.ReadJsonWebToken(text);
        var claims = token.Claims.Where(claim => claim.Type is "sub" or "org" or "person" or Roles)
            .Concat(signedIn.Principal?.FindAll("name").Take(1) ?? []);
        signedIn.Principal = new ClaimsPrincipal(new ClaimsIdentity(claims, Session, "sub", Roles));
        signedIn.Properties!.ExpiresUtc = token.ValidTo;
    }

    /// <summary>
    /// Reaches the issuer where its metadata is read. Browsers may know it by another address, which a container does not reach.
    /// </summary>
    private sealed class Inside(string authority, string metadata) : HttpClientHandler
    {
        private readonly string outside = new Uri(authority).GetLeftPart(UriPartial.Authority);
        private readonly string inside = new Uri(metadata).GetLeftPart(UriPartial.Authority);

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var address = request.RequestUri!.ToString();
            if (address.StartsWith($"{outside}/", StringComparison.Ordinal))
            {
                request.RequestUri = new Uri(inside + address[outside.Length..]);
            }
            return base.SendAsync(request, cancellationToken);
        }
    }

    private static string? AuthorityOf(IConfiguration configuration) =>
        configuration["Portal:Authority"] ?? configuration["Authentication:Authority"];

    private static bool IsLocal(IConfiguration configuration) =>
        (configuration["Authentication:MetadataAddress"] ?? AuthorityOf(configuration))
            ?.StartsWith("http:", StringComparison.OrdinalIgnoreCase) == true;
}

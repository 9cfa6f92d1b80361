namespace Gateway;

/// <summary>
/// The security headers of every reply, and the other origins that may read it (<c>Gateway:Cors:Origins</c>, none by default).
/// </summary>
internal static class EdgeHeaders
{
    // The last two are of the local issuer.
    private static readonly string[] Pages =
        ["/status", "/problems", "/rules", "/changes", "/certificates", "/connect/authorize", "/connect/end-session"];

    public static void AddEdgeHeaders(this WebApplicationBuilder builder)
    {
        var forApi = Common();
        var forDocs = Common().AddContentSecurityPolicy(csp =>
        {
            // Scalar's page has an inline script and inline styles; everything else comes from this origin.
            csp.AddDefaultSrc().None();
            csp.AddScriptSrc().Self().UnsafeInline();
            csp.AddStyleSrc().Self().UnsafeInline();
            csp.AddImgSrc().Self().Data();
            csp.AddFontSrc().Self().Data();
            var connect = csp.AddConnectSrc().Self();
            // The documentation page fetches a token there.
            var tokenUrl = builder.Configuration["Authentication:TokenUrl"];
            if (Uri.TryCreate(tokenUrl, UriKind.Absolute, out var tokens)) connect.From(tokens.GetLeftPart(UriPartial.Authority));
            csp.AddBaseUri().None();
            csp.AddFormAction().None();
            csp.AddFrameAncestors().None();
        });
        var forPortal = Common().AddContentSecurityPolicy(csp =>
        {
            csp.AddDefaultSrc().None();
            csp.AddStyleSrc().Self();
            csp.AddImgSrc().Data();
            csp.AddBaseUri().None();
            // Signing out leads on to the issuer.
            var forms = csp.AddFormAction().Self();
            if (Portal.SignIn.OriginOf(builder.Configuration) is { } issuer) forms.From(issuer);
            csp.AddFrameAncestors().None();
        });
        builder.Services.AddSecurityHeaderPolicies()
            .SetDefaultPolicy(forApi)
            .SetPolicySelector(
                context => context.HttpContext.Request.Path is var path && IsPage(path) ? forPortal : IsDocs(path) ? forDocs : forApi);

        if (Origins(builder.Configuration) is { Length: > 0 } origins)
        {
            builder.Services.AddCors(cors => cors.AddDefaultPolicy(policy => policy
                .WithOrigins(origins).AllowAnyMethod().AllowAnyHeader().WithExposedHeaders(
                    "Deprecation", "ETag", "Link", "Location", RateLimits.Header, RateLimits.PolicyHeader, "Retry-After", "Sunset",
                    "Trace-Id")));
        }
    }

    public static void UseEdgeHeaders(this WebApplication app)
    {
        app.UseSecurityHeaders();
        if (Origins(app.Configuration).Length > 0) app.UseCors();
    }

    // The library's own list has features unknown to browsers, and they complain.
    private static HeaderPolicyCollection Common() =>
        new HeaderPolicyCollection().AddDefaultApiSecurityHeaders().AddPermissionsPolicy(None);

    private static void None(PermissionsPolicyBuilder allowed)
    {
        allowed.AddAccelerometer().None();
        allowed.AddAutoplay().None();
        allowed.AddCamera().None();
        allowed.AddDisplayCapture().None();
        allowed.AddEncryptedMedia().None();
        allowed.AddFullscreen().None();
        allowed.AddGeolocation().None();
        allowed.AddGyroscope().None();
        allowed.AddMagnetometer().None();
        allowed.AddMicrophone().None();
        allowed.AddMidi().None();
        allowed.AddPayment().None();
        allowed.AddPictureInPicture().None();
        allowed.AddPublickeyCredentialsGet().None();
        allowed.AddScreenWakeLock().None();
        allowed.AddSyncXHR().None();
        allowed.AddUsb().None();
        allowed.AddXrSpatialTracking().None();
    }

    private static string[] Origins(IConfiguration configuration) => configuration.GetSection("Gateway:Cors:Origins").Get<string[]>() ?? [];

    private static bool IsPage(PathString path) => Portal.Pages.Has(path) || Pages.Any(page => path.StartsWithSegments(page));

    private static bool IsDocs(PathString path) => path.Value?.Split('/') is [_, _, "docs", ..];
}

namespace Gateway;

/// <summary>What a browser is told about every reply: the security headers, and who may read it from another origin (<c>Gateway:Cors:Origins</c>, none by default).</summary>
internal static class EdgeHeaders
{
    public static void AddEdgeHeaders(this WebApplicationBuilder builder)
    {
        var forApi = new HeaderPolicyCollection().AddDefaultApiSecurityHeaders();
        var forDocs = new HeaderPolicyCollection().AddDefaultApiSecurityHeaders().AddContentSecurityPolicy(csp =>
        {
            // Scalar's page starts itself from an inline script and styles itself inline; everything else comes from this origin.
            csp.AddDefaultSrc().None();
            csp.AddScriptSrc().Self().UnsafeInline();
            csp.AddStyleSrc().Self().UnsafeInline();
            csp.AddImgSrc().Self().Data();
            csp.AddFontSrc().Self().Data();
            csp.AddConnectSrc().Self();
            csp.AddBaseUri().None();
            csp.AddFormAction().None();
            csp.AddFrameAncestors().None();
        });
        var forPortal = new HeaderPolicyCollection().AddDefaultApiSecurityHeaders().AddContentSecurityPolicy(csp =>
        {
            csp.AddDefaultSrc().None();
            csp.AddStyleSrc().Self();
            csp.AddImgSrc().Data();
            csp.AddBaseUri().None();
            csp.AddFormAction().None();
            csp.AddFrameAncestors().None();
        });
        builder.Services.AddSecurityHeaderPolicies()
            .SetDefaultPolicy(forApi)
            .SetPolicySelector(context => context.HttpContext.Request.Path == "/" ? forPortal : IsDocs(context.HttpContext.Request.Path) ? forDocs : forApi);

        if (Origins(builder.Configuration) is { Length: > 0 } origins)
        {
            builder.Services.AddCors(cors => cors.AddDefaultPolicy(policy => policy
                .WithOrigins(origins).AllowAnyMethod().AllowAnyHeader().WithExposedHeaders("ETag", "Link", "Location", "Retry-After", "Trace-Id")));
        }
    }

    public static void UseEdgeHeaders(this WebApplication app)
    {
        app.UseSecurityHeaders();
        if (Origins(app.Configuration).Length > 0) app.UseCors();
    }

    private static string[] Origins(IConfiguration configuration) => configuration.GetSection("Gateway:Cors:Origins").Get<string[]>() ?? [];

    private static bool IsDocs(PathString path) => path.Value?.Split('/') is [_, _, "docs", ..];
}

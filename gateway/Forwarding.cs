using Microsoft.AspNetCore.HttpOverrides;

namespace Gateway;

/// <summary>
/// Who the caller is, is what the connection says. Only a proxy of <c>Gateway:TrustedProxies</c> (CIDR) may say otherwise by
/// X-Forwarded-For and -Proto; whatever else claims to know goes no further, and the services see only what the gateway sets.
/// </summary>
internal static class Forwarding
{
    private static readonly HashSet<string> Claims = new(["Forwarded", "X-Real-IP", "X-Client-IP", "True-Client-IP"], StringComparer.OrdinalIgnoreCase);
    private static readonly string[] Families = ["X-Forwarded-", "X-Original-"];

    public static void AddForwarding(this WebApplicationBuilder builder) => builder.Services.Configure<ForwardedHeadersOptions>(options =>
    {
        options.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
        options.ForwardLimit = null;
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        foreach (var proxy in TrustedProxies(builder.Configuration)) options.KnownIPNetworks.Add(System.Net.IPNetwork.Parse(proxy));
    });

    public static void UseForwarding(this WebApplication app)
    {
        // With no proxy named the middleware would trust everybody.
        if (TrustedProxies(app.Configuration).Length > 0) app.UseForwardedHeaders();
        app.Use((http, next) =>
        {
            List<string>? claims = null;
            foreach (var (name, _) in http.Request.Headers)
            {
                if (IsClaim(name)) (claims ??= []).Add(name);
            }
            foreach (var name in claims ?? []) http.Request.Headers.Remove(name);
            return next(http);
        });
    }

    private static string[] TrustedProxies(IConfiguration configuration) => configuration.GetSection("Gateway:TrustedProxies").Get<string[]>() ?? [];

    private static bool IsClaim(string header) =>
        Claims.Contains(header) || Array.Exists(Families, family => header.StartsWith(family, StringComparison.OrdinalIgnoreCase));
}

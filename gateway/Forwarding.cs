using Microsoft.AspNetCore.HttpOverrides;

namespace Gateway;

/// <summary>
/// The connection identifies the caller. Only a proxy in <c>Gateway:TrustedProxies</c> (CIDR) may name another caller, with X-Forwarded-For
/// and -Proto. The gateway drops all other such headers, and the services see only what the gateway sets.
/// </summary>
internal static class Forwarding
{
    private static readonly HashSet<string> Claims = new(
        ["Forwarded", "X-Real-IP", "X-Client-IP", "True-Client-IP"], StringComparer.OrdinalIgnoreCase);
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
        // Without a named proxy the middleware would trust every caller.
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

    private static string[] TrustedProxies(IConfiguration configuration) =>
        configuration.GetSection("Gateway:TrustedProxies").Get<string[]>() ?? [];

    private static bool IsClaim(string header) =>
        Claims.Contains(header) || Array.Exists(Families, family => header.StartsWith(family, StringComparison.OrdinalIgnoreCase));
}

using System.Net;
using Testing;

namespace Gateway.Tests;

public sealed class HeaderTests
{
    private const string Path = "/enrollment/v1/learners";

    private static readonly (string, string)[] Spoofed =
    [
        ("X-Forwarded-For", "203.0.113.7"), ("X-Forwarded-Proto", "https"), ("X-Forwarded-Host", "bank.example"),
        ("X-Forwarded-Prefix", "/evil"),
        ("X-Forwarded-Port", "1"), ("Forwarded", "for=203.0.113.7"), ("X-Original-For", "203.0.113.7"), ("X-Real-IP", "203.0.113.7"),
    ];

    [Fact]
    public async Task A_client_cannot_claim_an_identity_by_headers()
    {
        await using var gateway = await GatewayApp.StartAsync();

        using var reply = await gateway.GetAsync(Path, gateway.TokenOf("bpc"), Spoofed);

        var seen = Assert.Single(gateway.Enrollment.Seen).Headers;
        Assert.Equal("127.0.0.1", seen["X-Forwarded-For"]);
        Assert.Equal("http", seen["X-Forwarded-Proto"]);
        Assert.Equal(new Uri(gateway.Url).Authority, seen["X-Forwarded-Host"]);
        Assert.Empty(seen.Keys.Intersect(
            ["X-Forwarded-Prefix", "X-Forwarded-Port", "Forwarded", "X-Original-For", "X-Real-IP"], StringComparer.OrdinalIgnoreCase));
    }

    [Theory]
    [InlineData("Caf\u00e9")]
    [InlineData("Caf\u00c3\u00a9")]
    [InlineData("\u00ff\u0080")]
    public async Task A_header_outside_ASCII_reaches_the_service_unchanged(string bytes)
    {
        await using var gateway = await GatewayApp.StartAsync();
        string[] names = ["User-Agent", "Accept-Language", "Idempotency-Key", "If-Match", "X-Note"];

        using var reply = await gateway.GetAsync(Path, gateway.TokenOf("bpc"), [.. names.Select(name => (name, bytes))]);

        Assert.Equal(HttpStatusCode.OK, reply.StatusCode);
        var seen = Assert.Single(gateway.Enrollment.Seen).Headers;
        Assert.All(names, name => Assert.Equal(bytes, seen[name]));
    }

    [Fact]
    public async Task A_token_that_is_not_ASCII_is_no_token()
    {
        await using var gateway = await GatewayApp.StartAsync();

        using var reply = await gateway.GetAsync(Path, null, ("Authorization", "Bearer Caf\u00e9"));

        await reply.ShouldBeProblemAsync("unauthenticated", HttpStatusCode.Unauthorized);
        Assert.Empty(gateway.Enrollment.Seen);
    }

    [Theory]
    [InlineData("127.0.0.0/8", "203.0.113.7", "https")]
    [InlineData("10.0.0.0/8", "127.0.0.1", "http")]
    public async Task Only_a_trusted_proxy_may_say_who_the_caller_is(string trusted, string caller, string scheme)
    {
        await using var gateway = await GatewayApp.StartAsync(("Gateway:TrustedProxies:0", trusted));

        using var reply = await gateway.GetAsync(Path, gateway.TokenOf("bpc"), Spoofed);

        var seen = Assert.Single(gateway.Enrollment.Seen).Headers;
        Assert.Equal(caller, seen["X-Forwarded-For"]);
        Assert.Equal(scheme, seen["X-Forwarded-Proto"]);
        Assert.Equal(new Uri(gateway.Url).Authority, seen["X-Forwarded-Host"]);
    }

    [Theory]
    [InlineData(Path, true, HttpStatusCode.OK)]
    [InlineData(Path, false, HttpStatusCode.Unauthorized)]
    [InlineData("/nowhere", true, HttpStatusCode.NotFound)]
    [InlineData("/enrollment/v1/hang-up", true, HttpStatusCode.BadGateway)]
    [InlineData("/health/live", false, HttpStatusCode.OK)]
    public async Task Every_reply_bears_the_security_headers(string path, bool withToken, HttpStatusCode status)
    {
        await using var gateway = await GatewayApp.StartAsync();

        using var reply = await gateway.GetAsync(path, withToken ? gateway.TokenOf("bpc") : null);

        Assert.Equal(status, reply.StatusCode);
        Assert.Equal(["nosniff"], reply.Headers.GetValues("X-Content-Type-Options"));
        Assert.Contains("default-src 'none'", Assert.Single(reply.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
        Assert.Contains(
            "frame-ancestors 'none'", Assert.Single(reply.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
        Assert.Equal(["no-referrer"], reply.Headers.GetValues("Referrer-Policy"));
        Assert.False(reply.Headers.Contains("Server"));
    }

    [Fact]
    public async Task The_documentation_may_run_its_own_script_and_nobody_elses()
    {
        await using var gateway = await GatewayApp.StartAsync();

        using var reply = await gateway.GetAsync("/enrollment/docs");

        var csp = Assert.Single(reply.Headers.GetValues("Content-Security-Policy"));
        Assert.Contains("script-src 'self' 'unsafe-inline'", csp, StringComparison.Ordinal);
        Assert.Contains("connect-src 'self'", csp, StringComparison.Ordinal);
        Assert.DoesNotContain("http", csp, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_origin_may_read_replies_only_if_it_is_configured()
    {
        (string, string)[] preflight =
        [
            ("Origin", "https://portal.example"), ("Access-Control-Request-Method", "GET"),
            ("Access-Control-Request-Headers", "authorization"),
        ];
        await using var closed = await GatewayApp.StartAsync();
        await using var open = await GatewayApp.StartAsync(("Gateway:Cors:Origins:0", "https://portal.example"));

        using var refused = await closed.SendAsync(HttpMethod.Options, Path, null, null, preflight);
        using var allowed = await open.SendAsync(HttpMethod.Options, Path, null, null, preflight);
        using var stranger = await open.SendAsync(
            HttpMethod.Options, Path, null, null, [("Origin", "https://stranger.example"), .. preflight[1..]]);

        Assert.False(refused.Headers.Contains("Access-Control-Allow-Origin"));
        Assert.Equal(["https://portal.example"], allowed.Headers.GetValues("Access-Control-Allow-Origin"));
        Assert.False(stranger.Headers.Contains("Access-Control-Allow-Origin"));
    }
}

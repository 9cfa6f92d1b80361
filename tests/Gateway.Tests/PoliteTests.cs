using System.IO.Compression;
using System.Net;
using System.Text.Json;
using Testing;

namespace Gateway.Tests;

/// <summary>What a client of HTTP expects at the edge: compression, what is left of its rate, and who it is.</summary>
public sealed class PoliteTests
{
    private const string Path = "/enrollment/v1/learners";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("br", "br")]
    [InlineData("gzip", "gzip")]
    [InlineData("gzip, br", "br")]
    [InlineData("identity", null)]
    public async Task A_reply_is_compressed_as_the_client_accepts_it(string accepted, string? expected)
    {
        await using var gateway = await GatewayApp.StartAsync();

        using var reply = await gateway.GetAsync(Path, gateway.TokenOf("bpc"), ("Accept-Encoding", accepted));

        Assert.Equal(expected, reply.Content.Headers.ContentEncoding.SingleOrDefault());
        await using var body = await reply.Content.ReadAsStreamAsync(Ct);
        await using Stream plain = expected switch
        {
            "br" => new BrotliStream(body, CompressionMode.Decompress),
            "gzip" => new GZipStream(body, CompressionMode.Decompress),
            _ => body,
        };
        using var read = await JsonDocument.ParseAsync(plain, cancellationToken: Ct);
        Assert.True(read.RootElement.GetProperty("answered").GetBoolean());
    }

    [Fact]
    public async Task Each_reply_tells_what_is_left_of_the_rate()
    {
        await using var gateway = await GatewayApp.StartAsync(("Gateway:RateLimit:Burst", "3"), ("Gateway:RateLimit:PerSecond", "1"));

        using var first = await gateway.GetAsync(Path, gateway.TokenOf("bpc"));
        using var refused = await gateway.ExhaustAsync(Path, gateway.TokenOf("bpc"));

        Assert.Equal("\"client\";q=3;w=3", Assert.Single(first.Headers.GetValues("RateLimit-Policy")));
        Assert.Equal("\"client\";r=2;t=1", Assert.Single(first.Headers.GetValues("RateLimit")));
        Assert.Equal("\"client\";r=0;t=3", Assert.Single(refused.Headers.GetValues("RateLimit")));
    }

    [Theory]
    [InlineData("/certificates/no-number")]
    [InlineData("/faculty-certification/v1/verifications/no-number")]
    public async Task A_verification_tells_what_is_left_of_its_narrower_rate_too(string path)
    {
        await using var gateway = await GatewayApp.StartAsync(
            ("Gateway:RateLimit:Burst", "30"), ("Gateway:RateLimit:PerSecond", "10"),
            ("Gateway:RateLimit:VerificationBurst", "3"), ("Gateway:RateLimit:VerificationsPerSecond", "1"));

        using var first = await gateway.GetAsync(path);
        using var refused = await gateway.ExhaustAsync(path, null);

        Assert.Equal("\"client\";q=30;w=3, \"verifications\";q=3;w=3", Assert.Single(first.Headers.GetValues("RateLimit-Policy")));
        Assert.Equal("\"client\";r=29;t=1, \"verifications\";r=2;t=1", Assert.Single(first.Headers.GetValues("RateLimit")));
        Assert.EndsWith("\"verifications\";r=0;t=3", Assert.Single(refused.Headers.GetValues("RateLimit")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_caller_reads_what_its_token_says()
    {
        await using var gateway = await GatewayApp.StartAsync();

        var me = await gateway.GetAsync("/whoami", gateway.TokenOf("school")).BodyAsync();

        Assert.Equal("school", me.GetProperty("client").GetString());
        Assert.Equal("bpc", me.GetProperty("organisation").GetString());
        Assert.Equal("registrar", Assert.Single(me.GetProperty("roles").EnumerateArray()).GetString());
        Assert.Contains("enrollment", me.GetProperty("scopes").EnumerateArray().Select(scope => scope.GetString()));
        Assert.True(me.GetProperty("expiresAt").GetDateTimeOffset() > DateTimeOffset.UtcNow);
    }

    [Fact]
    public async Task Without_a_token_nobody_is_told()
    {
        await using var gateway = await GatewayApp.StartAsync();

        await gateway.GetAsync("/whoami").ShouldBeProblemAsync("unauthenticated", HttpStatusCode.Unauthorized);
    }

    [Theory]
    [InlineData("text/html", "text/html")]
    [InlineData("*/*", "text/markdown")]
    public async Task What_changed_for_clients_is_a_page_and_Markdown(string accepted, string type)
    {
        await using var gateway = await GatewayApp.StartAsync();

        using var reply = await gateway.GetAsync("/changes", null, ("Accept", accepted));

        Assert.Equal(type, reply.Content.Headers.ContentType?.MediaType);
        Assert.Contains("2026-11-30", await reply.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
    }
}

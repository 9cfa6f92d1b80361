using System.Globalization;
using System.Net;
using Testing;

namespace Gateway.Tests;

public sealed class LimitTests
{
    private const string Path = "/enrollment/v1/learners";
    private static readonly (string, string)[] NarrowRate = [("Gateway:RateLimit:Burst", "3"), ("Gateway:RateLimit:PerSecond", "1")];

    [Fact]
    public async Task A_client_over_its_rate_is_told_when_to_retry_and_others_are_unaffected()
    {
        await using var gateway = await GatewayApp.StartAsync(NarrowRate);

        using var refused = await gateway.ExhaustAsync(Path, gateway.TokenOf("bpc"));
        using var other = await gateway.GetAsync(Path, gateway.TokenOf("ncut"));
        using var anonymous = await gateway.GetAsync("/problems/enrollment");

        await refused.ShouldBeProblemAsync("too-many-requests", HttpStatusCode.TooManyRequests);
        Assert.True(int.Parse(Assert.Single(refused.Headers.GetValues("Retry-After")), CultureInfo.InvariantCulture) >= 1);
        Assert.Equal(HttpStatusCode.OK, other.StatusCode);
        Assert.Equal(HttpStatusCode.OK, anonymous.StatusCode);
    }

    [Fact]
    public async Task A_caller_without_a_valid_token_is_limited_by_address_despite_its_headers()
    {
        await using var gateway = await GatewayApp.StartAsync(NarrowRate);

        using var refused = await gateway.ExhaustAsync(
            Path, "not-a-token", i => [("X-Forwarded-For", $"203.0.113.{i}"), ("Forwarded", $"for=203.0.113.{i}")]);
        using var withToken = await gateway.GetAsync(Path, gateway.TokenOf("bpc"));
        using var health = await gateway.GetAsync("/health/live");

        await refused.ShouldBeProblemAsync("too-many-requests", HttpStatusCode.TooManyRequests);
        Assert.Equal(HttpStatusCode.OK, withToken.StatusCode);
        Assert.Equal(HttpStatusCode.OK, health.StatusCode);
    }

    [Fact]
    public async Task A_caller_over_the_health_limit_is_refused_there_alone()
    {
        await using var gateway = await GatewayApp.StartAsync(NarrowRate);

        using var refused = await gateway.ExhaustAsync("/health/live", null);
        using var other = await gateway.GetAsync("/problems/enrollment");

        await refused.ShouldBeProblemAsync("too-many-requests", HttpStatusCode.TooManyRequests);
        Assert.Equal(HttpStatusCode.OK, other.StatusCode);
    }

    [Theory]
    [InlineData(1024, false, true)]
    [InlineData(1025, false, false)]
    // Kestrel counts the framing of the chunks as well.
    [InlineData(1000, true, true)]
    [InlineData(1025, true, false)]
    public async Task A_body_over_the_limit_is_refused_with_or_without_a_stated_length(int size, bool chunked, bool passes)
    {
        await using var gateway = await GatewayApp.StartAsync(("Gateway:MaxRequestBodyBytes", "1024"));
        using var body = new ByteArrayContent(new byte[size]);

        using var reply = await gateway.SendAsync(
            HttpMethod.Post, Path, gateway.TokenOf("bpc"), body, chunked ? [("Transfer-Encoding", "chunked")] : []);

        if (passes) Assert.Equal(HttpStatusCode.OK, reply.StatusCode);
        else await reply.ShouldBeProblemAsync("payload-too-large", HttpStatusCode.RequestEntityTooLarge);
        if (!passes && !chunked) Assert.Empty(gateway.Enrollment.Seen);
        Assert.Equal(passes ? [size] : [], gateway.Enrollment.BodiesReadToTheEnd.Select(length => (int)length));
    }

    [Theory]
    [InlineData("enrollment", 65_536, false, true)]
    [InlineData("faculty-certification", 65_536, false, true)]
    [InlineData("industry-partnership", 65_536, false, true)]
    // Kestrel counts the framing of the chunks as well.
    [InlineData("enrollment", 65_000, true, true)]
    [InlineData("enrollment", 65_537, false, false)]
    [InlineData("enrollment", 80_000, true, false)]
    public async Task An_upload_may_have_as_much_as_its_own_route_says(string service, int size, bool chunked, bool passes)
    {
        await using var gateway = await GatewayApp.StartAsync(
            ("Gateway:MaxRequestBodyBytes", "1024"), ($"ReverseProxy:Routes:{service}-imports:MaxRequestBodySize", "65536"));
        using var body = new ByteArrayContent(new byte[size]);
        var token = gateway.Issuer.Token("bpc", ["registrar"], clientId: "bpc");

        using var reply = await gateway.SendAsync(
            HttpMethod.Post, $"/{service}/v1/imports?kind=learners", token, body, chunked ? [("Transfer-Encoding", "chunked")] : []);

        if (passes)
        {
            Assert.Equal(HttpStatusCode.OK, reply.StatusCode);
            return;
        }
        var problem = await reply.ShouldBeProblemAsync("payload-too-large", HttpStatusCode.RequestEntityTooLarge);
        Assert.Contains("65536", problem.GetRawText(), StringComparison.Ordinal);
        Assert.Empty(gateway.Enrollment.BodiesReadToTheEnd);
    }

    [Fact]
    public async Task An_upload_reaches_the_service_while_it_is_still_being_sent()
    {
        await using var gateway = await GatewayApp.StartAsync();
        using var body = new HalfAndHalf(gateway.Enrollment.FirstByte);

        using var reply = await gateway.SendAsync(
            HttpMethod.Post, "/enrollment/v1/imports?kind=learners", gateway.TokenOf("bpc"), body, ("Transfer-Encoding", "chunked"));

        Assert.Equal(HttpStatusCode.OK, reply.StatusCode);
        Assert.Equal(2L * HalfAndHalf.Half, Assert.Single(gateway.Enrollment.BodiesReadToTheEnd));
    }

    /// <summary>A body whose second half is sent once the first one has arrived.</summary>
    private sealed class HalfAndHalf(Task firstByte) : HttpContent
    {
        public const int Half = 4 * 1024 * 1024;

        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            await stream.WriteAsync(new byte[Half]);
            await stream.FlushAsync();
            await firstByte.WaitAsync(TestContext.Current.CancellationToken);
            await stream.WriteAsync(new byte[Half]);
        }

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }

    [Fact]
    public async Task By_default_a_body_may_have_one_mebibyte()
    {
        await using var gateway = await GatewayApp.StartAsync();
        using var full = new ByteArrayContent(new byte[1024 * 1024]);

        using var reply = await gateway.SendAsync(HttpMethod.Post, Path, gateway.TokenOf("bpc"), full);

        Assert.Equal(HttpStatusCode.OK, reply.StatusCode);
    }
}

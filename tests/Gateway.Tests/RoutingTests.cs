using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Testing;

namespace Gateway.Tests;

public sealed class RoutingTests
{
    private const string CallersTrace = "0af7651916cd43dd8448eb211c80319c";

    [Fact]
    public async Task Each_service_gets_its_own_paths_with_query_method_body_and_token()
    {
        await using var gateway = await GatewayApp.StartAsync();
        var token = gateway.TokenOf("bpc");

        foreach (var (service, stub) in new[]
        {
            ("enrollment", gateway.Enrollment),
            ("faculty-certification", gateway.Faculty),
            ("industry-partnership", gateway.Partnership),
        })
        {
            using var body = new StringContent("{\"a\":1}", Encoding.UTF8, "application/json");
            using var reply = await gateway.SendAsync(
                HttpMethod.Post,
                $"/{service}/v1/things/a%20b?limit=2&cursor=x%2Fy",
                token,
                body,
                ("Idempotency-Key", "k1"),
                ("If-Match", "\"3\""));

            Assert.Equal(HttpStatusCode.OK, reply.StatusCode);
            var seen = Assert.Single(stub.Seen);
            Assert.Equal("POST", seen.Method);
            Assert.Equal($"/{service}/v1/things/a%20b?limit=2&cursor=x%2Fy", seen.PathAndQuery);
            Assert.Equal($"Bearer {token}", seen.Headers["Authorization"]);
            Assert.Equal("k1", seen.Headers["Idempotency-Key"]);
            Assert.Equal("\"3\"", seen.Headers["If-Match"]);
            Assert.Equal(7, Assert.Single(stub.BodiesReadToTheEnd));
        }
    }

    [Theory]
    [InlineData("/enrollment/v1/openapi.json")]
    [InlineData("/enrollment/docs")]
    [InlineData("/enrollment/docs/scalar.js")]
    [InlineData("/problems/enrollment")]
    [InlineData("/problems/enrollment/unknown-pathway")]
    [InlineData("/industry-partnership/v1/receipts/keys")]
    public async Task Documentation_and_public_keys_need_no_token(string path)
    {
        await using var gateway = await GatewayApp.StartAsync();

        using var reply = await gateway.GetAsync(path);

        Assert.Equal(HttpStatusCode.OK, reply.StatusCode);
        Assert.Equal(path, Assert.Single(gateway.Enrollment.Seen.Concat(gateway.Partnership.Seen)).PathAndQuery);
    }

    [Theory]
    [InlineData("guardian-consents")]
    [InlineData("guardian-acceptances")]
    [InlineData("mentor-assessments")]
    public async Task A_link_needs_no_token_and_opens_nothing_else(string links)
    {
        await using var gateway = await GatewayApp.StartAsync();

        using var reply = await gateway.GetAsync($"/industry-partnership/v1/{links}/abc");
        Assert.Equal(HttpStatusCode.OK, reply.StatusCode);
        Assert.Equal($"/industry-partnership/v1/{links}/abc", Assert.Single(gateway.Partnership.Seen).PathAndQuery);
        foreach (var closed in new[]
        {
            $"/industry-partnership/v1/{links}",
            $"/industry-partnership/v1/{links}/abc/more",
            $"/enrollment/v1/{links}/abc",
        })
        {
            using var refused = await gateway.GetAsync(closed);
            Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        }
    }

    [Fact]
    public async Task Every_problem_type_can_be_looked_up_without_a_token()
    {
        await using var gateway = await GatewayApp.StartAsync();

        using var known = await gateway.GetAsync("/problems/not-found");
        using var unknown = await gateway.GetAsync("/problems/never-heard-of");

        var type = await known.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
        Assert.Equal(("/problems/not-found", 404), (type.GetProperty("type").GetString(), type.GetProperty("status").GetInt32()));
        await unknown.ShouldBeProblemAsync("not-found", HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("/enrollment/v1/learners")]
    [InlineData("/enrollment/docs/../v1/learners")]
    [InlineData("/enrollment/docs/%2e%2e/v1/learners")]
    [InlineData("/enrollment/v1/openapi.json/../learners")]
    [InlineData("/enrollment/health/ready")]
    [InlineData("/nowhere")]
    public async Task Everything_else_needs_one(string path)
    {
        await using var gateway = await GatewayApp.StartAsync();

        using var reply = await gateway.GetAsync(path);

        await reply.ShouldBeProblemAsync("unauthenticated", HttpStatusCode.Unauthorized);
        Assert.Empty(gateway.Enrollment.Seen);
    }

    [Fact]
    public async Task A_path_of_no_service_is_not_found()
    {
        await using var gateway = await GatewayApp.StartAsync();

        using var reply = await gateway.GetAsync("/nowhere", gateway.TokenOf("bpc"));

        await reply.ShouldBeProblemAsync("not-found", HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("00")]
    [InlineData("01")]
    public async Task The_gateway_begins_its_own_trace_and_the_reply_names_it_once(string flag)
    {
        await using var gateway = await GatewayApp.StartAsync();

        (string, string)[] headers =
        [
            ("traceparent", $"00-{CallersTrace}-b7ad6b7169203331-{flag}"), ("tracestate", "a=b"), ("baggage", "c=d"),
        ];
        using var reply = await gateway.GetAsync("/enrollment/v1/learners", gateway.TokenOf("bpc"), headers);

        var seen = Assert.Single(gateway.Enrollment.Seen).Headers;
        var trace = seen["traceparent"].Split('-')[1];
        Assert.NotEqual(CallersTrace, trace);
        Assert.Equal([trace], reply.Headers.GetValues("Trace-Id"));
        Assert.DoesNotContain(seen.Keys, name => name is "tracestate" or "baggage");
    }

    [Fact]
    public async Task Behind_a_proxy_that_begins_traces_the_trace_goes_on()
    {
        await using var gateway = await GatewayApp.StartAsync(("Gateway:ContinueTraces", "true"));

        var header = ("traceparent", $"00-{CallersTrace}-b7ad6b7169203331-01");
        using var reply = await gateway.GetAsync("/enrollment/v1/learners", gateway.TokenOf("bpc"), header);

        Assert.Equal(CallersTrace, Assert.Single(gateway.Enrollment.Seen).Headers["traceparent"].Split('-')[1]);
        Assert.Equal([CallersTrace], reply.Headers.GetValues("Trace-Id"));
    }

    [Theory]
    [InlineData("/enrollment/v1/learners", true, "no-store")]
    [InlineData("/enrollment/v1/learners", false, "no-store")]
    [InlineData("/enrollment/v1/hang-up", true, "no-store")]
    [InlineData("/nowhere", true, "no-store")]
    [InlineData("/industry-partnership/v1/guardian-consents/abc", false, "no-store")]
    [InlineData("/industry-partnership/v1/guardian-consents/abc/", false, "no-store")]
    [InlineData("/health/ready", false, "no-store")]
    [InlineData("/enrollment/v1/openapi.json", false, null)]
    [InlineData("/industry-partnership/v1/receipts/keys", false, null)]
    public async Task A_private_reply_is_not_cached_on_its_way(string path, bool withToken, string? expected)
    {
        await using var gateway = await GatewayApp.StartAsync();

        using var reply = await gateway.GetAsync(path, withToken ? gateway.TokenOf("bpc") : null);

        Assert.Equal(expected, reply.Headers.CacheControl?.ToString());
    }
}

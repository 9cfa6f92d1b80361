using System.Collections.Concurrent;
using System.Diagnostics;
using Kernel.Hosting;
using Testing;

namespace Gateway.Tests;

public sealed class SpanTests : IDisposable
{
    private static readonly (string, string) Recorded = ("Telemetry:Enabled", "true");

    private readonly ConcurrentQueue<Activity> ended = new();
    private readonly ActivityListener listener;

    public SpanTests()
    {
        listener = new ActivityListener
        {
            ShouldListenTo = source => Telemetry.Sources.Contains(source.Name),
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = ended.Enqueue,
        };
        ActivitySource.AddActivityListener(listener);
    }

    public void Dispose() => listener.Dispose();

    [Theory]
    [InlineData("guardian-consents", "")]
    [InlineData("mentor-assessments", "")]
    [InlineData("guardian-acceptances", "")]
    [InlineData("guardian-consents", ".")]
    [InlineData("guardian-consents", ")")]
    [InlineData("guardian-consents", "%E3%80%82")]
    [InlineData("guardian-consents", "%20")]
    [InlineData("mentor-assessments", "/")]
    [InlineData("Guardian-Consents", "x")]
    [InlineData("guardian-consent", ".")]
    public async Task A_link_is_in_no_span_and_no_log_of_its_request(string links, string added)
    {
        var token = System.Buffers.Text.Base64Url.EncodeToString(System.Security.Cryptography.RandomNumberGenerator.GetBytes(32));
        await using var gateway = await GatewayApp.StartAsync(Recorded);

        using var reply = await gateway.GetAsync($"/industry-partnership/v1/{links}/{token}{added}", gateway.TokenOf("bpc"));

        var seen = Assert.Single(gateway.Partnership.Seen);
        Assert.StartsWith($"/industry-partnership/v1/{links}/{token}", seen.PathAndQuery, StringComparison.Ordinal);
        var server = await ServerSpanAsync(reply);
        // The listener hears of a span a moment before it is cut.
        await Eventually.EqualAsync($"/industry-partnership/v1/{links}/{{token}}", () => server.GetTagItem("url.path") as string);
        Activity? client = null;
        await Eventually.TrueAsync(() => Task.FromResult((client = ended.FirstOrDefault(IsToTheService)) is not null));
        await Eventually.TrueAsync(() => Task.FromResult(UrlOf(client!).EndsWith($"/{links}/{{token}}", StringComparison.Ordinal)));
        await Eventually.TrueAsync(() => Task.FromResult(
            !ended.Any(span => Holds(span.DisplayName) || span.TagObjects.Any(tag => Holds(tag.Value?.ToString())))));
        Assert.DoesNotContain(gateway.Log.All, line => Holds(line.Message));

        bool IsToTheService(Activity span) => span.TraceId == server.TraceId && UrlOf(span).Contains(links, StringComparison.Ordinal);
        static string UrlOf(Activity span) => span.GetTagItem("url.full") as string ?? "";
        bool Holds(string? text) => text?.Contains(token, StringComparison.Ordinal) == true;
    }

    [Fact]
    public async Task The_callers_trace_is_linked()
    {
        await using var gateway = await GatewayApp.StartAsync(Recorded);

        var header = ("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-00");
        using var reply = await gateway.GetAsync("/enrollment/v1/learners", gateway.TokenOf("bpc"), header);

        var server = await ServerSpanAsync(reply);
        Assert.Equal(default, server.ParentSpanId);
        Assert.Equal("0af7651916cd43dd8448eb211c80319c", Assert.Single(server.Links).Context.TraceId.ToString());
    }

    [Fact]
    public async Task Span_and_log_line_name_client_organisation_and_path_but_no_person()
    {
        await using var gateway = await GatewayApp.StartAsync(Recorded);
        gateway.Enrollment.Route = "/enrollment/v1/learners/{id:guid}";
        var token = gateway.Issuer.Token("bpc", ["registrar"], person: "person-0001", clientId: "bpc-portal");

        const string Path = "/enrollment/v1/learners/0198f3a2-0000-7000-8000-000000000001";
        using var reply = await gateway.GetAsync($"{Path}?studentNumber=2026-0100", token);

        var server = await ServerSpanAsync(reply);
        Assert.Equal("GET /enrollment/v1/learners/{id:guid}", server.DisplayName);
        Assert.Equal("/enrollment/v1/learners/{id:guid}", server.GetTagItem("http.route"));
        Assert.Equal(("bpc-portal", "bpc"), (server.GetTagItem(Telemetry.ClientTag), server.GetTagItem(Telemetry.OrganisationTag)));
        Assert.False(reply.Headers.Contains("Route"));
        var line = Assert.Single(gateway.Log.All, line => line.Category == "Platform.Requests").Message;
        Assert.Matches("^GET /enrollment/v1/learners/\\{id:guid\\} 200 in [0-9]+ ms, client bpc-portal, organisation bpc$", line);
    }

    [Fact]
    public async Task A_refusal_at_the_gateway_is_on_its_span()
    {
        await using var gateway = await GatewayApp.StartAsync(Recorded);

        using var reply = await gateway.GetAsync("/enrollment/v1/learners");

        Assert.Equal("/problems/unauthenticated", (await ServerSpanAsync(reply)).GetTagItem(Telemetry.ProblemTag));
    }

    [Fact]
    public async Task Without_an_exporter_the_reply_names_the_trace_and_no_span_is_made()
    {
        listener.Dispose();
        await using var gateway = await GatewayApp.StartAsync();

        using var reply = await gateway.GetAsync("/enrollment/v1/learners", gateway.TokenOf("bpc"));

        Assert.Null(gateway.Services.GetService(typeof(OpenTelemetry.Trace.TracerProvider)));
        Assert.Null(gateway.Services.GetService(typeof(OpenTelemetry.Metrics.MeterProvider)));
        var trace = Assert.Single(reply.Headers.GetValues("Trace-Id"));
        Assert.Matches("^(?!0{32})[0-9a-f]{32}$", trace);
        Assert.Equal(trace, Assert.Single(gateway.Enrollment.Seen).Headers["traceparent"].Split('-')[1]);
    }

    private async Task<Activity> ServerSpanAsync(HttpResponseMessage reply)
    {
        var trace = reply.Headers.GetValues("Trace-Id").Single();
        Activity? server = null;
        await Eventually.TrueAsync(() => Task.FromResult((server = ended.FirstOrDefault(IsTheGateways)) is not null));
        return server!;

        bool IsTheGateways(Activity span) => span.TraceId.ToString() == trace && Equals(span.GetTagItem(Telemetry.ServiceTag), "gateway");
    }
}

using System.Net;
using Microsoft.Extensions.Logging;
using Testing;

namespace Gateway.Tests;

public sealed class FailureTests
{
    [Fact]
    public async Task A_service_that_cannot_be_reached_is_unavailable_and_the_others_are_not()
    {
        await using var gateway = await GatewayApp.StartAsync();
        await gateway.Enrollment.DisposeAsync();

        using var down = await gateway.GetAsync("/enrollment/v1/learners", gateway.TokenOf("bpc"));
        using var up = await gateway.GetAsync("/industry-partnership/v1/slots", gateway.TokenOf("bpc"));

        await down.ShouldBeProblemAsync("unavailable", HttpStatusCode.ServiceUnavailable);
        Assert.Equal(TimeSpan.FromSeconds(2), down.Headers.RetryAfter?.Delta);
        Assert.Equal(HttpStatusCode.OK, up.StatusCode);
    }

    [Fact]
    public async Task A_service_that_hangs_up_is_a_bad_gateway_and_may_have_done_the_work()
    {
        await using var gateway = await GatewayApp.StartAsync();

        using var reply = await gateway.GetAsync("/enrollment/v1/hang-up", gateway.TokenOf("bpc"));

        await reply.ShouldBeProblemAsync("bad-gateway", HttpStatusCode.BadGateway);
    }

    [Fact]
    public async Task A_service_that_does_not_answer_in_time_is_a_gateway_timeout()
    {
        await using var gateway = await GatewayApp.StartAsync(
            ("ReverseProxy:Clusters:enrollment:HttpRequest:ActivityTimeout", "00:00:00.3"));

        using var reply = await gateway.GetAsync("/enrollment/v1/silent", gateway.TokenOf("bpc"));

        await reply.ShouldBeProblemAsync("gateway-timeout", HttpStatusCode.GatewayTimeout);
    }

    [Fact]
    public async Task Without_the_issuers_keys_no_token_is_called_wrong()
    {
        await using var gateway = await GatewayApp.StartAsync();
        var token = gateway.TokenOf("bpc");
        await gateway.Issuer.DisposeAsync();

        using var reply = await gateway.GetAsync("/enrollment/v1/learners", token);

        await reply.ShouldBeProblemAsync("unavailable", HttpStatusCode.ServiceUnavailable);
        Assert.Empty(gateway.Enrollment.Seen);
    }

    [Fact]
    public async Task The_gateway_is_ready_if_all_services_are_or_names_the_one_that_is_not()
    {
        await using var gateway = await GatewayApp.StartAsync();

        var checks = await gateway.ReadinessAsync(HttpStatusCode.OK);
        Assert.Equal(["enrollment", "faculty-certification", "industry-partnership"], checks.EnumerateObject().Select(check => check.Name)
            .Order());

        gateway.Faculty.Readiness = HttpStatusCode.ServiceUnavailable;
        checks = await gateway.ReadinessAsync(HttpStatusCode.ServiceUnavailable);
        Assert.Equal("unhealthy", checks.GetProperty("faculty-certification").GetProperty("status").GetString());
        Assert.Equal("healthy", checks.GetProperty("enrollment").GetProperty("status").GetString());

        gateway.Faculty.Readiness = null;
        checks = await gateway.ReadinessAsync(HttpStatusCode.ServiceUnavailable);
        Assert.Equal("unhealthy", checks.GetProperty("faculty-certification").GetProperty("status").GetString());

        gateway.Faculty.Readiness = HttpStatusCode.OK;
        await gateway.ReadinessAsync(HttpStatusCode.OK);

        await gateway.Partnership.DisposeAsync();
        checks = await gateway.ReadinessAsync(HttpStatusCode.ServiceUnavailable);
        Assert.Equal("unhealthy", checks.GetProperty("industry-partnership").GetProperty("status").GetString());

        using var live = await gateway.GetAsync("/health/live");
        Assert.Equal(HttpStatusCode.OK, live.StatusCode);
    }

    [Fact]
    public async Task The_gateway_is_degraded_with_a_service_and_says_what_it_lacks()
    {
        await using var gateway = await GatewayApp.StartAsync();
        gateway.Enrollment.Health = "degraded";

        var checks = await gateway.ReadinessAsync(HttpStatusCode.OK, "degraded");

        Assert.Equal("degraded", checks.GetProperty("enrollment").GetProperty("status").GetString());
        Assert.Equal("messaging: The broker is away.", checks.GetProperty("enrollment").GetProperty("description").GetString());
        Assert.Equal("healthy", checks.GetProperty("faculty-certification").GetProperty("status").GetString());
    }

    [Fact]
    public async Task Many_health_checks_ask_the_services_only_once_a_second()
    {
        await using var gateway = await GatewayApp.StartAsync();
        var watch = System.Diagnostics.Stopwatch.StartNew();

        await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => gateway.ReadinessAsync(HttpStatusCode.OK)));

        Assert.InRange(gateway.Enrollment.AskedForReadiness, 1, 2 + (int)watch.Elapsed.TotalSeconds);
    }

    [Fact]
    public async Task A_change_of_health_is_one_line_in_the_log_without_a_stack_trace()
    {
        await using var gateway = await GatewayApp.StartAsync();
        await gateway.Faculty.DisposeAsync();

        await gateway.ReadinessAsync(HttpStatusCode.ServiceUnavailable);

        var lines = gateway.Log.All.Where(line => line.Category.Contains("Health", StringComparison.Ordinal));
        var line = Assert.Single(lines, line => line.Level >= LogLevel.Warning);
        Assert.StartsWith("faculty-certification is Unhealthy now. It cannot be reached.", line.Message, StringComparison.Ordinal);
        Assert.Null(line.Exception);
    }

    [Fact]
    public async Task A_silent_service_gets_no_requests_until_it_answers_again()
    {
        await using var gateway = await GatewayApp.StartAsync(
            ("ReverseProxy:Clusters:enrollment:HealthCheck:Active:Interval", "00:00:00.1"),
            ("ReverseProxy:Clusters:enrollment:HealthCheck:Active:Timeout", "00:00:00.5"));
        var token = gateway.TokenOf("bpc");

        gateway.Enrollment.IsFrozen = true;
        await Eventually.TrueAsync(() => AnswersAsync(HttpStatusCode.ServiceUnavailable));
        using var other = await gateway.GetAsync("/industry-partnership/v1/slots", token);
        Assert.Equal(HttpStatusCode.OK, other.StatusCode);
        gateway.Enrollment.IsFrozen = false;
        await Eventually.TrueAsync(() => AnswersAsync(HttpStatusCode.OK));

        // A request that came before the probe is held, as by any slow service; what counts is the answer to the next one.
        async Task<bool> AnswersAsync(HttpStatusCode status)
        {
            var asked = gateway.GetAsync("/enrollment/v1/learners", token);
            try
            {
                using var reply = await asked.WaitAsync(TimeSpan.FromSeconds(1), TestContext.Current.CancellationToken);
                return reply.StatusCode == status;
            }
            catch (TimeoutException)
            {
                return false;
            }
        }
    }

    [Fact]
    public async Task After_three_timeouts_in_a_row_the_service_gets_a_rest()
    {
        await using var gateway = await GatewayApp.StartAsync(
            ("ReverseProxy:Clusters:enrollment:HttpRequest:ActivityTimeout", "00:00:00.2"),
            ("ReverseProxy:Clusters:enrollment:HealthCheck:Passive:ReactivationPeriod", "00:00:02"));
        var token = gateway.TokenOf("bpc");
        for (var i = 0; i < 3; i++)
        {
            using var late = await gateway.GetAsync("/enrollment/v1/silent", token);
            await late.ShouldBeProblemAsync("gateway-timeout", HttpStatusCode.GatewayTimeout);
        }

        // The third answer reaches its caller a moment before the rest begins.
        await Eventually.TrueAsync(() => AnswersAsync(HttpStatusCode.ServiceUnavailable));
        await Eventually.TrueAsync(() => AnswersAsync(HttpStatusCode.OK));

        async Task<bool> AnswersAsync(HttpStatusCode status)
        {
            using var reply = await gateway.GetAsync("/enrollment/v1/learners", token);
            if (reply.StatusCode == HttpStatusCode.ServiceUnavailable) Assert.NotNull(reply.Headers.RetryAfter);
            return reply.StatusCode == status;
        }
    }

    [Fact]
    public async Task A_caller_who_hangs_up_while_sending_leaves_one_line_in_the_log()
    {
        await using var gateway = await GatewayApp.StartAsync();
        using var socket = new System.Net.Sockets.TcpClient();
        var address = new Uri(gateway.Url);
        await socket.ConnectAsync(address.Host, address.Port, TestContext.Current.CancellationToken);
        string[] lines =
        [
            "POST /enrollment/v1/learners HTTP/1.1", $"Host: {address.Authority}", $"Authorization: Bearer {gateway.TokenOf("bpc")}",
            "Content-Length: 1000", "", "half of it",
        ];
        await socket.GetStream().WriteAsync(
            System.Text.Encoding.ASCII.GetBytes(string.Join("\r\n", lines)), TestContext.Current.CancellationToken);
        await Eventually.TrueAsync(() => Task.FromResult(!gateway.Enrollment.Seen.IsEmpty));

        socket.Close();

        await Eventually.TrueAsync(() => Task.FromResult(gateway.Log.All.Any(IsOfForwarding)));
        var line = Assert.Single(gateway.Log.All, IsOfForwarding);
        Assert.Null(line.Exception);
        Assert.DoesNotContain('\n', line.Message);

        static bool IsOfForwarding(LogLine line) =>
            line.Level >= LogLevel.Warning && line.Category.Contains("orward", StringComparison.Ordinal);
    }
}

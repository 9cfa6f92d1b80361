using System.Net;
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
    public async Task A_service_that_hangs_up_may_have_done_the_work_and_is_a_bad_gateway()
    {
        await using var gateway = await GatewayApp.StartAsync();

        using var reply = await gateway.GetAsync("/enrollment/v1/hang-up", gateway.TokenOf("bpc"));

        await reply.ShouldBeProblemAsync("bad-gateway", HttpStatusCode.BadGateway);
    }

    [Fact]
    public async Task A_service_that_does_not_answer_in_time_is_a_gateway_timeout()
    {
        await using var gateway = await GatewayApp.StartAsync(("ReverseProxy:Clusters:enrollment:HttpRequest:ActivityTimeout", "00:00:00.3"));

        using var reply = await gateway.GetAsync("/enrollment/v1/silent", gateway.TokenOf("bpc"));

        await reply.ShouldBeProblemAsync("gateway-timeout", HttpStatusCode.GatewayTimeout);
    }

    [Fact]
    public async Task While_the_issuers_keys_cannot_be_read_no_token_is_called_wrong()
    {
        await using var gateway = await GatewayApp.StartAsync();
        var token = gateway.TokenOf("bpc");
        await gateway.Issuer.DisposeAsync();

        using var reply = await gateway.GetAsync("/enrollment/v1/learners", token);

        await reply.ShouldBeProblemAsync("unavailable", HttpStatusCode.ServiceUnavailable);
        Assert.Empty(gateway.Enrollment.Seen);
    }

    [Fact]
    public async Task The_gateway_is_ready_when_all_services_are_and_names_the_one_that_is_not()
    {
        await using var gateway = await GatewayApp.StartAsync();

        var checks = await gateway.ReadinessAsync(HttpStatusCode.OK);
        Assert.Equal(["enrollment", "faculty-certification", "industry-partnership"], checks.EnumerateObject().Select(check => check.Name).Order());

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
}

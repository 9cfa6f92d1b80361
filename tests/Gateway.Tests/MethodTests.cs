using System.Net;
using Testing;

namespace Gateway.Tests;

/// <summary>HEAD, methods that nothing takes, and bodies that do not arrive.</summary>
public sealed class MethodTests
{
    [Theory]
    [InlineData("/")]
    [InlineData("/portal.css")]
    [InlineData("/problems")]
    [InlineData("/problems/enrollment")]
    [InlineData("/rules")]
    [InlineData("/rules/D29")]
    [InlineData("/health/live")]
    [InlineData("/enrollment/docs")]
    [InlineData("/enrollment/v1/openapi.json")]
    [InlineData("/enrollment/v1/learners")]
    [InlineData("/nowhere")]
    public async Task A_HEAD_is_answered_as_the_GET_without_a_body(string path)
    {
        await using var gateway = await GatewayApp.StartAsync();

        foreach (var token in new[] { null, gateway.TokenOf("bpc") })
        {
            using var get = await gateway.GetAsync(path, token);
            using var head = await gateway.SendAsync(HttpMethod.Head, path, token, null);

            Assert.Equal(get.StatusCode, head.StatusCode);
            Assert.Equal(get.Content.Headers.ContentType, head.Content.Headers.ContentType);
            Assert.Empty(await head.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
        }
    }

    [Theory]
    [InlineData("POST", "/")]
    [InlineData("PUT", "/problems")]
    [InlineData("DELETE", "/problems/not-found")]
    public async Task A_method_that_the_page_does_not_take_is_a_problem(string method, string path)
    {
        await using var gateway = await GatewayApp.StartAsync();

        using var reply = await gateway.SendAsync(new HttpMethod(method), path, gateway.TokenOf("bpc"), null);

        await reply.ShouldBeProblemAsync("method-not-allowed", HttpStatusCode.MethodNotAllowed);
    }

    [Fact]
    public async Task A_body_that_stalls_is_a_problem()
    {
        await using var gateway = await GatewayApp.StartAsync();

        var reply = await StalledBody.PostAsync(
            new Uri(gateway.Url), "/enrollment/v1/learners", gateway.TokenOf("bpc"), TestContext.Current.CancellationToken);

        Assert.StartsWith("HTTP/1.1 408 ", reply, StringComparison.Ordinal);
        Assert.Contains("\"/problems/request-timeout\"", reply, StringComparison.Ordinal);
    }
}

using System.Net;
using Testing;

namespace Gateway.Tests;

/// <summary>The page by which everybody verifies a certificate (D19).</summary>
public sealed class CertificateTests
{
    private static readonly (string, string)[] NarrowRate =
        [("Gateway:RateLimit:VerificationBurst", "3"), ("Gateway:RateLimit:VerificationsPerSecond", "1")];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task D19_the_page_tells_validity_level_issuer_and_holder_without_a_token_and_is_stored_nowhere()
    {
        await using var gateway = await GatewayApp.StartAsync();

        using var reply = await gateway.GetAsync("/certificates/valid-number");

        var page = await reply.Content.ReadAsStringAsync(Ct);
        string[] told = [">valid<", "senior", "A &lt;college&gt;", "Zhang San", "2024-03-01", "2029-02-28", "7K3M-9QXT-2VHD-5RWNC"];
        foreach (var text in told)
        {
            Assert.Contains(text, page, StringComparison.Ordinal);
        }
        Assert.Equal("no-store", reply.Headers.CacheControl?.ToString());
        Assert.Contains("default-src 'none'", Assert.Single(reply.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
        Assert.Equal("/faculty-certification/v1/verifications/valid-number", Assert.Single(gateway.Faculty.Seen).PathAndQuery);
        Assert.DoesNotContain(gateway.Log.All, line => line.ToString().Contains("valid-number", StringComparison.Ordinal));
    }

    [Fact]
    public async Task D19_the_page_of_a_certificate_that_is_not_in_force_says_so_and_not_why()
    {
        await using var gateway = await GatewayApp.StartAsync();

        using var reply = await gateway.GetAsync("/certificates/ended-number");

        var page = WebUtility.HtmlDecode(await reply.Content.ReadAsStringAsync(Ct));
        string[] told = [">not valid<", "<td>junior</td>", "2019-03-01 – 2024-02-29", "9QXT-7K3M-2VHD-5RWNC", "<td>–</td>"];
        foreach (var text in told)
        {
            Assert.Contains(text, page, StringComparison.Ordinal);
        }
        Assert.DoesNotContain(">valid<", page, StringComparison.Ordinal);
        Assert.DoesNotContain("teacher-7", page, StringComparison.Ordinal);
        Assert.DoesNotContain("fraud", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task D19_the_page_is_in_the_readers_language_and_in_no_search_engine()
    {
        await using var gateway = await GatewayApp.StartAsync();

        using var reply = await gateway.GetAsync("/certificates/valid-number", headers: ("Accept-Language", "zh-CN"));

        var page = WebUtility.HtmlDecode(await reply.Content.ReadAsStringAsync(Ct));
        string[] told = [">有效<", "<td>高级</td>", "href=\"?lang=en\"", "<html lang=\"zh-CN\">"];
        foreach (var text in told)
        {
            Assert.Contains(text, page, StringComparison.Ordinal);
        }
        Assert.Equal("zh-CN", Assert.Single(reply.Content.Headers.ContentLanguage));
        Assert.Contains("Accept-Language", reply.Headers.Vary);
        Assert.Equal("noindex", Assert.Single(reply.Headers.GetValues("X-Robots-Tag")));
    }

    [Theory]
    [InlineData("bad-number", HttpStatusCode.NotFound)]
    [InlineData("failing-number", HttpStatusCode.ServiceUnavailable)]
    public async Task D19_the_page_is_not_found_or_unavailable_as_the_service_answers(string number, HttpStatusCode expected)
    {
        await using var gateway = await GatewayApp.StartAsync();

        using var reply = await gateway.GetAsync($"/certificates/{number}");

        Assert.Equal(expected, reply.StatusCode);
    }

    [Fact]
    public async Task D19_a_number_with_signs_of_an_address_stays_one_number()
    {
        await using var gateway = await GatewayApp.StartAsync();

        using var reply = await gateway.GetAsync("/certificates/no-number%3Fa=1");

        Assert.Equal("/faculty-certification/v1/verifications/no-number%3Fa=1", Assert.Single(gateway.Faculty.Seen).PathAndQuery);
    }

    [Fact]
    public async Task D19_what_is_no_number_is_not_found_and_the_page_does_not_repeat_it()
    {
        await using var gateway = await GatewayApp.StartAsync();

        using var reply = await gateway.GetAsync("/certificates/no-number", headers: ("Accept-Language", "zh-CN"));

        Assert.Equal(HttpStatusCode.NotFound, reply.StatusCode);
        var page = await reply.Content.ReadAsStringAsync(Ct);
        Assert.Contains("没有此编号的证书", page, StringComparison.Ordinal);
        Assert.DoesNotContain("no-number", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/certificates/no-number")]
    [InlineData("/faculty-certification/v1/verifications/no-number")]
    public async Task D19_whoever_tries_numbers_is_told_to_wait_and_other_requests_pass(string path)
    {
        await using var gateway = await GatewayApp.StartAsync(NarrowRate);

        using var refused = await gateway.ExhaustAsync(path, null);
        using var other = await gateway.GetAsync("/problems/enrollment");

        await refused.ShouldBeProblemAsync("too-many-requests", HttpStatusCode.TooManyRequests);
        Assert.NotEmpty(refused.Headers.GetValues("Retry-After"));
        Assert.Equal(HttpStatusCode.OK, other.StatusCode);
    }

    [Fact]
    public async Task A_service_that_does_not_answer_is_not_asked()
    {
        await using var gateway = await GatewayApp.StartAsync(
            ("Gateway:RateLimit:VerificationBurst", "1000"),
            ("ReverseProxy:Clusters:faculty-certification:HealthCheck:Active:Interval", "00:00:00.1"),
            ("ReverseProxy:Clusters:faculty-certification:HealthCheck:Active:Timeout", "00:00:00.5"));
        gateway.Faculty.IsFrozen = true;

        // A page that asks it would wait for five seconds.
        await Eventually.TrueAsync(async () =>
        {
            var asked = gateway.GetAsync("/certificates/valid-number");
            try
            {
                using var reply = await asked.WaitAsync(TimeSpan.FromSeconds(1), Ct);
                return reply.StatusCode == HttpStatusCode.ServiceUnavailable;
            }
            catch (TimeoutException)
            {
                return false;
            }
        });
    }

    [Fact]
    public async Task A_service_that_is_down_is_said_so()
    {
        await using var gateway = await GatewayApp.StartAsync();
        await gateway.Faculty.DisposeAsync();

        using var reply = await gateway.GetAsync("/certificates/valid-number");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, reply.StatusCode);
    }
}

using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using Testing;

namespace Gateway.Tests;

public sealed partial class PortalTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_page_needs_no_token_and_names_each_service_with_its_health()
    {
        await using var gateway = await GatewayApp.StartAsync();

        var page = await PageAsync(gateway);

        foreach (var service in new[] { "enrollment", "faculty-certification", "industry-partnership" })
        {
            Assert.Contains($"<th scope=\"row\">{service}</th>", page, StringComparison.Ordinal);
        }
        Assert.Equal(3, Healthy().Count(page));
        Assert.DoesNotContain("unhealthy", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_page_works_and_shows_a_service_that_is_down()
    {
        await using var gateway = await GatewayApp.StartAsync();
        await gateway.Faculty.DisposeAsync();

        var page = await PageAsync(gateway);

        Assert.Equal(2, Healthy().Count(page));
        Assert.Contains("<span class=\"unhealthy\">unhealthy</span> It cannot be reached.", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_link_of_the_page_leads_somewhere_without_a_token()
    {
        await using var gateway = await GatewayApp.StartAsync(("Portal:Traces", "https://traces.example/?a=1&b=2"));

        var links = Link().Matches(await PageAsync(gateway)).Select(link => WebUtility.HtmlDecode(link.Groups[1].Value)).ToList();

        Assert.Contains("https://traces.example/?a=1&b=2", links);
        Assert.Contains("/enrollment/docs", links);
        foreach (var link in links.Where(link => link.StartsWith('/')))
        {
            using var reply = await gateway.GetAsync(link);
            Assert.True(reply.IsSuccessStatusCode, $"{link} answers {(int)reply.StatusCode}");
        }
    }

    [Theory]
    [InlineData("/status", null, "en")]
    [InlineData("/status", "fr-FR, de;q=0.9", "en")]
    [InlineData("/status", "zh-CN,zh;q=0.9,en;q=0.8", "zh-CN")]
    [InlineData("/status", "zh-TW;q=0.3,en-GB;q=0.9", "en")]
    [InlineData("/status?lang=zh-CN", "en", "zh-CN")]
    [InlineData("/status?lang=en", "zh-CN", "en")]
    [InlineData("/status?lang=tlh", "zh-CN", "zh-CN")]
    public async Task The_page_is_in_the_requested_language(string path, string? accepted, string language)
    {
        await using var gateway = await GatewayApp.StartAsync();

        using var reply = await gateway.GetAsync(path, headers: accepted is null ? [] : [("Accept-Language", accepted)]);

        var page = await reply.Content.ReadAsStringAsync(Ct);
        Assert.Equal([language], reply.Content.Headers.ContentLanguage);
        Assert.Contains($"<html lang=\"{language}\">", page, StringComparison.Ordinal);
        Assert.Contains(language == "en" ? "What runs here" : "运行中的服务", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_page_runs_no_script_and_uses_only_its_own_style()
    {
        await using var gateway = await GatewayApp.StartAsync();

        using var reply = await gateway.GetAsync("/status");
        using var style = await gateway.GetAsync("/portal.css");

        var csp = Assert.Single(reply.Headers.GetValues("Content-Security-Policy"));
        Assert.Contains("default-src 'none'", csp, StringComparison.Ordinal);
        Assert.Contains("style-src 'self'", csp, StringComparison.Ordinal);
        Assert.DoesNotContain("script-src", csp, StringComparison.Ordinal);
        Assert.Equal("text/css", style.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task A_narrow_screen_hides_nothing_and_names_each_cell()
    {
        await using var gateway = await GatewayApp.StartAsync();

        using var styled = await gateway.GetAsync("/portal.css");
        using var page = await gateway.GetAsync("/status");
        var style = (await styled.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).Split("@media print")[0];
        var cells = (await page.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).Split("<td data-label=").Length - 1;

        Assert.Contains("td[data-label]::before", style, StringComparison.Ordinal);
        Assert.DoesNotContain("display: none", style, StringComparison.Ordinal);
        // Health and documentation of each service; what it owns speaks for itself.
        Assert.Equal(6, cells);
    }

    [Fact]
    public async Task The_page_names_no_feature_unknown_to_browsers()
    {
        await using var gateway = await GatewayApp.StartAsync();

        using var reply = await gateway.GetAsync("/status");

        var policy = Assert.Single(reply.Headers.GetValues("Permissions-Policy"));
        Assert.Contains("camera=()", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("web-share", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("ambient-light-sensor", policy, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/problems")]
    [InlineData("/problems/not-found")]
    public async Task A_refusal_is_a_page_for_a_browser_and_JSON_for_a_program(string path)
    {
        await using var gateway = await GatewayApp.StartAsync();

        using var page = await gateway.GetAsync(path, headers: ("Accept", "text/html,application/xhtml+xml,application/xml;q=0.9"));
        using var data = await gateway.GetAsync(path);

        Assert.Equal("text/html", page.Content.Headers.ContentType?.MediaType);
        Assert.Equal("application/json", data.Content.Headers.ContentType?.MediaType);
        var text = await page.Content.ReadAsStringAsync(Ct);
        Assert.Contains("<a href=\"/problems/not-found\">not-found</a>", text, StringComparison.Ordinal);
        Assert.Contains("style-src 'self'", Assert.Single(page.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("en", "A new cohort may only use an active articulation", "Own design")]
    [InlineData("zh-CN", "新一届学生只能使用已启用", "自行设计")]
    public async Task The_rules_are_a_page_in_English_and_Chinese_that_needs_no_token(string language, string asks, string source)
    {
        await using var gateway = await GatewayApp.StartAsync();

        using var reply = await gateway.GetAsync($"/rules?lang={language}", headers: ("Accept", "text/html"));

        var page = WebUtility.HtmlDecode(await reply.Content.ReadAsStringAsync(Ct));
        Assert.Equal([language], reply.Content.Headers.ContentLanguage);
        Assert.Contains("<tr id=\"D6b\">", page, StringComparison.Ordinal);
        Assert.Contains(asks, page, StringComparison.Ordinal);
        Assert.Contains(source, page, StringComparison.Ordinal);
        Assert.Contains("href=\"/problems/enrollment/no-active-articulation\"", page, StringComparison.Ordinal);
        var csp = Assert.Single(reply.Headers.GetValues("Content-Security-Policy"));
        Assert.Contains("default-src 'none'", csp, StringComparison.Ordinal);
        Assert.Contains("style-src 'self'", csp, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_program_looks_up_a_rule_by_its_number()
    {
        await using var gateway = await GatewayApp.StartAsync();

        using var known = await gateway.GetAsync("/rules/D6b");
        using var unknown = await gateway.GetAsync("/rules/D999");

        var rule = await known.Content.ReadFromJsonAsync<JsonElement>(Ct);
        Assert.Equal("D6b", rule.GetProperty("number").GetString());
        Assert.Contains("/problems/enrollment/no-active-articulation", rule.GetProperty("problems").EnumerateArray()
            .Select(problem => problem.GetString()));
        await unknown.ShouldBeProblemAsync("not-found", HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_page_names_the_service_that_does_not_answer_and_other_pages_work()
    {
        await using var gateway = await GatewayApp.StartAsync();
        await gateway.Partnership.DisposeAsync();

        using var down = await gateway.GetAsync("/consent/unknown");
        using var start = await gateway.GetAsync("/");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, down.StatusCode);
        Assert.Contains("Industry partnership does not answer now", await down.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, start.StatusCode);
    }

    [Fact]
    public async Task Without_a_client_nobody_signs_in_and_the_pages_for_everybody_work()
    {
        await using var gateway = await GatewayApp.StartAsync(("Portal:ClientId", ""));

        using var asked = await gateway.GetAsync("/sign-in");
        using var start = await gateway.GetAsync("/");
        using var learners = await gateway.GetAsync("/enrollment/v1/learners", gateway.TokenOf("bpc"));

        Assert.Equal(
            [HttpStatusCode.ServiceUnavailable, HttpStatusCode.OK, HttpStatusCode.OK],
            [asked.StatusCode, start.StatusCode, learners.StatusCode]);
    }

    [Theory]
    [InlineData("/industry-partnership/v1/guardian-consents/", "/consent/")]
    [InlineData("/industry-partnership/v1/guardian-acceptances/", "/acceptance/")]
    [InlineData("/industry-partnership/v1/mentor-assessments/", "/assessment/")]
    public async Task A_browser_that_opens_a_link_of_the_API_is_sent_to_the_page(string link, string page)
    {
        var token = new string('a', 43);
        await using var gateway = await GatewayApp.StartAsync();

        using var browser = await gateway.GetAsync(link + token, headers: ("Accept", "text/html"));
        using var program = await gateway.GetAsync(link + token);

        Assert.Equal((HttpStatusCode.Found, page + token), (browser.StatusCode, browser.Headers.Location?.OriginalString));
        Assert.True(browser.Headers.CacheControl!.NoStore);
        Assert.Equal(HttpStatusCode.OK, program.StatusCode);
    }

    private static async Task<string> PageAsync(GatewayApp gateway)
    {
        using var reply = await gateway.GetAsync("/status");
        Assert.Equal((HttpStatusCode.OK, "text/html"), (reply.StatusCode, reply.Content.Headers.ContentType?.MediaType));
        return await reply.Content.ReadAsStringAsync(Ct);
    }

    [GeneratedRegex("<span class=\"healthy\">")]
    private static partial Regex Healthy();

    [GeneratedRegex("href=\"([^\"]+)\"")]
    private static partial Regex Link();
}

using Microsoft.Playwright;

namespace Portal.Tests;

/// <summary>A guardian's way by a link (D32): no account, no script, on a phone.</summary>
public sealed class GuardianTests(PortalSite site)
{
    [Fact]
    public async Task D32_a_guardian_reads_the_agreement_and_consents_by_the_link()
    {
        var (placement, url) = await site.AskGuardianAsync("learner-yes");
        await using var browser = await site.BrowseAsync("zh-CN");
        var page = await browser.NewPageAsync();

        await page.GotoAsync(url);
        await page.ShouldBeTitledAsync("您同意这次岗位实习吗？");
        await page.ShouldSayAsync("UAV assembly, for the portal");
        await page.ShouldSayAsync("4,000");
        await page.GetByLabel("我是学生的").SelectOptionAsync("mother");
        await page.GetByRole(AriaRole.Button, new() { Name = "我同意", Exact = true }).ClickAsync();

        await page.ShouldBeTitledAsync("您已同意");
        var agreed = await site.Partnership("bpc").GetPlacementAsync(placement);
        Assert.Equal("guardian", Assert.Single(agreed.Consents).By);
        await page.Locator("summary", new() { HasText = "保存文本" }).ClickAsync();
        await page.ShouldSayAsync(agreed.TextHash!);
    }

    [Fact]
    public async Task D32_a_guardians_no_is_recorded_and_the_internship_does_not_begin()
    {
        var (placement, url) = await site.AskGuardianAsync("learner-no");
        await using var browser = await site.BrowseAsync();
        var page = await browser.NewPageAsync();

        await page.GotoAsync(url);
        await page.GetByLabel("I am the student's").SelectOptionAsync("guardian");
        await page.GetByRole(AriaRole.Button, new() { Name = "I do not consent" }).ClickAsync();

        await page.ShouldBeTitledAsync("You have not consented");
        var refused = await site.Partnership("bpc").GetPlacementAsync(placement);
        Assert.Equal("guardian", Assert.Single(refused.Refusals!).By);
        Assert.Equal("stopped", refused.State);
    }

    [Fact]
    public async Task D32_a_double_click_consents_once_and_the_used_link_looks_like_an_unknown_one()
    {
        var (placement, url) = await site.AskGuardianAsync("learner-twice");
        await using var browser = await site.BrowseAsync();
        var page = await browser.NewPageAsync();

        await page.GotoAsync(url);
        await page.GetByLabel("I am the student's").SelectOptionAsync("mother");
        await page.GetByRole(AriaRole.Button, new() { Name = "I consent" }).DblClickAsync();
        await page.GetByRole(AriaRole.Heading, new() { Name = "You have consented" }).WaitForAsync();
        Assert.Single((await site.Partnership("bpc").GetPlacementAsync(placement)).Consents);

        var token = url.Split('/')[^1];
        var used = await ShownAsync($"/consent/{token}");
        Assert.Equal(404, used.Status);
        Assert.Equal(used, await ShownAsync($"/consent/{new string('a', token.Length)}"));
        Assert.DoesNotContain(token, site.Output, StringComparison.Ordinal);

        async Task<(int Status, string Text, string? Caches, string? Referrer)> ShownAsync(string path)
        {
            using var reply = await site.SendAsync(HttpMethod.Get, path);
            var body = (await reply.Content.ReadAsStringAsync()).Replace(path, "", StringComparison.Ordinal);
            return (
                (int)reply.StatusCode, body, $"{reply.Headers.CacheControl}", string.Join(',', reply.Headers.GetValues("Referrer-Policy")));
        }
    }

    [Fact]
    public async Task D32_a_change_asks_the_guardian_anew()
    {
        var (placement, change, url) = await site.AskAboutChangeAsync("learner-moved");
        await using var browser = await site.BrowseAsync();
        var page = await browser.NewPageAsync();

        await page.GotoAsync(url);
        await page.ShouldBeTitledAsync("Do you accept this change of the internship?");
        await page.GetByLabel("I am the student's").SelectOptionAsync("father");
        await page.GetByRole(AriaRole.Button, new() { Name = "I accept" }).ClickAsync();

        await page.ShouldBeTitledAsync("You have accepted the change");
        var accepted = await site.Partnership("bpc").GetPlacementChangeAsync(placement, change);
        Assert.Contains(accepted.Acceptances, one => one.By == "guardian");
    }

    [Fact]
    public async Task A_link_is_kept_by_no_cache_and_told_to_no_other_site()
    {
        using var reply = await site.SendAsync(HttpMethod.Get, "/consent/unknown");

        Assert.True(reply.Headers.CacheControl!.NoStore);
        Assert.Equal(["no-referrer"], reply.Headers.GetValues("Referrer-Policy"));
    }
}

using System.Net;
using Microsoft.Playwright;

namespace Portal.Tests;

/// <summary>What every page keeps to. A new page is in these tests by itself.</summary>
public sealed class PageTests(PortalSite site)
{
    public static TheoryData<string> Paths => PageAddresses.Paths;

    [Theory, MemberData(nameof(Paths))]
    public async Task Axe_finds_nothing_on_a_page_and_it_fits_a_small_screen(string path)
    {
        foreach (var (language, width) in new[] { ("en", 1280), ("zh-CN", 320) })
        {
            await using var browser = await site.BrowseAsync(language, script: true, width);
            var page = await OpenAsync(browser, path);
            Assert.Equal(language, await page.Locator("html").GetAttributeAsync("lang"));
            await page.ShouldBeAccessibleAsync();
            await page.ShouldFitAsync();
        }
    }

    [Theory, MemberData(nameof(Paths))]
    public async Task A_form_without_its_antiforgery_token_is_refused(string path)
    {
        await using var browser = await site.BrowseAsync();
        await OpenAsync(browser, path);
        var cookies = string.Join("; ", (await browser.CookiesAsync()).Select(cookie => $"{cookie.Name}={cookie.Value}"));
        using var empty = new FormUrlEncodedContent([new("action", "send")]);
        using var forged = new FormUrlEncodedContent([new("action", "send"), new("csrf", "forged")]);

        using var without = await site.SendAsync(HttpMethod.Post, PageAddresses.AddressOf(path), empty, cookies);
        using var with = await site.SendAsync(HttpMethod.Post, PageAddresses.AddressOf(path), forged, cookies);

        // A page without a form takes none.
        HttpStatusCode[] refused = [HttpStatusCode.BadRequest, HttpStatusCode.MethodNotAllowed, HttpStatusCode.Unauthorized];
        Assert.Contains(without.StatusCode, refused);
        Assert.Contains(with.StatusCode, refused);
    }

    [Theory, MemberData(nameof(Paths))]
    public async Task A_page_of_a_role_asks_others_to_sign_in_and_does_not_show_itself(string path)
    {
        using var reply = await site.SendAsync(HttpMethod.Get, PageAddresses.AddressOf(path));

        if (PageAddresses.PersonFor(path) is null) Assert.NotEqual("/connect/authorize", reply.Headers.Location?.AbsolutePath);
        else Assert.Equal((HttpStatusCode.Found, "/connect/authorize"), (reply.StatusCode, reply.Headers.Location?.AbsolutePath));
    }

    private static async Task<IPage> OpenAsync(IBrowserContext browser, string path)
    {
        var page = await browser.NewPageAsync();
        if (PageAddresses.PersonFor(path) is { } person) await page.SignInAsync(person, PageAddresses.AddressOf(path));
        else await page.GotoAsync(PageAddresses.AddressOf(path));
        return page;
    }
}

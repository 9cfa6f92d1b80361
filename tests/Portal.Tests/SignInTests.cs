using System.Net;

namespace Portal.Tests;

public sealed class SignInTests(PortalSite site)
{
    [Fact]
    public async Task A_person_signs_in_without_a_script_and_out_again()
    {
        await using var browser = await site.BrowseAsync();
        var page = await browser.NewPageAsync();

        await page.SignInAsync("learner-0001");
        await page.ShouldSayAsync("A learner of BPC");

        await page.GetByRole(Microsoft.Playwright.AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();
        await page.GetByRole(Microsoft.Playwright.AriaRole.Link, new() { Name = "Sign in" }).First.WaitForAsync();
        Assert.Equal("/", new Uri(page.Url).AbsolutePath);
        Assert.DoesNotContain("A learner of BPC", await page.Locator("header").InnerTextAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_browser_gets_no_token_and_no_script_reads_the_session()
    {
        await using var browser = await site.BrowseAsync();
        var page = await browser.NewPageAsync();
        await page.SignInAsync("learner-0001");

        var cookies = await browser.CookiesAsync();

        Assert.All(cookies, cookie => Assert.True(cookie.HttpOnly, cookie.Name));
        Assert.All(cookies, cookie => Assert.Equal(Microsoft.Playwright.SameSiteAttribute.Lax, cookie.SameSite));
        // A token is a JWT, which begins so.
        Assert.DoesNotContain(cookies, cookie => cookie.Value.StartsWith("eyJ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_API_takes_no_session_of_the_portal()
    {
        await using var browser = await site.BrowseAsync();
        var page = await browser.NewPageAsync();
        await page.SignInAsync("learner-0001");
        var cookies = string.Join("; ", (await browser.CookiesAsync()).Select(cookie => $"{cookie.Name}={cookie.Value}"));

        using var reply = await site.SendAsync(HttpMethod.Get, "/enrollment/v1/learners", cookie: cookies);

        Assert.Equal(HttpStatusCode.Unauthorized, reply.StatusCode);
    }

    [Theory]
    [InlineData("client_id=portal&redirect_uri=https%3A%2F%2Fevil.example%2Fsigned-in")]
    [InlineData("client_id=bpc&redirect_uri=https%3A%2F%2Fevil.example%2Fsigned-in")]
    [InlineData("client_id=nobody&redirect_uri=https%3A%2F%2Fevil.example%2Fsigned-in")]
    public async Task The_local_issuer_sends_nobody_to_an_address_that_is_not_the_clients(string query)
    {
        const string rest = "&response_type=code&scope=openid&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"
            + "&code_challenge_method=S256&local_person=ops";

        using var reply = await site.SendAsync(HttpMethod.Get, $"/connect/authorize?{query}{rest}");

        Assert.Equal(HttpStatusCode.BadRequest, reply.StatusCode);
        Assert.Null(reply.Headers.Location);
    }

    [Fact]
    public async Task The_local_issuer_wants_a_proof_key_for_a_code()
    {
        var back = Uri.EscapeDataString(new Uri(site.Address, "/signed-in").ToString());

        using var reply = await site.SendAsync(
            HttpMethod.Get, $"/connect/authorize?client_id=portal&redirect_uri={back}&response_type=code&scope=openid&local_person=ops");

        Assert.DoesNotContain("code=", reply.Headers.Location?.Query ?? "", StringComparison.Ordinal);
    }
}

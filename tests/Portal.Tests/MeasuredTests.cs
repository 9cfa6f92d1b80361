using Microsoft.Playwright;

namespace Portal.Tests;

/// <summary>What a user's way costs in pages and bytes. Both are counted, so a slow machine changes nothing.</summary>
public sealed class MeasuredTests(PortalSite site)
{
    private const int MostBytes = 100_000;
    private const int MostPages = 12;
    private const string PostKind = "portal-measured";

    [Fact]
    public async Task The_first_page_has_at_most_100_kB_with_its_style()
    {
        await using var browser = await site.BrowseAsync();
        var page = await browser.NewPageAsync();
        var replies = new List<IResponse>();
        page.Response += (_, reply) => replies.Add(reply);

        await page.GotoAsync("/");

        var bytes = 0;
        foreach (var reply in replies.Where(one => one.Url.StartsWith("http", StringComparison.Ordinal)))
        {
            bytes += (await reply.BodyAsync()).Length;
        }
        Assert.InRange(bytes, 1, MostBytes);
    }

    [Fact]
    public async Task A_lawful_slot_is_open_after_at_most_12_pages()
    {
        await using var browser = await site.BrowseAsync();
        await site.Partnership("dji").RecordStaffCountAsync(
            "dji", new() { PostKind = PostKind, Staff = 50, EffectiveOn = new(2026, 1, 1) });
        var page = await browser.NewPageAsync();
        var pages = 0;
        page.DOMContentLoaded += (_, _) => pages++;
        await page.SignInAsync("dji-hr", "/enterprise/slots/new");
        await EnterpriseTests.WriteSlotAsync(page, PostKind, hoursPerDay: "8");
        await Button(page, "Submit for approval").ClickAsync();
        await page.ShouldSayAsync("It is submitted");
        var slot = Assert.Single(
            (await site.Partnership("dji").ListSlotsAsync(enterprise: "dji", limit: 200)).Items, one => one.PostKind == PostKind);
        await site.Partnership("bpc").ApproveSlotAsync(
            slot.Id, new() { InstitutionAttestation = slot.Terms.Attestation! with { By = "Example Coordinator" } });

        await page.GotoAsync($"/enterprise/slots/{slot.Id}");
        await page.Locator("#open button").ClickAsync();
        await page.Locator("#end button[value='close']").WaitForAsync();

        Assert.Equal("open", (await site.Partnership("dji").GetSlotAsync(slot.Id)).State);
        Assert.InRange(pages, 1, MostPages);
    }

    [Fact]
    public async Task A_page_is_printed_without_its_navigation()
    {
        await using var browser = await site.BrowseAsync();
        var page = await browser.NewPageAsync();
        await page.SignInAsync("dji-hr", "/enterprise/slots");

        await page.EmulateMediaAsync(new() { Media = Media.Print });

        Assert.True(await page.Locator("h1").IsVisibleAsync());
        Assert.False(await page.Locator("nav.main").IsVisibleAsync());
        Assert.False(await page.Locator(".top").IsVisibleAsync());
        Assert.False(await page.Locator("footer").IsVisibleAsync());
    }

    private static ILocator Button(IPage page, string name) => page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });
}

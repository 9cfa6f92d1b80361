using Microsoft.Playwright;

namespace Portal.Tests;

/// <summary>What operations see, on a phone and without a script.</summary>
public sealed class OperationsTests(PortalSite site)
{
    [Fact]
    public async Task Each_service_is_there_with_its_health()
    {
        await using var browser = await site.BrowseAsync();
        var page = await browser.NewPageAsync();
        await page.SignInAsync("ops");
        await page.GetByRole(AriaRole.Link, new() { Name = "What runs" }).First.ClickAsync();

        foreach (var service in new[] { "enrollment", "faculty-certification", "industry-partnership" })
        {
            await page.Locator("h2", new() { HasText = service }).GetByText("healthy").WaitForAsync();
        }
        await page.ShouldSayAsync("No message is put aside");
        await page.ShouldFitAsync();
    }

    [Fact]
    public async Task A_parked_message_is_replayed_or_discarded_with_a_reason()
    {
        await using var browser = await site.BrowseAsync();
        var (replayed, discarded) = (await site.ParkAsync(), await site.ParkAsync());
        var page = await browser.NewPageAsync();
        await page.SignInAsync("ops", "/ops/parked");
        await page.ShouldSayAsync("portal-test");

        await page.Locator($"[id='enrollment/{replayed}']").CheckAsync();
        await Button(page, "Replay").ClickAsync();
        await page.ShouldSayAsync("The service tries again now");
        await page.Locator($"[id='enrollment/{discarded}']").CheckAsync();
        await Button(page, "Discard").ClickAsync();
        await page.ShouldSayAsync("Fill this in");
        await page.Locator("[id='reason']").FillAsync("It was made by a test.");
        await Button(page, "Discard").ClickAsync();

        await page.ShouldSayAsync("The message is discarded");
        await page.ShouldFitAsync();
        var kept = (await site.Enrolling("ops").ListParkedMessagesAsync(state: "discarded")).Items.Single(one => one.Id == discarded);
        Assert.Equal("It was made by a test.", kept.Reason);
        Assert.DoesNotContain((await site.Enrolling("ops").ListParkedMessagesAsync()).Items, one => one.Id == replayed);
    }

    private static ILocator Button(IPage page, string name) => page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });
}

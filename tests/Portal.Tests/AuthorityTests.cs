using Microsoft.Playwright;

namespace Portal.Tests;

/// <summary>An authority's ways, on a phone and without a script.</summary>
public sealed class AuthorityTests(PortalSite site)
{
    [Fact]
    public async Task D41_a_figure_has_its_numerator_its_denominator_its_day_and_a_chart()
    {
        await using var browser = await site.BrowseAsync();
        var page = await browser.NewPageAsync();
        await page.SignInAsync("authority", "/authority/figures?of=dual-qualified-ratio&institution=bpc");

        await page.ShouldSayAsync("As known then");
        var newest = page.Locator("tbody tr").First;
        var told = await newest.InnerTextAsync();
        var figure = await site.Faculty("bpc").DualQualifiedRatioAsync("bpc");
        Assert.Contains($"{figure.Numerator}", told, StringComparison.Ordinal);
        Assert.Contains($"{figure.Denominator}", told, StringComparison.Ordinal);
        Assert.Contains(figure.Value!, told, StringComparison.Ordinal);
        await page.Locator("svg[role=img] polyline.now").WaitForAsync(new() { State = WaitForSelectorState.Attached });
        await page.ShouldFitAsync();
    }

    [Fact]
    public async Task D25_an_authority_approves_a_base_that_its_parties_have_accepted()
    {
        await using var browser = await site.BrowseAsync();
        var proposed = await site.Partnership("bpc").ProposeBaseAsync(new()
        {
            Name = "A base for the portal",
            Parties = ["bpc"],
            Field = "portal",
            Skills = ["portal"],
            Capacity = 5,
            ValidFrom = new(2026, 1, 1),
            ValidUntil = new(2030, 12, 31),
        });
        var page = await browser.NewPageAsync();
        await page.SignInAsync("authority", "/authority/bases");
        await page.Locator($"[id='base-{proposed.Id}']").CheckAsync();

        await Button(page, "Approve the base").ClickAsync();

        await page.ShouldSayAsync("The base is approved");
        await page.ShouldFitAsync();
        var approved = await site.Partnership("bpc").GetBaseAsync(proposed.Id);
        Assert.Equal(("active", "bjedu"), (approved.State, approved.ApprovedBy));
    }

    [Fact]
    public async Task D28_an_authority_records_a_filing_for_night_shifts()
    {
        await using var browser = await site.BrowseAsync();
        var page = await browser.NewPageAsync();
        await page.SignInAsync("authority", "/authority/filings");
        await page.Locator("[id='number']").FillAsync("PORTAL-1");
        await page.Locator("[id='institution']").SelectOptionAsync("bpc");
        await page.Locator("[id='enterprise']").SelectOptionAsync("dji");
        await page.Locator("[id='postKind']").FillAsync("portal-night");
        await page.Locator("[id='until']").FillAsync("2030-12-31");
        await page.Locator("[id='allows-night-shift']").CheckAsync();

        await Button(page, "Record a filing").ClickAsync();

        await page.ShouldSayAsync("The filing is recorded");
        await page.ShouldFitAsync();
        var filings = (await site.Partnership("dji").ListFilingsAsync(enterprise: "dji")).Items;
        var filing = Assert.Single(filings, one => one.Number == "PORTAL-1");
        Assert.Equal(("portal-night", "night-shift"), (filing.PostKind, Assert.Single(filing.Allows)));
    }

    private static ILocator Button(IPage page, string name) => page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });
}

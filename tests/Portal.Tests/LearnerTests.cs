using Microsoft.Playwright;

namespace Portal.Tests;

/// <summary>A learner's way: from the slot to the signed agreement, on a phone and without a script.</summary>
public sealed class LearnerTests(PortalSite site)
{
    private const string Html = "<b>=1+1</b><script>alert(1)</script>";

    [Fact]
    public async Task D31_a_learner_applies_accepts_consents_and_signs()
    {
        await using var browser = await site.BrowseAsync();
        var page = await browser.NewPageAsync();
        await page.SignInAsync("learner-way", $"/learner/slots/{site.SlotId}");
        await Button(page, "Apply").ClickAsync();
        await page.ShouldSayAsync("Your application is sent");

        var application = Assert.Single((await site.Partnership("learner-way").ListApplicationsAsync()).Items);
        await site.Partnership("dji").OfferPlaceAsync(application.Id, new());
        await page.GotoAsync("/learner/internships");
        await Button(page, "Accept the offer").ClickAsync();
        await Button(page, "I consent").ClickAsync();
        await page.ShouldSayAsync("Your consent is recorded");

        var placement = Assert.Single((await site.Partnership("learner-way").ListPlacementsAsync()).Items);
        Assert.Equal("learner", Assert.Single(placement.Consents).By);
        await site.Partnership("bpc").RecordGuardianConsentAsync(
            placement.Id, new() { DocumentHash = new string('a', 64), SignedOn = placement.Consents.Single().On });
        await page.GotoAsync($"/learner/internships/{placement.Id}");
        await Button(page, "I sign").ClickAsync();
        await page.ShouldSayAsync("Your signature is recorded");
        placement = await site.Partnership("bpc").GetPlacementAsync(placement.Id);
        Assert.Equal("learner", Assert.Single(placement.Signatures).By);
    }

    [Fact]
    public async Task A_refusal_says_why_and_the_rule_and_the_page_stays()
    {
        await using var browser = await site.BrowseAsync();
        var page = await browser.NewPageAsync();
        await page.SignInAsync("learner-odd", $"/learner/slots/{site.SlotId}");
        await Button(page, "Apply").ClickAsync();
        await page.ShouldSayAsync("Your application is sent");
        await page.GotoAsync($"/learner/slots/{site.SlotId}");

        var reply = await page.RunAndWaitForResponseAsync(
            () => Button(page, "Apply").ClickAsync(), reply => reply.Request.Method == "POST");

        Assert.Equal(409, reply.Status);
        Assert.True(await page.Locator(".refusal h2").IsVisibleAsync());
        Assert.True(await Button(page, "Apply").IsVisibleAsync());
    }

    [Fact]
    public async Task What_was_typed_outlives_the_session_and_stays_text()
    {
        await using var browser = await site.BrowseAsync();
        var page = await browser.NewPageAsync();
        await page.SignInAsync("learner-0001", "/learner/data");
        await page.GetByLabel("Reason").FillAsync(Html);
        await browser.ClearCookiesAsync(new() { Name = "portal" });

        await Button(page, "Ask for the erasure of my data").ClickAsync();
        await page.ShouldBeTitledAsync("Your session has ended");
        Assert.Empty((await site.Enrolling("learner").ListErasuresAsync()).Items);
        await page.Locator("main").GetByRole(AriaRole.Link, new() { Name = "Sign in" }).ClickAsync();
        await page.Locator("[id='learner-0001']").ClickAsync();

        Assert.Equal(Html, await page.GetByLabel("Reason").InputValueAsync());
        await page.ShouldSayAsync("Nothing was sent");
    }

    [Fact]
    public async Task Anothers_internship_looks_like_an_unknown_one()
    {
        var (placement, _) = await site.AskGuardianAsync("learner-other");
        await using var browser = await site.BrowseAsync();
        var page = await browser.NewPageAsync();
        await page.SignInAsync("learner-0001");

        var anothers = await ShownAsync(page, placement);
        var unknown = await ShownAsync(page, Guid.NewGuid());

        Assert.Equal(404, anothers.Status);
        Assert.Equal(unknown, anothers);
    }

    private static async Task<(int Status, string Text)> ShownAsync(IPage page, Guid placement)
    {
        var reply = await page.GotoAsync($"/learner/internships/{placement}");
        return (reply!.Status, await page.Locator("main").InnerTextAsync());
    }

    private static ILocator Button(IPage page, string name) => page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });
}

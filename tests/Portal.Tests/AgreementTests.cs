using Gateway.Portal.Agreements;
using Microsoft.Playwright;

namespace Portal.Tests;

/// <summary>A signatory's way: an amendment is compared with the text in force, and signed by all.</summary>
public sealed class AgreementTests(PortalSite site)
{
    [Fact]
    public void D23_two_texts_are_compared_clause_by_clause()
    {
        var compared = Clauses.Compare("One.\nTwo.\nThree.", "One.\nTwo, changed.\nThree.\nFour.");

        Assert.Equal(
            [
                new(ClauseKind.Kept, "One."), new(ClauseKind.TakenOut, "Two."), new(ClauseKind.PutIn, "Two, changed."),
                new(ClauseKind.Kept, "Three."), new Clause(ClauseKind.PutIn, "Four."),
            ],
            compared);
    }

    [Fact]
    public async Task D23_an_amendment_shows_the_clauses_that_it_changes_and_is_in_force_when_all_have_signed()
    {
        await using var browser = await site.BrowseAsync();
        var page = await browser.NewPageAsync();
        await page.SignInAsync("bpc-signatory", "/agreements/new");
        await page.Locator("[id='kind']").SelectOptionAsync("strategic-cooperation");
        await page.Locator("[id='title']").FillAsync("An agreement for the portal");
        await page.Locator("[id='parties-e-hualu']").CheckAsync();
        await page.Locator("[id='validUntil']").FillAsync("2030-12-31");
        await page.Locator("[id='terms']").FillAsync("The parties cooperate.\nEach pays for itself.");
        await Button(page, "Save the draft").ClickAsync();
        await page.ShouldSayAsync("The draft is saved");
        await Button(page, "Propose it to the parties").ClickAsync();
        await Button(page, "Sign for my organisation").ClickAsync();
        await page.ShouldSayAsync("Your signature is recorded");
        var id = Guid.Parse(new Uri(page.Url).Segments[^1]);
        var proposed = await site.Partnership("bpc").GetAgreementAsync(id);
        await site.Partnership("e-hualu").SignAgreementAsync(id, new() { TextHash = proposed.TextHash });
        await site.Partnership("e-hualu").ProposeAmendmentAsync(id, new()
        {
            Title = proposed.Title,
            Terms = "The parties cooperate.\nThe college pays.",
            ValidUntil = proposed.ValidUntil,
        });

        await page.GotoAsync($"/agreements/{id}");
        await page.Locator("del", new() { HasText = "Each pays for itself." }).First.WaitForAsync();
        await page.Locator("ins", new() { HasText = "The college pays." }).First.WaitForAsync();
        await page.ShouldFitAsync();
        await Button(page, "Sign for my organisation").ClickAsync();
        await page.ShouldSayAsync("Your signature is recorded");
        var amendment = (await site.Partnership("e-hualu").GetAgreementAsync(id)).Amendment!;
        await site.Partnership("e-hualu").SignAgreementAsync(id, new() { TextHash = amendment.TextHash });

        Assert.Equal("The parties cooperate.\nThe college pays.", (await site.Partnership("bpc").GetAgreementAsync(id)).Terms);
    }

    private static ILocator Button(IPage page, string name) => page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });
}

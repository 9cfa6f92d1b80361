using Microsoft.Playwright;

namespace Portal.Tests;

/// <summary>A mentor's way by a link (D40): no account, no script, on a phone.</summary>
public sealed class MentorTests(PortalSite site)
{
    private const string Text = "=1+1 <b>Careful</b> <script>alert(1)</script>";

    [Fact]
    public async Task D40_a_mentor_assesses_by_the_link_and_what_was_typed_stays_text()
    {
        var (placement, url) = await site.AskMentorAsync("learner-done");
        await using var browser = await site.BrowseAsync();
        var page = await browser.NewPageAsync();

        await page.GotoAsync(url);
        await page.GetByLabel("What you say about the work").FillAsync(Text);
        await page.GetByRole(AriaRole.Button, new() { Name = "Send the assessment" }).ClickAsync();
        // The grade is missing, and nothing that was typed is lost.
        await page.ShouldSayAsync("Fill this in.");
        Assert.Equal(Text, await page.GetByLabel("What you say about the work").InputValueAsync());
        await page.GetByLabel("Your grade").SelectOptionAsync("good");
        await page.GetByRole(AriaRole.Button, new() { Name = "Send the assessment" }).ClickAsync();

        await page.ShouldBeTitledAsync("Thank you");
        var assessment = await site.Partnership("bpc").GetPlacementAssessmentAsync(placement);
        Assert.Equal(("good", Text), (assessment.Grade, assessment.Text));
    }
}

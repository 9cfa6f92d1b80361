using Microsoft.Playwright;

namespace Portal.Tests;

/// <summary>A teacher's own record, and the panel that decides, on a phone and without a script.</summary>
public sealed class TeacherTests(PortalSite site)
{
    [Fact]
    public async Task D16_a_teacher_without_a_role_submits_their_own_application()
    {
        await using var browser = await site.BrowseAsync();
        var (_, application) = await site.DraftApplicationAsync("portal-0001", PortalSite.Teacher);
        var page = await browser.NewPageAsync();
        await page.SignInAsync(PortalSite.Teacher);
        await page.GetByRole(AriaRole.Link, new() { Name = "My record as a teacher" }).First.ClickAsync();
        await page.ShouldSayAsync("portal-0001");

        await Button(page, "Submit the application").ClickAsync();

        await page.ShouldSayAsync("Your application is submitted");
        await page.ShouldFitAsync();
        Assert.Equal("submitted", (await site.Faculty("bpc").GetApplicationAsync(application)).State);
    }

    [Fact]
    public async Task D16_a_panel_with_a_member_of_the_applicants_unit_is_refused_and_one_without_decides()
    {
        await using var browser = await site.BrowseAsync();
        var (_, id) = await site.DraftApplicationAsync("portal-0002", person: null);
        await site.Faculty("bpc").SubmitApplicationAsync(id, new());
        var page = await browser.NewPageAsync();
        await page.SignInAsync("bpc-panel", "/panel");
        await page.Locator($"a[href='/panel/{id}']").ClickAsync();
        await Button(page, "Take under review").ClickAsync();
        await page.ShouldSayAsync("It is under review");
        foreach (var row in Enumerable.Range(0, 3))
        {
            await page.Locator($"[id='votes.{row}.member']").FillAsync($"panel-000{row + 1}");
            await page.Locator($"[id='votes.{row}.unit']").FillAsync("mechatronics");
            await page.Locator($"[id='votes.{row}.cast']").SelectOptionAsync("for");
            await page.Locator($"[id='votes.{row}.reason']").FillAsync("The practice is enough.");
        }
        await page.Locator("[id='grounds']").FillAsync("All agree.");

        await Button(page, "Record the decision").ClickAsync();
        await page.Locator(".refusal a[href='/rules/D16']").WaitForAsync(new() { State = WaitForSelectorState.Attached });
        foreach (var row in Enumerable.Range(0, 3)) await page.Locator($"[id='votes.{row}.unit']").FillAsync("finance");
        await Button(page, "Record the decision").ClickAsync();

        await page.ShouldSayAsync("The decision is recorded");
        await page.ShouldFitAsync();
        var decided = Assert.Single((await site.Faculty("bpc").ListApplicationDecisionsAsync(id)).Items);
        Assert.Equal(("granted", "All agree.", 3), (decided.Outcome, decided.Grounds, decided.Votes.Count));
    }

    private static ILocator Button(IPage page, string name) => page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });
}

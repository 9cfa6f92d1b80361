using Microsoft.Playwright;
using Testing;

namespace Portal.Tests;

/// <summary>An institution's ways: slots, enterprises, the board of a cohort and its learners, on a phone and without a script.</summary>
public sealed class InstitutionTests(PortalSite site)
{
    [Fact]
    public async Task D34_a_refused_approval_proposes_what_the_school_attests_and_a_button_takes_it_over()
    {
        await using var browser = await site.BrowseAsync();
        var (id, _) = await site.SubmitSlotAsync("UAV assembly, to approve");
        var page = await browser.NewPageAsync();
        await page.SignInAsync("bpc-coordinator", "/institution/to-do");
        await page.Locator($"a[href='/institution/slots/{id}']").ClickAsync();
        await page.Locator("[id='institutionAttestation.by']").FillAsync("Example Coordinator");

        await Button(page, "Approve the slot").ClickAsync();
        await page.ShouldSayAsync("This would pass");
        await page.Locator("button[name='use.institutionAttestation.absent']").ClickAsync();
        await page.ShouldSayAsync("The value is in the form now");
        await Button(page, "Approve the slot").ClickAsync();

        await page.ShouldSayAsync("The slot is approved");
        await page.ShouldFitAsync();
        var slot = await site.Partnership("dji").GetSlotAsync(id);
        Assert.Equal(("approved", "bpc"), (slot.State, slot.ApprovedBy));
    }

    [Fact]
    public async Task D37_a_coordinator_returns_a_slot_with_a_reason()
    {
        await using var browser = await site.BrowseAsync();
        var (id, _) = await site.SubmitSlotAsync("UAV assembly, to return");
        var page = await browser.NewPageAsync();
        await page.SignInAsync("bpc-coordinator", $"/institution/slots/{id}");

        await Button(page, "Return the slot").ClickAsync();
        await page.ShouldSayAsync("Fill this in");
        await page.Locator("[id='reason']").FillAsync("The hours are missing.");
        await Button(page, "Return the slot").ClickAsync();

        await page.ShouldSayAsync("The slot is returned");
        var slot = await site.Partnership("dji").GetSlotAsync(id);
        Assert.Equal(("draft", "The hours are missing."), (slot.State, slot.Returned?.Reason));
    }

    [Fact]
    public async Task An_enterprise_that_asks_is_verified()
    {
        await using var browser = await site.BrowseAsync();
        var works = site.Partnership(PortalSite.NewEnterprise);
        await works.RegisterOrganisationAsync(new() { Code = PortalSite.NewEnterprise, Name = "Portal Works", Kind = "enterprise" });
        var asked = await works.AskVerificationAsync(PortalSite.NewEnterprise, new() { Institution = "bpc" });
        var page = await browser.NewPageAsync();
        await page.SignInAsync("bpc-coordinator", "/institution/to-do");
        await page.GetByText("portal-works has asked").ClickAsync();
        await page.Locator($"[id='request-{asked.Id}']").CheckAsync();

        await Button(page, "Verify the enterprise").First.ClickAsync();

        await page.ShouldSayAsync("The enterprise is verified");
        await page.ShouldFitAsync();
        var verified = await works.GetOrganisationAsync(PortalSite.NewEnterprise);
        Assert.Equal(("verified", "bpc"), (verified.State, verified.VerifiedBy));
    }

    [Fact]
    public async Task D5_the_board_names_a_placement_at_risk_and_the_coordinator_pauses_it()
    {
        await using var browser = await site.BrowseAsync();
        var placement = await site.BeginAsync("learner-leave");
        await site.Enrolling("bpc").StartLeaveAsync(placement.LearnerId, new() { Reason = "For the test." });
        await Eventually.TrueAsync(async () => (await site.Partnership("bpc").GetInternshipBoardAsync(2024)).Risks
            .Any(one => one.PlacementId == placement.Id));
        var page = await browser.NewPageAsync();
        await page.SignInAsync("bpc-coordinator", "/institution/board?cohort=2024");
        await page.ShouldSayAsync("the learner is on leave");
        await page.ShouldSayAsync("pause it until the learner is back");
        await page.Locator("svg[role=img]").WaitForAsync();
        await page.ShouldFitAsync();

        await page.Locator($"#risks a[href='/institution/placements/{placement.Id}']").First.ClickAsync();
        await page.Locator("[id='reason']").FillAsync("The learner is on leave.");
        await Button(page, "Pause the placement").ClickAsync();

        await page.ShouldSayAsync("The placement is paused");
        await page.ShouldFitAsync();
        Assert.Equal("paused", (await site.Partnership("bpc").GetPlacementAsync(placement.Id)).State);
    }

    [Fact]
    public async Task D5a_a_registrar_finds_a_learner_by_the_number_and_sets_the_class()
    {
        await using var browser = await site.BrowseAsync();
        var page = await browser.NewPageAsync();
        await page.SignInAsync("bpc-registrar", "/institution/learners");
        await page.Locator("[id='number']").FillAsync("2024-102");
        await Button(page, "Find").ClickAsync();
        await page.ShouldSayAsync("Learners found: 1");
        await page.Locator("tbody a").ClickAsync();
        await page.ShouldBeTitledAsync("Student number 2024-102");

        await page.Locator("[id='class']").FillAsync("uav-1");
        await Button(page, "Set the class").ClickAsync();

        await page.ShouldSayAsync("class changed");
        await page.ShouldFitAsync();
        var learner = Assert.Single((await site.Enrolling("bpc").ListLearnersAsync(studentNumber: "2024-102")).Items);
        Assert.Equal("uav-1", learner.Class);
    }

    [Fact]
    public async Task An_import_shows_its_refused_rows_each_with_the_rule()
    {
        await using var browser = await site.BrowseAsync();
        var page = await browser.NewPageAsync();
        await page.SignInAsync("bpc-registrar", "/institution/imports");
        await page.Locator("[id='kind']").SelectOptionAsync("learners");
        await page.Locator("[id='mode']").SelectOptionAsync("import");
        const string rows =
            """
            studentNumber,birthDate,cohort,fromMajor,toInstitution,toMajor,enrolledOn
            2024-901,2006-05-01,2024,460301,ncut,080204,2024-09-01
            2024-902,2006-05-01,2024,530701,ncut,120203K,2024-09-01
            """;
        await page.Locator("[id='file']").SetInputFilesAsync(
            new FilePayload { Name = "learners.csv", MimeType = "text/csv", Buffer = System.Text.Encoding.UTF8.GetBytes(rows) });

        await Button(page, "Send").ClickAsync();
        await page.ShouldSayAsync("The file is received");
        var id = Guid.Parse(new Uri(page.Url).Segments[^1]);
        await Eventually.TrueAsync(async () => (await site.Enrolling("bpc").GetImportAsync(id)).State == "completed");
        await page.GotoAsync($"/institution/imports/enrollment/{id}");

        await page.Locator("tbody a[href='/rules/D6b']").WaitForAsync();
        await page.ShouldFitAsync();
        var enrolled = await site.Enrolling("bpc").ListLearnersAsync(studentNumber: "2024-901");
        Assert.Single(enrolled.Items);
    }

    [Fact]
    public async Task What_an_institution_sees_is_accessible()
    {
        await site.ReadyAsync();
        var (id, _) = await site.SubmitSlotAsync("UAV assembly, to look at");
        var learner = (await site.Enrolling("bpc").ListLearnersAsync(studentNumber: "2024-100")).Items.Single();
        foreach (var (person, path) in new[]
        {
            ("bpc-coordinator", $"/institution/slots/{id}"), ("bpc-coordinator", "/institution/slots"),
            ("bpc-registrar", $"/institution/learners/{learner.Id}"),
        })
        {
            await using var own = await site.BrowseAsync("zh-CN", script: true, width: 320);
            var page = await own.NewPageAsync();
            await page.SignInAsync(person, path);
            await page.ShouldBeAccessibleAsync();
            await page.ShouldFitAsync();
        }
    }

    private static ILocator Button(IPage page, string name) => page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });
}

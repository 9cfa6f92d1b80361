using Microsoft.Playwright;

namespace Portal.Tests;

/// <summary>An enterprise's way: from the draft of a slot to the signed agreement, on a phone and without a script.</summary>
public sealed class EnterpriseTests(PortalSite site)
{
    private const string Html = "<b>=1+1</b><script>alert(1)</script>";
    private const string PostKind = "portal-testing";

    [Fact]
    public async Task D28_a_refused_slot_says_what_would_pass_and_a_button_takes_it_over()
    {
        await using var browser = await site.BrowseAsync();
        await site.Partnership("dji").RecordStaffCountAsync(
            "dji", new() { PostKind = PostKind, Staff = 50, EffectiveOn = new(2026, 1, 1) });
        var page = await browser.NewPageAsync();
        await page.SignInAsync("dji-hr", "/enterprise/slots/new");
        await WriteSlotAsync(page, PostKind, hoursPerDay: "10");

        await Button(page, "Submit for approval").ClickAsync();
        await page.ShouldSayAsync("The rules on internships refuse the slot");
        await page.Locator("[id='terms.hoursPerDay-told']", new() { HasText = "does not pass" }).WaitForAsync();
        Assert.Equal("draft", (await OwnAsync()).State);
        await page.Locator("[id='terms.hoursPerDay-told']").GetByRole(AriaRole.Button, new() { Name = "Use 8", Exact = true }).ClickAsync();
        await page.ShouldSayAsync("The value is in the form now");
        Assert.Equal("8", await page.Locator("[id='terms.hoursPerDay']").InputValueAsync());
        Assert.Equal(10, (await OwnAsync()).Terms.HoursPerDay);
        await Button(page, "Submit for approval").ClickAsync();

        await page.ShouldBeTitledAsync(Html);
        await page.ShouldSayAsync("It is submitted");
        var submitted = await OwnAsync();
        Assert.Equal(("submitted", 8m), (submitted.State, submitted.Terms.HoursPerDay));
        await page.ShouldFitAsync();
    }

    [Fact]
    public async Task D31_an_enterprise_offers_a_place_signs_the_agreement_and_names_the_mentor()
    {
        await using var browser = await site.BrowseAsync();
        var learner = (await site.Enrolling("learner-hired").ListLearnersAsync()).Items.Single();
        var application = await site.Partnership("learner-hired").ApplyForSlotAsync(site.SlotId, new() { LearnerId = learner.Id });
        var page = await browser.NewPageAsync();
        await page.SignInAsync("dji-hr", $"/enterprise/applications?slot={site.SlotId}");
        await page.Locator($"[id='application-{application.Id}']").CheckAsync();
        await Button(page, "Offer a place").ClickAsync();
        await page.ShouldSayAsync("The place is offered");

        var placement = await site.Partnership("learner-hired").AcceptOfferAsync(application.Id);
        await site.Partnership("learner-hired").ConsentToPlacementAsync(placement.Id, new());
        await site.Partnership("bpc").RecordGuardianConsentAsync(
            placement.Id, new() { DocumentHash = new string('a', 64), SignedOn = DateOnly.FromDateTime(DateTime.UtcNow.AddHours(8)) });
        await page.GotoAsync($"/enterprise/placements/{placement.Id}");
        await page.ShouldSayAsync("A signatory of your organisation signs it");
        await page.Locator("[id='person']").FillAsync("mentor-0002");
        await Button(page, "Name the mentor").ClickAsync();
        await page.ShouldSayAsync("The mentor is named");
        await using var other = await site.BrowseAsync();
        var signing = await other.NewPageAsync();
        await signing.SignInAsync("dji-signatory", "/enterprise/to-do");
        await signing.Locator($"a[href='/enterprise/placements/{placement.Id}']").First.ClickAsync();
        await signing.ShouldSayAsync("UAV assembly, for the portal");
        await Button(signing, "Sign for my organisation").ClickAsync();
        await signing.ShouldSayAsync("Your signature is recorded");

        var signed = await site.Partnership("dji").GetPlacementAsync(placement.Id);
        Assert.Equal(("mentor-0002", "dji"), (signed.Mentor, Assert.Single(signed.Signatures).By));
    }

    [Fact]
    public async Task A_double_click_saves_a_draft_once_and_an_old_tab_changes_nothing()
    {
        const string kind = "portal-tabs";
        await using var browser = await site.BrowseAsync();
        var page = await browser.NewPageAsync();
        await page.SignInAsync("dji-hr", "/enterprise/slots/new");
        await WriteSlotAsync(page, kind, hoursPerDay: "8");
        await Button(page, "Save draft").DblClickAsync();
        await page.ShouldBeTitledAsync(Html);
        var draft = Assert.Single(await OfKindAsync(kind));

        var old = await browser.NewPageAsync();
        await old.GotoAsync($"/enterprise/slots/{draft.Id}");
        await page.GotoAsync($"/enterprise/slots/{draft.Id}");
        await page.Locator("[id='title']").FillAsync("Of the first tab");
        await Button(page, "Save draft").ClickAsync();
        await page.ShouldBeTitledAsync("Of the first tab");
        await old.Locator("[id='title']").FillAsync("Of the old tab");
        var reply = await old.RunAndWaitForResponseAsync(
            () => Button(old, "Save draft").ClickAsync(), one => one.Request.Method == "POST");

        Assert.Equal(412, reply.Status);
        Assert.Equal("Of the old tab", await old.Locator("[id='title']").InputValueAsync());
        Assert.Equal("Of the first tab", Assert.Single(await OfKindAsync(kind)).Title);
    }

    private async Task<IEnumerable<VocationalPlatform.Client.IndustryPartnership.Slot>> OfKindAsync(string kind) =>
        (await site.Partnership("dji").ListSlotsAsync(enterprise: "dji", limit: 200)).Items.Where(slot => slot.PostKind == kind);

    private async Task<VocationalPlatform.Client.IndustryPartnership.Slot> OwnAsync() => Assert.Single(
        (await site.Partnership("dji").ListSlotsAsync(enterprise: "dji", limit: 200)).Items, slot => slot.PostKind == PostKind);

    internal static async Task WriteSlotAsync(IPage page, string postKind, string hoursPerDay)
    {
        var first = DateOnly.FromDateTime(DateTime.UtcNow).AddMonths(1);
        var (from, until) = ($"{first:yyyy-MM-dd}", $"{first.AddMonths(6):yyyy-MM-dd}");
        var texts = new Dictionary<string, string>
        {
            ["title"] = Html,
            ["postKind"] = postKind,
            ["capacity"] = "1",
            ["terms.majors"] = "460301",
            ["terms.place"] = "Shenzhen",
            ["startsOn"] = from,
            ["endsOn"] = until,
            ["terms.hoursPerDay"] = hoursPerDay,
            ["terms.hoursPerWeek"] = "40",
            ["terms.minimumAge"] = "16",
            ["terms.pay.monthly"] = "4000",
            ["terms.pay.samePost"] = "5000",
            ["terms.insurance.insurer"] = "Example Insurer",
            ["terms.insurance.policyNumber"] = "EXAMPLE-9",
            ["terms.insurance.from"] = from,
            ["terms.insurance.until"] = until,
            ["terms.attestation.by"] = "Example Manager",
            ["terms.attestation.on"] = $"{DateTime.UtcNow.AddHours(8):yyyy-MM-dd}",
        };
        var choices = new Dictionary<string, string>
        {
            ["terms.kind"] = "post-internship",
            ["terms.nightShift"] = "false",
            ["terms.restDays"] = "false",
            ["terms.overtime"] = "false",
            ["terms.viaIntermediary"] = "false",
            ["terms.pay.inMoney"] = "true",
            ["terms.pay.paidMonthly"] = "true",
            ["terms.insurance.takenOutBy"] = "enterprise",
            ["terms.insurance.chargedToStudent"] = "false",
        };
        foreach (var (name, text) in texts) await page.Locator($"[id='{name}']").FillAsync(text);
        foreach (var (name, choice) in choices) await page.Locator($"[id='{name}']").SelectOptionAsync(choice);
        foreach (var box in await page.Locator("[name='terms.attestation.absent'][type=checkbox]").AllAsync()) await box.CheckAsync();
    }

    private static ILocator Button(IPage page, string name) => page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });
}

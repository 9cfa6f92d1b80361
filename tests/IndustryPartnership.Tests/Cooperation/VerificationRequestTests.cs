using System.Net;
using Contracts;
using Testing;
using Xunit;
using static IndustryPartnership.Tests.PartnershipApp;

namespace IndustryPartnership.Tests;

/// <summary>An enterprise finds an institution by its name, and asks it for verification.</summary>
public sealed class VerificationRequestTests
{
    [Theory, Engines]
    public async Task An_enterprise_finds_an_institution_by_a_part_of_its_name_and_asks_it(Engine engine)
    {
        await using var partnership = await StartAsync(engine);
        await partnership.RegisterEnterpriseAsync(Huace, verified: false);
        await partnership.Authority.RegisterOrganisationAsync(
            new() { Code = "city", Name = "100% City_College", NameZh = "北京城市学院", Kind = "university" });
        foreach (var (name, found) in new[] { ("city_", "city"), ("0% C", "city"), ("城市", "city"), ("%C", null), ("[", null) })
        {
            var listed = await partnership.OrgAdmin(Huace).ListOrganisationsAsync(kind: "university", state: "verified", name: name);
            Assert.Equal(found, listed.Items.Select(organisation => organisation.Code).SingleOrDefault());
        }

        var asked = await partnership.OrgAdmin(Huace).AskVerificationAsync(Huace, new() { Institution = "city" });

        Assert.Equal((Huace, "city", "asked", Day), (asked.Enterprise, asked.Institution, asked.State, asked.AskedOn));
        Assert.Equal([asked.Id], (await partnership.Coordinator("city").ListVerificationRequestsAsync()).Items.Select(one => one.Id));
        await partnership.Coordinator(Ncut).GetVerificationRequestAsync(asked.Id)
            .ShouldBeProblemAsync("not-found", HttpStatusCode.NotFound);
        var again = await partnership.OrgAdmin(Huace).AskVerificationAsync(Huace, new() { Institution = "city" })
            .ShouldBeProblemAsync("verification-asked", HttpStatusCode.Conflict);
        Assert.Equal(asked.Id, again.Fact("id").GetGuid());
        // Another institution may be asked meanwhile.
        Assert.Equal(Bpc, (await partnership.OrgAdmin(Huace).AskVerificationAsync(Huace, new() { Institution = Bpc })).Institution);
    }

    [Theory, Engines]
    public async Task Only_a_registered_enterprise_asks_and_only_a_verified_institution_is_asked(Engine engine)
    {
        await using var partnership = await StartAsync(engine);
        await partnership.RegisterEnterpriseAsync(Huace, verified: false);

        await partnership.OrgAdmin(Dji).AskVerificationAsync(Dji, new() { Institution = Bpc })
            .ShouldBeProblemAsync("not-awaiting-verification", HttpStatusCode.Conflict);
        await partnership.OrgAdmin(Dji).AskVerificationAsync(Huace, new() { Institution = Bpc })
            .ShouldBeProblemAsync("not-your-organisation", HttpStatusCode.Forbidden);
        foreach (var institution in new[] { Dji, "nobody" })
        {
            var refused = await partnership.OrgAdmin(Huace).AskVerificationAsync(Huace, new() { Institution = institution })
                .ShouldBeProblemAsync("not-a-verifier", HttpStatusCode.UnprocessableEntity);
            Assert.StartsWith($"{Api}/organisations?", refused.Change("find").GetString(), StringComparison.Ordinal);
        }
    }

    [Theory, Engines]
    public async Task An_institution_refuses_with_a_reason_may_be_asked_again_and_may_still_verify(Engine engine)
    {
        await using var partnership = await StartAsync(engine);
        await partnership.RegisterEnterpriseAsync(Huace, verified: false);
        var first = await partnership.OrgAdmin(Huace).AskVerificationAsync(Huace, new() { Institution = Bpc });

        var refused = await partnership.Coordinator(Bpc).RefuseVerificationAsync(first.Id, new() { Reason = "We do not know it." });
        Assert.Equal(("refused", "We do not know it.", Day), (refused.State, refused.Reason, refused.RefusedOn));
        await partnership.Coordinator(Bpc).RefuseVerificationAsync(first.Id, new() { Reason = "Again." })
            .ShouldBeProblemAsync("verification-request-state", HttpStatusCode.Conflict);
        var second = await partnership.OrgAdmin(Huace).AskVerificationAsync(Huace, new() { Institution = Bpc });
        var third = await partnership.OrgAdmin(Huace).AskVerificationAsync(Huace, new() { Institution = Ncut });
        await partnership.Coordinator(Bpc).VerifyEnterpriseAsync(Huace);

        foreach (var id in new[] { second.Id, third.Id })
        {
            Assert.Equal("verified", (await partnership.OrgAdmin(Huace).GetVerificationRequestAsync(id)).State);
        }
        Assert.Equal("refused", (await partnership.OrgAdmin(Huace).GetVerificationRequestAsync(first.Id)).State);
        await partnership.Coordinator(Ncut).RefuseVerificationAsync(third.Id, new() { Reason = "Too late." })
            .ShouldBeProblemAsync("verification-request-state", HttpStatusCode.Conflict);
    }

    [Theory, Engines]
    public async Task D45_a_request_ends_with_the_institution_and_the_feed_of_both_tells_it(Engine engine)
    {
        await using var partnership = await StartAsync(engine);
        await partnership.RegisterEnterpriseAsync(Huace, verified: false);
        await partnership.OrgAdmin(Huace).AskVerificationAsync(Huace, new() { Institution = ShougangIt });
        using var enterprise = partnership.App.As(Huace, Roles.OrgAdmin);
        using var institution = partnership.App.As(ShougangIt, Roles.Coordinator);
        Follower[] followers = [Follow(enterprise), Follow(institution)];
        foreach (var follower in followers) await follower.ReadAllAsync();

        await partnership.Authority.CloseOrganisationAsync(ShougangIt, new() { Reason = "Merged." });

        Assert.Equal("ended", (await partnership.OrgAdmin(Huace).ListVerificationRequestsAsync()).Items.Single().State);
        foreach (var follower in followers)
        {
            await follower.ReadAllAsync();
            Assert.Equal(await follower.ListAsync("verification-requests"), follower.Of("verification-request"));
            Assert.Contains("\"ended\"", follower.Of("verification-request").Single(), StringComparison.Ordinal);
        }

        Follower Follow(HttpClient client) => new(client, partnership.App.Db, IndustryPartnershipService.Name);
    }
}

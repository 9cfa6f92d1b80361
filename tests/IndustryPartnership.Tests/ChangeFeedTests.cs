using Contracts;
using Contracts.FacultyCertification;
using Testing;
using VocationalPlatform.Client.IndustryPartnership;
using Xunit;
using static IndustryPartnership.Tests.PartnershipApp;

namespace IndustryPartnership.Tests;

/// <summary>A partner that follows the change feed has what the lists give it.</summary>
public sealed class ChangeFeedTests
{
    private static readonly (string Kind, string Path)[] Public =
        [("organisation", "organisations"), ("consortium", "consortia"), ("base", "bases"), ("project", "projects")];

    [Theory, Engines]
    public async Task A_placement_is_in_the_feed_of_its_parties_as_the_lists_have_it(Engine engine)
    {
        await using var partnership = await StartAsync(engine);
        await partnership.ActiveAsync(await partnership.OpenSlotAsync(), await partnership.EnrolledLearnerAsync(), Day.AddDays(-6));
        await MemberTests.ApprovedAsync(partnership, Ncut, Bpc);

        foreach (var (org, role, placements) in ((string, string, int)[])
            [(Bpc, Roles.Coordinator, 1), (Dji, Roles.InternshipManager, 1), (ShougangIt, Roles.Coordinator, 0)])
        {
            using var client = partnership.App.As(org, role);
            var follower = new Follower(client, partnership.App.Db, IndustryPartnershipService.Name);
            await follower.ReadAllAsync();
            foreach (var (kind, path) in ((string, string)[])
                [.. Public, ("agreement", "agreements"), ("application", "applications"), ("placement", "placements")])
            {
                Assert.Equal(await follower.ListAsync(path), follower.Of(kind));
            }
            Assert.Equal(placements, follower.Of("placement").Count());
        }
    }

    [Theory, Engines]
    public async Task Flow_5_end_of_the_teachers_certificate_tells_the_placement_anew(Engine engine)
    {
        await using var partnership = await StartAsync(engine);
        var (placement, certificate) = await TaughtAsync(partnership);
        using var client = partnership.App.As(Dji, Roles.InternshipManager);
        var follower = new Follower(client, partnership.App.Db, IndustryPartnershipService.Name);
        await follower.ReadAllAsync();

        await partnership.App.DeliverAsync(Certificates.Revoked(certificate, Day));

        await follower.ReadAllAsync();
        Assert.Equal("certificate-revoked", (await partnership.ReadPlacementAsync(placement)).TeacherFlag);
        Assert.Equal(await follower.ListAsync("placements"), follower.Of("placement"));
    }

    [Theory, Engines]
    public async Task Flow_5_departure_of_the_teacher_tells_the_placement_anew(Engine engine)
    {
        await using var partnership = await StartAsync(engine);
        var (placement, certificate) = await TaughtAsync(partnership);
        using var client = partnership.App.As(Dji, Roles.InternshipManager);
        var follower = new Follower(client, partnership.App.Db, IndustryPartnershipService.Name);
        await follower.ReadAllAsync();

        await partnership.App.DeliverAsync(
            EmployedTeacherTests.Departed(certificate.TeacherId, 2, (Bpc, Day.AddYears(-3), Day.AddDays(-1))));

        await follower.ReadAllAsync();
        Assert.Equal("teacher-departed", (await partnership.ReadPlacementAsync(placement)).TeacherFlag);
        Assert.Equal(await follower.ListAsync("placements"), follower.Of("placement"));
    }

    [Theory, Engines]
    public async Task A_draft_comes_into_the_partys_sight_with_the_proposal(Engine engine)
    {
        await using var partnership = await StartAsync(engine);
        using var client = partnership.App.As(Dji, Roles.Signatory);
        var follower = new Follower(client, partnership.App.Db, IndustryPartnershipService.Name);

        var draft = await partnership.DraftAgreementAsync([Bpc, Dji]);
        await follower.ReadAllAsync();
        Assert.Empty(follower.Of("agreement"));

        await partnership.Signatory(Bpc).ProposeAgreementAsync(draft.Id);
        await follower.ReadAllAsync();
        Assert.Equal(await follower.ListAsync("agreements"), follower.Of("agreement"));
        Assert.Single(follower.Of("agreement"));
    }

    [Fact]
    public async Task Every_organisation_that_sees_more_than_strangers_is_named()
    {
        await using var partnership = await StartAsync(Engine.Sqlite);
        await partnership.ActiveAsync(await partnership.OpenSlotAsync(), await partnership.EnrolledLearnerAsync(), Day.AddDays(-6));
        await MemberTests.ApprovedAsync(partnership, Ncut, Bpc);
        await partnership.DraftAgreementAsync([Bpc, Dji]);

        var told = await NamedOrganisations.CheckAsync(partnership.App, Bpc, Ncut, ShougangIt, Dji, "bjedu");

        Assert.True(told > 10, "Nothing was compared.");
    }

    private static async Task<(Placement Placement, CertificateV1 Certificate)> TaughtAsync(PartnershipApp partnership)
    {
        var placement = await partnership.AcceptedAsync(await partnership.OpenSlotAsync(), await partnership.EnrolledLearnerAsync());
        var certificate = await partnership.CertifiedTeacherAsync();
        return (await partnership.NameTeacherAsync(placement, certificate.TeacherId), certificate);
    }
}

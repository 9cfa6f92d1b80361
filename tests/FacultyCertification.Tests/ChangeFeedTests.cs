using Contracts.IndustryPartnership;
using Testing;
using static FacultyCertification.Tests.FacultyApp;

namespace FacultyCertification.Tests;

/// <summary>A partner that follows the change feed has what the lists give it.</summary>
public sealed class ChangeFeedTests
{
    [Theory, Engines]
    public async Task A_recognition_is_in_the_feed_of_its_institution_as_the_lists_have_it(Engine engine)
    {
        await using var faculty = await FacultyApp.StartAsync(engine);
        var teacher = (await faculty.RegisterAsync()).Id;
        var certificate = await faculty.CertifyAsync(teacher, Day);
        await faculty.RevokeAsync(certificate.Id, Day);

        foreach (var org in (string[])[Bpc, Ncut])
        {
            using var client = faculty.App.As(org, Contracts.Roles.TeacherOffice);
            var follower = new Follower(client, faculty.App.Db, FacultyCertificationService.Name);
            await follower.ReadAllAsync();
            foreach (var (kind, path) in ((string, string)[])
                [
                    ("teacher", "teachers"), ("certificate", "certificates"), ("application", "applications"), ("method", "methods"),
                    ("public-notice", "public-notices"),
                ])
            {
                Assert.Equal(await follower.ListAsync(path), follower.Of(kind));
            }
            Assert.Equal(org == Bpc ? 1 : 0, follower.Of("certificate").Count());
        }
    }

    [Theory, Engines]
    public async Task D45_a_resource_leaves_the_sight_of_a_partner_that_leaves_the_consortium(Engine engine)
    {
        await using var faculty = await FacultyApp.StartAsync(engine);
        await faculty.FoundAsync();
        await faculty.AddAsync(ResourceThings.WithConsortium);
        await faculty.AddAsync(ResourceThings.With(Dji));
        using var member = faculty.App.As(ResourceThings.Hualu, Contracts.Roles.OrgAdmin);
        var follower = new Follower(member, faculty.App.Db, FacultyCertificationService.Name);
        await follower.ReadAllAsync();
        Assert.Equal(await follower.ListAsync("resources"), follower.Of("resource"));
        Assert.Single(follower.Of("resource"));

        var left = Sample.Of<ConsortiumMemberLeftV1>();
        faculty.App.Today.MoveTo(left.Consortium.Members.Single(one => one.Organisation == ResourceThings.Hualu).LeftOn!.Value);
        await faculty.App.DeliverAsync(left);
        await follower.ReadAllAsync();

        Assert.Empty(await follower.ListAsync("resources"));
        Assert.Empty(follower.Of("resource"));
    }

    [Fact]
    public async Task Every_organisation_that_sees_more_than_strangers_is_named()
    {
        await using var faculty = await FacultyApp.StartAsync(Engine.Sqlite);
        await faculty.CertifyAsync((await faculty.RegisterAsync()).Id, Day);
        await faculty.DraftMethodAsync();
        await faculty.FoundAsync();
        await faculty.AddAsync(ResourceThings.WithConsortium);
        await faculty.AddAsync(ResourceThings.With(Dji));

        var told = await NamedOrganisations.CheckAsync(faculty.App, Bpc, Ncut, Dji, ResourceThings.Hualu, Authority);

        Assert.True(told > 3, "Nothing was compared.");
    }
}

using System.Net;
using Contracts;
using Contracts.FacultyCertification;
using Contracts.IndustryPartnership;
using Testing;
using VocationalPlatform.Client.FacultyCertification;
using static FacultyCertification.Tests.ResourceThings;

namespace FacultyCertification.Tests;

/// <summary>Shared resources: who reads them, and what their owners do with them (S15, D43).</summary>
public sealed class ResourceTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, Engines]
    public async Task S15_NCUT_reads_what_BPC_shares_with_it_and_a_third_party_does_not(Engine engine)
    {
        await using var faculty = await FacultyApp.StartAsync(engine);
        var shared = await faculty.AddAsync(With(FacultyApp.Ncut));

        var read = await faculty.ReadAsync(shared.Id, FacultyApp.Ncut);

        Assert.Equal(("Flight control", FacultyApp.Bpc), (read.Terms.Title, read.Owner));
        Assert.True(await faculty.SeesAsync(FacultyApp.Ncut, shared.Id));
        Assert.False(await faculty.SeesAsync(FacultyApp.Dji, shared.Id));
        Assert.False(await faculty.SeesAsync(null, shared.Id));
    }

    [Theory, Engines]
    public async Task S15_a_third_party_gets_the_same_answer_as_for_an_unknown_resource(Engine engine)
    {
        await using var faculty = await FacultyApp.StartAsync(engine);
        var shared = await faculty.AddAsync(With(FacultyApp.Ncut));
        var third = faculty.App.As(FacultyApp.Dji, Roles.OrgAdmin);

        foreach (var part in new[] { "", "/versions" })
        {
            Assert.Equal(
                await third.GetStringOfRefusalAsync($"{FacultyApp.Api}/resources/{Guid.NewGuid()}{part}"),
                await third.GetStringOfRefusalAsync($"{FacultyApp.Api}/resources/{shared.Id}{part}"));
        }
        await faculty.Of(FacultyApp.Dji).WithdrawResourceAsync(shared.Id, new() { Reason = "Ours." })
            .ShouldBeProblemAsync("not-found", HttpStatusCode.NotFound);
    }

    [Theory, Engines]
    public async Task S15_the_scope_says_who_reads_a_resource(Engine engine)
    {
        await using var faculty = await FacultyApp.StartAsync(engine);
        var own = await faculty.AddAsync();
        var everybody = await faculty.AddAsync(WithEverybody);

        Assert.Equal(
            (true, false, true, true),
            (await faculty.SeesAsync(FacultyApp.Bpc, own.Id), await faculty.SeesAsync(FacultyApp.Ncut, own.Id),
                await faculty.SeesAsync(FacultyApp.Dji, everybody.Id), await faculty.SeesAsync(null, everybody.Id)));
    }

    [Theory, Engines]
    public async Task S15_a_partner_does_not_change_what_it_reads(Engine engine)
    {
        await using var faculty = await FacultyApp.StartAsync(engine);
        var shared = await faculty.AddAsync(With(FacultyApp.Ncut));
        var partner = faculty.Of(FacultyApp.Ncut);

        await partner.WithdrawResourceAsync(shared.Id, new() { Reason = "Ours." })
            .ShouldBeProblemAsync("forbidden", HttpStatusCode.Forbidden);
        await partner.ShareResourceAsync(shared.Id, 1, WithEverybody).ShouldBeProblemAsync("forbidden", HttpStatusCode.Forbidden);
    }

    [Theory, Engines]
    public async Task S15_a_partner_does_not_see_the_other_partners(Engine engine)
    {
        await using var faculty = await FacultyApp.StartAsync(engine);
        var shared = await faculty.AddAsync(With(FacultyApp.Ncut, FacultyApp.Dji));

        Assert.Equal([FacultyApp.Ncut], (await faculty.ReadAsync(shared.Id, FacultyApp.Ncut)).Sharing.Partners!);
        Assert.Equal([FacultyApp.Dji, FacultyApp.Ncut], (await faculty.ReadAsync(shared.Id, FacultyApp.Bpc)).Sharing.Partners!);
    }

    [Theory, Engines]
    public async Task S15_narrower_sharing_hides_the_resource_and_its_versions_from_the_others(Engine engine)
    {
        await using var faculty = await FacultyApp.StartAsync(engine);
        var shared = await faculty.AddAsync(With(FacultyApp.Ncut));

        faculty.App.Today.MoveTo(FacultyApp.Day.AddDays(1));
        await faculty.Of(FacultyApp.Bpc).ShareResourceAsync(shared.Id, 1, WithNobody);

        Assert.False(await faculty.SeesAsync(FacultyApp.Ncut, shared.Id));
        await faculty.ReadAsync(shared.Id, FacultyApp.Ncut, FacultyApp.Day).ShouldBeProblemAsync("not-found", HttpStatusCode.NotFound);
    }

    [Theory, Engines]
    public async Task S15_a_version_from_before_it_was_shared_stays_the_owners(Engine engine)
    {
        await using var faculty = await FacultyApp.StartAsync(engine);
        var own = await faculty.AddAsync();
        faculty.App.Today.MoveTo(FacultyApp.Day.AddDays(1));
        await faculty.Of(FacultyApp.Bpc).ShareResourceAsync(own.Id, 1, With(FacultyApp.Ncut));

        await faculty.ReadAsync(own.Id, FacultyApp.Ncut, FacultyApp.Day).ShouldBeProblemAsync("not-found", HttpStatusCode.NotFound);
        Assert.Equal([2], await VersionsAsync(faculty, own.Id, FacultyApp.Ncut));
        Assert.Equal([1, 2], await VersionsAsync(faculty, own.Id, FacultyApp.Bpc));
    }

    [Theory, Engines]
    public async Task D43_a_correction_keeps_the_earlier_version_readable(Engine engine)
    {
        await using var faculty = await FacultyApp.StartAsync(engine);
        var shared = await faculty.AddAsync(With(FacultyApp.Ncut));
        faculty.App.Today.MoveTo(FacultyApp.Day.AddDays(1));

        await faculty.Of(FacultyApp.Bpc).CorrectResourceAsync(
            shared.Id, 1, new() { Terms = Terms("Flight control I"), Change = "corrected", Reason = "There are two." });

        Assert.Equal("Flight control I", (await faculty.ReadAsync(shared.Id, FacultyApp.Ncut)).Terms.Title);
        Assert.Equal("Flight control", (await faculty.ReadAsync(shared.Id, FacultyApp.Ncut, FacultyApp.Day)).Terms.Title);
        var versions = await faculty.Of(FacultyApp.Ncut).ListResourceVersionsAsync(shared.Id, cancellationToken: Ct);
        Assert.Equal([("added", null), ("corrected", "There are two.")], versions.Items.Select(one => (one.Change, one.Reason)));
    }

    [Theory, Engines]
    public async Task S15_a_withdrawn_resource_is_the_owners_alone_until_it_is_reinstated(Engine engine)
    {
        await using var faculty = await FacultyApp.StartAsync(engine);
        var shared = await faculty.AddAsync(With(FacultyApp.Ncut));
        var owner = faculty.Of(FacultyApp.Bpc);

        var withdrawn = await owner.WithdrawResourceAsync(shared.Id, new() { Reason = "Outdated." });
        Assert.Equal(("withdrawn", FacultyApp.Day), (withdrawn.State, withdrawn.WithdrawnOn));
        Assert.False(await faculty.SeesAsync(FacultyApp.Ncut, shared.Id));
        Assert.True(await faculty.SeesAsync(FacultyApp.Bpc, shared.Id));
        await owner.WithdrawResourceAsync(shared.Id, new() { Reason = "Again." })
            .ShouldBeProblemAsync("resource-not-in-state", HttpStatusCode.Conflict);

        await owner.ReinstateResourceAsync(shared.Id, new() { Reason = "The wrong one." });
        Assert.True(await faculty.SeesAsync(FacultyApp.Ncut, shared.Id));
    }

    [Theory, Engines]
    public async Task S15_partners_are_told_what_is_shared_amended_and_withdrawn(Engine engine)
    {
        await using var faculty = await FacultyApp.StartAsync(engine);
        var owner = faculty.Of(FacultyApp.Bpc);
        var resource = await faculty.AddAsync();

        await owner.ShareResourceAsync(resource.Id, 1, With(FacultyApp.Ncut));
        await owner.CorrectResourceAsync(
            resource.Id, 2, new() { Terms = Terms(kind: "video"), Change = "revised", Reason = "Second edition." });
        await owner.ShareResourceAsync(resource.Id, 3, WithNobody);
        await owner.WithdrawResourceAsync(resource.Id, new() { Reason = "Outdated." });

        Assert.Equal([2], (await faculty.App.PublishedAsync<ResourceSharedV1>()).Select(one => one.Resource.Version));
        Assert.Equal([("video", 3)], (await faculty.App.PublishedAsync<ResourceAmendedV1>())
            .Select(one => (one.Resource.Kind, one.Resource.Version)));
        Assert.Equal([("own", 4)], (await faculty.App.PublishedAsync<ResourceWithdrawnV1>())
            .Select(one => (one.Resource.Scope, one.Resource.Version)));
    }

    [Theory, Engines]
    public async Task S15_the_list_is_filtered(Engine engine)
    {
        await using var faculty = await FacultyApp.StartAsync(engine);
        var video = await faculty.AddAsync(terms: Terms("A", "video", "UAV-302"));
        var course = await faculty.AddAsync(WithEverybody);
        await faculty.Of(FacultyApp.Bpc).WithdrawResourceAsync(course.Id, new() { Reason = "Outdated." });
        var foreign = await faculty.AddAsync(With(FacultyApp.Bpc), FacultyApp.Ncut);

        Assert.Equal([video.Id], await ListedAsync(kind: "video"));
        Assert.Equal([video.Id], await ListedAsync(module: "UAV-302", institution: FacultyApp.Ncut));
        Assert.Equal([course.Id], await ListedAsync(state: "withdrawn"));
        Assert.Equal([foreign.Id], await ListedAsync(owner: FacultyApp.Ncut, subject: "UAV operation", measure: "integrating-courses"));
        Assert.Equal([foreign.Id], await ListedAsync(scope: "partners"));
        Assert.Equal([], await ListedAsync(measure: "general-education"));
        Assert.Equal([], await ListedAsync(asOf: FacultyApp.Day.AddDays(-1)));

        async Task<IEnumerable<Guid>> ListedAsync(
            string? kind = null, string? subject = null, string? institution = null, string? module = null, string? measure = null,
            string? owner = null, string? scope = null, string? state = null, DateOnly? asOf = null) =>
            (await faculty.Of(FacultyApp.Bpc).ListResourcesAsync(
                kind: kind, subject: subject, institution: institution, module: module, measure: measure, owner: owner, scope: scope,
                state: state, asOf: asOf, cancellationToken: Ct)).Items.Select(one => one.Id);
    }

    [Theory, Engines]
    public async Task S15_the_owner_is_not_its_own_partner(Engine engine)
    {
        await using var faculty = await FacultyApp.StartAsync(engine);

        var problem = await faculty.AddAsync(With(FacultyApp.Bpc, FacultyApp.Ncut))
            .ShouldBeProblemAsync("shared-with-owner", HttpStatusCode.UnprocessableEntity);

        var partners = problem.Change("sharing").GetProperty("partners").EnumerateArray().Select(one => one.GetString()!).ToArray();
        Assert.Equal([FacultyApp.Ncut], (await faculty.AddAsync(With(partners))).Sharing.Partners!);
    }

    [Theory, Engines]
    public async Task S15_modules_are_of_institutions_that_are_known(Engine engine)
    {
        const string NewCollege = "new-college";
        await using var faculty = await FacultyApp.StartAsync(engine);
        var terms = Terms() with { Modules = [new() { Institution = NewCollege, Code = "UAV-301" }] };
        var known = await faculty.AddAsync();
        Task<Resource> CorrectAsync() => faculty.Of(FacultyApp.Bpc).CorrectResourceAsync(
            known.Id, 1, new() { Terms = terms, Change = "corrected", Reason = "Another module." }, cancellationToken: Ct);

        var problem = await faculty.AddAsync(terms: terms).ShouldBeProblemAsync("not-yet-known", HttpStatusCode.Conflict);
        await CorrectAsync().ShouldBeProblemAsync("not-yet-known", HttpStatusCode.Conflict);

        Assert.Equal(NewCollege, problem.Fact("id").GetString());
        await faculty.App.DeliverAsync(FacultyApp.Registered(NewCollege, OrganisationKind.VocationalCollege));
        Assert.Equal(NewCollege, Assert.Single((await faculty.AddAsync(terms: terms)).Terms.Modules).Institution);
        Assert.Equal(NewCollege, Assert.Single((await CorrectAsync()).Terms.Modules).Institution);
    }

    private static async Task<IEnumerable<int>> VersionsAsync(FacultyApp faculty, Guid id, string org) =>
        (await faculty.Of(org).ListResourceVersionsAsync(id, cancellationToken: Ct)).Items.Select(one => one.Resource.Version);
}

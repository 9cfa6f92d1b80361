using System.Net;
using Contracts;
using Contracts.IndustryPartnership;
using Testing;
using VocationalPlatform.Client.FacultyCertification;

namespace FacultyCertification.Tests;

/// <summary>What the tests of shared resources do over and over.</summary>
internal static class ResourceThings
{
    public const string Hualu = "hualu";

    /// <summary>The consortium of the samples: BPC, NCUT and Hualu lead it, DJI is a member from March 2026 on.</summary>
    public static Guid Consortium => Sample.Of<ConsortiumFoundedV1>().Consortium.Id;

    public static ResourceTerms Terms(string title = "Flight control", string kind = "online-course", string code = "UAV-301") => new()
    {
        Title = title,
        Kind = kind,
        Subject = "UAV operation",
        Modules = [new() { Institution = FacultyApp.Ncut, Code = code }],
        Measures = ["integrating-courses"],
        Licence = "CC-BY-4.0",
        Link = "https://example.edu.cn/uav",
    };

    public static ResourceSharing With(params string[] partners) => new() { Scope = "partners", Partners = partners };

    public static ResourceSharing WithConsortium => new() { Scope = "consortium", ConsortiumId = Consortium };

    public static ResourceSharing WithEverybody => new() { Scope = "public" };

    public static ResourceSharing WithNobody => new() { Scope = "own" };

    public static FacultyCertificationClient Of(this FacultyApp faculty, string? org) => new(faculty.App.As(org, Roles.OrgAdmin));

    public static Task<Resource> AddAsync(
        this FacultyApp faculty, ResourceSharing? sharing = null, string org = FacultyApp.Bpc, ResourceTerms? terms = null) =>
        faculty.Of(org).AddResourceAsync(new() { Terms = terms ?? Terms(), Sharing = sharing });

    public static Task<Resource> ReadAsync(this FacultyApp faculty, Guid id, string? org, DateOnly? asOf = null) =>
        faculty.Of(org).GetResourceAsync(id, asOf, TestContext.Current.CancellationToken);

    /// <summary>Whether an organisation reads it, and finds it in its list.</summary>
    public static async Task<bool> SeesAsync(this FacultyApp faculty, string? org, Guid id)
    {
        var read = await faculty.ReadAsync(id, org).OutcomeAsync();
        var listed = (await faculty.Of(org).ListResourcesAsync(cancellationToken: TestContext.Current.CancellationToken)).Items
            .Any(one => one.Id == id);
        Assert.Equal(read.Passed, listed);
        if (!read.Passed) await read.ShouldBeProblemAsync("not-found", HttpStatusCode.NotFound);
        return listed;
    }

    public static async Task FoundAsync(this FacultyApp faculty)
    {
        await faculty.App.DeliverAsync(FacultyApp.Registered(Hualu, OrganisationKind.Enterprise));
        await faculty.App.DeliverAsync(Sample.Of<ConsortiumMemberJoinedV1>());
    }
}

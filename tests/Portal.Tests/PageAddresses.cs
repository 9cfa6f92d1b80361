using System.Reflection;
using Gateway.Portal;

namespace Portal.Tests;

/// <summary>All pages of the portal. A page with a parameter needs an address here.</summary>
public static class PageAddresses
{
    // Nothing is there: these pages are tested where there is something to show.
    private static readonly Dictionary<string, string> WithParameters = new()
    {
        ["/consent/{token}"] = "/consent/unknown",
        ["/acceptance/{token}"] = "/acceptance/unknown",
        ["/assessment/{token}"] = "/assessment/unknown",
        ["/learner/slots/{id:guid}"] = "/learner/slots/00000000-0000-0000-0000-000000000000",
        ["/learner/internships/{id:guid}"] = "/learner/internships/00000000-0000-0000-0000-000000000000",
        ["/learner/internships/{id:guid}/week"] = "/learner/internships/00000000-0000-0000-0000-000000000000/week",
        ["/enterprise/slots/{id}"] = "/enterprise/slots/new",
        ["/enterprise/placements/{id:guid}"] = "/enterprise/placements/00000000-0000-0000-0000-000000000000",
        ["/institution/slots/{id:guid}"] = "/institution/slots/00000000-0000-0000-0000-000000000000",
        ["/institution/placements/{id:guid}"] = "/institution/placements/00000000-0000-0000-0000-000000000000",
        ["/institution/learners/{id:guid}"] = "/institution/learners/00000000-0000-0000-0000-000000000000",
        ["/institution/exams/{id:guid}"] = "/institution/exams/00000000-0000-0000-0000-000000000000",
        ["/institution/recognitions/{id:guid}"] = "/institution/recognitions/00000000-0000-0000-0000-000000000000",
        ["/institution/imports/{service}/{id:guid}"] = "/institution/imports/enrollment/00000000-0000-0000-0000-000000000000",
        ["/agreements/{id:guid}"] = "/agreements/00000000-0000-0000-0000-000000000000",
        ["/panel/{id:guid}"] = "/panel/00000000-0000-0000-0000-000000000000",
    };

    // Who opens the pages of a role.
    private static readonly Dictionary<string, string> PersonOf = new()
    {
        ["learner"] = "learner-0001",
        ["mentor"] = "mentor-0001",
        ["internship-manager"] = "dji-hr",
        ["org-admin"] = "dji-hr",
        ["signatory"] = "dji-signatory",
        ["coordinator"] = "bpc-coordinator",
        ["registrar"] = "bpc-registrar",
        ["teacher-office"] = "bpc-teacher-office",
        ["panel"] = "bpc-panel",
        ["authority"] = "authority",
        ["ops"] = "ops",
    };

    public static TheoryData<string> Paths => [.. All.Select(page => page.Path)];

    public static IReadOnlyList<PageAttribute> All { get; } =
        [.. typeof(PageAttribute).Assembly.GetTypes().Select(type => type.GetCustomAttribute<PageAttribute>()).OfType<PageAttribute>()];

    public static PageAttribute Of(string path) => All.Single(page => page.Path == path);

    public static string AddressOf(string path) =>
        path == "/sign-in" ? "/sign-in?failed=1"
        : !path.Contains('{') ? path
        : WithParameters.TryGetValue(path, out var address) ? address
        : throw new InvalidOperationException($"Add an address of {path} to {nameof(PageAddresses)}.");

    public static string? PersonFor(string path) =>
        Of(path).Roles is [var role, ..] ? PersonOf[role] : Of(path).ForTeachers ? "bpc-teacher" : null;
}

using VocationalPlatform.Client.FacultyCertification;
using static Contracts.Roles;

namespace Access.Tests;

/// <summary>Shared resources: BPC's own, and those that it shares with NCUT; figures of BPC, and what one reads of its teachers.</summary>
public sealed partial class FacultyThings
{
    private const string FurtherRows =
        """
        AddResource                          | bpc         | dji         | teacher-office 201, org-admin 201, * 403
            | org-admin 201, * 403 | * 403
        ListResources                        | bpc         | shougang-it | * 200+ | * 200- | * 200-
        ListResources (partner)              | ncut        | shougang-it | * 200+ | * 200- | * 200-
        ListResources (public)               | ncut        | shougang-it | * 200+ | * 200+ | * 200+
        GetResource                          | bpc         | shougang-it | * 200 | * 404 | * 404
        GetResource (partner)                | ncut        | shougang-it | * 200 | * 404 | * 404
        ListResourceVersions                 | ncut        | shougang-it | * 200+ | * 404 | * 404
        CorrectResource                      | bpc         | ncut        | teacher-office 200, org-admin 200, * 403
            | teacher-office 403, org-admin 403, * 403 | * 403
        ShareResource                        | bpc         | shougang-it | teacher-office 200, org-admin 200, * 403
            | teacher-office 404, org-admin 404, * 403 | * 403
        WithdrawResource                     | bpc         | shougang-it | teacher-office 200, org-admin 200, * 403
            | teacher-office 404, org-admin 404, * 403 | * 403
        ReinstateResource                    | bpc         | ncut        | teacher-office 200, org-admin 200, * 403
            | teacher-office 404, org-admin 404, * 403 | * 403
        ForecastRatio                        | bpc         | shougang-it | teacher-office 200, * 403 | teacher-office 200, * 403 | * 403
        PublishFigure                        | bpc         | shougang-it | teacher-office 201, * 403 | * 403 | * 403
        PublishFigure (authority)            | bpc         | bjedu       | teacher-office 201, * 403 | authority 201, * 403 | * 403
        ListPublishedFigures                 | bpc         | shougang-it | * 200+ | * 200+ | * 200+
        GetPublishedFigure                   | bpc         | shougang-it | * 200 | * 200 | * 200
        ListFigureTeachers                   | bpc         | shougang-it | teacher-office 200+, * 403 | * 403 | * 403
        ReadTimeline                         | bpc         | shougang-it | teacher-office 200, panel 200, learner 200, mentor 200, * 404
            | * 404 | * 404
        GetQualification                     | bpc         | shougang-it | teacher-office 200, panel 200, learner 200, mentor 200, * 404
            | * 404 | * 404
        GetEthicsFinding                     | bpc         | shougang-it | teacher-office 200, panel 200, learner 200, mentor 200, * 404
            | * 404 | * 404
        GetObjection                         | bpc         | dji         | teacher-office 200, panel 200, * 404 | * 404 | * 404
        ListPanelWork                        | bpc         | shougang-it | panel 200+, * 403 | panel 200-, * 403 | * 403
        """;

    private Dictionary<string, Func<Task<Thing>>> ResourceRecipes => new()
    {
        ["AddResource"] = () => Task.FromResult(new Thing { Body = new AddResourceRequest { Terms = Course(), Sharing = WithNcut } }),
        ["ListResources"] = async () => new Thing { Listed = $"{await ResourceAsync(new() { Scope = "own" })}" },
        ["ListResources (partner)"] = async () => new Thing { Listed = $"{await ResourceAsync(WithNcut)}" },
        ["ListResources (public)"] = async () => new Thing { Listed = $"{await ResourceAsync(new() { Scope = "public" })}" },
        ["GetResource"] = async () => new Thing(await ResourceAsync(new() { Scope = "own" })),
        ["GetResource (partner)"] = async () => new Thing(await ResourceAsync(WithNcut)),
        ["ListResourceVersions"] = async () => new Thing(await ResourceAsync(WithNcut)) { Listed = "added" },
        ["CorrectResource"] = async () => new Thing(await ResourceAsync(WithNcut))
        {
            Version = 1,
            Body = new CorrectResourceRequest { Terms = Course(), Change = "revised", Reason = "Second edition." },
        },
        ["ShareResource"] = async () => new Thing(await ResourceAsync(WithNcut)) { Version = 1, Body = WithNcut },
        ["WithdrawResource"] = async () => new Thing(await ResourceAsync(WithNcut)) { Body = new { reason = "Outdated." } },
        ["ReinstateResource"] = async () =>
        {
            var id = await ResourceAsync(WithNcut);
            await By("bpc", OrgAdmin).WithdrawResourceAsync(id, new() { Reason = "Outdated." });
            return new Thing(id) { Body = new { reason = "The wrong one." } };
        },
    };

    private Dictionary<string, Func<Task<Thing>>> FurtherRecipes => new(ResourceRecipes)
    {
        ["ReadTimeline"] = async () => new Thing(await TeacherAsync()),
        ["GetQualification"] = async () => new Thing((await QualifiedAsync()).Qualification),
        ["GetEthicsFinding"] = async () => new Thing((await FoundAsync()).Finding),
        ["GetObjection"] = async () => new Thing((await ObjectedAsync()).Objection),
        ["ListPanelWork"] = async () => new Thing { Listed = $"{(await SubmittedAsync()).Application}" },
        ["ForecastRatio"] = () => Task.FromResult(new Thing { Query = "?target=9000" }),
        ["PublishFigure"] = () => Task.FromResult(new Thing { Body = Figure }),
        ["PublishFigure (authority)"] = () => Task.FromResult(new Thing { Body = Figure }),
        ["ListPublishedFigures"] = async () => new Thing { Listed = $"{(await Office.PublishFigureAsync(Figure)).Id}" },
        ["GetPublishedFigure"] = async () => new Thing((await Office.PublishFigureAsync(Figure)).Id),
        ["ListFigureTeachers"] = async () =>
        {
            var teacher = await TeacherAsync();
            return new Thing((await Office.PublishFigureAsync(Figure)).Id) { Listed = $"{teacher}" };
        },
    };

    private static PublishFigureRequest Figure => new() { Institution = "bpc" };

    private static ResourceSharing WithNcut => new() { Scope = "partners", Partners = ["ncut"] };

    private static ResourceTerms Course() => new()
    {
        Title = "Flight control",
        Kind = "online-course",
        Subject = "UAV operation",
        Modules = [new() { Institution = "ncut", Code = "UAV-301" }],
        Measures = ["integrating-courses"],
        Licence = "CC-BY-4.0",
        Link = "https://example.edu.cn/uav",
    };

    private async Task<Guid> ResourceAsync(ResourceSharing sharing) =>
        (await By("bpc", OrgAdmin).AddResourceAsync(new() { Terms = Course(), Sharing = sharing })).Id;
}

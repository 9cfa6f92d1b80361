using System.Text.Json;
using Contracts;
using Enrollment;
using FacultyCertification;
using IndustryPartnership;
using Testing;

namespace Access.Tests;

/// <summary>Each refusal is provoked by a test, and says which rule refused and what it looked at.</summary>
public abstract class RefusalTests(Things things, string project)
{
    // By these types a rule refuses in one place, and the service itself in another.
    private static readonly string[] AlsoWithoutRule =
    [
        "/problems/enrollment/pair-taken",
        "/problems/industry-partnership/code-taken",
        "/problems/industry-partnership/organisation-closed",
    ];

    [Fact]
    public async Task Every_problem_in_the_catalogue_is_provoked_by_a_test()
    {
        var catalogue = await things.SendAsync(new Request("GET", $"/problems/{things.Service}"));
        var types = JsonSerializer.Deserialize<JsonElement>(catalogue.Body)
            .EnumerateArray()
            .Select(problem => problem.GetProperty("type").GetString()!)
            .ToLookup(type => type.StartsWith($"/problems/{things.Service}/", StringComparison.Ordinal));

        Assert.NotEmpty(types[true]);
        Assert.Empty(Refusals.Unprovoked(types[true], Tests($"{project}.Tests")));
        Assert.Empty(Refusals.Unprovoked(types[false], Tests("")));
    }

    [Fact]
    public async Task Every_refusal_gives_the_facts_and_where_a_rule_refuses_its_number() =>
        Assert.Empty(Refusals.Untaught(await CatalogueAsync(), Ruled()));

    // The page of rules names the types of each rule.
    private HashSet<string> Ruled() =>
        Rule.All.SelectMany(rule => rule.Problems).Except(AlsoWithoutRule)
            .Where(type => type.StartsWith($"/problems/{things.Service}/", StringComparison.Ordinal))
            .Select(type => type.Split('/')[^1]).ToHashSet();

    // A service's catalogue, or those of its modules' folders.
    private async Task<string> CatalogueAsync()
    {
        var parts = Directory.GetFiles(Path.Combine(Repository.Root, "services", project), "*Problems.cs", SearchOption.AllDirectories);
        return string.Join('\n', await Task.WhenAll(parts.Select(part => File.ReadAllTextAsync(part))));
    }

    [Fact]
    public void A_problem_that_no_test_provokes_is_named() =>
        Assert.Equal(
            [$"/problems/{things.Service}/made-up"],
            Refusals.Unprovoked([$"/problems/{things.Service}/made-up"], Tests($"{project}.Tests")));

    // This project's own texts would name everything.
    private static List<string> Tests(string folder) =>
    [
        .. Directory.EnumerateFiles(Path.Combine(Repository.Root, "tests", folder), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains(
                $"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}",
                StringComparison.Ordinal) && !file.Contains("Access.Tests", StringComparison.Ordinal))
            .Select(File.ReadAllText),
    ];
}

[Collection(EnrollmentService.Name)]
public sealed class EnrollmentRefusalTests(EnrollmentThings things) : RefusalTests(things, "Enrollment");

[Collection(FacultyCertificationService.Name)]
public sealed class FacultyRefusalTests(FacultyThings things) : RefusalTests(things, "FacultyCertification")
{
    [Fact]
    public void A_refusal_without_its_rule_or_its_facts_is_named()
    {
        const string Source =
            """
            class Problems
            {
                static readonly ProblemType FullType = Catalogue.Define("full", 409, "Every place is taken.");
                static readonly ProblemType NeverType = Catalogue.Define("never", 409, "Nobody gives this.");
                static Refusal Full() => FullType.Refuse("Choose another one.");
            }
            """;

        Assert.Equal(
            ["NeverType is never given.", "FullType does not give the facts.", "FullType does not give its rule."],
            Refusals.Untaught(Source, new HashSet<string> { "full" }));
    }
}

[Collection(IndustryPartnershipService.Name)]
public sealed class PartnershipRefusalTests(PartnershipThings things) : RefusalTests(things, "IndustryPartnership");

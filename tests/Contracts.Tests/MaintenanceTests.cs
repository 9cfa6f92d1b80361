using System.Text.RegularExpressions;
using System.Xml.Linq;
using Testing;
using YamlDotNet.RepresentationModel;

namespace Contracts.Tests;

/// <summary>What maintainers rely on: the release's number, the pull request's workflow, the updates of what is pinned.</summary>
public sealed partial class MaintenanceTests
{
    [Fact]
    public void The_version_is_the_newest_release_in_the_changelog()
    {
        var version = XDocument.Parse(Read("Directory.Build.props")).Descendants("Version").Single().Value;

        Assert.Equal(version, Release().Match(Read("CHANGELOG.md")).Groups[1].Value);
    }

    [Fact]
    public void A_pull_request_runs_the_two_commands_of_the_README()
    {
        var run = string.Join('\n', Values(".github/workflows/pull-request.yml", "run"));

        Assert.Contains("dotnet run -v minimal --project deploy/AllInOne -- tour", run, StringComparison.Ordinal);
        Assert.Contains("\ntests/run", run, StringComparison.Ordinal);
    }

    [Fact]
    public void Each_action_is_pinned_to_a_commit() =>
        Assert.All(Values(".github/workflows/pull-request.yml", "uses"), action => Assert.Matches("@[0-9a-f]{40}$", action));

    [Fact]
    public void Pinned_versions_are_updated_automatically() => Assert.Equal(
        ["devcontainers", "docker", "docker-compose", "dotnet-sdk", "github-actions", "nuget"],
        Values(".github/dependabot.yml", "package-ecosystem").Order(StringComparer.Ordinal));

    [Fact]
    public void Each_row_of_the_table_of_ends_names_tests_that_exist()
    {
        var code = string.Concat(Directory.GetFiles(Path.Combine(Repository.Root, "tests"), "*Tests.cs", SearchOption.AllDirectories)
            .Select(File.ReadAllText));
        var known = TestName().Matches(code).Select(test => test.Groups[1].Value).ToHashSet();
        var section = Read("ARCHITECTURE.md").Split("\n## When something ends\n")[1].Split("\n## ")[0];
        var rows = section.Split('\n').Where(line => line.StartsWith("| ", StringComparison.Ordinal)).Skip(1).ToList();

        Assert.True(rows.Count > 40, $"Only {rows.Count} rows were found");
        Assert.All(rows, row =>
        {
            var named = Quoted().Matches(row.Split('|')[^2]).Select(name => name.Groups[1].Value).ToList();
            Assert.NotEmpty(named);
            Assert.Equal([], named.Where(name => !known.Contains(name)));
        });
    }

    private static List<string> Values(string file, string key)
    {
        var yaml = new YamlStream();
        yaml.Load(new StringReader(Read(file)));
        return [.. yaml.Documents.Single().RootNode.AllNodes.OfType<YamlMappingNode>().SelectMany(map => map.Children)
            .Where(child => child.Key.ToString() == key).Select(child => child.Value.ToString())];
    }

    private static string Read(string file) => File.ReadAllText(Path.Combine(Repository.Root, file)).ReplaceLineEndings("\n");

    [GeneratedRegex(@"\b(?:class|Task|void) (\w+)\b")]
    private static partial Regex TestName();

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Quoted();

    [GeneratedRegex(@"^## \[(\d+\.\d+\.\d+)\] - \d{4}-\d{2}-\d{2}$", RegexOptions.Multiline)]
    private static partial Regex Release();
}

using System.ComponentModel;
using System.Diagnostics;
using System.Text.RegularExpressions;
using Testing;

namespace Contracts.Tests;

/// <summary>
/// The documents pass the parsers and linters that partners use, without a warning. <c>tests/lint</c> pins them; without Node or without
/// them these tests are skipped.
/// </summary>
public sealed partial class LintTests
{
    private static readonly string Folder = Path.Combine(Repository.Root, "tests", "lint");

    private static readonly string[] Documents =
        [.. OpenApiDocuments.Names.Select(name => Path.Combine(Repository.Root, "contracts", "openapi", $"{name}.json"))];

    [Fact]
    public Task The_OpenAPI_documents_pass_redocly() => PassesAsync(
        "@redocly/cli/bin/cli.js", ["lint", "--config", Path.Combine(Folder, "redocly.yaml"), .. Documents], mustNotSay: Warnings());

    [Fact]
    public Task The_OpenAPI_documents_pass_spectral() => PassesAsync(
        "@stoplight/spectral-cli/dist/index.js",
        ["lint", "--fail-severity", "hint", "--ruleset", Path.Combine(Folder, "spectral.yaml"), .. Documents]);

    [Fact]
    public Task The_AsyncAPI_document_passes_its_parser() =>
        PassesAsync("../asyncapi.mjs", [Path.Combine(Repository.Root, "contracts", "asyncapi.yaml")]);

    [Fact]
    public void The_lock_file_of_the_linters_names_no_registry() =>
        Assert.DoesNotContain("\"resolved\"", File.ReadAllText(Path.Combine(Folder, "package-lock.json")), StringComparison.Ordinal);

    private static async Task PassesAsync(string script, IEnumerable<string> arguments, Regex? mustNotSay = null)
    {
        var modules = Path.Combine(Folder, "node_modules");
        Assert.SkipUnless(Directory.Exists(modules), "The linters are not installed: npm ci --prefix tests/lint.");
        var (code, said) = await RunAsync([Path.Combine(modules, script), .. arguments]);
        Assert.True(code == 0 && mustNotSay?.IsMatch(said) != true, said);
    }

    private static async Task<(int Code, string Said)> RunAsync(IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo("node", arguments)
        {
            WorkingDirectory = Folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["NO_COLOR"] = "1", ["REDOCLY_TELEMETRY"] = "off", ["REDOCLY_SUPPRESS_UPDATE_NOTICE"] = "true" },
        };
        try
        {
            using var node = Process.Start(start)!;
            var said = await Task.WhenAll(node.StandardOutput.ReadToEndAsync(), node.StandardError.ReadToEndAsync());
            await node.WaitForExitAsync(TestContext.Current.CancellationToken);
            return (node.ExitCode, string.Concat(said));
        }
        catch (Win32Exception)
        {
            Assert.Skip("Node is not installed.");
            throw;
        }
    }

    // A warning alone does not fail this linter.
    [GeneratedRegex(@"You have \d+ warning")]
    private static partial Regex Warnings();
}

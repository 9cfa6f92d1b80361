using System.Net.Http.Json;
using System.Text.RegularExpressions;
using Testing;
using VocationalPlatform.Client;
using VocationalPlatform.Client.Enrollment;

namespace Platform.Tests.Flow;

/// <summary>The partner's sample, as a program beside the all-in-one: bulk in, changes out, one learner corrected and one erased.</summary>
public sealed partial class PartnerSampleTests : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);

    private readonly string folder = TestDatabase.NewFolder();

    [Fact]
    public async Task It_syncs_300_learners_follows_the_feed_receives_webhooks_corrects_one_and_erases_one()
    {
        var port = ServiceProcess.FreePort();
        var address = new Uri($"http://localhost:{port}");
        await using var platform = ServiceProcess.Start(
            "deploy/AllInOne", [new("Webhooks:AllowLocal", "true")], ["--port", $"{port}", "--data", folder], port);
        await Eventually.TrueAsync(
            () => Task.FromResult(platform.Output.Contains("cooperation is there", StringComparison.Ordinal)), () => platform.Output);

        await using var partner = ServiceProcess.Start("deploy/AllInOne/partner", [],
            ["--platform", $"{address}", "--receive", $"http://127.0.0.1:{ServiceProcess.FreePort()}/hook"]);
        await Eventually.TrueAsync(
            () => Task.FromResult(partner.HasExited || Due().IsMatch(partner.Output)), () => partner.Output + platform.Output);
        Assert.False(partner.HasExited, partner.Output);
        await MoveToAsync(address, Due().Match(partner.Output).Groups["day"].Value);
        Assert.True(await partner.WaitForExitAsync(Limit) == 0, partner.Output);

        Assert.Equal(
            [
                "Import completed: 299 accepted, 0 unchanged, 1 refused.",
                """It passes with {"toMajor":"120201K"}.""",
                "Import completed: 1 accepted, 0 unchanged, 0 refused.",
                "The feed has told of 300 new learners.",
            ],
            partner.Output.Split('\n').Where(line => line.StartsWith("Import", StringComparison.Ordinal)
                || line.StartsWith("It passes", StringComparison.Ordinal)
                || line.StartsWith("The feed has told", StringComparison.Ordinal)));
        Assert.Contains("A webhook told of version 2.", partner.Output, StringComparison.Ordinal);
        Assert.Contains("the copy deleted it", partner.Output, StringComparison.Ordinal);
        // What the partner has is what the platform has.
        using var http = PlatformHttp.Connect(address, "bpc", "bpc-local-secret");
        var enrollment = new EnrollmentClient(http);
        var learners = await Page.EachAsync(
            next => enrollment.ListLearnersAsync(cohort: 2026, limit: 100, cursor: next), page => page.Items)
            .Where(learner => learner.StudentNumber.StartsWith("PA26-", StringComparison.Ordinal)).ToListAsync();
        Assert.Equal(299, learners.Count);
        Assert.Equal(2, learners[0].Version);
        Assert.All((await enrollment.ListWebhooksAsync()).Items, webhook => Assert.NotEqual("active", webhook.State));
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private static async Task MoveToAsync(Uri address, string date)
    {
        using var ops = PlatformHttp.Connect(address, "ops", "ops-local-secret");
        using var moved = await ops.PutAsJsonAsync("/business-date", new { date });
        moved.EnsureSuccessStatusCode();
    }

    [GeneratedRegex(@"will be erased on (?<day>[0-9-]{10})\.")]
    private static partial Regex Due();
}

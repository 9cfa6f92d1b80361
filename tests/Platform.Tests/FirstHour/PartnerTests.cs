using System.Diagnostics;
using System.Text.RegularExpressions;
using Testing;

namespace Platform.Tests.FirstHour;

/// <summary>What a partner is told to send in the first hour, sent to the all-in-one as it stands there, line by line.</summary>
[Collection(EmbeddedPlatform.Name)]
public sealed partial class PartnerTests(EmbeddedPlatform platform)
{
    private static string Folder => Path.Combine(Repository.Root, "deploy", "AllInOne");

    [Fact]
    public async Task Every_request_of_the_http_file_gets_its_stated_answer()
    {
        var file = new HttpFile(await File.ReadAllTextAsync(Path.Combine(Folder, "partner.http")));
        file.Set("host", platform.Process.Address.ToString().TrimEnd('/'));
        using var http = new HttpClient();

        var replies = new Dictionary<string, HttpFile.Reply>();
        foreach (var request in file.Requests)
        {
            var reply = replies[request.Name] = await file.SendAsync(http, request);
            Assert.True(request.Status == reply.Status, $"{request.Name} answered {reply.Status}, not {request.Status}: {reply.Body}");
        }

        Assert.Equal("</enrollment/v1/pathways?limit=2&cursor=Mg>; rel=\"next\"", replies["firstPage"].Headers["Link"]);
        Assert.Empty(Codes(replies["firstPage"]).Intersect(Codes(replies["nextPage"])));
        Assert.Equal(replies["enrolled"].Body, replies["again"].Body);
        Assert.Equal([
            "/problems/idempotency-key-reused", "/problems/enrollment/student-number-taken", "/problems/enrollment/no-active-articulation",
            "/problems/precondition-failed", "/problems/not-found",
        ],
            new[] { "reused", "taken", "refused", "stale", "hidden" }.Select(name => replies[name].Json.GetProperty("type").GetString()));
        Assert.Equal("D6b", replies["refused"].Json.GetProperty("rule").GetString());
        Assert.Equal("The parties share workshops.", replies["read"].Json.GetProperty("terms").GetString());
    }

    [Fact]
    public async Task Every_curl_of_the_guide_gets_its_stated_answer()
    {
        var guide = await File.ReadAllTextAsync(Path.Combine(Folder, "PARTNER.md"));
        var script = string.Join('\n', Block().Matches(guide).Select(block => block.Groups["lines"].Value));
        // A request that waits is sent until the answer has come.
        var expected = string.Concat(Expected().Matches(script).Select(said =>
            string.Concat(Status().Matches(said.Value).Select(status => $"({status.Value}\n)"))
                + (said.Value.Contains("until", StringComparison.Ordinal) ? "+" : "")));

        // The guide as it is; curl besides writes the status to the standard error.
        var start = new ProcessStartInfo(
            "bash",
            ["-euo", "pipefail", "-c", "curl() { command curl -w '%{stderr}%{http_code}\\n' \"$@\"; }\n"
                + script])
        { RedirectStandardError = true, RedirectStandardOutput = true };
        start.Environment["HOST"] = platform.Process.Address.ToString().TrimEnd('/');
        using var bash = Process.Start(start)!;
        var (said, statuses) = (bash.StandardOutput.ReadToEndAsync(), await bash.StandardError.ReadToEndAsync());
        await bash.WaitForExitAsync();

        Assert.NotEmpty(expected);
        Assert.True(Regex.IsMatch(statuses, $"^{expected}$"), $"Expected {expected}, not {statuses}\n{await said}");
        Assert.Equal(0, bash.ExitCode);
    }

    private static List<string?> Codes(HttpFile.Reply page) =>
        [.. page.Json.GetProperty("items").EnumerateArray().Select(pathway => pathway.GetProperty("code").GetString())];

    [GeneratedRegex("```bash\\n(?<lines>.*?)```", RegexOptions.Singleline)]
    private static partial Regex Block();

    [GeneratedRegex("# → \\d{3}(, (then \\d{3} )?until .*)?$", RegexOptions.Multiline)]
    private static partial Regex Expected();

    [GeneratedRegex("\\d{3}")]
    private static partial Regex Status();
}

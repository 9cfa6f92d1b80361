using System.Text.Json;
using System.Text.RegularExpressions;
using Testing;

namespace Platform.Tests.Flow;

/// <summary>The tour as the README gives it, in a process of its own: twice on the same data.</summary>
public sealed partial class TourTests : IDisposable
{
    private readonly string folder = TestDatabase.NewFolder();

    // Where nothing can be built, only what was said before that is seen.
    [Fact]
    public async Task It_says_what_it_does_before_it_builds_anything()
    {
        var file = Path.Combine(folder, "no-folder");
        await File.WriteAllTextAsync(file, "", TestContext.Current.CancellationToken);
        await using var process = ServiceProcess.Start("deploy/AllInOne", [], ["--data", Path.Combine(file, "data")]);

        Assert.Equal(1, await process.WaitForExitAsync(ct: TestContext.Current.CancellationToken));

        Assert.Contains("Starting three services", process.Output, StringComparison.Ordinal);
        Assert.Contains("did not start", process.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_first_start_says_each_step_before_it_begins()
    {
        await using var process = ServiceProcess.Start(
            "deploy/AllInOne",
            // One line for each request.
            new Dictionary<string, string?> { ["Logging:LogLevel:Platform"] = "Information" },
            ["--port", "0", "--data", Path.Combine(folder, "data")]);
        await Eventually.TrueAsync(
            () => Task.FromResult(process.Output.Contains("cooperation is there", StringComparison.Ordinal)), () => process.Output);

        var lines = process.Output.Split('\n');
        Assert.StartsWith("Starting three services", lines[0], StringComparison.Ordinal);
        Assert.Equal(3, lines.Count(line => line.EndsWith(" is up.", StringComparison.Ordinal)));
        var steps = lines.Select(line => StepOf().Match(line)).Where(step => step.Success).ToList();
        Assert.Equal(
            Enumerable.Range(1, steps.Count).Select(number => $"{number}/{steps.Count}"), steps.Select(step => step.Groups[1].Value));
        // What the first step asks for, and what comes of the last one.
        var places = new[] { " is up.", "The platform serves on", "[1/", "Platform.Requests: POST", $"[{steps.Count}/", "is there" }
            .Select(said => Array.FindIndex(lines, line => line.Contains(said, StringComparison.Ordinal))).ToList();
        Assert.Equal(places.Order(), places);
        Assert.DoesNotContain(-1, places);
    }

    [Fact]
    public async Task The_sample_covers_seven_years_and_a_second_run_adds_nothing()
    {
        var (first, said) = await RunAsync();
        var (second, traced) = await RunAsync("--traces");

        // A reader sees what happened to whom before anything else, and traces where they were asked for.
        Assert.StartsWith("Starting three services", said, StringComparison.Ordinal);
        Assert.Equal(
            ["What happened to whom", "What was refused, and what would pass", "Figures (read by the authority)"], HeadingsOf(said)[..3]);
        Assert.DoesNotContain("Traces", HeadingsOf(said));
        Assert.Equal("Traces", HeadingsOf(traced)[^1]);

        Assert.Equal(
            ["D13", "D16", "D17", "D24", "D27", "D28", "D29", "D31", "D32", "D33", "D34", "D35", "D38", "D39", "D5a", "D6b", "D7", "S7"],
            Rules(first));
        Assert.Equal([.. Enumerable.Repeat("opened with the changes of all five", 5), "opened with 7",
            "the learner and a guardian consented", "the learner signed", "the mentor signed", "ncut approved the same text",
            "the employer is dji", "the second visit lasted 10 days longer", "a member from bpc took the seat",
            "issued, after the panel had dismissed the objection", "goes on with the cohort of 2025, and sits its exam",
            "changed on 2025-08-31, from Computer Network Technology to Mechatronics Technology",
            "applied, after enrollment had corrected the birth date"],
            Mended(first));
        Assert.All(first.GetProperty("refusals").EnumerateArray(), refusal =>
        {
            Assert.NotEmpty(refusal.GetProperty("detail").GetString()!);
            Assert.Equal(JsonValueKind.Object, refusal.GetProperty("facts").ValueKind);
        });
        // A slot over the room is told the room, and one without any is told the staff that it would take.
        var counts = """[{"postKind":null,"staff":100,"effectiveOn":"2023-09-04"}]""";
        Assert.Equal(
            ["""{"capacity":7}""", $$"""{"state":"/industry-partnership/v1/organisations/dji/staff-counts","staffCounts":{{counts}}}"""],
            Changes(first, "D29"));
        Assert.Equal(["""{"freeFrom":"2024-03-01"}"""], Changes(first, "D38"));
        Assert.Equal(["""{"terms":{"pay":{"monthly":3600}}}"""], Changes(first, "D33"));
        Assert.Contains("""{"moreDays":10}""", Changes(first, "D17"));
        Assert.Contains("/problems/faculty-certification/member-of-own-unit", Types(first, "D16"));
        // What was mended in the first run is found mended.
        Assert.Equal(["D13", "D17", "D24", "D29", "D6b"], Rules(second));
        Assert.Equal($"{first.GetProperty("counts")}", $"{second.GetProperty("counts")}");
        Assert.Equal(6, first.GetProperty("articulations").GetArrayLength());
        foreach (var report in new[] { first, second })
        {
            Assert.Equal(
                [
                    "dual-qualified-ratio 370/400 92.50", "dual-qualified-ratio 370/400 92.50", "dual-qualified-ratio 371/400 92.75",
                    "transfer-pass-rate 1/4 25.00", "transfer-pass-rate 3/4 75.00",
                    "progression 3/4 75.00", "further-study 1/3 33.33", "employment 1/3 33.33",
                ],
                report.GetProperty("figures").EnumerateArray()
                    .Select(figure => $"{figure.GetProperty("name")
                        .GetString()} {figure.GetProperty("n")}/{figure.GetProperty("d")} {figure.GetProperty("value")}"));
        }
        Assert.Equal(
            [
                "during the suspension, enrollment flags the lead of the module: certificate-suspended",
                "during the suspension, industry-partnership flags the placement: certificate-suspended",
                "after the reinstatement, enrollment flags the lead of the module: no",
                "after the reinstatement, industry-partnership flags the placement: no",
            ],
            EventsOf(first, "mentors for a placement")[2..]);
        // One trace crosses the gateway and both services that a completed placement concerns.
        var completed = first.GetProperty("steps").EnumerateArray()
            .Single(step => step.GetProperty("name").GetString()!.Contains("credited", StringComparison.Ordinal));
        Assert.Superset(new HashSet<string?> { "gateway", "industry-partnership", "enrollment" }, completed
            .GetProperty("services")
            .EnumerateArray()
            .Select(service => service.GetString())
            .ToHashSet());
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private async Task<(JsonElement Report, string Said)> RunAsync(params string[] options)
    {
        var report = Path.Combine(folder, "report.json");
        await using var tour = ServiceProcess.Start(
            "deploy/AllInOne", [], ["tour", "--port", "0", "--data", Path.Combine(folder, "data"), "--json", report, .. options]);
        // Seven years take a quarter of a minute, on a machine that has nothing else to do.
        Assert.True(await tour.WaitForExitAsync(TimeSpan.FromMinutes(5)) == 0, tour.Output);
        return (JsonDocument.Parse(await File.ReadAllTextAsync(report)).RootElement, tour.Output);
    }

    // A heading stands after an empty line and is not indented.
    private static List<string> HeadingsOf(string said) =>
        [.. said.Split("\n\n")[1..].Select(part => part.Split('\n')[0]).Where(line => !line.StartsWith(' ') && !char.IsDigit(line[0]))];

    [GeneratedRegex(@"^  \[(\d+/\d+)\] \S")]
    private static partial Regex StepOf();

    private static IEnumerable<string> Rules(JsonElement report) =>
        report.GetProperty("refusals").EnumerateArray().Select(refusal => refusal.GetProperty("rule").GetString()!).Distinct()
            .Order(StringComparer.Ordinal);

    private static List<string?> EventsOf(JsonElement report, string whom) =>
        [.. report.GetProperty("stories").EnumerateArray()
            .Single(story => story.GetProperty("whom").GetString()!.Contains(whom, StringComparison.Ordinal))
            .GetProperty("events").EnumerateArray().Select(line => line.GetString())];

    private static IEnumerable<string?> Changes(JsonElement report, string rule) => report.GetProperty("refusals").EnumerateArray()
        .Where(refusal => refusal.GetProperty("rule").GetString() == rule)
        .Select(refusal => refusal.GetProperty("change") is { ValueKind: JsonValueKind.Object } change
            ? JsonSerializer.Serialize(change)
            : null);

    private static IEnumerable<string?> Types(JsonElement report, string rule) => report.GetProperty("refusals").EnumerateArray()
        .Where(refusal => refusal.GetProperty("rule").GetString() == rule)
        .Select(refusal => refusal.GetProperty("type").GetString());

    private static IEnumerable<string?> Mended(JsonElement report) =>
        report.GetProperty("refusals").EnumerateArray().Select(refusal => refusal.GetProperty("mended").GetString())
            .Where(mended => mended is not null);
}

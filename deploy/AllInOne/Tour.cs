using System.Diagnostics;
using System.Text.Json;
using static AllInOne.Steps.Paths;

namespace AllInOne;

/// <summary>The main job as its clients do it: every step traced, rules seen to refuse, every figure read back with another client's token.</summary>
internal sealed class Tour(LocalPlatform platform, Clients clients)
{
    private readonly Sample sample = Sample.Read();
    private readonly List<(string Name, Activity Trace)> steps = [];

    /// <returns>0, or 1 where a step failed.</returns>
    public async Task<int> RunAsync(Options options)
    {
        try
        {
            var journey = new Journey(clients, sample, platform.Today);
            foreach (var step in journey.Cooperation.Concat(journey.Years)) await StepAsync(step.Name, step.RunAsync);
            var report = await StepAsync("figures are read back with another client's token", () => ReadBackAsync(journey));
            report = report with
            {
                Stories = await StepAsync("what happened to whom is read back", () => Story.ReadAsync(clients, journey)),
                Refusals = journey.Refusals.Seen,
                Steps = [.. steps.Select(step => new ReportStep(step.Name, step.Trace, platform.Traces.TreeOf(step.Trace)))],
            };
            report.Print(Console.Out, options.Traces);
            if (options.Json is not null) await File.WriteAllTextAsync(options.Json, report.ToJson());
            if (report.Unexpected(sample) is not { Count: > 0 } unexpected) return 0;
            foreach (var difference in unexpected) await Console.Error.WriteLineAsync($"NOT AS EXPECTED: {difference}");
            return 1;
        }
        catch (Exception error) when (error is JourneyException or HttpRequestException or IOException)
        {
            await Console.Error.WriteLineAsync($"FAILED at \"{steps.LastOrDefault().Name}\": {error.Message}");
            return 1;
        }
    }

    private async Task<T> StepAsync<T>(string name, Func<Task<T>> run)
    {
        using var trace = platform.Traces.Begin(name);
        steps.Add((name, trace));
        Console.WriteLine($"  {DateTime.Now:HH:mm:ss}  {name}");
        return await run();
    }

    private Task StepAsync(string name, Func<Task> run) => StepAsync(name, async () =>
    {
        await run();
        return true;
    });

    private async Task<Report> ReadBackAsync(Journey journey)
    {
        var (from, to, illustrative) = (sample.Cooperation.FromInstitution, sample.Cooperation.ToInstitution, sample.Illustrative);
        var organisations = await clients.ListAsync("guest", $"{Partnership}/organisations");
        var agreements = new Dictionary<string, JsonElement>();
        // Each agreement by the last of its parties, which is not its author.
        foreach (var reader in sample.Cooperation.Agreements.Select(agreement => agreement.Parties[^1]).Distinct())
        {
            foreach (var agreement in await clients.ListAsync(reader, $"{Partnership}/agreements?state=active")) agreements[agreement.Id()] = agreement;
        }
        var certificates = await clients.ListAsync("bpc-panel", $"{Faculty}/certificates");
        var articulations = await clients.ListAsync("guest", $"{Enrolling}/articulations?state=active");
        var learners = await clients.ListAsync(to, $"{Enrolling}/learners");
        var diplomas = await journey.Cohort.DiplomasAsync();

        return new Report(
            [.. articulations.Select(pair => new ReportPair(pair.Text("fromMajorName"), pair.Text("toMajorName")))],
            [.. (await journey.Recognition.RatiosAsync("authority")).Concat(await journey.Exam.PassRatesAsync("authority")).Select(ReportFigure.Of)],
            Stories: [],
            Refusals: [],
            new SortedDictionary<string, int>((await journey.Cooperations.CountsAsync("guest")).ToDictionary())
            {
                ["organisations"] = organisations.Count,
                ["units"] = organisations.Sum(organisation => organisation.GetProperty("units").GetArrayLength()),
                ["staff counts"] = (await clients.ListAsync("guest", $"{Partnership}/organisations/{illustrative.Enterprise}/staff-counts")).Count,
                ["agreements"] = agreements.Count,
                ["signatures"] = agreements.Values.Sum(agreement => agreement.GetProperty("signatures").GetArrayLength()),
                ["bases"] = (await clients.ListAsync("guest", $"{Partnership}/bases?state=active")).Count,
                ["pathways"] = (await clients.ListAsync("guest", $"{Enrolling}/pathways")).Count,
                ["articulations"] = articulations.Count,
                ["learners"] = learners.Count,
                ["slots"] = (await clients.ListAsync(from, $"{Partnership}/slots")).Count,
                ["placements"] = (await clients.ListAsync(illustrative.Enterprise, $"{Partnership}/placements")).Count,
                ["credits"] = (await journey.Internships.CreditsAsync()).Count,
                ["associate diplomas"] = diplomas.Count(diploma => diploma.Text("kind") == "associate"),
                ["bachelor diplomas"] = diplomas.Count(diploma => diploma.Text("kind") == "bachelor"),
                ["learners with the associate diploma alone"] = learners.Count(learner => learner.IsIn("completed-associate")),
                ["graduates"] = learners.Count(learner => learner.IsIn("graduated")),
                ["teachers"] = (await clients.ListAsync("bpc-panel", $"{Faculty}/teachers")).Count,
                ["certificates"] = certificates.Count,
                ["revoked certificates"] = certificates.Count(certificate => certificate.IsIn("revoked")),
            },
            Steps: []);
    }
}

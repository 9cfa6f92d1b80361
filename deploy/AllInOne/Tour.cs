using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace AllInOne;

/// <summary>The main job as its clients do it: every step traced, rules seen to refuse, every figure read back with another client's token.</summary>
internal sealed class Tour(LocalPlatform platform, Clients clients)
{
    private const string Partnership = "/industry-partnership/v1";
    private const string Enrolling = "/enrollment/v1";
    private const string Faculty = "/faculty-certification/v1";

    private readonly Sample sample = Sample.Read();
    private readonly List<(string Name, Activity Trace)> steps = [];
    private readonly List<Refusal> refusals = [];

    /// <returns>0, or 1 where a step failed.</returns>
    public async Task<int> RunAsync(string? json)
    {
        try
        {
            var journey = new Journey(clients, sample, platform.Today);
            foreach (var (name, run) in journey.Steps) await StepAsync(name, run);
            await StepAsync("rules refuse, and say what would have to change", () => BeRefusedAsync(journey));
            var report = await StepAsync("figures are read back with another client's token", ReadBackAsync);
            report = report with { Refusals = refusals, Steps = [.. steps.Select(step => new ReportStep(step.Name, step.Trace, platform.Traces.TreeOf(step.Trace)))] };
            report.Print(Console.Out);
            if (json is not null) await File.WriteAllTextAsync(json, report.ToJson());
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
        return await run();
    }

    private Task StepAsync(string name, Func<Task> run) => StepAsync(name, async () =>
    {
        await run();
        return true;
    });

    private async Task BeRefusedAsync(Journey journey)
    {
        var (from, to, illustrative) = (sample.Cooperation.FromInstitution, sample.Cooperation.ToInstitution, sample.Illustrative);
        var learner = await journey.EnrolLearnerAsync();

        await ExpectAsync("D6b", from, $"{Enrolling}/learners", new
        {
            studentNumber = "2024-0002",
            birthDate = "2006-05-01",
            illustrative.Learner.Cohort,
            illustrative.Refused.FromMajor,
            toInstitution = to,
            illustrative.Refused.ToMajor,
        });
        var articulation = await journey.ArticulationWithoutAgreementAsync();
        var agreement = await journey.AgreementAsync("articulation");
        await ExpectAsync("D6b", to, $"{Enrolling}/articulations/{articulation.GetProperty("id")}/activation", new { agreementId = agreement.GetProperty("id") });
        var tooLarge = await journey.SlotOverHeadcountAsync();
        await ExpectAsync("D29", illustrative.Enterprise, $"{Partnership}/slots/{tooLarge.GetProperty("id")}/opening", null);
        var second = await journey.SlotAsync(illustrative.Slots[1]);
        await ExpectAsync("D38", from, $"{Partnership}/slots/{second.GetProperty("id")}/placements", new { learnerId = learner.GetProperty("id") });
    }

    private async Task ExpectAsync(string rule, string client, string path, object? body)
    {
        var refusal = await clients.RefusedAsync(client, path, body);
        if (refusal.Rule != rule) throw new JourneyException($"POST {path} was refused by {refusal.Rule}, not by {rule}: {refusal.Problem}");
        refusals.Add(refusal);
    }

    private async Task<Report> ReadBackAsync()
    {
        var (from, to, illustrative) = (sample.Cooperation.FromInstitution, sample.Cooperation.ToInstitution, sample.Illustrative);
        var organisations = await clients.ListAsync("guest", $"{Partnership}/organisations");
        var agreements = new Dictionary<string, JsonElement>();
        // Each agreement by the last of its parties, which is not its author.
        foreach (var reader in sample.Cooperation.Agreements.Select(agreement => agreement.Parties[^1]).Distinct())
        {
            foreach (var agreement in await clients.ListAsync(reader, $"{Partnership}/agreements?state=active")) agreements[agreement.GetProperty("id").GetString()!] = agreement;
        }
        var certificates = await clients.ListAsync("bpc-panel", $"{Faculty}/certificates?state=certified");
        var articulations = await clients.ListAsync("guest", $"{Enrolling}/articulations?state=active");
        var learners = await clients.ListAsync(to, $"{Enrolling}/learners");
        var placements = await clients.ListAsync(illustrative.Enterprise, $"{Partnership}/placements");
        var learner = (await clients.ListAsync("learner", $"{Enrolling}/learners")).Single().GetProperty("id").GetString();
        var credits = await clients.ListAsync("learner", $"{Enrolling}/learners/{learner}/credits");
        var ratio = await clients.GetAsync("authority", $"{Faculty}/figures/dual-qualified-ratio?institution={illustrative.Teachers.Institution}");
        var (n, d) = (ratio.GetProperty("numerator").GetInt32(), ratio.GetProperty("denominator").GetInt32());

        return new Report(
            [.. articulations.Select(pair => new ReportPair(pair.GetProperty("fromMajorName").GetString()!, pair.GetProperty("toMajorName").GetString()!))],
            [new ReportFigure(ratio.GetProperty("name").GetString()!, illustrative.Teachers.Institution, n, d, decimal.Parse(ratio.GetProperty("value").GetString()!, CultureInfo.InvariantCulture), Illustrative: true)],
            Refusals: [],
            new SortedDictionary<string, int>
            {
                ["organisations"] = organisations.Count,
                ["units"] = organisations.Sum(organisation => organisation.GetProperty("units").GetArrayLength()),
                ["staff counts"] = (await clients.ListAsync("guest", $"{Partnership}/organisations/{illustrative.Enterprise}/staff-counts")).Count,
                ["agreements"] = agreements.Count,
                ["signatures"] = agreements.Values.Sum(agreement => agreement.GetProperty("signatures").GetArrayLength()),
                ["pathways"] = (await clients.ListAsync("guest", $"{Enrolling}/pathways")).Count,
                ["articulations"] = articulations.Count,
                ["learners"] = learners.Count,
                ["slots"] = (await clients.ListAsync(from, $"{Partnership}/slots")).Count,
                ["placements"] = placements.Count,
                ["credits"] = credits.Count,
                ["teachers"] = (await clients.ListAsync("bpc-panel", $"{Faculty}/teachers")).Count,
                ["decisions"] = certificates.Select(certificate => certificate.GetProperty("decisionId").GetString()).Distinct().Count(),
                ["certificates"] = certificates.Count,
            },
            Steps: []);
    }
}

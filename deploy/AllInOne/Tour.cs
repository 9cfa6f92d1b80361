using System.Diagnostics;
using VocationalPlatform.Client;
using VocationalPlatform.Client.IndustryPartnership;
using static AllInOne.Clients;

namespace AllInOne;

/// <summary>The main job as its clients do it: every step traced, rules seen to refuse, every figure read back with another client's
/// token.</summary>
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
                Curriculum = await StepAsync("what the joint programme teaches is read back", journey.Curriculum.ReportAsync),
                Refusals = journey.Refusals.Seen,
                Steps = [.. steps.Select(step => new ReportStep(step.Name, step.Trace, platform.Traces.TreeOf(step.Trace)))],
            };
            report.Print(Console.Out, options.Traces);
            if (options.Json is not null) await File.WriteAllTextAsync(options.Json, report.ToJson());
            if (report.Unexpected(sample) is not { Count: > 0 } unexpected) return 0;
            foreach (var difference in unexpected) await Console.Error.WriteLineAsync($"NOT AS EXPECTED: {difference}");
            return 1;
        }
        catch (Exception error) when (error is JourneyException or ApiException or HttpRequestException or IOException)
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
        var guest = clients.Partnership("guest");
        var organisations = await ListAsync((size, next) => guest.ListOrganisationsAsync(limit: size, cursor: next), page => page.Items);
        var agreements = new Dictionary<Guid, Agreement>();
        // Each agreement by the last of its parties, which is not its author.
        foreach (var reader in sample.Cooperation.Agreements.Select(agreement => agreement.Parties[^1]).Distinct())
        {
            var party = clients.Partnership(reader);
            var theirs = await ListAsync(
                (size, next) => party.ListAgreementsAsync(state: "active", limit: size, cursor: next), page => page.Items);
            foreach (var agreement in theirs) agreements[agreement.Id] = agreement;
        }
        var staffCounts = await ListAsync(
            (size, next) => guest.ListStaffCountsAsync(illustrative.Enterprise, limit: size, cursor: next), page => page.Items);
        var bases = await ListAsync((size, next) => guest.ListBasesAsync(state: "active", limit: size, cursor: next), page => page.Items);
        var (college, enterprise) = (clients.Partnership(from), clients.Partnership(illustrative.Enterprise));
        var slots = await ListAsync((size, next) => college.ListSlotsAsync(limit: size, cursor: next), page => page.Items);
        var placements = await ListAsync((size, next) => enterprise.ListPlacementsAsync(limit: size, cursor: next), page => page.Items);
        var panel = clients.Faculty("bpc-panel");
        var teachers = await ListAsync((size, next) => panel.ListTeachersAsync(limit: size, cursor: next), page => page.Items);
        var certificates = await ListAsync((size, next) => panel.ListCertificatesAsync(limit: size, cursor: next), page => page.Items);
        var enrolling = clients.Enrolling("guest");
        var pathways = await ListAsync((size, next) => enrolling.ListPathwaysAsync(limit: size, cursor: next), page => page.Items);
        var articulations = await ListAsync(
            (size, next) => enrolling.ListArticulationsAsync(
                fromInstitution: from, toInstitution: to, state: "active", limit: size, cursor: next), page => page.Items);
        var university = clients.Enrolling(to);
        var learners = await ListAsync((size, next) => university.ListLearnersAsync(limit: size, cursor: next), page => page.Items);
        var diplomas = await journey.Cohort.DiplomasAsync();
        var ratios = await journey.Recognition.RatiosAsync("authority");
        var passRates = await journey.Exam.PassRatesAsync("authority");
        var followUps = await journey.Outcomes.FiguresAsync("authority");

        return new Report(
            [.. articulations.Select(pair => new ReportPair(pair.FromMajorName, pair.ToMajorName))],
            [.. ratios.Select(ReportFigure.Of), .. passRates.Select(ReportFigure.Of), .. followUps.Select(ReportFigure.Of)],
            Stories: [],
            Refusals: [],
            new SortedDictionary<string, int>((await journey.Cooperations.CountsAsync("guest"))
                .Concat(await journey.Curriculum.CountsAsync()).ToDictionary())
            {
                ["organisations"] = organisations.Count,
                ["units"] = organisations.Sum(organisation => organisation.Units.Count),
                ["staff counts"] = staffCounts.Count,
                ["agreements"] = agreements.Count,
                ["signatures"] = agreements.Values.Sum(agreement => agreement.Signatures.Count),
                ["bases"] = bases.Count,
                ["pathways"] = pathways.Count,
                ["articulations"] = articulations.Count,
                ["learners"] = learners.Count,
                ["slots"] = slots.Count,
                ["placements"] = placements.Count,
                ["credits"] = (await journey.Internships.CreditsAsync()).Count,
                ["associate diplomas"] = diplomas.Count(diploma => diploma.Kind == "associate"),
                ["bachelor diplomas"] = diplomas.Count(diploma => diploma.Kind == "bachelor"),
                ["learners with the associate diploma alone"] = learners.Count(learner => learner.State == "completed-associate"),
                ["graduates"] = learners.Count(learner => learner.State == "graduated"),
                ["teachers"] = teachers.Count,
                ["certificates"] = certificates.Count,
                ["revoked certificates"] = certificates.Count(certificate => certificate.State == "revoked"),
            },
            Steps: []);
    }
}

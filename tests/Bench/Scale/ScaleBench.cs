using System.Globalization;
using Enrollment;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Testing;

namespace Bench.Scale;

/// <summary>
/// Reads of enrollment with many learners against the same reads with few: lists, single reads and figures of one cohort of constant size.
/// Both services run in this process, and take turns.
/// </summary>
internal static class ScaleBench
{
    private const double Most = 1.3;
    private static readonly int[] Sizes = [10_000, 1_000_000];
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(1);

    private static readonly (string Name, string Path)[] Reads =
    [
        ("list, 50 learners", "/learners?limit=50"),
        ("list of a cohort", $"/learners?limit=50&cohort={ManyLearners.Cohort}&articulation={ManyLearners.Articulation}"),
        ("filter by student number", $"/learners?studentNumber={ManyLearners.StudentNumber}"),
        ("record", $"/learners/{ManyLearners.Learner}"),
        ("credits of a learner", $"/learners/{ManyLearners.Learner}/credits"),
        ("transcript of a learner", $"/learners/{ManyLearners.Learner}/transcript"),
        ("outcomes of a learner", $"/learners/{ManyLearners.Learner}/outcomes"),
        ("progression, a cohort", Figure("progression")),
        ("pass rate, a cohort", Figure("pass-rate")),
        ("further study, a cohort", Figure("further-study")),
        ("employment, a cohort", Figure("employment")),
        ("employment, a class", $"{OfInstitution("employment")}&class={ManyLearners.Class}"),
        ("progression, the institution", OfInstitution("progression")),
        ("pass rate, the institution", OfInstitution("pass-rate")),
        ("further study, the institution", OfInstitution("further-study")),
        ("employment, the institution", OfInstitution("employment")),
    ];

    public static async Task RunAsync()
    {
        await using var few = await StartAsync(Sizes[0]);
        await using var many = await StartAsync(Sizes[1]);
        Console.WriteLine($"medians of {Measure.Rounds} rounds, one request at a time, at {Sizes[0]:N0} and {Sizes[1]:N0} learners");
        foreach (var (name, path) in Reads)
        {
            var reads = new[] { few, many }.Select(app => Read(app, path)).ToList();
            foreach (var read in reads) await Measure.LoadAsync(1, WarmUp, read);
            var rounds = new List<(double Few, double Many)>();
            for (var round = 0; round < Measure.Rounds; round++)
            {
                var samples = new List<double>();
                foreach (var read in reads) samples.Add((await Measure.LoadAsync(1, Duration, read)).Percentile(0.5));
                rounds.Add((samples[0], samples[1]));
            }
            var median = rounds.OrderBy(round => round.Many / round.Few).ElementAt(Measure.Rounds / 2);
            var ratios = string.Join(", ", rounds.Select(round => (round.Many / round.Few).ToString("0.00", CultureInfo.InvariantCulture)));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"  {name,-30} {median.Few,8:0.00} ms {median.Many,8:0.00} ms   × {median.Many / median.Few:0.00}   ({ratios})")
                + (median.Many / median.Few > Most ? $"   more than {Most.ToString(CultureInfo.InvariantCulture)}" : ""));
        }
    }

    private static string Figure(string of) =>
        $"/figures/learners?of={of}&articulationId={ManyLearners.Articulation}&cohort={ManyLearners.Cohort}";

    private static string OfInstitution(string of) => $"/figures/learners?of={of}&institution={ManyLearners.College}";

    private static async Task<ServiceApp> StartAsync(int learners)
    {
        var app = await ServiceApp.StartAsync(
            Engine.Sqlite, EnrollmentService.Name, builder => builder.AddEnrollment(), service => service.MapEnrollment());
        var folder = app.Services.GetRequiredService<IConfiguration>()["Sqlite:Folder"]!;
        var seconds = ManyLearners.Fill(Path.Combine(folder, $"{EnrollmentService.Name}.db"), learners);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{learners,9:N0} learners filled in {seconds:0} s"));
        return app;
    }

    private static Func<Task> Read(ServiceApp app, string path)
    {
        var client = app.As(ManyLearners.College, "registrar");
        return async () =>
        {
            using var reply = await client.GetAsync(new Uri($"/{EnrollmentService.Name}/v1{path}", UriKind.Relative));
            if (!reply.IsSuccessStatusCode) throw new InvalidOperationException($"{path}: {await reply.Content.ReadAsStringAsync()}");
        };
    }
}

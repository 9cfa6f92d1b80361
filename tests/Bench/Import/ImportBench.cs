using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Contracts;
using Microsoft.Data.Sqlite;
using Testing;
using VocationalPlatform.Client.Enrollment;

namespace Bench.Import;

/// <summary>
/// Learners from a CSV, judged by all rules, audited and told, against a prepared insert loop into every table that the import fills. Each
/// has a new SQLite file, and they take turns.
/// </summary>
internal static class ImportBench
{
    private const string College = "bpc";
    private const string Header = "studentNumber,birthDate,cohort,fromMajor,toInstitution,toMajor,person,class,enrolledOn\r\n";

    public static async Task RunAsync(int rows)
    {
        Console.WriteLine($"{rows:N0} learners with persons and classes, {Measure.Rounds} rounds");
        await using var issuer = await TestIssuer.StartAsync();
        var ratios = new List<double>();
        for (var round = 0; round < Measure.Rounds; round++)
        {
            using var folder = new Folder();
            var (rate, peak) = await ImportAsync(issuer, folder.Path, rows);
            var loop = InsertLoop.Run(Path.Combine(folder.Path, "enrollment.db"), Path.Combine(folder.Path, "loop.db"), rows);
            ratios.Add(rate / loop.PerSecond);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"  import {rate,8:0} /s, at most {peak / 1024 / 1024} MiB   loop {loop.PerSecond,8:0} /s   ratio {ratios[^1]:0.00}"));
            if (round == 0) Console.WriteLine($"  the tables: {loop.Tables}");
        }
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  median ratio {Measure.Median(ratios):0.00}"));
    }

    // The time includes the upload.
    private static async Task<(double PerSecond, long Peak)> ImportAsync(TestIssuer issuer, string folder, int rows)
    {
        await using var service = ServiceProcess.Start("services/Enrollment", new Dictionary<string, string?>
        {
            ["Sqlite:Folder"] = folder,
            ["Authentication:Authority"] = issuer.Url,
            // Nothing is sent without a broker.
            ["Messaging:OutboxLimit"] = "100000000",
            ["Logging:LogLevel:Default"] = "Warning",
        });
        await service.WaitForAsync();
        using var http = new HttpClient { BaseAddress = service.Address, Timeout = TimeSpan.FromMinutes(30) };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", issuer.Token(College, [Roles.Registrar]));
        await PrepareAsync(Path.Combine(folder, "enrollment.db"), new EnrollmentClient(http));

        var watch = Stopwatch.StartNew();
        using var content = new StreamContent(new MemoryStream(Upload(rows)));
        content.Headers.ContentType = MediaTypeHeaderValue.Parse("text/csv; charset=utf-8");
        using var reply = await http.PostAsync(new Uri("/enrollment/v1/imports?kind=learners", UriKind.Relative), content);
        var job = await reply.BodyAsync(HttpStatusCode.Accepted);
        while (job.Text("state") is "received" or "running")
        {
            await Task.Delay(200);
            job = await http.GetAsync(reply.Headers.Location).BodyAsync();
        }
        if (job.GetProperty("accepted").GetInt64() != rows) throw new InvalidOperationException(job.ToString());
        return (rows / watch.Elapsed.TotalSeconds, service.PeakMemory);
    }

    private static async Task PrepareAsync(string file, EnrollmentClient client)
    {
        await using (var connection = new SqliteConnection($"Data Source={file};Pooling=False"))
        {
            connection.Open();
            await using var command = connection.CreateCommand();
            command.CommandText =
                """
                PRAGMA busy_timeout = 5000;
                INSERT INTO organisation (code, kind, state, version) VALUES
                    ('bpc', 'vocational-college', 'verified', 1), ('ncut', 'university', 'verified', 1);
                INSERT INTO agreement (id, kind, state, valid_from, valid_until, activations, version) VALUES
                    ('0000000A-0000-7000-8000-000000000001', 'articulation', 'active', '2020-01-01', '2099-01-01', 1, 1);
                INSERT INTO agreement_party (agreement_id, organisation_code) VALUES
                    ('0000000A-0000-7000-8000-000000000001', 'bpc'), ('0000000A-0000-7000-8000-000000000001', 'ncut');
                """;
            await command.ExecuteNonQueryAsync();
        }
        var draft = await client.DraftArticulationAsync(new()
        {
            Pathway = "2+3+2",
            FromInstitution = College,
            FromMajor = "530701",
            FromMajorName = "E-Commerce",
            ToInstitution = "ncut",
            ToMajor = "120201K",
            ToMajorName = "Business Administration",
            InternshipCredits = 60,
        });
        await client.ActivateArticulationAsync(draft.Id, new() { AgreementId = new("0000000A-0000-7000-8000-000000000001") });
    }

    private static byte[] Upload(int rows)
    {
        var text = new StringBuilder(Header, rows * 90);
        for (var i = 0; i < rows; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"S{i:00000000},2005-05-{(i % 28) + 1:00},2021,530701,ncut,120201K,")
                .Append(CultureInfo.InvariantCulture, $"p-{i:00000000},ec-{i / 50:00000},2021-09-01\r\n");
        }
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private sealed class Folder : IDisposable
    {
        public string Path { get; } = Directory.CreateTempSubdirectory("import-bench").FullName;

        public void Dispose() => Directory.Delete(Path, recursive: true);
    }
}

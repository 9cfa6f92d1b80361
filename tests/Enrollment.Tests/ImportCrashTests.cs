using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Contracts;
using Microsoft.Data.Sqlite;
using Testing;
using VocationalPlatform.Client.Enrollment;
using Xunit;

namespace Enrollment.Tests;

/// <summary>kill -9 in the middle of an import: the next process goes on, and no row is lost or recorded twice.</summary>
public sealed class ImportCrashTests : IDisposable
{
    private const int Rows = 950;

    private readonly string folder = Directory.CreateTempSubdirectory("import-crash").FullName;

    [Theory]
    [InlineData("in-batch:3", "import")]
    [InlineData("after-batch:3", "import")]
    [InlineData("after-batch:3", "check")]
    public async Task A_killed_import_goes_on_where_it_was(string failpoint, string mode)
    {
        await using var issuer = await TestIssuer.StartAsync();
        await using var killed = Start(issuer, failpoint);
        await killed.WaitForAsync();
        using var client = Client(killed, issuer);
        await PrepareAsync(new EnrollmentClient(client));
        var upload = new StringBuilder("studentNumber,birthDate,cohort,fromMajor,toInstitution,toMajor,person\n");
        for (var i = 0; i < Rows; i++)
        {
            // Each hundredth is refused.
            upload.Append(CultureInfo.InvariantCulture, $"S{i},2010-05-01,{(i % 100 == 99 ? 2040 : 2026)},530701,ncut,120201K,p-{i}\n");
        }
        using var sent = await client.ImportAsync("/enrollment/v1", "learners", upload.ToString(), mode: mode);
        await sent.BodyAsync(HttpStatusCode.Accepted);
        Assert.Equal(128 + 9, await killed.WaitForExitAsync(ct: TestContext.Current.CancellationToken));

        await using var next = Start(issuer, "");
        await next.WaitForAsync();
        using var again = Client(next, issuer);
        var job = await again.EndedAsync(sent.Headers.Location!);

        Assert.Equal(("completed", (Rows, 941L, 0L, 9L)), (job.Text("state"), job.Counts()));
        var recorded = mode == "import" ? 941 : 0;
        Assert.Equal(recorded, Count("learner"));
        Assert.Equal(recorded, Count("person"));
        Assert.Equal(recorded, Count("audit WHERE aggregate = 'learner'"));
        Assert.Equal(recorded, Count("outbox WHERE message_types LIKE '%learner-enrolled%'"));
        Assert.Equal(9, Uploads.Rows(await again.ReportAsync("/enrollment/v1", job)).Count);
    }

    public void Dispose()
    {
        Directory.Delete(folder, recursive: true);
        GC.SuppressFinalize(this);
    }

    private ServiceProcess Start(TestIssuer issuer, string failpoint)
    {
        var settings = new Dictionary<string, string?>
        {
            ["Sqlite:Folder"] = folder,
            ["Authentication:Authority"] = issuer.Url,
            ["PLATFORM_FAILPOINT"] = failpoint,
            ["Imports:BatchSize"] = "100",
            ["Imports:Lease"] = "00:00:02",
            ["Imports:PollInterval"] = "00:00:00.100",
        };
        return ServiceProcess.Start("services/Enrollment", settings);
    }

    private static HttpClient Client(ServiceProcess service, TestIssuer issuer)
    {
        var client = new HttpClient { BaseAddress = service.Address };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", issuer.Token("bpc", [Roles.Registrar]));
        return client;
    }

    // No event comes without a broker, so the test writes what the service would know from them.
    private async Task PrepareAsync(EnrollmentClient client)
    {
        Execute(
            """
            INSERT INTO organisation (code, kind, state, version) VALUES
                ('bpc', 'vocational-college', 'verified', 1), ('ncut', 'university', 'verified', 1);
            INSERT INTO agreement (id, kind, state, valid_from, valid_until, activations, version) VALUES
                ('0000000A-0000-7000-8000-000000000001', 'articulation', 'active', '2020-01-01', '2099-01-01', 1, 1);
            INSERT INTO agreement_party (agreement_id, organisation_code) VALUES
                ('0000000A-0000-7000-8000-000000000001', 'bpc'), ('0000000A-0000-7000-8000-000000000001', 'ncut');
            """);
        var draft = await client.DraftArticulationAsync(EnrollmentApp.ArticulationRequest(Table1.ECommerce));
        await client.ActivateArticulationAsync(draft.Id, new() { AgreementId = new("0000000A-0000-7000-8000-000000000001") });
    }

    private long Count(string rows) => (long)Execute($"SELECT COUNT(*) FROM {rows}")!;

#pragma warning disable CA2100 // The statements are this file's own.
    private object? Execute(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(folder, "enrollment.db")};Pooling=False");
        connection.Open();
        using var command = new SqliteCommand("PRAGMA busy_timeout = 5000; " + sql, connection);
        using var reader = command.ExecuteReader();
        object? last = null;
        do
        {
            while (reader.Read()) last = reader.GetValue(0);
        }
        while (reader.NextResult());
        return last;
    }
#pragma warning restore CA2100
}

using System.Net.Http.Headers;
using Contracts;
using Testing;
using Xunit;

namespace Enrollment.Tests;

/// <summary>kill -9 at each step of a delivery: the next process sends what was not recorded as sent, and nothing is lost.</summary>
public sealed class WebhookCrashTests : IDisposable
{
    private const int Pathways = 8;
    private const string Ours = "ours-";

    private readonly string folder = Directory.CreateTempSubdirectory("webhook-crash").FullName;

    [Theory]
    [InlineData("webhook-after-lease:2")]
    [InlineData("webhook-before-commit:2")]
    [InlineData("webhook-after-commit:2")]
    public async Task A_killed_sender_loses_no_delivery(string failpoint)
    {
        await using var issuer = await TestIssuer.StartAsync();
        await using var receiver = await WebhookReceiver.StartAsync();
        await using var killed = Start(issuer, failpoint);
        await killed.WaitForAsync();
        using var client = Client(killed, issuer);
        var hook = (await client.PostAsync("/enrollment/v1/webhooks", new { address = receiver.Url, kinds = new[] { "pathway" } })
            .BodyAsync(System.Net.HttpStatusCode.Created)).Text("id");

        var defined = 0;
        for (var dead = killed.WaitForExitAsync(); defined < Pathways && !dead.IsCompleted;)
        {
            try
            {
                await DefineAsync(client, defined++);
            }
            catch (HttpRequestException)
            {
                // It died meanwhile; the request may be committed or not.
            }
            await Task.WhenAny(dead, Eventually.TrueAsync(() => Task.FromResult(receiver.All.Count >= defined)));
        }
        Assert.Equal(128 + 9, await killed.WaitForExitAsync(ct: TestContext.Current.CancellationToken));
        await using var next = Start(issuer, "");
        await next.WaitForAsync();
        using var again = Client(next, issuer);
        for (; defined < Pathways; defined++) await DefineAsync(again, defined);

        var committed = (await again.GetAsync(new Uri("/enrollment/v1/pathways?limit=200", UriKind.Relative)).BodyAsync())
            .GetProperty("items").EnumerateArray().Select(one => one.Text("code"))
            // Others were there before the webhook.
            .Where(code => code.StartsWith(Ours, StringComparison.Ordinal)).ToList();
        await Eventually.EqualAsync(committed.Count, () => receiver.All.Select(one => one.Event.Text("thingid")).Distinct().Count());
        var deliveries = $"/enrollment/v1/webhooks/{hook}/deliveries?limit=200";
        await Eventually.EqualAsync(committed.Count, async () =>
            (await again.GetAsync(new Uri(deliveries, UriKind.Relative)).BodyAsync()).GetProperty("items").EnumerateArray()
                .Count(one => one.Text("state") == "delivered"));
        // What is sent twice has the same id, so a receiver drops it.
        Assert.Equal(committed.Count, receiver.All.Select(one => one.Id).Distinct().Count());
    }

    public void Dispose()
    {
        Directory.Delete(folder, recursive: true);
        GC.SuppressFinalize(this);
    }

    private static Task DefineAsync(HttpClient client, int number) => client.PostAsync("/enrollment/v1/pathways", new
    {
        code = $"{Ours}{number}",
        stages = new[]
        {
            new { name = "Higher vocational", years = 3, taughtBy = "from" },
            new { name = "Undergraduate", years = 2, taughtBy = "to" },
        },
    }).BodyAsync(System.Net.HttpStatusCode.Created);

    private ServiceProcess Start(TestIssuer issuer, string failpoint)
    {
        var settings = new Dictionary<string, string?>
        {
            ["Sqlite:Folder"] = folder,
            ["Authentication:Authority"] = issuer.Url,
            ["PLATFORM_FAILPOINT"] = failpoint,
            ["Webhooks:AllowLocal"] = "true",
            ["Webhooks:Lease"] = "00:00:02",
            ["Webhooks:PollInterval"] = "00:00:00.100",
        };
        return ServiceProcess.Start("services/Enrollment", settings);
    }

    private static HttpClient Client(ServiceProcess service, TestIssuer issuer)
    {
        var client = new HttpClient { BaseAddress = service.Address };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", issuer.Token("bpc", [Roles.Registrar]));
        return client;
    }
}

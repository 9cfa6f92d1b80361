using System.Net;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Testing;

namespace Contracts.Tests;

public sealed class OpenApiTests
{
    private static readonly JsonSerializerOptions Indented = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static TheoryData<string> ServiceNames => PlatformParts.ServiceNames;

    [Theory, MemberData(nameof(ServiceNames))]
    public async Task The_document_is_what_the_service_serves(string name)
    {
        var service = PlatformParts.Services.Single(service => service.Name == name);
        await using var app = await ServiceApp.StartAsync(Engine.Sqlite, name, service.Add, service.Map);
        var served = await app.With(null).GetStringAsync(new Uri($"/{name}/v1/openapi.json", UriKind.Relative), Ct);
        await ContractFile.ShouldBeAsync($"openapi/{name}.json", JsonNode.Parse(served)!.ToJsonString(Indented) + "\n");
    }

    [Fact]
    public async Task A_client_that_has_the_document_is_told_so()
    {
        await using var gateway = await GatewayHost.StartAsync();
        using var http = new HttpClient();
        var address = new Uri($"{gateway.Urls.Single()}/gateway/v1/openapi.json");
        using var first = await http.GetAsync(address, Ct);
        using var again = new HttpRequestMessage(HttpMethod.Get, address);
        again.Headers.IfNoneMatch.Add(first.Headers.ETag!);

        using var second = await http.SendAsync(again, Ct);

        Assert.Equal(HttpStatusCode.NotModified, second.StatusCode);
    }

    [Fact]
    public async Task The_gateways_document_is_what_it_serves()
    {
        await using var gateway = await GatewayHost.StartAsync();
        using var http = new HttpClient();
        var served = await http.GetStringAsync(new Uri($"{gateway.Urls.Single()}/gateway/v1/openapi.json"), Ct);
        await ContractFile.ShouldBeAsync("openapi/gateway.json", JsonNode.Parse(served)!.ToJsonString(Indented) + "\n");
    }

    [Theory, MemberData(nameof(ServiceNames))]
    public async Task The_document_names_host_and_token_and_shows_operators_paths_last(string name)
    {
        var document =
            JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(Repository.Root, "contracts", "openapi", $"{name}.json"), Ct))!;

        Assert.Equal("/", (string?)document["servers"]![0]!["url"]);
        var flow = document["components"]!["securitySchemes"]!["clientCredentials"]!["flows"]!["clientCredentials"]!;
        Assert.Equal("/connect/token", (string?)flow["tokenUrl"]);
        Assert.Equal("Operations", (string?)document["tags"]!.AsArray()[^1]!["name"]);
    }

    // The kernel refuses a last day before the first one by these names (QueryRules).
    [Theory, MemberData(nameof(ServiceNames))]
    public async Task Days_of_a_query_are_from_and_until_or_stand_alone(string name)
    {
        string[] alone = ["asOf", "knownOn", "knownAt", "activeOn", "validOn", "on", "day", "updatedSince"];
        var document =
            JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(Repository.Root, "contracts", "openapi", $"{name}.json"), Ct))!;

        foreach (var (path, operations) in document["paths"]!.AsObject())
        {
            List<string> days =
            [
                .. (operations!["get"]?["parameters"]?.AsArray() ?? []).Where(parameter => (string?)parameter!["in"] == "query"
                    && (string?)parameter["schema"]?["format"] is "date" or "date-time").Select(parameter => (string)parameter!["name"]!),
            ];
            var bounds = days.Except(alone).Order(StringComparer.Ordinal).ToList();
            Assert.True(bounds is [] or ["until"] or ["from", "until"], $"{path} takes {string.Join(", ", bounds)}.");
        }
    }

    [Theory, MemberData(nameof(ServiceNames))]
    public async Task The_documents_page_starts_with_how_to_get_a_token_and_offers_no_upload(string name)
    {
        var service = PlatformParts.Services.Single(service => service.Name == name);
        await using var app = await ServiceApp.StartAsync(Engine.Sqlite, name, service.Add, service.Map);

        var page = await app.With(null).GetStringAsync(new Uri($"/{name}/docs", UriKind.Relative), Ct);

        Assert.Matches("\"agent\":\\s*{[^}]*\"disabled\":\\s*true", page);
        Assert.Matches("\"preferredSecurityScheme\":\\s*\\[?\"clientCredentials\"", page);
        Assert.Matches("\"showDeveloperTools\":\\s*\"never\"", page);
    }
}

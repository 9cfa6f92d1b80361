using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Testing;

namespace Contracts.Tests;

public sealed class OpenApiTests
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static TheoryData<string> ServiceNames => PlatformParts.ServiceNames;

    [Theory, MemberData(nameof(ServiceNames))]
    public async Task The_document_is_what_the_service_serves(string name)
    {
        var service = PlatformParts.Services.Single(service => service.Name == name);
        await using var app = await ServiceApp.StartAsync(Engine.Sqlite, name, service.Add, service.Map);
        var served = await app.With(null).GetStringAsync(new Uri($"/{name}/v1/openapi.json", UriKind.Relative), TestContext.Current.CancellationToken);
        await ContractFile.ShouldBeAsync($"openapi/{name}.json", JsonNode.Parse(served)!.ToJsonString(Indented) + "\n");
    }
}

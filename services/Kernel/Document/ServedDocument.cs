using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Net.Http.Headers;
using Microsoft.OpenApi;
using Scalar.AspNetCore;

namespace Kernel.Document;

/// <summary>The OpenAPI document of a process, and the page that shows it.</summary>
public static class ServedDocument
{
    /// <summary>Serves both. The first request makes the document, in about a second; it does not change while the process runs.</summary>
    public static void MapDocument(this WebApplication app, string name)
    {
        var address = $"/{name}/v1/openapi.json";
        var made = new Lazy<Task<(byte[] Document, EntityTagHeaderValue Tag)>>(() => MakeAsync(app.Services, name));
        app.MapGet(address, async () =>
        {
            var (document, tag) = await made.Value;
            return TypedResults.Bytes(document, "application/json;charset=utf-8", entityTag: tag);
        }).ExcludeFromDescription().AllowAnonymous();
        app.MapScalarApiReference($"/{name}/docs", scalar => scalar
            .WithTitle(name).WithOpenApiRoutePattern(address).DisableDefaultFonts().DisableAgent().HideDeveloperTools()
            .AddPreferredSecuritySchemes([ApiDocument.ClientCredentials])).AllowAnonymous();
    }

    private static async Task<(byte[] Document, EntityTagHeaderValue Tag)> MakeAsync(IServiceProvider services, string name)
    {
        await using var scope = services.CreateAsyncScope();
        var made = await scope.ServiceProvider.GetRequiredKeyedService<IOpenApiDocumentProvider>(name).GetOpenApiDocumentAsync();
        using var written = new MemoryStream();
        await made.SerializeAsJsonAsync(written, OpenApiSpecVersion.OpenApi3_1);
        var document = written.ToArray();
        return (document, new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(document))}\""));
    }
}

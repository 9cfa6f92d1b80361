using System.Text.Json.Nodes;
using Kernel.Changes;
using Kernel.Imports;
using Kernel.Personal;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;

namespace Kernel.Document;

/// <summary>The kinds of rows, of things and of persons, which each service registers for the kernel's own operations.</summary>
internal static class DocumentKinds
{
    private const string Member = "kind";

    /// <summary>What the parameter <c>kind</c> of an operation takes; null where the service itself says it.</summary>
    public static IList<JsonNode>? Of(string? operation, IServiceProvider services) => operation switch
    {
        nameof(StartImport) => [.. services.GetServices<ImportKind>().Select(kind => (JsonNode)kind.Name)],
        nameof(ExportPersonalData) => [.. services.GetServices<DataSubject>().Select(subject => (JsonNode)subject.Kind)],
        "ListChanges" => [.. services.GetServices<ChangeKind>().Select(kind => (JsonNode)kind.Name)],
        _ => null,
    };

    /// <summary>Lists them in the replies.</summary>
    public static void Name(OpenApiDocument document, IServiceProvider services)
    {
        (string Schema, string Operation)[] all =
        [
            (nameof(ImportJob), nameof(StartImport)), (nameof(ChangeEvent), "ListChanges"),
            (nameof(PersonalData), nameof(ExportPersonalData)),
        ];
        foreach (var (schema, operation) in all)
        {
            if (document.Components?.Schemas?.TryGetValue(schema, out var named) == true
                && named.Properties?[Member] is OpenApiSchema kind) kind.Enum = Of(operation, services);
        }
    }
}

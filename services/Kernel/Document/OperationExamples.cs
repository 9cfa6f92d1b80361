using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;

namespace Kernel.Document;

/// <summary>
/// A request and its reply for each operation. The tests record them from the recipes that also test who may call it
/// (<c>contracts/examples</c>), so they are what the service really answers.
/// </summary>
internal static class OperationExamples
{
    private const string Resource = "examples.json";

    // The same in each process.
    private static readonly JsonObject Common = JsonNode.Parse(
        """
        {
          "IsLive": { "reply": { "status": "healthy", "checks": {} } },
          "IsReady": { "reply": { "status": "degraded", "checks": {
            "database": { "status": "healthy", "description": null },
            "messaging": { "status": "degraded", "description": "The broker does not answer." } } } },
          "ListProblems": { "reply": [
            { "type": "/problems/not-found", "status": 404,
              "title": "The thing does not exist, or you may not see it.", "name": "not-found" } ] },
          "GetProblem": { "reply":
            { "type": "/problems/not-found", "status": 404,
              "title": "The thing does not exist, or you may not see it.", "name": "not-found" } }
        }
        """)!.AsObject();

    public static void Describe(OpenApiOperation operation, OpenApiOperationTransformerContext context)
    {
        var recorded = context.ApplicationServices.GetService<DocumentWords>()?.Examples;
        if (operation.OperationId is not { } id || (recorded?[id] ?? Common[id]) is not { } example) return;
        Set(operation.RequestBody?.Content, example["request"]);
        foreach (var (_, reply) in (operation.Responses ?? []).Where(reply => reply.Key[0] == '2')) Set(reply.Content, example["reply"]);
    }

    /// <summary>The examples that the project of a service or of the gateway has inside.</summary>
    public static JsonObject In(Assembly assembly)
    {
        using var examples = assembly.GetManifestResourceStream(Resource)!;
        return JsonNode.Parse(examples)!.AsObject();
    }

    // A text is an example of lines, anything else one of JSON.
    private static void Set(IDictionary<string, OpenApiMediaType>? contents, JsonNode? example)
    {
        if (example is null) return;
        var isText = example.GetValueKind() is JsonValueKind.String;
        foreach (var (mediaType, content) in contents ?? new Dictionary<string, OpenApiMediaType>())
        {
            var takesText = mediaType is "text/csv";
            var takesJson = mediaType.EndsWith("json", StringComparison.Ordinal) && !mediaType.EndsWith("ndjson", StringComparison.Ordinal);
            if (isText ? takesText : takesJson) content.Example = example.DeepClone();
        }
    }
}

using System.Text.Json.Nodes;
using Testing;

namespace Contracts.Tests;

/// <summary>The committed OpenAPI documents, of the services and of the gateway.</summary>
internal static class OpenApiDocuments
{
    public static readonly IReadOnlyList<string> Names = [.. PlatformParts.Services.Select(service => service.Name), "gateway"];

    public static JsonObject Read(string name) => JsonNode.Parse(File.ReadAllText(
        Path.Combine(Repository.Root, "contracts", "openapi", $"{name}.json")))!.AsObject();

    /// <summary>Each operation with its method and path.</summary>
    public static IEnumerable<(string Route, JsonObject Operation)> Operations(JsonObject document) =>
        from path in document["paths"]!.AsObject()
        from operation in path.Value!.AsObject()
        select ($"{operation.Key.ToUpperInvariant()} {path.Key}", operation.Value!.AsObject());

    /// <summary>What a reference refers to; anything else as it is.</summary>
    public static JsonObject Target(JsonObject document, JsonNode node) => (string?)node["$ref"] is { } reference
        ? reference.Split('/').Skip(1).Aggregate<string, JsonNode>(document, (at, name) => at[name]!).AsObject()
        : node.AsObject();

    /// <summary>The bodies of replies, each with its status and media type.</summary>
    public static IEnumerable<(string Status, string MediaType, JsonObject Body)> Replies(JsonObject document, JsonObject operation) =>
        from reply in operation["responses"]!.AsObject()
        from body in Target(document, reply.Value!)["content"]?.AsObject() ?? []
        select (reply.Key, body.Key, body.Value!.AsObject());

    /// <summary>The schema and all that it is made of, by path.</summary>
    public static IEnumerable<(string Path, JsonObject Schema)> Parts(JsonObject document, JsonNode schema) =>
        Parts(document, schema, "", []);

    private static IEnumerable<(string Path, JsonObject Schema)> Parts(
        JsonObject document, JsonNode schema, string path, HashSet<string> seen)
    {
        if ((string?)schema["$ref"] is { } reference)
        {
            if (!seen.Add(reference)) yield break;
            path = reference.Split('/')[^1];
        }
        var own = Target(document, schema);
        yield return (path, own);
        foreach (var (name, part) in own["properties"]?.AsObject() ?? [])
        {
            foreach (var found in Parts(document, part!, $"{path}.{name}", seen)) yield return found;
        }
        foreach (var part in ((string[])["oneOf", "anyOf", "allOf"]).SelectMany(choice => own[choice]?.AsArray() ?? []))
        {
            foreach (var found in Parts(document, part!, path, seen)) yield return found;
        }
        foreach (var part in new[] { own["items"], own["additionalProperties"] }.OfType<JsonObject>())
        {
            foreach (var found in Parts(document, part, $"{path}[]", seen)) yield return found;
        }
    }
}

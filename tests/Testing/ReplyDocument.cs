using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Json.Schema;

namespace Testing;

/// <summary>
/// What an OpenAPI document says of replies: for each operation the statuses, headers, media types, problem types and bodies.
/// </summary>
public sealed class ReplyDocument
{
    // What HTTP itself, the transport and the edge add; and the route's name, which the gateway takes away.
    private static readonly HashSet<string> Everywhere = new(StringComparer.OrdinalIgnoreCase)
    {
        "Date", "Server", "Pragma", "Expires", "Connection", "Keep-Alive", "Transfer-Encoding", "Content-Type", "Content-Length",
        "Content-Encoding", "Content-Language", "Content-Disposition", "Cache-Control", "Vary", "Allow", "WWW-Authenticate", "Route",
        "Access-Control-Allow-Origin", "Access-Control-Expose-Headers", "Content-Security-Policy", "Cross-Origin-Opener-Policy",
        "Cross-Origin-Embedder-Policy",
        "Cross-Origin-Resource-Policy", "Permissions-Policy", "Referrer-Policy", "Strict-Transport-Security", "X-Content-Type-Options",
        "X-Frame-Options", "X-Robots-Tag",
    };

    private static readonly string[] Beyond =
    [
        "/connect/", "/.well-known/",
        .. Directory.EnumerateFiles(Path.Combine(Repository.Root, "contracts", "openapi")).Select(Path.GetFileNameWithoutExtension)
            .SelectMany(service => (string[])[$"/{service}/", $"/problems/{service}"]),
    ];

    private static readonly Lock Building = new();

    private static readonly EvaluationOptions Strict = new() { RequireFormatValidation = true, OutputFormat = OutputFormat.List };

    private readonly string process;
    private readonly JsonObject document;
    private readonly Uri id = new($"https://documents.example/{Guid.NewGuid()}");
    private readonly List<(Regex Path, JsonObject Operations)> paths;
    private readonly ConcurrentDictionary<JsonNode, JsonSchema> schemas = new();

    /// <param name="process">The name of the service, or <c>gateway</c>.</param>
    /// <param name="document">Its OpenAPI document.</param>
    public ReplyDocument(string process, JsonObject document)
    {
        (this.process, this.document) = (process, document);
        paths =
        [
            .. document["paths"]!.AsObject().OrderBy(path => path.Key.Count(letter => letter == '{'))
                .Select(path => (Pattern(path.Key), path.Value!.AsObject())),
        ];
        var all = new JsonObject { ["$id"] = id.ToString(), ["$defs"] = document["components"]!["schemas"]!.DeepClone() };
        // A client ignores a member that it does not know. Here it is one that nobody documented.
        foreach (var (name, schema) in all["$defs"]!.AsObject()) if (name != "Problem") Close(schema);
        // It registers itself, for the references of all others.
        _ = Schema(all);
    }

    /// <summary>What the document does not say of a reply; null if it says all of it.</summary>
    public string? WhyNot(HttpRequestMessage request, HttpResponseMessage reply, JsonNode? body)
    {
        var (path, status) = (request.RequestUri!.AbsolutePath, (int)reply.StatusCode);
        // The server itself refuses what it cannot read, before anything of ours runs.
        if (status is 400 or 414 or 431 && !reply.Headers.Contains("Trace-Id")) return null;
        if (IsElsewhere(path)) return null;
        var method = request.Method == HttpMethod.Head ? "get" : request.Method.Method.ToLowerInvariant();
        var operations = paths.Find(known => known.Path.IsMatch(path)).Operations;
        if (operations?[method] is not { } operation)
        {
            return status >= 400 ? null : "the document has no such operation.";
        }
        if (operation["responses"]![status.ToString(CultureInfo.InvariantCulture)] is not { } documented)
        {
            return "the document has no such status.";
        }
        var response = Target(documented);
        return WhyNotHeaders(response, reply) ?? WhyNotBody(response, reply, body, isHead: request.Method == HttpMethod.Head);
    }

    private string? WhyNotHeaders(JsonObject response, HttpResponseMessage reply)
    {
        var documented = response["headers"]?.AsObject().ToDictionary(
            header => header.Key, header => Target(header.Value!), StringComparer.OrdinalIgnoreCase) ?? [];
        var sent = reply.Headers.Concat(reply.Content.Headers).Select(header => header.Key).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var unknown = sent.Except(documented.Keys, StringComparer.OrdinalIgnoreCase).Where(name => !Everywhere.Contains(name)).ToList();
        if (unknown.Count > 0) return $"the document has no header {string.Join(", ", unknown)} there.";
        var missing = documented.Where(header => (bool?)header.Value["required"] == true && !sent.Contains(header.Key)).ToList();
        return missing.Count > 0 ? $"the document promises the header {string.Join(", ", missing.Select(header => header.Key))}." : null;
    }

    private string? WhyNotBody(JsonObject response, HttpResponseMessage reply, JsonNode? body, bool isHead)
    {
        var mediaType = reply.Content.Headers.ContentType?.MediaType;
        if (response["content"] is not { } contents) return mediaType is null ? null : $"the document has no {mediaType} there.";
        if (mediaType is null) return isHead ? null : "the document has a body there.";
        if (contents[mediaType] is not { } content) return $"the document has no {mediaType} there.";
        if (body is null) return null;
        if (mediaType == "application/problem+json" && !TypesOf(content).Contains((string?)body["type"]))
        {
            return $"the document does not have {body["type"]} among the types of this status.";
        }
        return WhyNotFits(content["schema"]!, body);
    }

    /// <summary>Why a body does not fit a schema of the document; null if it does.</summary>
    public string? WhyNotFits(JsonNode schema, JsonNode body)
    {
        var result = schemas.GetOrAdd(schema, SchemaOf).Evaluate(JsonSerializer.SerializeToElement(body), Strict);
        return result.IsValid ? null : "its body does not fit the schema: " + string.Join(
            "; ",
            (result.Details ?? []).Where(detail => detail.Errors is { Count: > 0 }).SelectMany(
                detail => detail.Errors!.Values, (detail, error) => $"{detail.InstanceLocation} {error}").Distinct().Take(5));
    }

    private IEnumerable<string?> TypesOf(JsonNode content) =>
        (content["examples"]?.AsObject() ?? []).Select(example => (string?)Target(example.Value!)["value"]!["type"]);

    // The document itself, its page, and at the gateway what goes on to a service or belongs to the local issuer.
    private bool IsElsewhere(string path) =>
        path.EndsWith("/v1/openapi.json", StringComparison.Ordinal) || path.StartsWith($"/{process}/docs", StringComparison.Ordinal)
        || (process == "gateway" && Beyond.Any(place => path.StartsWith(place, StringComparison.Ordinal)));

    private JsonSchema SchemaOf(JsonNode schema)
    {
        var own = schema.DeepClone();
        Close(own);
        return Schema(own);
    }

    private JsonSchema Schema(JsonNode schema)
    {
        schema["$schema"] = "https://json-schema.org/draft/2020-12/schema";
        var text = schema.ToJsonString().Replace("\"#/components/schemas/", $"\"{id}#/$defs/", StringComparison.Ordinal);
        // Each schema is registered, and tests run side by side.
        lock (Building) return JsonSchema.FromText(text);
    }

    private static void Close(JsonNode? schema)
    {
        if (schema is JsonArray parts)
        {
            foreach (var part in parts) Close(part);
        }
        if (schema is not JsonObject own) return;
        if (own["properties"] is JsonObject && own["additionalProperties"] is null) own["additionalProperties"] = false;
        foreach (var (name, part) in own.ToList()) if (name is not ("enum" or "default" or "example" or "examples")) Close(part);
    }

    private JsonObject Target(JsonNode node) => (string?)node["$ref"] is { } reference
        ? reference.Split('/').Skip(1).Aggregate<string, JsonNode>(document, (at, name) => at[name]!).AsObject()
        : node.AsObject();

    private static Regex Pattern(string path) =>
        new($"^{string.Join('/', path.Split('/').Select(part => part.StartsWith('{') ? "[^/]+" : Regex.Escape(part)))}$");
}

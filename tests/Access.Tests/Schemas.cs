using System.Text.Json;
using System.Text.Json.Nodes;

namespace Access.Tests;

/// <summary>What the tests ask of a schema.</summary>
internal static class Schemas
{
    /// <summary>The schema with every reference in it replaced by what it refers to.</summary>
    public static JsonElement Resolve(JsonElement document, JsonElement schema) =>
        JsonSerializer.SerializeToElement(Inline(document, JsonNode.Parse(schema.GetRawText())));

    public static string? Format(this JsonElement schema) => schema.TryGetProperty("format", out var format) ? format.GetString() : null;

    public static bool Is(this JsonElement schema, string type) =>
        schema.TryGetProperty("type", out var declared)
            && (declared.ValueKind is JsonValueKind.Array ? declared.EnumerateArray().Any(one => one.GetString() == type) : declared.GetString() == type);

    public static int? Number(this JsonElement schema, string keyword) =>
        schema.TryGetProperty(keyword, out var number) ? number.GetInt32() : null;

    public static bool Requires(this JsonElement schema, string member) =>
        schema.TryGetProperty("required", out var required) && required.EnumerateArray().Any(one => one.GetString() == member);

    public static IEnumerable<JsonProperty> Members(this JsonElement schema) =>
        schema.TryGetProperty("properties", out var members) ? members.EnumerateObject() : [];

    private static JsonNode? Inline(JsonElement document, JsonNode? node) => node switch
    {
        JsonObject reference when reference["$ref"] is { } path =>
            Inline(document, JsonNode.Parse(Find(document, path.GetValue<string>()).GetRawText())),
        // A nullable reference: one of null and the thing.
        JsonObject choice when choice["oneOf"] is JsonArray options =>
            Inline(document, options.First(option => option!["type"]?.ToJsonString() != "\"null\"")!.DeepClone()),
        JsonObject members =>
            new JsonObject(members.Select(member => KeyValuePair.Create(member.Key, Inline(document, member.Value?.DeepClone())))),
        JsonArray items => new JsonArray([.. items.Select(item => Inline(document, item?.DeepClone()))]),
        _ => node?.DeepClone(),
    };

    private static JsonElement Find(JsonElement document, string path) =>
        path.Split('/').Skip(1).Aggregate(document, (found, name) => found.GetProperty(name));
}

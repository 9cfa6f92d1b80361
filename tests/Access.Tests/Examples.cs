using System.Collections.Concurrent;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Testing;
using VocationalPlatform.Client;

namespace Access.Tests;

/// <summary>
/// Records a request that passes, and its reply, for each operation: the examples of its OpenAPI document (<c>contracts/examples</c>). With
/// <c>UPDATE_CONTRACTS=1</c> those that are new, or that have other members than before, are written.
/// </summary>
/// <param name="service">The service whose operations they are.</param>
public sealed class Examples(string service)
{
    private static readonly bool IsUpdated = Environment.GetEnvironmentVariable("UPDATE_CONTRACTS") == "1";

    private static readonly JsonSerializerOptions Indented = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private static readonly string[] Secrets = ["whsec_", "vcs_"];

    private static readonly string ExampleSecret = Convert.ToBase64String("This is an example, not a secret"u8);

    private readonly ConcurrentDictionary<string, JsonObject> recorded = new();

    private string File => Path.Combine(Repository.Root, "contracts", "examples", $"{service}.json");

    /// <summary>Keeps the first one of an operation.</summary>
    public void Keep(Row row, Thing thing, Reply reply)
    {
        if (!IsUpdated || reply.Status >= 300) return;
        var example = new JsonObject();
        if (thing.Upload is not null) example["request"] = thing.Upload;
        else if (thing.Body is not null) example["request"] = JsonSerializer.SerializeToNode(thing.Body, ApiJson.Options);
        if (reply.MediaType == Uploads.Csv) example["reply"] = reply.Body;
        else if (reply.Body.Length > 0) example["reply"] = Shortened(Neutral(JsonNode.Parse(reply.Body))!);
        recorded.TryAdd(row.Operation, example);
    }

    public async Task WriteAsync()
    {
        if (recorded.IsEmpty) return;
        var written = JsonNode.Parse(await System.IO.File.ReadAllTextAsync(File))!.AsObject();
        foreach (var (operation, example) in recorded)
        {
            if (written[operation] is not { } before || Shape(before) != Shape(example)) written[operation] = example;
        }
        var sorted = new JsonObject(written.OrderBy(example => example.Key, StringComparer.Ordinal)
            .Select(example => KeyValuePair.Create(example.Key, example.Value?.DeepClone())));
        await System.IO.File.WriteAllTextAsync(File, sorted.ToJsonString(Indented) + "\n");
    }

    // A stack trace names files of one machine, and a secret is nobody's.
    private static JsonNode? Neutral(JsonNode? node) => node switch
    {
        JsonObject members => new JsonObject(members.Select(member => KeyValuePair.Create(member.Key, Neutral(member.Value)))),
        JsonArray items => new JsonArray([.. items.Select(Neutral)]),
        JsonValue text when text.GetValueKind() is JsonValueKind.String && text.GetValue<string>() is var value =>
            Secrets.FirstOrDefault(prefix => value.StartsWith(prefix, StringComparison.Ordinal)) is { } secret
                ? secret + ExampleSecret
                : value.Split('\n')[0],
        _ => node?.DeepClone(),
    };

    // One thing of a list says what all are like.
    private static JsonNode Shortened(JsonNode reply)
    {
        if ((reply as JsonArray ?? reply["items"] as JsonArray) is { } list)
        {
            while (list.Count > 1) list.RemoveAt(1);
        }
        return reply;
    }

    // The members, and not their values: these differ in each run.
    private static string Shape(JsonNode? node) => node switch
    {
        JsonObject members => $"{{{string.Join(',', members.OrderBy(member => member.Key, StringComparer.Ordinal)
            .Select(member => $"{member.Key}:{Shape(member.Value)}"))}}}",
        JsonArray { Count: > 0 } items => $"[{Shape(items[0])}]",
        JsonArray => "[]",
        _ => "",
    };
}

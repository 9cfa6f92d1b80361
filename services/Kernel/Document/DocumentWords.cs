using System.Reflection;
using System.Text.Json.Nodes;

namespace Kernel.Document;

/// <summary>What the OpenAPI document of a process says of its tags and parameters, and its examples.</summary>
/// <param name="project">The project that has <c>examples.json</c> inside.</param>
public sealed class DocumentWords(Assembly project)
{
    // Names that mean the same in each service.
    private static readonly Dictionary<string, string> Common = new()
    {
        ["id"] = "The identity of the thing.",
        ["asOf"] = "The day in question: today by default.",
        ["knownOn"] = "The last business date whose records count: today by default.",
        ["knownAt"] = "The last moment whose records count: now by default.",
        ["from"] = "The first day of the period.",
        ["until"] = "The last day of the period.",
        ["state"] = "Only those in this state.",
        ["kind"] = "The kind of the things, or of the rows.",
        ["name"] = "The name of the problem, the last part of its type.",
        ["delivery"] = "The identity of the delivery.",
        ["mode"] = "Whether the rows are imported, or only checked.",
    };

    private static readonly Dictionary<string, string> CommonTags = new()
    {
        ["Changes"] = "Follow what your organisation sees.",
        ["Webhooks"] = "Let changes of what your organisation sees be sent to an address.",
        ["Imports"] = "Send many rows at once.",
        ["Personal data"] = "What a service holds of a person, and its erasure (D44).",
        ["Problems"] = "What the service refuses, by the stable types of its problems.",
        ["Operations"] = "For those who operate the platform.",
        ["Health"] = "Whether the process works, for monitoring.",
    };

    /// <summary>What the operations of a tag are about.</summary>
    public required IReadOnlyDictionary<string, string> Tags { get; init; }

    /// <summary>What a parameter of this name is, where its own docstring does not say it.</summary>
    public IReadOnlyDictionary<string, string> Parameters { get; init; } = new Dictionary<string, string>();

    /// <summary>The scopes that a token may need here; by default the one that is named like the service.</summary>
    public IReadOnlyList<string>? Scopes { get; init; }

    internal JsonObject Examples { get; } = OperationExamples.In(project);

    internal string? OfTag(string name) => Tags.GetValueOrDefault(name) ?? CommonTags.GetValueOrDefault(name);

    internal string? OfParameter(string name) => Parameters.GetValueOrDefault(name) ?? Common.GetValueOrDefault(name);
}

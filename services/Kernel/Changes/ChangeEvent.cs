using System.Text.Json;
using System.Text.Json.Serialization;

namespace Kernel.Changes;

/// <summary>A change of a thing, as a CloudEvent (1.0, JSON). Attributes of CloudEvents have lower-case names.</summary>
public sealed record ChangeEvent
{
    /// <summary>The version of CloudEvents: <c>1.0</c>.</summary>
    public required string Specversion { get; init; }

    /// <summary>The change. It stays the same, however often it is read.</summary>
    public required Guid Id { get; init; }

    /// <summary>The service's path, such as <c>/enrollment/v1</c>.</summary>
    public required string Source { get; init; }

    /// <summary>
    /// The service, the kind and <c>changed.v1</c>, joined by dots. It ends with <c>out-of-sight.v1</c>, and has no data, when the caller
    /// no longer sees the thing.
    /// </summary>
    public required string Type { get; init; }

    /// <summary>The path of the thing, or of the list that has it. A GET gives the present state.</summary>
    public required string Subject { get; init; }

    /// <summary>When the change was recorded, UTC.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>The kind of thing, such as <c>learner</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>The thing's identity within its kind. It is the key for a copy of the things.</summary>
    public required string Thingid { get; init; }

    /// <summary>The thing's version, as in its ETag. A reply that changed with another thing keeps its version.</summary>
    public required int Version { get; init; }

    /// <summary>Send it as <c>after</c> to go on behind this event.</summary>
    public required string Cursor { get; init; }

    /// <summary>The media type of the data: <c>application/json</c>.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Datacontenttype { get; init; }

    /// <summary>The reply that a GET of the thing gave this caller at that version.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public JsonElement? Data { get; init; }
}

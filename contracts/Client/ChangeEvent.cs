using System.Text.Json;
using System.Text.Json.Serialization;

namespace VocationalPlatform.Client;

/// <summary>A change of a thing, from the feed or from a webhook, as a CloudEvent (1.0).</summary>
public sealed record ChangeEvent
{
    private const string OutOfSight = ".out-of-sight.v1";

    /// <summary>The version of CloudEvents: <c>1.0</c>.</summary>
    public required string Specversion { get; init; }

    /// <summary>The change. It stays the same, however often it is read or sent.</summary>
    public required Guid Id { get; init; }

    /// <summary>The service's path, such as <c>/enrollment/v1</c>.</summary>
    public required string Source { get; init; }

    /// <summary>The service, the kind and what happened, such as <c>enrollment.learner.changed.v1</c>.</summary>
    public required string Type { get; init; }

    /// <summary>The path of the thing, or of the list that has it.</summary>
    public required string Subject { get; init; }

    /// <summary>When the change was recorded, UTC.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>The kind of thing, such as <c>learner</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>The thing's identity within its kind. It is the key for a copy of the things.</summary>
    public required string Thingid { get; init; }

    /// <summary>The thing's version, as in its ETag.</summary>
    public required int Version { get; init; }

    /// <summary>Where to go on behind this event.</summary>
    public required string Cursor { get; init; }

    /// <summary>The media type of the data: <c>application/json</c>.</summary>
    public string? Datacontenttype { get; init; }

    /// <summary>In the feed, what a GET of the thing gave you at that version. In a webhook, id, kind, state and version alone.</summary>
    public JsonElement? Data { get; init; }

    /// <summary>Whether you no longer see the thing. Delete your copy.</summary>
    [JsonIgnore]
    public bool IsOutOfSight => Type.EndsWith(OutOfSight, StringComparison.Ordinal);

    /// <summary>Reads the data as a reply of the service, such as its <c>Learner</c>.</summary>
    /// <returns>Null where there are no data, because the thing is out of sight or its data were erased.</returns>
    public T? DataAs<T>() where T : class => Data?.Deserialize<T>(ApiJson.Options);
}

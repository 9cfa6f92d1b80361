using System.Text.Json;
using System.Text.Json.Serialization;

namespace VocationalPlatform.Client;

/// <summary>Why a request was refused (RFC 9457).</summary>
public sealed record Problem
{
    /// <summary>What kind of refusal it is; stable. The page <c>/problems</c> lists the types.</summary>
    public required string Type { get; init; }

    /// <summary>What the type means, the same each time.</summary>
    public required string Title { get; init; }

    /// <summary>The HTTP status.</summary>
    public required int Status { get; init; }

    /// <summary>What was wrong this time, and what to do.</summary>
    public string? Detail { get; init; }

    /// <summary>The rule that refused, such as D22. The page <c>/rules</c> explains it.</summary>
    public string? Rule { get; init; }

    /// <summary>What the rule looked at.</summary>
    public JsonElement? Facts { get; init; }

    /// <summary>The smallest change with which the same request passes; absent where it stays refused.</summary>
    public JsonElement? Change { get; init; }

    /// <summary>The members that are not valid, each with what is wrong.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>>? Errors { get; init; }

    /// <summary>What else the type says, such as the verdicts of several rules.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement> More { get; init; } = new Dictionary<string, JsonElement>();
}

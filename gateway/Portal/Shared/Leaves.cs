using System.Text.Json;

namespace Gateway.Portal.Shared;

/// <summary>The values of a JSON object by their paths, which are the names of a form's fields.</summary>
internal static class Leaves
{
    /// <summary>Each value that is no object itself, by its path, such as <c>terms.pay.monthly</c>; none if there is no object.</summary>
    public static IEnumerable<(string Path, JsonElement Value)> Of(JsonElement? part, string within = "") =>
        part is { ValueKind: JsonValueKind.Object } members
            ? members.EnumerateObject().SelectMany(member => member.Value.ValueKind == JsonValueKind.Object
                ? Of(member.Value, $"{within}{member.Name}.")
                : [($"{within}{member.Name}", member.Value)])
            : [];

    /// <summary>A value as a field takes it. A list has one value a line, as a button sends it.</summary>
    public static string ForField(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString()!,
        JsonValueKind.Null or JsonValueKind.Undefined => "",
        JsonValueKind.Array => string.Join('\n', value.EnumerateArray().Select(ForField)),
        _ => value.GetRawText(),
    };
}

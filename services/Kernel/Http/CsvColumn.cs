using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Kernel.Http;

/// <summary>A column of a list as CSV: a member of its items, or a member of a member.</summary>
/// <param name="Name">The members' names with dots between them.</param>
/// <param name="Path">The names.</param>
internal sealed record CsvColumn(string Name, IReadOnlyList<string> Path)
{
    /// <summary>The last column: the place behind the row, for <c>cursor</c>.</summary>
    public const string Cursor = "cursor";

    /// <summary>The columns for items of a type. They follow from the type alone, so all lists of such items have the same.</summary>
    public static IReadOnlyList<CsvColumn> Of(Type item, JsonSerializerOptions json) => [.. Of(item, [], json, [])];

    /// <summary>An item's cell, and whether it is text. What is null or absent is empty; a list of values is JSON.</summary>
    public (string Cell, bool IsText) Of(JsonElement item)
    {
        foreach (var member in Path)
        {
            if (item.ValueKind != JsonValueKind.Object || !item.TryGetProperty(member, out item)) return ("", false);
        }
        return item.ValueKind switch
        {
            JsonValueKind.String => (item.GetString()!, true),
            JsonValueKind.Null => ("", false),
            _ => (item.GetRawText(), false),
        };
    }

    private static IEnumerable<CsvColumn> Of(Type type, IReadOnlyList<string> path, JsonSerializerOptions json, IReadOnlyList<Type> within)
    {
        var form = json.GetTypeInfo(type);
        // Items of several forms, and things within themselves, have no fixed columns.
        if (form.Kind != JsonTypeInfoKind.Object || form.PolymorphismOptions is not null || within.Contains(type))
        {
            return [new CsvColumn(string.Join('.', path), path)];
        }
        return form.Properties.Where(member => member.Get is not null)
            .SelectMany(member => Of(member.PropertyType, [.. path, member.Name], json, [.. within, type]));
    }
}

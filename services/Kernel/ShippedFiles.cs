using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Kernel;

/// <summary>Rules as data: the JSON files that a service is shipped with, and how strictly they are read.</summary>
public static class ShippedFiles
{
    /// <summary>No member is unknown, missing or twice there, and a number is a number.</summary>
    public static JsonSerializerOptions Strict { get; } = new(JsonSerializerDefaults.Web)
    {
        NumberHandling = JsonNumberHandling.Strict,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        AllowDuplicateProperties = false,
    };

    /// <summary>Names and contents of a service's files in a folder, such as <c>packs/</c>.</summary>
    public static IEnumerable<(string Name, string Text)> Of(Assembly service, string folder)
    {
        foreach (var name in service.GetManifestResourceNames().Where(name => name.StartsWith(folder, StringComparison.Ordinal)))
        {
            using var text = new StreamReader(service.GetManifestResourceStream(name)!);
            yield return (name, text.ReadToEnd());
        }
    }

    /// <summary>What a file says.</summary>
    /// <exception cref="JsonException">It is no JSON of this shape.</exception>
    /// <exception cref="FormatException">It is <c>null</c>.</exception>
    public static T Read<T>(string text) where T : class =>
        JsonSerializer.Deserialize<T>(text, Strict) ?? throw new FormatException("It is empty.");
}

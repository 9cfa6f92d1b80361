using System.Collections.Concurrent;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Kernel.Document;

/// <summary>
/// The texts of features in the XML beside their assembly. The framework's generator reads those of bodies and parameters.
/// </summary>
internal static partial class Docstrings
{
    private static readonly ConcurrentDictionary<Assembly, Dictionary<string, XElement>> Known = new();

    /// <summary>The remarks of a handler, or the summary of the feature that has it; null if there is none.</summary>
    public static string? Of(MethodInfo? handler)
    {
        var type = handler?.DeclaringType;
        // What stands inside another method is compiled into a class of the compiler's own.
        while (type is { DeclaringType: { } outer } && type.IsDefined(typeof(CompilerGeneratedAttribute))) type = outer;
        if (type is { IsGenericType: true }) type = type.GetGenericTypeDefinition();
        if (handler is null || type is not { FullName: { } feature }) return null;
        var members = Known.GetOrAdd(type.Assembly, Read);
        var name = feature.Replace('+', '.');
        var method = $"M:{name}.{handler.Name}(";
        var own = members.FirstOrDefault(member => member.Key.StartsWith(method, StringComparison.Ordinal)).Value;
        return Plain(own?.Element("remarks") ?? members.GetValueOrDefault($"T:{name}")?.Element("summary"));
    }

    // A host that was published without these files serves its document without the texts.
    private static Dictionary<string, XElement> Read(Assembly assembly) =>
        Path.ChangeExtension(assembly.Location, ".xml") is var file && File.Exists(file)
            ? XDocument.Load(file).Descendants("member").ToDictionary(member => member.Attribute("name")!.Value)
            : [];

    private static string? Plain(XElement? written)
    {
        if (written is null) return null;
        var text = new XElement(written);
        foreach (var code in text.Descendants("c").ToList()) code.ReplaceWith($"`{code.Value}`");
        foreach (var see in text.Descendants("see").ToList())
        {
            see.ReplaceWith($"`{(see.Attribute("cref") ?? see.Attribute("langword"))!.Value.Split('.', ':')[^1]}`");
        }
        return Blanks().Replace(text.Value, " ").Trim();
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();
}

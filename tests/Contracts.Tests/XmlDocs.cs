using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Contracts.Tests;

/// <summary>The contracts' own documentation, as plain text.</summary>
internal sealed partial class XmlDocs(Assembly assembly)
{
    private readonly Dictionary<string, XElement> members = XDocument.Load(Path.ChangeExtension(assembly.Location, ".xml"))
        .Descendants("member").ToDictionary(member => member.Attribute("name")!.Value);

    public string? Of(Type type) => Plain(members.GetValueOrDefault($"T:{type.FullName}")?.Element("summary"));

    public string? Of(PropertyInfo property) =>
        Plain(members.GetValueOrDefault($"P:{property.DeclaringType!.FullName}.{property.Name}")?.Element("summary"))
        ?? Plain(members.GetValueOrDefault($"T:{property.DeclaringType.FullName}")?.Elements("param").FirstOrDefault(param => param.Attribute("name")?.Value == property.Name));

    private static string? Plain(XElement? text)
    {
        if (text is null) return null;
        foreach (var see in text.Descendants("see").ToList()) see.ReplaceWith(see.Attribute("cref")!.Value.Split('.', ':')[^1]);
        return Blanks().Replace(text.Value, " ").Trim();
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();
}

using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Kernel.Imports;

/// <summary>A member of a row's body, and the column that gives its value.</summary>
/// <param name="Name">Its name in JSON.</param>
/// <param name="Path">The name of its column; members of an inner object come after a dot, as in <c>admission.score</c>.</param>
/// <param name="Form">How its cell is written in JSON.</param>
/// <param name="IsRequired">Whether each row has it.</param>
internal sealed record Member(string Name, string Path, Form Form, bool IsRequired)
{
    /// <summary>Of an inner object, its members; of a list of pairs, the two of a pair.</summary>
    public IReadOnlyList<Member> Inner { get; init; } = [];

    /// <summary>The members of a type, as the platform's JSON reads them.</summary>
    public static IReadOnlyList<Member> Of(Type type, JsonSerializerOptions json, string prefix = "") =>
        [.. json.GetTypeInfo(type).Properties.Select(property => Of(property, json, prefix))];

    /// <summary>The columns of the member. A list of pairs has one for each first value, as in <c>marks.c1</c>.</summary>
    public IEnumerable<string> Columns() => Form switch
    {
        Form.Object => Inner.SelectMany(inner => inner.Columns()),
        Form.Pairs => [$"{Path}.<{Inner[0].Name}>"],
        _ => [Path],
    };

    /// <summary>The columns that no row can be without.</summary>
    public IEnumerable<string> RequiredColumns() => !IsRequired ? []
        : Form is Form.Object ? Inner.SelectMany(inner => inner.RequiredColumns())
        : [Path];

    private static Member Of(JsonPropertyInfo property, JsonSerializerOptions json, string prefix)
    {
        var (name, path) = (property.Name, prefix + property.Name);
        var isRequired = property.IsRequired
            || property.AssociatedParameter is { IsMemberInitializer: false, HasDefaultValue: false, IsNullable: false };
        var type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
        if (FormOf(type) is { } form) return new Member(name, path, form, isRequired);
        var item = json.GetTypeInfo(type).ElementType;
        if (item == typeof(string)) return new Member(name, path, Form.Texts, isRequired);
        if (item is null) return new Member(name, path, Form.Object, isRequired) { Inner = Of(type, json, path + ".") };
        return Of(item, json) is { Count: 2 } pair
            ? new Member(name, path, Form.Pairs, IsRequired: false) { Inner = pair }
            : throw new NotSupportedException($"No column gives a list of {item.Name}.");
    }

    private static Form? FormOf(Type type) => Type.GetTypeCode(type) switch
    {
        TypeCode.Boolean => Form.YesOrNo,
        TypeCode.Int32 or TypeCode.Int64 or TypeCode.Decimal or TypeCode.Double => Form.Number,
        TypeCode.String => Form.Text,
        _ => type == typeof(Guid) || type == typeof(DateOnly) || type == typeof(DateTimeOffset) ? Form.Text : null,
    };
}

/// <summary>How a member is written in JSON.</summary>
internal enum Form
{
    Text,
    Number,
    YesOrNo,

    /// <summary>A list of texts, separated by semicolons in one cell.</summary>
    Texts,

    /// <summary>An inner object.</summary>
    Object,

    /// <summary>A list of objects with two members: one column for each first value.</summary>
    Pairs,
}

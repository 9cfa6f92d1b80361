using System.ComponentModel.DataAnnotations;
using System.Text.Json.Nodes;
using Kernel.Http;
using Microsoft.AspNetCore.Mvc.Infrastructure;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Kernel.Document;

/// <summary>The schemas of bodies and parameters: their names, the limits that attributes set, and what replies leave open.</summary>
internal static class DocumentSchemas
{
    // Many features have a "Request", and the document needs a name for each.
    public static string NameOf(Type type)
    {
        var name = type.IsGenericType
            ? $"{type.Name.Split('`')[0]}Of{string.Concat(type.GetGenericArguments().Select(NameOf))}"
            : type.Name;
        return type.DeclaringType is { } feature ? feature.Name + name : name;
    }

    /// <summary>Gives the schema of a member or parameter the limits that its attributes set.</summary>
    public static void Constrain(OpenApiSchema schema, OpenApiSchemaTransformerContext context)
    {
        var rules = context.JsonPropertyInfo?.AttributeProvider?.GetCustomAttributes(typeof(ValidationAttribute), true)
            ?? (context.ParameterDescription?.ParameterDescriptor as IParameterInfoParameterDescriptor)?.ParameterInfo
                .GetCustomAttributes(typeof(ValidationAttribute), true)
            ?? [];
        foreach (var rule in rules)
        {
            Constrain(context.JsonPropertyInfo is not null && schema.Items is OpenApiSchema item ? item : schema, rule);
        }
    }

    /// <summary>
    /// A request with an unknown member is refused, and its schema says so. A reply may gain members, so no schema of a reply forbids them.
    /// </summary>
    public static void OpenReplies(OpenApiDocument document)
    {
        var replies = new HashSet<OpenApiSchema>();
        var operations = (document.Paths ?? []).Values.SelectMany(path => path.Operations?.Values.AsEnumerable() ?? []);
        foreach (var reply in operations.SelectMany(operation => operation.Responses ?? []))
        {
            foreach (var body in reply.Value.Content?.Values.AsEnumerable() ?? []) AddParts(body.Schema, replies);
        }
        foreach (var schema in replies) schema.AdditionalPropertiesAllowed = true;
    }

    private static void AddParts(IOpenApiSchema? schema, HashSet<OpenApiSchema> parts)
    {
        if ((schema as OpenApiSchemaReference)?.RecursiveTarget is { } target) schema = target;
        if (schema is not OpenApiSchema own || !parts.Add(own)) return;
        foreach (var part in (own.Properties ?? new Dictionary<string, IOpenApiSchema>()).Values) AddParts(part, parts);
        foreach (var part in (own.OneOf ?? []).Concat(own.AnyOf ?? []).Concat(own.AllOf ?? [])) AddParts(part, parts);
        AddParts(own.Items, parts);
        AddParts(own.AdditionalProperties, parts);
    }

    // The rule of a list applies to each of its items.
    private static void Constrain(OpenApiSchema schema, object rule)
    {
        switch (rule)
        {
            case OneOfAttribute allowed:
                schema.Enum = [.. allowed.Values.Select(value => (JsonNode)value)];
                if (schema.Type?.HasFlag(JsonSchemaType.Null) == true) schema.Enum.Add(JsonNullSentinel.JsonNull);
                break;
            case CodeAttribute code: (schema.MinLength, schema.MaxLength, schema.Pattern) = (1, code.Most, code.Pattern ?? @"^\S+$"); break;
            case NameAttribute name: (schema.MinLength, schema.MaxLength, schema.Pattern) = (1, name.Most, @"^\S(.*\S)?$"); break;
            case TextAttribute text: (schema.MinLength, schema.MaxLength, schema.Pattern) = (1, text.Most, @"^\S([\s\S]*\S)?$"); break;
            case VerbatimAttribute text: (schema.MinLength, schema.MaxLength) = (1, text.Most); break;
            case HashAttribute: schema.Pattern = HashAttribute.Pattern; break;
            case DayAttribute day: schema.Description = $"{schema.Description} From {day.First} to {day.Last}.".TrimStart(); break;
        }
    }
}

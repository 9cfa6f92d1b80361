using System.Reflection;
using System.Text.Json;
using YamlDotNet.Serialization;

namespace Contracts.Tests;

/// <summary>The events as an AsyncAPI 3.1 document, made of nothing but the code: a channel per event, an operation per service that sends
/// or receives it.</summary>
internal static class AsyncApiDocument
{
    private static readonly XmlDocs Docs = new(PlatformParts.Contracts);

    public static string Write() =>
        new SerializerBuilder().DisableAliases().WithQuotingNecessaryStrings().WithNewLine("\n").Build().Serialize(Document());

    private static Map Document() => new()
    {
        ["asyncapi"] = "3.1.0",
        ["info"] = new Map
        {
            ["title"] = "Platform events",
            ["version"] = "1.0.0",
            ["description"] = "What the services tell each other over RabbitMQ. Each channel is an exchange; each message is the member "
                + "message of MassTransit's envelope. "
                + "A fact carries the whole public state of its aggregate at its version: keep the newest version, and neither order nor repetition matters. Members may be added.",
        },
        ["defaultContentType"] = "application/vnd.masstransit+json",
        ["channels"] = Of(PlatformParts.Events, one => one.Key, Channel),
        ["operations"] = Of(PlatformParts.Events.SelectMany(OperationsOf), operation => operation.Key, operation => operation.Body),
        ["components"] = new Map
        {
            ["messages"] = Of(PlatformParts.Events, one => one.Key, Message),
            ["schemas"] = Of(PlatformParts.Events.SelectMany(one => PartsOf(one.Type)).Distinct()
                .OrderBy(type => type.Name, StringComparer.Ordinal), type => type.Name, Schema),
        },
    };

    private static Map Channel(Event one) => new()
    {
        ["address"] = one.Urn,
        ["description"] = Docs.Of(one.Type),
        ["messages"] = new Map { [one.Type.Name] = Ref($"components/messages/{one.Key}") },
    };

    private static IEnumerable<(string Key, Map Body)> OperationsOf(Event one) =>
        Exchange.SendersOf(one).Select(service => Operation(one, service, "send"))
            .Concat(Exchange.ReceiversOf(one).Select(service => Operation(one, service, "receive")));

    private static (string Key, Map Body) Operation(Event one, string service, string action) => ($"{service}-{action}s-{one.Key}", new Map
    {
        ["action"] = action,
        ["channel"] = Ref($"channels/{one.Key}"),
        ["summary"] = $"{service} {action}s {one.Urn}",
        ["tags"] = new List<object> { new Map { ["name"] = service } },
    });

    private static Map Message(Event one) => new()
    {
        ["name"] = one.Type.Name,
        ["summary"] = Docs.Of(one.Type),
        ["payload"] = new Map
        {
            ["type"] = "object",
            ["required"] = new List<object> { "messageId", "messageType", "message" },
            ["properties"] = new Map
            {
                ["messageId"] = new Map
                {
                    ["type"] = "string",
                    ["format"] = "uuid",
                    ["description"] = "The same in each delivery of one message.",
                },
                ["messageType"] = new Map { ["type"] = "array", ["contains"] = new Map { ["const"] = $"urn:message:{one.Urn}" } },
                ["message"] = Ref($"components/schemas/{one.Type.Name}"),
            },
        },
    };

    private static Map Schema(Type type)
    {
        var properties = EventRules.PropertiesOf(type);
        return new Map
        {
            ["type"] = "object",
            ["description"] = Docs.Of(type),
            ["required"] = properties.Where(property => !EventRules.IsOptional(property)).Select(property => (object)JsonName(property))
                .ToList(),
            ["properties"] = Of(properties, JsonName, Member),
        };
    }

    private static Map Member(PropertyInfo property)
    {
        var bare = Value(EventRules.Bare(property.PropertyType));
        var schema = EventRules.IsList(property.PropertyType) ? new Map { ["type"] = "array", ["items"] = bare } : bare;
        // An optional member without a value is sent as null. What stands beside a $ref is ignored.
        if (schema.ContainsKey("$ref")
            && EventRules.IsOptional(property)) schema = new Map { ["anyOf"] = new List<object> { schema, new Map { ["type"] = "null" } } };
        else if (schema.ContainsKey("$ref")) schema = new Map { ["allOf"] = new List<object> { schema } };
        else if (EventRules.IsOptional(property)) schema["type"] = new List<object?> { schema["type"], "null" };
        if (Docs.Of(property) is { } description) schema["description"] = description;
        return schema;
    }

    private static Map Value(Type type) => type switch
    {
        _ when type == typeof(string) => new Map { ["type"] = "string" },
        _ when type == typeof(bool) => new Map { ["type"] = "boolean" },
        _ when type == typeof(int) => new Map { ["type"] = "integer", ["format"] = "int32" },
        _ when type == typeof(long) => new Map { ["type"] = "integer", ["format"] = "int64" },
        _ when type == typeof(Guid) => new Map { ["type"] = "string", ["format"] = "uuid" },
        _ when type == typeof(DateOnly) => new Map { ["type"] = "string", ["format"] = "date" },
        _ when type == typeof(DateTimeOffset) => new Map { ["type"] = "string", ["format"] = "date-time" },
        _ => Ref($"components/schemas/{type.Name}"),
    };

    private static IEnumerable<Type> PartsOf(
        Type type) => EventRules.PropertiesOf(type).Select(property => EventRules.Bare(property.PropertyType))
        .Where(part => part.Assembly == PlatformParts.Contracts).SelectMany(PartsOf).Prepend(type);

    private static string JsonName(PropertyInfo property) => JsonNamingPolicy.CamelCase.ConvertName(property.Name);

    private static Map Ref(string path) => new() { ["$ref"] = $"#/{path}" };

    private static Map Of<T>(IEnumerable<T> items, Func<T, string> key, Func<T, Map> value)
    {
        var map = new Map();
        foreach (var item in items) map.Add(key(item), value(item));
        return map;
    }

    /// <summary>Members in the order in which they were added.</summary>
    private sealed class Map : OrderedDictionary<string, object?>;
}

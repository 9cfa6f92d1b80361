using System.Collections;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;

namespace Kernel.Http;

/// <summary>
/// Refuses U+0000 in text. JSON and both engines carry it, but XML, CSV, C programs and other databases end or fail there.
/// </summary>
internal static class PlainText
{
    /// <summary>Whether the request's body, or another value of it, has U+0000.</summary>
    public static bool IsBrokenIn(EndpointFilterInvocationContext context, JsonSerializerOptions json)
    {
        var body = context.HttpContext.GetEndpoint()?.Metadata.GetMetadata<IAcceptsMetadata>()?.RequestType;
        return context.Arguments.Any(argument => (argument is string || argument?.GetType() == body) && Holds(argument, json));
    }

    private static bool Holds(object? value, JsonSerializerOptions json) => value switch
    {
        null => false,
        string text => text.Contains('\0', StringComparison.Ordinal),
        IEnumerable items => items.Cast<object?>().Any(item => Holds(item, json)),
        _ =>
            json.GetTypeInfo(value.GetType()) is { Kind: JsonTypeInfoKind.Object } type
                && type.Properties.Any(member => Holds(member.Get?.Invoke(value), json)),
    };
}

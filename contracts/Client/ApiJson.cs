using System.Text.Json;
using System.Text.Json.Serialization;

namespace VocationalPlatform.Client;

/// <summary>How the client writes and reads JSON.</summary>
public static class ApiJson
{
    /// <summary>For what a caller reads itself, such as the facts of a problem.</summary>
    public static JsonSerializerOptions Options { get; } = Configure(new JsonSerializerOptions());

    internal static JsonSerializerOptions Configure(JsonSerializerOptions options)
    {
        options.PropertyNamingPolicy = JsonNamingPolicy.CamelCase;
        // What a caller leaves out is not sent: the API knows no difference between that and null.
        options.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull;
        return options;
    }

    internal static T Read<T>(string text, int status, IReadOnlyDictionary<string, IEnumerable<string>> headers)
    {
        // A CSV is handed over as it came.
        if (text is T asText && !headers["Content-Type"].First().Contains("json", StringComparison.Ordinal)) return asText;
        try
        {
            var read = JsonSerializer.Deserialize<T>(text, Options) ?? throw new JsonException("It is null.");
            if (read is Page page) page.Next = Headers.NextOf(headers, "cursor");
            return read;
        }
        catch (JsonException error)
        {
            throw new ApiException($"{status}: the reply is no {typeof(T).Name}.", status, text, headers, error);
        }
    }
}

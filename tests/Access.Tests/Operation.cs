using System.Globalization;
using System.Text.Json;
using Testing;

namespace Access.Tests;

/// <summary>One operation of a service, as the OpenAPI document that the service serves describes it.</summary>
/// <param name="Id">Its name.</param>
/// <param name="Method">GET, POST or PUT.</param>
/// <param name="Path">Its path, with parameters in braces.</param>
/// <param name="Roles">Its <c>x-roles</c>; null where every token with the service's scope may call it.</param>
/// <param name="IsAnonymous">Whether it takes requests without a token.</param>
/// <param name="Query">Its query parameters.</param>
/// <param name="Body">The schema of its body; null where it takes none.</param>
public sealed record Operation(
    string Id, string Method, string Path, IReadOnlyList<string>? Roles, bool IsAnonymous, IReadOnlyList<Parameter> Query,
    JsonElement? Body)
{
    /// <summary>The headers that each reply of a status is documented to have, but for those that depend on the reply.</summary>
    public IReadOnlyDictionary<int, IReadOnlyList<string>> Headers { get; init; } = new Dictionary<int, IReadOnlyList<string>>();

    /// <summary>Its description in the document.</summary>
    public string Description { get; init; } = "";

    /// <summary>The columns of its CSV; null where it is no list.</summary>
    public IReadOnlyList<string>? Columns { get; init; }

    public bool IsRead => Method == "GET";

    public static async Task<IReadOnlyList<Operation>> ReadAsync(ServiceApp app, string service)
    {
        using var client = app.With(null);
        var document = await client.GetAsync(new Uri($"/{service}/v1/openapi.json", UriKind.Relative)).BodyAsync();
        return [.. document.GetProperty("paths").EnumerateObject()
            .Where(path => path.Name.StartsWith($"/{service}/v1/", StringComparison.Ordinal))
            .SelectMany(path => path.Value.EnumerateObject().Select(method => Read(document, path.Name, method)))];
    }

    private static Operation Read(JsonElement document, string path, JsonProperty method)
    {
        var operation = method.Value;
        var parameters = operation.TryGetProperty("parameters", out var listed) ? [.. listed.EnumerateArray()] : new List<JsonElement>();
        return new Operation(
            operation.GetProperty("operationId").GetString()!,
            method.Name.ToUpperInvariant(),
            path,
            operation.TryGetProperty("x-roles", out var roles) ? [.. roles.EnumerateArray().Select(role => role.GetString()!)] : null,
            !operation.GetProperty("security")[0].EnumerateObject().Any(),
            [.. parameters.Where(parameter => parameter.GetProperty("in").GetString() == "query")
                .Select(parameter => Parameter.Read(document, parameter))],
            operation.TryGetProperty("requestBody", out var body)
                && body.GetProperty("content").TryGetProperty("application/json", out var json)
                ? Schemas.Resolve(document, json.GetProperty("schema"))
                : null)
        {
            Headers = operation.GetProperty("responses").EnumerateObject().Where(response => response.Name[0] is '2' or '3').ToDictionary(
                response => int.Parse(response.Name, CultureInfo.InvariantCulture),
                IReadOnlyList<string> (response) => [.. response.Value
                    .GetProperty("headers")
                    .EnumerateObject()
                    .Select(header => header.Name)
                    .Except(["Link", "Total-Count", "Trace-Id", "RateLimit", "RateLimit-Policy"])]),
            Description = operation.TryGetProperty("description", out var described) ? described.GetString()! : "",
            Columns = operation.GetProperty("responses").TryGetProperty("200", out var ok)
                && ok.TryGetProperty("content", out var forms) && forms.TryGetProperty("text/csv", out var csv)
                && csv.TryGetProperty("x-columns", out var columns)
                    ? [.. columns.EnumerateArray().Select(column => column.GetString()!)]
                    : null,
        };
    }
}

/// <param name="Name">The parameter's name.</param>
/// <param name="IsRequired">Whether a request without it is refused.</param>
/// <param name="Schema">What it takes.</param>
public sealed record Parameter(string Name, bool IsRequired, JsonElement Schema)
{
    internal static Parameter Read(JsonElement document, JsonElement parameter) => new(
        parameter.GetProperty("name").GetString()!,
        parameter.TryGetProperty("required", out var required) && required.GetBoolean(),
        Schemas.Resolve(document, parameter.GetProperty("schema")));
}

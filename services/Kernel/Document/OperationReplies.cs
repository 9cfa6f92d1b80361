using Kernel.Changes;
using Kernel.Http;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Kernel.Document;

/// <summary>The replies of an operation that succeeds: their headers, and 304 for those with a tag.</summary>
internal static class OperationReplies
{
    public static void Describe(OpenApiOperation operation, OpenApiOperationTransformerContext context)
    {
        var endpoint = new DocumentedEndpoint(context);
        operation.Deprecated = endpoint.Metadata.OfType<Deprecation>().Any();
        operation.Responses ??= [];
        if (endpoint.HasTag)
        {
            operation.Responses.TryAdd("304", new OpenApiResponse { Description = "The reply that you have still holds." });
        }
        foreach (var (status, reply) in operation.Responses)
        {
            var response = (OpenApiResponse)reply;
            if (Text(status) is { } text) response.Description = text;
            response.Headers = ReplyHeaders.Of(context.Document!, [.. HeadersOf(endpoint, status)]);
            foreach (var (mediaType, content) in response.Content ?? new Dictionary<string, OpenApiMediaType>())
            {
                // The declared type describes the JSON of a reply, and never the page or the lines beside it.
                if (!mediaType.EndsWith("json", StringComparison.Ordinal) || mediaType.EndsWith("ndjson", StringComparison.Ordinal))
                {
                    content.Schema = new OpenApiSchema { Type = JsonSchemaType.String };
                }
            }
        }
    }

    private static string? Text(string status) => status switch
    {
        "200" => "It is done, or read.",
        "201" => "It is made.",
        "202" => "It is taken, and will be done.",
        "204" => "It is done.",
        _ => null,
    };

    private static IEnumerable<string> HeadersOf(DocumentedEndpoint endpoint, string status)
    {
        yield return ReplyHeaders.TraceId;
        if (typeof(IVersioned).IsAssignableFrom(endpoint.ReplyOf(status))) yield return ReplyHeaders.Version;
        else if (status is "200" && endpoint.Metadata.OfType<ListOf>().Any()) yield return ReplyHeaders.TagOfJson;
        else if (status is "304" || (status is "200" && endpoint.HasTag)) yield return ReplyHeaders.Tag;
        if (status is "201" or "202") yield return ReplyHeaders.Location;
        if (endpoint.Takes<Paging>()) yield return ReplyHeaders.NextPage;
        if (endpoint.Metadata.OfType<ListOf>().Any()) yield return ReplyHeaders.TotalCount;
        if (endpoint.Takes<ChangeFilter>()) yield return ReplyHeaders.NextChanges;
        if (endpoint.Metadata.OfType<Deprecation>().Any())
        {
            yield return ReplyHeaders.Deprecation;
            yield return ReplyHeaders.Sunset;
        }
    }
}

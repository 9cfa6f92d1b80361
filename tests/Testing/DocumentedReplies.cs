using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Xunit;

namespace Testing;

/// <summary>
/// Holds each reply of a process against its committed OpenAPI document, so that every test of an operation also tests what partners read.
/// A reply that is not documented fails the request, and with it the test.
/// </summary>
public sealed class DocumentedReplies(string process) : DelegatingHandler
{
    private static readonly ConcurrentDictionary<string, ReplyDocument?> Documents = new();

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var reply = await base.SendAsync(request, cancellationToken);
        if (Documents.GetOrAdd(process, Read) is not { } document || request.Method == HttpMethod.Options) return reply;

        var isJson = reply.Content.Headers.ContentType?.MediaType is { } type && type.EndsWith("json", StringComparison.Ordinal)
            && !type.EndsWith("ndjson", StringComparison.Ordinal) && reply.Content.Headers.ContentEncoding.Count == 0;
        // Lines of a long reply are read as they come, and are no JSON. Nor is what is compressed.
        if (isJson) await reply.Content.LoadIntoBufferAsync(cancellationToken);
        var body = isJson ? await reply.Content.ReadAsStringAsync(cancellationToken) : null;
        if (document.WhyNot(request, reply, body is { Length: > 0 } ? JsonNode.Parse(body) : null) is { } why)
        {
            Assert.Fail($"{request.Method} {request.RequestUri!.PathAndQuery} answers {(int)reply.StatusCode}, and {why}\n{body}");
        }
        return reply;
    }

    // A process of the kernel's own tests has no document.
    private static ReplyDocument? Read(string process)
    {
        var file = Path.Combine(Repository.Root, "contracts", "openapi", $"{process}.json");
        return File.Exists(file) ? new ReplyDocument(process, JsonNode.Parse(File.ReadAllText(file))!.AsObject()) : null;
    }
}

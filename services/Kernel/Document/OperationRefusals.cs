using System.Globalization;
using System.Text.Json.Nodes;
using Kernel.Http;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Kernel.Document;

/// <summary>
/// The refusals of an operation by status, each with its problem types: those that its code can reach, and those of the pipeline around
/// it.
/// </summary>
internal static class OperationRefusals
{
    private const string Problem = "Problem";

    public static void Describe(OpenApiOperation operation, OpenApiOperationTransformerContext context)
    {
        var document = context.Document!;
        AddShared(document);
        var endpoint = new DocumentedEndpoint(context);
        var hasPath = operation.Parameters?.Any(parameter => parameter.In is ParameterLocation.Path) == true;
        var called = endpoint.Metadata.OfType<Calls>().SelectMany(calls => ReachableProblems.Of(calls.Method));
        var all = ReachableProblems.Of(endpoint.Handler).Concat(called).Concat(OfPipeline(operation, endpoint, hasPath)).Distinct()
            .OrderBy(type => type.Status).ThenBy(type => type.Type, StringComparer.Ordinal);
        operation.Responses ??= [];
        foreach (var types in all.GroupBy(type => type.Status))
        {
            // A route that answers such a status with a page or a report of its own says so itself.
            var status = types.Key.ToString(CultureInfo.InvariantCulture);
            if (!operation.Responses.ContainsKey(status)) operation.Responses[status] = ResponseOf(document, [.. types]);
        }
        operation.Responses.TryAdd("default", new OpenApiResponseReference(Problem, document));
    }

    // What is refused before a handler runs, or where its work does not end.
    private static IEnumerable<ProblemType> OfPipeline(OpenApiOperation operation, DocumentedEndpoint endpoint, bool hasPath)
    {
        List<int> statuses = [429, 500, 503];
        var isOpen = endpoint.Metadata.OfType<IAllowAnonymous>().Any();
        if (!isOpen) statuses.Add(401);
        if (hasPath) statuses.Add(404);
        if (endpoint.IsOperation)
        {
            if (!isOpen) statuses.Add(403);
            statuses.AddRange([400, 502, 504]);
            if (!endpoint.Reads) statuses.AddRange([408, 409, 413, 415]);
            if (endpoint.Takes<IfMatch>()) statuses.AddRange([412, 428]);
        }
        foreach (var status in statuses) yield return CommonProblems.OfStatus(status);
        if (operation.RequestBody is not null) yield return CommonProblems.OfStatus(StatusCodes.Status400BadRequest, hasErrors: true);
        if (endpoint is { IsOperation: true, Reads: false }) yield return CommonProblems.OfFullOutbox;
        if (endpoint is not { IsOperation: true, Method: "POST" }) yield break;
        foreach (var type in CommonProblems.OfKeys) yield return type;
    }

    private static IOpenApiResponse ResponseOf(OpenApiDocument document, List<ProblemType> types)
    {
        var response = new OpenApiResponse
        {
            Description = string.Join('\n', types.Select(type => $"- `{type.Type}`: {type.Title}")),
            Headers = ReplyHeaders.Of(document, types[0].Status is 409 or 429 or 503
                ? [ReplyHeaders.TraceId, ReplyHeaders.RetryAfter]
                : [ReplyHeaders.TraceId]),
            Content = Body(document, types),
        };
        // What several operations share is said once.
        if (types.Exists(type => !CommonProblems.Catalogue.Types.Contains(type))) return response;
        var name = string.Join("-or-", types.Select(NameOf));
        document.Components!.Responses!.TryAdd(name, response);
        return new OpenApiResponseReference(name, document);
    }

    private static Dictionary<string, OpenApiMediaType> Body(OpenApiDocument document, IEnumerable<ProblemType> types) => new()
    {
        ["application/problem+json"] = new OpenApiMediaType
        {
            Schema = new OpenApiSchemaReference(Problem, document),
            Examples = types.ToDictionary(NameOf, IOpenApiExample (type) => Example(document, type)),
        },
    };

    private static OpenApiExampleReference Example(OpenApiDocument document, ProblemType type)
    {
        document.Components!.Examples!.TryAdd(NameOf(type), new OpenApiExample
        {
            Summary = type.Title,
            Value = new JsonObject { ["type"] = type.Type, ["title"] = type.Title, ["status"] = type.Status },
        });
        return new OpenApiExampleReference(NameOf(type), document);
    }

    // A service and the kernel may give two types one name.
    private static string NameOf(ProblemType type) => type.Type["/problems/".Length..].Replace('/', '.');

    private static void AddShared(OpenApiDocument document)
    {
        var components = document.Components ??= new OpenApiComponents();
        components.Schemas ??= new Dictionary<string, IOpenApiSchema>();
        components.Responses ??= new Dictionary<string, IOpenApiResponse>();
        components.Examples ??= new Dictionary<string, IOpenApiExample>();
        components.Schemas.TryAdd(Problem, ProblemSchema());
        components.Responses.TryAdd(Problem, new OpenApiResponse
        {
            Description = "Any other refusal, such as one of a proxy on the way.",
            Headers = ReplyHeaders.Of(document, ReplyHeaders.TraceId, ReplyHeaders.RetryAfter),
            Content = new Dictionary<string, OpenApiMediaType>
            {
                ["application/problem+json"] = new() { Schema = new OpenApiSchemaReference(Problem, document) },
            },
        });
    }

    private static OpenApiSchema ProblemSchema() => new()
    {
        Type = JsonSchemaType.Object,
        Description = "Why the request was refused (RFC 9457).",
        Required = new HashSet<string> { "type", "title", "status" },
        Properties = new Dictionary<string, IOpenApiSchema>
        {
            ["type"] = new OpenApiSchema
            {
                Type = JsonSchemaType.String,
                Format = "uri-reference",
                Description = "The stable type of the problem.",
            },
            ["title"] = Member(JsonSchemaType.String, "The meaning of the type, the same each time."),
            ["status"] = new OpenApiSchema { Type = JsonSchemaType.Integer, Format = "int32", Description = "The status of the reply." },
            ["detail"] = Member(JsonSchemaType.String, "What was wrong this time, and what to do."),
            ["rule"] = Member(JsonSchemaType.String, "The rule that refused, such as D22."),
            ["facts"] = Member(JsonSchemaType.Object, "What the rule looked at."),
            ["change"] = Member(JsonSchemaType.Object, "The smallest change with which the same request passes."),
            ["errors"] = Member(JsonSchemaType.Object, "The invalid members, each with its mistakes."),
        },
    };

    private static OpenApiSchema Member(JsonSchemaType type, string description) => new() { Type = type, Description = description };
}

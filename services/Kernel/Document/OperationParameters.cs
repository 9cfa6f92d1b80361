using System.Reflection;
using Kernel.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;

namespace Kernel.Document;

/// <summary>The parameters that a handler takes as one value, and the headers that the kernel reads.</summary>
internal static class OperationParameters
{
    public static void Describe(OpenApiOperation operation, OpenApiOperationTransformerContext context)
    {
        var endpoint = new DocumentedEndpoint(context);
        foreach (var bound in endpoint.Metadata.OfType<IParameterBindingMetadata>())
        {
            if (operation.Parameters?.FirstOrDefault(parameter => parameter.Name == bound.Name) is OpenApiParameter parameter)
            {
                parameter.Name = QueryRules.NameOf(bound.ParameterInfo);
            }
        }
        if (endpoint.Takes<IfMatch>())
        {
            Add(operation, "If-Match", ParameterLocation.Header, "The ETag of the version that was read.", isRequired: true);
        }
        if (endpoint is { IsOperation: true, Method: "POST" })
        {
            Add(
                operation,
                KeptReply.Header,
                ParameterLocation.Header,
                "Repeating the request with the same key gives the first reply, for 30 days.",
                new OpenApiSchema { Type = JsonSchemaType.String, MinLength = 1, MaxLength = KeptReply.LongestKey });
        }
        if (endpoint.Takes<Paging>())
        {
            Add(operation, "limit", ParameterLocation.Query, "The most items on a page.", Paging.LimitSchema);
            Add(operation, "cursor", ParameterLocation.Query, "From the Link of the page before, or from a line of CSV.");
        }
        if (DocumentKinds.Of(operation.OperationId, context.ApplicationServices) is { } kinds
            && operation.Parameters?.FirstOrDefault(parameter => parameter.Name == "kind")
                is OpenApiParameter { Schema: OpenApiSchema kind })
        {
            kind.Enum = kinds;
        }
        var words = context.ApplicationServices.GetService<DocumentWords>();
        foreach (var parameter in operation.Parameters?.OfType<OpenApiParameter>() ?? [])
        {
            if (string.IsNullOrEmpty(parameter.Description)) parameter.Description = words?.OfParameter(parameter.Name!);
        }
        if (endpoint.HasTag)
        {
            Add(operation, "If-None-Match", ParameterLocation.Header, "The ETag of a reply that you have: 304 if it still holds.");
        }
    }

    public static void Add(
        OpenApiOperation operation, string name, ParameterLocation place, string description, OpenApiSchema? schema = null,
        bool isRequired = false)
    {
        operation.Parameters ??= [];
        schema ??= new OpenApiSchema { Type = JsonSchemaType.String };
        operation.Parameters.Add(
            new OpenApiParameter { Name = name, In = place, Description = description, Required = isRequired, Schema = schema });
    }
}

/// <summary>What the parts of an operation ask of its route.</summary>
internal sealed class DocumentedEndpoint(OpenApiOperationTransformerContext context)
{
    private const string Json = "application/json";

    public IList<object> Metadata { get; } = context.Description.ActionDescriptor.EndpointMetadata;

    public string Method { get; } = context.Description.HttpMethod ?? "GET";

    /// <summary>Whether it is in the group of a service's operations, and not a page beside them.</summary>
    public bool IsOperation { get; } =
        context.Description.RelativePath?.StartsWith($"{context.DocumentName}/v1/", StringComparison.Ordinal) == true;

    public bool Reads => Method == "GET";

    public MethodInfo? Handler => Metadata.OfType<MethodInfo>().SingleOrDefault();

    /// <summary>Whether its reply has an ETag, so that a client may ask whether it still holds.</summary>
    public bool HasTag => IsOperation && Reads && Metadata.OfType<IProducesResponseTypeMetadata>()
        .Any(produced => produced.StatusCode == 200 && produced.ContentTypes.Contains(Json));

    public bool Takes<T>() => Handler?.GetParameters().Any(parameter => parameter.ParameterType == typeof(T)) == true;

    public Type? ReplyOf(string status) =>
        Metadata.OfType<IProducesResponseTypeMetadata>().FirstOrDefault(produced => $"{produced.StatusCode}" == status)?.Type;
}

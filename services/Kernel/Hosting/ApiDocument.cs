using System.ComponentModel.DataAnnotations;
using System.Reflection;
using System.Text.Json.Nodes;
using Kernel.Changes;
using Kernel.Http;
using Kernel.Imports;
using Kernel.Messaging.Parked;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Mvc.Infrastructure;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;

namespace Kernel.Hosting;

/// <summary>Completes the service's OpenAPI document with what the routes' types and docstrings do not say.</summary>
public static class ApiDocument
{
    private const string Bearer = "bearer";
    internal const string ClientCredentials = "clientCredentials";
    private const string Problem = "Problem";
    private const string TraceId = "Trace-Id";

    /// <summary>Pass it to <c>AddOpenApi</c> in the service's own project, because the docstrings are read there.</summary>
    public static void Describe(OpenApiOptions options)
    {
        options.CreateSchemaReferenceId = type => OpenApiOptions.CreateDefaultSchemaReferenceId(type) is null
            ? null
            : SchemaName(type.Type);
        options.AddDocumentTransformer((document, context, _) =>
        {
            document.Info = new OpenApiInfo { Title = context.DocumentName, Version = "v1" };
            document.Servers = [
                new OpenApiServer
                {
                    Url = "/",
                    Description = "The server of this document; the gateway and the service have the same paths.",
                },
            ];
            document.Components ??= new OpenApiComponents();
            document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
            {
                [Bearer] = new OpenApiSecurityScheme
                {
                    Type = SecuritySchemeType.Http,
                    Scheme = "bearer",
                    BearerFormat = "JWT",
                    Description = $"A token with the audience platform and the scope {context.DocumentName}.",
                },
            };
            var tokenUrl = context.ApplicationServices.GetRequiredService<IConfiguration>()["Authentication:TokenUrl"];
            document.Components.SecuritySchemes[ClientCredentials] = new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.OAuth2,
                Description = "Fetches such a token.",
                Flows = new OpenApiOAuthFlows
                {
                    ClientCredentials = new OpenApiOAuthFlow
                    {
                        TokenUrl = new Uri(tokenUrl ?? "/connect/token", UriKind.RelativeOrAbsolute),
                        Scopes = new Dictionary<string, string> { [context.DocumentName] = $"The service {context.DocumentName}." },
                    },
                },
            };
            // Operations for ops come last.
            if (document.Tags?.FirstOrDefault(tag => tag.Name == ParkedMessages.Tag) is { } last)
            {
                document.Tags = new HashSet<OpenApiTag>([.. document.Tags.Where(tag => tag != last), last]);
            }
            document.Components.Schemas ??= new Dictionary<string, IOpenApiSchema>();
            document.Components.Schemas[Problem] = ProblemSchema();
            return Task.CompletedTask;
        });
        options.AddOperationTransformer((operation, context, _) =>
        {
            Describe(operation, context);
            return Task.CompletedTask;
        });
        options.AddSchemaTransformer((schema, context, _) =>
        {
            var rules = context.JsonPropertyInfo?.AttributeProvider?.GetCustomAttributes(typeof(ValidationAttribute), true)
                ?? (context.ParameterDescription?.ParameterDescriptor as IParameterInfoParameterDescriptor)?.ParameterInfo
                    .GetCustomAttributes(typeof(ValidationAttribute), true)
                ?? [];
            foreach (var rule in rules)
            {
                Constrain(context.JsonPropertyInfo is not null && schema.Items is OpenApiSchema item ? item : schema, rule);
            }
            return Task.CompletedTask;
        });
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

    private static void Describe(OpenApiOperation operation, OpenApiOperationTransformerContext context)
    {
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        if (!metadata.OfType<IAllowAnonymous>().Any())
        {
            operation.Security =
            [
                new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(Bearer, context.Document)] = [] },
                new OpenApiSecurityRequirement
                {
                    [new OpenApiSecuritySchemeReference(ClientCredentials, context.Document)] = [context.DocumentName],
                },
            ];
        }
        if (metadata.OfType<AllowedRoles>().LastOrDefault() is { } allowed)
        {
            operation.Extensions ??= new Dictionary<string, IOpenApiExtension>();
            operation.Extensions["x-roles"] = new JsonNodeExtension(new JsonArray([.. allowed.Roles.Select(role => (JsonNode)role)]));
        }
        foreach (var bound in metadata.OfType<IParameterBindingMetadata>())
        {
            if (operation.Parameters?.FirstOrDefault(parameter => parameter.Name == bound.Name) is OpenApiParameter parameter)
            {
                parameter.Name = QueryRules.NameOf(bound.ParameterInfo);
            }
        }
        var handler = metadata.OfType<MethodInfo>().SingleOrDefault();
        if (Takes<IfMatch>(handler))
        {
            AddParameter(operation, "If-Match", ParameterLocation.Header, "The ETag of the version that was read.", required: true);
        }
        if (context.Description.HttpMethod == "POST")
        {
            AddParameter(
                operation,
                KeptReply.Header,
                ParameterLocation.Header,
                "Repeating the request with the same key gives the first reply, for 30 days.");
        }
        operation.Deprecated = metadata.OfType<Deprecation>().Any();
        if (Takes<Paging>(handler))
        {
            AddParameter(operation, "limit", ParameterLocation.Query, "The most items on a page.", Paging.LimitSchema);
            AddParameter(operation, "cursor", ParameterLocation.Query, "From the Link of the page before.");
        }
        if (operation.OperationId == nameof(StartImport) && operation.Parameters?.FirstOrDefault(parameter => parameter.Name == "kind") is
            OpenApiParameter { Schema: OpenApiSchema kinds })
        {
            kinds.Enum = [.. context.ApplicationServices.GetServices<ImportKind>().Select(kind => (JsonNode)kind.Name)];
        }
        operation.Responses ??= [];
        if (HasTag(context.Description.HttpMethod, metadata))
        {
            AddParameter(
                operation, "If-None-Match", ParameterLocation.Header, "The ETag of a reply that you have: 304 if it still holds.");
            operation.Responses.TryAdd("304", new OpenApiResponse { Description = "The reply that you have still holds." });
        }
        foreach (var (status, response) in operation.Responses) DescribeHeaders(
            (OpenApiResponse)response, status, context.Description.HttpMethod, metadata, handler);
        operation.Responses.TryAdd("default", new OpenApiResponse
        {
            Description = $"A problem (RFC 9457); its types are listed at /problems/{context.DocumentName}.",
            Headers = Headers(
                (TraceId, "The id of the request's trace; quote it to operations."),
                ("Retry-After", "Seconds after which the same request may pass; with 409 not-yet-known, 429 and 503.")),
            Content = new Dictionary<string, OpenApiMediaType>
            {
                ["application/problem+json"] = new() { Schema = new OpenApiSchemaReference(Problem, context.Document) },
            },
        });
    }

    private static void DescribeHeaders(
        OpenApiResponse response, string status, string? method, IList<object> metadata, MethodInfo? handler)
    {
        List<(string, string)> headers = [(TraceId, "The id of the request's trace; quote it to operations.")];
        if (typeof(IVersioned).IsAssignableFrom(ReplyOf(metadata, status)))
        {
            headers.Add(("ETag", "The version of the thing, for If-Match; after a GET also for If-None-Match."));
        }
        else if (status is "304" || (status is "200" && HasTag(method, metadata)))
        {
            headers.Add(("ETag", "The reply's tag, for If-None-Match."));
        }
        if (status is "201" or "202") headers.Add(("Location", "The path of the new thing."));
        if (Takes<Paging>(handler)) headers.Add(("Link", "The next page, with rel=\"next\"; absent on the last page."));
        if (Takes<ChangeFilter>(handler)) headers.Add(("Link", "Where to go on, with rel=\"next\"; also when there is no event yet."));
        response.Headers = Headers([.. headers]);
    }

    private static Dictionary<string, IOpenApiHeader> Headers(params (string Name, string Description)[] headers) => headers.ToDictionary(
        header => header.Name,
        IOpenApiHeader (header) => new OpenApiHeader
        {
            Description = header.Description,
            Schema = new OpenApiSchema { Type = JsonSchemaType.String },
        });

    private static bool HasTag(string? method, IList<object> metadata) =>
        method == "GET" && metadata.OfType<IProducesResponseTypeMetadata>()
            .Any(produced => produced.StatusCode == 200 && produced.ContentTypes.Contains("application/json"));

    private static Type? ReplyOf(IList<object> metadata, string status) =>
        metadata.OfType<IProducesResponseTypeMetadata>().FirstOrDefault(produced => $"{produced.StatusCode}" == status)?.Type;

    // Many features have a "Request", and the document needs a name for each.
    private static string SchemaName(Type type)
    {
        var name = type.IsGenericType
            ? $"{type.Name.Split('`')[0]}Of{string.Concat(type.GetGenericArguments().Select(SchemaName))}"
            : type.Name;
        return type.DeclaringType is { } feature ? feature.Name + name : name;
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
            ["title"] = new OpenApiSchema { Type = JsonSchemaType.String, Description = "The meaning of the type, the same each time." },
            ["status"] = new OpenApiSchema { Type = JsonSchemaType.Integer, Format = "int32" },
            ["detail"] = new OpenApiSchema { Type = JsonSchemaType.String, Description = "What was wrong this time, and what to do." },
            ["rule"] = new OpenApiSchema { Type = JsonSchemaType.String, Description = "The rule that refused, such as D22." },
            ["facts"] = new OpenApiSchema { Type = JsonSchemaType.Object, Description = "What the rule looked at." },
            ["change"] = new OpenApiSchema
            {
                Type = JsonSchemaType.Object,
                Description = "The smallest change with which the same request passes.",
            },
            ["errors"] = new OpenApiSchema { Type = JsonSchemaType.Object, Description = "The invalid members, each with its mistakes." },
        },
    };

    private static bool Takes<T>(MethodInfo? handler) =>
        handler?.GetParameters().Any(parameter => parameter.ParameterType == typeof(T)) == true;

    private static void AddParameter(
        OpenApiOperation operation, string name, ParameterLocation place, string description, OpenApiSchema? schema = null,
        bool required = false)
    {
        operation.Parameters ??= [];
        schema ??= new OpenApiSchema { Type = JsonSchemaType.String };
        operation.Parameters.Add(
            new OpenApiParameter { Name = name, In = place, Description = description, Required = required, Schema = schema });
    }
}

using Kernel.Messaging.Parked;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;

namespace Kernel.Document;

/// <summary>
/// Completes the OpenAPI document of a process with what the routes' types and docstrings do not say. Each part of an operation has a class
/// of its own in this folder, and each reads the code: a new operation needs nothing here.
/// </summary>
public static class ApiDocument
{
    internal const string ClientCredentials = "clientCredentials";
    private const string Bearer = "bearer";

    /// <summary>Pass it to <c>AddOpenApi</c> in the service's own project, because the docstrings are read there.</summary>
    public static void Describe(OpenApiOptions options)
    {
        options.CreateSchemaReferenceId = type => OpenApiOptions.CreateDefaultSchemaReferenceId(type) is null
            ? null
            : DocumentSchemas.NameOf(type.Type);
        options.AddSchemaTransformer((schema, context, _) =>
        {
            DocumentSchemas.Constrain(schema, context);
            return Task.CompletedTask;
        });
        options.AddOperationTransformer((operation, context, _) =>
        {
            Secure(operation, context);
            OperationParameters.Describe(operation, context);
            OperationLists.Describe(operation, context);
            OperationReplies.Describe(operation, context);
            OperationRefusals.Describe(operation, context);
            OperationText.Describe(operation, context);
            OperationExamples.Describe(operation, context);
            return Task.CompletedTask;
        });
        options.AddDocumentTransformer((document, context, _) =>
        {
            Describe(document, context);
            DocumentSchemas.OpenReplies(document);
            DocumentKinds.Name(document, context.ApplicationServices);
            return Task.CompletedTask;
        });
    }

    private static void Describe(OpenApiDocument document, OpenApiDocumentTransformerContext context)
    {
        document.Info = new OpenApiInfo
        {
            Title = context.DocumentName,
            Version = "v1",
            Description = "Get a token with the client credentials, and send it with each request.\n\n"
                + "A refusal is a problem (RFC 9457). Its type is stable: a program may rely on it.\n\n"
                + "Replies may gain members and values: ignore those that you do not know.\n\n"
                + "The page [Changes](/changes) says what changed, and [Rules](/rules) what the rules are.",
            License = new OpenApiLicense { Name = "MIT", Url = new Uri("https://opensource.org/license/mit") },
        };
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
                Description = "A token with the audience platform, and the scope of the service.",
            },
            [ClientCredentials] = new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.OAuth2,
                Description = "Fetches such a token.",
                Flows = new OpenApiOAuthFlows { ClientCredentials = Flow(context) },
            },
        };
        var words = context.ApplicationServices.GetService<DocumentWords>();
        foreach (var tag in document.Tags ?? new HashSet<OpenApiTag>()) tag.Description = words?.OfTag(tag.Name!);
        // Operations for ops come last.
        if (document.Tags?.FirstOrDefault(tag => tag.Name == ParkedMessages.Tag) is { } last)
        {
            document.Tags = new HashSet<OpenApiTag>([.. document.Tags.Where(tag => tag != last), last]);
        }
    }

    private static OpenApiOAuthFlow Flow(OpenApiDocumentTransformerContext context)
    {
        var scopes = context.ApplicationServices.GetService<DocumentWords>()?.Scopes ?? [context.DocumentName];
        var tokenUrl = context.ApplicationServices.GetRequiredService<IConfiguration>()["Authentication:TokenUrl"];
        return new OpenApiOAuthFlow
        {
            TokenUrl = new Uri(tokenUrl ?? "/connect/token", UriKind.RelativeOrAbsolute),
            Scopes = scopes.ToDictionary(scope => scope, scope => $"The service {scope}."),
        };
    }

    private static void Secure(OpenApiOperation operation, OpenApiOperationTransformerContext context)
    {
        if (context.Description.ActionDescriptor.EndpointMetadata.OfType<IAllowAnonymous>().Any())
        {
            // Said, and not left out: a reader sees that it is meant.
            operation.Security = [new OpenApiSecurityRequirement()];
            return;
        }
        operation.Security =
        [
            new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(Bearer, context.Document)] = [] },
            new OpenApiSecurityRequirement
            {
                [new OpenApiSecuritySchemeReference(ClientCredentials, context.Document)] =
                    new DocumentedEndpoint(context).IsOperation ? [context.DocumentName] : [],
            },
        ];
    }
}

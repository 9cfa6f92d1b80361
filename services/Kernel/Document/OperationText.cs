using System.Text.Json.Nodes;
using Kernel.Hosting;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Kernel.Document;

/// <summary>What an operation does, and who may call it.</summary>
internal static class OperationText
{
    public static void Describe(OpenApiOperation operation, OpenApiOperationTransformerContext context)
    {
        var endpoint = new DocumentedEndpoint(context);
        var roles = endpoint.Metadata.OfType<AllowedRoles>().LastOrDefault()?.Roles;
        if (roles is not null)
        {
            operation.Extensions ??= new Dictionary<string, IOpenApiExtension>();
            operation.Extensions["x-roles"] = new JsonNodeExtension(new JsonArray([.. roles.Select(role => (JsonNode)role)]));
        }
        var isOpen = endpoint.Metadata.OfType<IAllowAnonymous>().Any();
        var callers = roles is not null ? $"**Roles:** {string.Join(", ", roles.Select(role => $"`{role}`"))}."
            : isOpen ? "**Roles:** none, and no token."
            : "**Roles:** any, with a token.";
        operation.Description = $"{operation.Description ?? Docstrings.Of(endpoint.Handler)}\n\n{callers}".TrimStart();
    }
}

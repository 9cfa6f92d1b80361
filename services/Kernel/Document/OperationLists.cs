using System.Text.Json.Nodes;
using Kernel.Http;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.OpenApi;

namespace Kernel.Document;

/// <summary>What the OpenAPI document says of each list: its orders, count, moment and columns.</summary>
internal static class OperationLists
{
    /// <summary>The extension with the columns of the CSV, in their order.</summary>
    private const string Columns = "x-columns";

    public static void Describe(OpenApiOperation operation, OpenApiOperationTransformerContext context)
    {
        if (new DocumentedEndpoint(context).Metadata.OfType<ListOf>().SingleOrDefault() is not { } list) return;
        if (list.Orders.Count > 0)
        {
            OperationParameters.Add(
                operation, ListOf.Sort, ParameterLocation.Query,
                "The order of the items; - begins with the largest. recorded is the order in which they were recorded.",
                new OpenApiSchema
                {
                    Type = JsonSchemaType.String,
                    Enum = [.. list.Orders.Select(order => (JsonNode)order.Name)],
                    Default = ListOrder.Recorded.Name,
                });
        }
        OperationParameters.Add(
            operation, ListOf.Total, ParameterLocation.Query,
            $"Whether to count the whole list: in the header {ListOf.TotalHeader}, and in JSON as total. Ask once, not on each page.",
            new OpenApiSchema { Type = JsonSchemaType.Boolean, Default = false });
        if (list.Kind is not null)
        {
            OperationParameters.Add(
                operation, ListOf.UpdatedSince, ParameterLocation.Query,
                "Only items whose reply changed at this moment or later. Step back some minutes: a change takes time to commit.",
                new OpenApiSchema { Type = JsonSchemaType.String, Format = "date-time" });
        }
        if (list.WhyUnsorted is { } why)
        {
            operation.Description = $"{operation.Description} This list takes no {ListOf.Sort}: {why}".TrimStart();
        }
        if (operation.Responses?.GetValueOrDefault("200") is not OpenApiResponse { Content: { } content }) return;
        var json = context.ApplicationServices.GetRequiredService<IOptions<JsonOptions>>().Value.SerializerOptions;
        string[] columns = [.. CsvColumn.Of(list.Item, json).Select(column => column.Name), CsvColumn.Cursor];
        content[CsvText.MediaType] = new OpenApiMediaType
        {
            Schema = new OpenApiSchema
            {
                Type = JsonSchemaType.String,
                Description = "The items as CSV (RFC 4180) with a header line. Without limit: all that follow.",
            },
            Extensions = new Dictionary<string, IOpenApiExtension>
            {
                [Columns] = new JsonNodeExtension(new JsonArray([.. columns.Select(column => (JsonNode)column)])),
            },
        };
    }
}

using System.Reflection;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Gateway.Portal;

/// <summary>What the OpenAPI document says of a page: its parameters, its form, and that it answers with HTML.</summary>
internal static class PageDocument
{
    private const string Html = "text/html";
    private const string Form = "application/x-www-form-urlencoded";

    private static readonly MethodInfo Handler =
        typeof(PageDocument).GetMethod(nameof(Page), BindingFlags.Static | BindingFlags.NonPublic)!;

    public static void Describe(PageOfRoute page, string method, IEndpointConventionBuilder route)
    {
        var sends = method == HttpMethods.Post;
        var whose = page.Page.ForTeachers ? "It is for persons who are signed in as teachers, by the claim `person`."
            : page.NeedsPerson ? $"It is for persons who are signed in with one of the roles {string.Join(", ", page.Page.Roles)}."
            : "It is for everybody.";
        var text = sends
            ? "Carries out the form of the page. It needs the antiforgery token that the page has, and no script."
            : "A page in English or Chinese, by `?lang=` or the browser, without a script.";
        route.AllowAnonymous().WithTags("Pages").WithName($"{(sends ? "Send" : "Show")}{page.Name}").WithSummary(page.Page.Summary)
            .WithDescription($"{text} {whose}").WithMetadata(page.Page, Handler);
        foreach (var status in StatusesOf(page, sends))
        {
            route.WithMetadata(status is StatusCodes.Status302Found or StatusCodes.Status303SeeOther
                ? new ProducesResponseTypeMetadata(status)
                : new ProducesResponseTypeMetadata(status, typeof(string), [Html]));
        }
    }

    /// <summary>The framework finds neither, because a page is no method with parameters.</summary>
    public static Task AddParametersAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken _)
    {
        if (context.Description.ActionDescriptor.EndpointMetadata.OfType<PageAttribute>().FirstOrDefault() is not { } page)
        {
            return Task.CompletedTask;
        }
        foreach (var parameter in page.Path.Split('/').Where(segment => segment.StartsWith('{')).Select(segment => segment.Trim('{', '}')))
        {
            operation.Parameters ??= [];
            operation.Parameters.Add(new OpenApiParameter
            {
                Name = parameter.Split(':')[0],
                In = ParameterLocation.Path,
                Required = true,
                Schema = new OpenApiSchema
                {
                    Type = JsonSchemaType.String,
                    Format = parameter.EndsWith(":guid", StringComparison.Ordinal) ? "uuid" : null,
                },
            });
        }
        if (context.Description.HttpMethod == HttpMethods.Post)
        {
            operation.RequestBody = new OpenApiRequestBody
            {
                Description = "The fields of the form.",
                Required = true,
                Content = new Dictionary<string, OpenApiMediaType>
                {
                    [Form] = new() { Schema = new OpenApiSchema { Type = JsonSchemaType.Object } },
                },
            };
        }
        return Task.CompletedTask;
    }

    // Only described: the document wants a method for each operation.
    private static void Page()
    {
    }

    private static IEnumerable<int> StatusesOf(PageOfRoute page, bool sends)
    {
        yield return StatusCodes.Status200OK;
        yield return StatusCodes.Status302Found;
        if (sends)
        {
            yield return StatusCodes.Status303SeeOther;
            yield return StatusCodes.Status400BadRequest;
            yield return StatusCodes.Status409Conflict;
            yield return StatusCodes.Status415UnsupportedMediaType;
            yield return StatusCodes.Status422UnprocessableEntity;
            if (page.NeedsPerson) yield return StatusCodes.Status401Unauthorized;
        }
        if (page.NeedsPerson) yield return StatusCodes.Status403Forbidden;
        if (page.NeedsPerson || page.Path.Contains('{')) yield return StatusCodes.Status404NotFound;
        yield return StatusCodes.Status503ServiceUnavailable;
    }
}

using Microsoft.OpenApi;

namespace Kernel.Document;

/// <summary>The headers of replies. Each is described once, among the document's components.</summary>
internal static class ReplyHeaders
{
    public const string TraceId = "Trace-Id";
    public const string Version = "ETag";
    public const string Tag = "ETag-of-bytes";
    public const string TagOfJson = "ETag-of-json";
    public const string Location = "Location";
    public const string NextPage = "Link";
    public const string NextChanges = "Link-of-changes";
    public const string TotalCount = "Total-Count";
    public const string RetryAfter = "Retry-After";
    public const string Deprecation = "Deprecation";
    public const string Sunset = "Sunset";

    private static readonly Dictionary<string, OpenApiHeader> All = new()
    {
        [TraceId] = Text("The id of the request's trace; quote it to operations.", isAlways: true),
        [Version] = Text("The version of the thing, for If-Match; after a GET also for If-None-Match.", isAlways: true),
        [Tag] = Text("The reply's tag, for If-None-Match.", isAlways: true),
        [TagOfJson] = Text("The tag of the reply as JSON, for If-None-Match."),
        [Location] = Text("The path of the new thing.", isAlways: true),
        [NextPage] = Text("The next page, with rel=\"next\"; absent on the last page."),
        [NextChanges] = Text("Where to go on, with rel=\"next\"; also when there is no event yet.", isAlways: true),
        [TotalCount] = new OpenApiHeader
        {
            Description = "How many items the whole list has, with total=true.",
            Schema = new OpenApiSchema { Type = JsonSchemaType.Integer, Format = "int32", Minimum = "0" },
        },
        [RetryAfter] = new OpenApiHeader
        {
            Description = "Seconds after which the same request may pass; with 409 not-yet-known, 429 and 503.",
            Schema = new OpenApiSchema { Type = JsonSchemaType.Integer, Format = "int32", Minimum = "1" },
        },
        [Deprecation] = Text("Since when the operation is deprecated (RFC 9745).", isAlways: true),
        [Sunset] = Text("When the operation may be gone (RFC 8594).", isAlways: true),
        ["RateLimit"] = Text("What is left of your limit; the gateway sends it."),
        ["RateLimit-Policy"] = Text("Your limit; the gateway sends it."),
    };

    /// <summary>References to headers by their names here, and to those that the gateway adds to each reply.</summary>
    public static Dictionary<string, IOpenApiHeader> Of(OpenApiDocument document, params string[] names) =>
        names.Concat(["RateLimit", "RateLimit-Policy"]).ToDictionary(name => name.Split("-of-")[0], name => Reference(document, name));

    private static IOpenApiHeader Reference(OpenApiDocument document, string name)
    {
        document.Components ??= new OpenApiComponents();
        document.Components.Headers ??= new Dictionary<string, IOpenApiHeader>();
        document.Components.Headers.TryAdd(name, All[name]);
        return new OpenApiHeaderReference(name, document);
    }

    private static OpenApiHeader Text(string description, bool isAlways = false) => new()
    {
        Description = description,
        Required = isAlways,
        Schema = new OpenApiSchema { Type = JsonSchemaType.String },
    };
}

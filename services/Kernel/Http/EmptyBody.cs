using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.Metadata;

namespace Kernel.Http;

/// <summary>
/// An operation that has no body takes none, or an empty JSON object. Everything else is refused by name, because it would have no effect.
/// </summary>
internal static class EmptyBody
{
    private const string Json = "application/json";

    /// <summary>Runs after authorisation, and after the body of a request with an idempotency key can be read twice.</summary>
    public static async Task CheckAsync(HttpContext http, RequestDelegate next)
    {
        if (await WhyNotAsync(http) is { } refusal) await refusal.ExecuteAsync(http);
        else await next(http);
    }

    private static async Task<Refusal?> WhyNotAsync(HttpContext http)
    {
        var request = http.Request;
        var hasNone = http.Features.Get<IHttpRequestBodyDetectionFeature>()?.CanHaveBody != true || request.ContentLength == 0;
        if (hasNone || HttpMethods.IsGet(request.Method) || !QueryRules.Knows(http.GetEndpoint())) return null;
        if (http.GetEndpoint()!.Metadata.GetMetadata<IAcceptsMetadata>() is not null) return null;

        if (!request.HasJsonContentType()) return CommonProblems.UnknownMediaType(request.ContentType ?? "none", [Json]);
        try
        {
            using var body = await JsonDocument.ParseAsync(request.Body, cancellationToken: http.RequestAborted);
            if (request.Body.CanSeek) request.Body.Position = 0;
            return body.RootElement switch
            {
                { ValueKind: not JsonValueKind.Object } =>
                    CommonProblems.MalformedRequest("This operation has no body. Leave it out, or send {}."),
                var sent when sent.EnumerateObject().Select(member => member.Name).FirstOrDefault() is { } name =>
                    CommonProblems.MalformedRequest($"The member {name} is not known here. This operation has none."),
                _ => null,
            };
        }
        catch (JsonException)
        {
            return CommonProblems.MalformedRequest("The body is not JSON. This operation has no body: leave it out, or send {}.");
        }
    }
}

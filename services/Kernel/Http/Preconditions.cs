using Microsoft.AspNetCore.Http;

namespace Kernel.Http;

/// <summary>
/// A condition that an operation does not judge is refused by name. A client that sends one would otherwise believe that it held.
/// </summary>
internal static class Preconditions
{
    public static Task CheckAsync(HttpContext http, RequestDelegate next) =>
        QueryRules.Knows(http.GetEndpoint()) && WhyNot(http.Request) is { } why
            ? CommonProblems.MalformedRequest(why).ExecuteAsync(http)
            : next(http);

    private static Wording? WhyNot(HttpRequest request)
    {
        var (method, headers) = (request.Method, request.Headers);
        var reads = HttpMethods.IsGet(method);
        if (headers.IfMatch.Count > 0 && (reads || HttpMethods.IsPost(method)))
        {
            return $"{(reads ? "GET" : "POST")} takes no If-Match. Leave it out; PUT, PATCH and DELETE take it.";
        }
        if (headers.IfNoneMatch.Count > 0 && !reads) return $"{method} takes no If-None-Match. Leave it out; GET takes it.";
        return headers.IfUnmodifiedSince.Count > 0
            ? "The service does not judge If-Unmodified-Since. Send the ETag in If-Match instead."
            : null;
    }
}

using Microsoft.AspNetCore.Http;

namespace Kernel.Http;

/// <summary>What HTTP says of methods without a route of their own (RFC 9110).</summary>
internal static class Methods
{
    /// <summary>A HEAD is answered like the GET, and the server omits the body. Routes need no code for it.</summary>
    public static Task Head(HttpContext http, RequestDelegate next)
    {
        if (HttpMethods.IsHead(http.Request.Method)) (http.Request.Method, http.Items[typeof(Methods)]) = (HttpMethods.Get, true);
        return next(http);
    }

    /// <summary>Whether nobody will see the body, so that a long one need not be made.</summary>
    public static bool IsHead(HttpContext http) => http.Items.ContainsKey(typeof(Methods));

    /// <summary>An OPTIONS of a known path is answered with its methods. HEAD goes with GET.</summary>
    public static async Task Options(HttpContext http, RequestDelegate next)
    {
        await next(http);
        if (http.Response.StatusCode != StatusCodes.Status405MethodNotAllowed || http.Response.HasStarted) return;
        string[] allowed = [.. http.Response.Headers.GetCommaSeparatedValues("Allow")];
        if (allowed.Length == 0) return;
        if (allowed.Contains(HttpMethods.Get)) allowed = [.. allowed, HttpMethods.Head];
        http.Response.Headers.Allow = string.Join(", ", allowed.Append(HttpMethods.Options).Distinct().Order(StringComparer.Ordinal));
        if (HttpMethods.IsOptions(http.Request.Method)) http.Response.StatusCode = StatusCodes.Status204NoContent;
    }
}

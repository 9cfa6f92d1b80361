using Microsoft.AspNetCore.Http;

namespace Kernel.Http;

/// <summary>A HEAD is answered like the GET, and the server omits the body (RFC 9110). Routes need no code for it.</summary>
internal static class AsGet
{
    public static Task Head(HttpContext http, RequestDelegate next)
    {
        if (HttpMethods.IsHead(http.Request.Method)) http.Request.Method = HttpMethods.Get;
        return next(http);
    }
}

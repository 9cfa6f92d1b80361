using Microsoft.AspNetCore.Http;

namespace Kernel.Http;

/// <summary>A HEAD is answered as the GET would be, and the server leaves out the body (RFC 9110). Routes need not know of it.</summary>
internal static class AsGet
{
    public static Task Head(HttpContext http, RequestDelegate next)
    {
        if (HttpMethods.IsHead(http.Request.Method)) http.Request.Method = HttpMethods.Get;
        return next(http);
    }
}

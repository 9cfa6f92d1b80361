using Kernel.Http;

namespace Gateway.Portal;

/// <summary>
/// A link for a guardian or a mentor names an operation of the API. A browser that opens it is sent on to the page, and a program gets JSON
/// as before.
/// </summary>
internal static class LinksInBrowsers
{
    private static readonly Dictionary<string, string> PageOf = new()
    {
        ["industry-partnership-guardians"] = "/consent/",
        ["industry-partnership-guardians-of-moves"] = "/acceptance/",
        ["industry-partnership-assessments"] = "/assessment/",
    };

    public static void UseLinksInBrowsers(this IApplicationBuilder proxy) => proxy.Use(async (http, next) =>
    {
        var isLink = PageOf.TryGetValue(http.GetRouteModel().Config.RouteId, out var page);
        if (!isLink || !HttpMethods.IsGet(http.Request.Method) || !ProblemPage.IsForBrowser(http)) await next(http);
        else
        {
            http.Response.Headers.CacheControl = "no-store";
            http.Response.Redirect(page + Uri.EscapeDataString((string)http.Request.RouteValues["token"]!));
        }
    });
}

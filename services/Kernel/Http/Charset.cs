using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.Net.Http.Headers;

namespace Kernel.Http;

/// <summary>What <c>Content-Type</c> says of the body's characters. The framework's reader takes no quotes, and fails at a name that it does not know.</summary>
internal static class Charset
{
    /// <summary><c>charset="utf-8"</c> and <c>charset=utf-8</c> are the same (RFC 9110). An unknown one is 415, of a body that the operation reads.</summary>
    public static Task CheckAsync(HttpContext http, RequestDelegate next)
    {
        if (http.GetEndpoint()?.Metadata.GetMetadata<IAcceptsMetadata>() is null || !MediaTypeHeaderValue.TryParse(http.Request.ContentType, out var type) || !type.Charset.HasValue) return next(http);
        var name = HeaderUtilities.RemoveQuotes(type.Charset).ToString();
        if (!IsKnown(name)) return CommonProblems.UnknownCharset(name).ExecuteAsync(http);
        if (name.Length == type.Charset.Length) return next(http);
        type.Charset = name;
        http.Request.ContentType = type.ToString();
        return next(http);
    }

    private static bool IsKnown(string name)
    {
        try
        {
            return Encoding.GetEncoding(name) is not null;
        }
        // Of one that it knows and no longer takes it says so by the second.
        catch (Exception error) when (error is ArgumentException or NotSupportedException)
        {
            return false;
        }
    }
}

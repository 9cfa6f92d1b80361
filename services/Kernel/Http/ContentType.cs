using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.Net.Http.Headers;

namespace Kernel.Http;

/// <summary>
/// What <c>Content-Type</c> says of a body that the operation reads. The framework takes every kind of JSON for plain JSON, a charset without
/// quotes alone, and fails at one that it does not know.
/// </summary>
internal static class ContentType
{
    /// <summary>
    /// Another media type than the documented ones and an unknown charset are 415. <c>charset="utf-8"</c> and <c>charset=utf-8</c> are the
    /// same (RFC 9110).
    /// </summary>
    public static Task CheckAsync(HttpContext http, RequestDelegate next)
    {
        var taken = http.GetEndpoint()?.Metadata.GetMetadata<IAcceptsMetadata>()?.ContentTypes;
        if (taken is null || !MediaTypeHeaderValue.TryParse(http.Request.ContentType, out var type)) return next(http);
        if (!taken.Contains(type.MediaType.ToString(), StringComparer.OrdinalIgnoreCase))
        {
            return CommonProblems.UnknownMediaType(type.MediaType.ToString(), taken).ExecuteAsync(http);
        }
        if (!type.Charset.HasValue) return next(http);
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

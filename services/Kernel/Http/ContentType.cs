using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.Net.Http.Headers;

namespace Kernel.Http;

/// <summary>
/// Checks <c>Content-Type</c> of a body that the operation reads. The framework treats every kind of JSON as plain JSON, accepts only an
/// unquoted charset, and fails on an unknown one.
/// </summary>
internal static class ContentType
{
    /// <summary>
    /// An undocumented media type and an unknown charset are 415. <c>charset="utf-8"</c> and <c>charset=utf-8</c> are the same (RFC 9110).
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
        // An upload's own charsets are judged where it is read.
        if (http.GetEndpoint()!.Metadata.GetMetadata<OwnTransactions>() is not null) return next(http);
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
        // The second exception is for a known charset that is no longer supported.
        catch (Exception error) when (error is ArgumentException or NotSupportedException)
        {
            return false;
        }
    }
}

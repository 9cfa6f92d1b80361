using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Kernel.Http;

/// <summary>The reply to a GET, with an ETag of its bytes. A client that has these bytes gets 304 without them (RFC 9110).</summary>
/// <remarks>
/// The version of a thing does not tell its bytes, because a risk may begin on a day on which nobody changes the thing. So the tag is the
/// version and a hash, such as <c>"3-Wy8aXk20Vws"</c>, and <see cref="IfMatch"/> reads the version of it.
/// </remarks>
/// <param name="value">The reply's body.</param>
/// <param name="json">How bodies are written.</param>
internal sealed class Representation(object value, JsonSerializerOptions json) : IResult
{
    private const int HashBytes = 8;

    public Task ExecuteAsync(HttpContext http)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(value, value.GetType(), json);
        var hash = Convert.ToHexStringLower(SHA256.HashData(body).AsSpan(0, HashBytes));
        var tag = value is IVersioned thing ? KeptReply.ETag(thing.Version, hash) : $"\"{hash}\"";
        http.Response.Headers.ETag = tag;
        if (Has(http.Request, tag))
        {
            http.Response.StatusCode = StatusCodes.Status304NotModified;
            return Task.CompletedTask;
        }
        http.Response.ContentType = "application/json; charset=utf-8";
        http.Response.ContentLength = body.Length;
        return http.Response.Body.WriteAsync(body, http.RequestAborted).AsTask();
    }

    // The comparison is weak: a proxy that changed the encoding marks the tag as weak.
    private static bool Has(HttpRequest request, string tag)
    {
        var header = request.Headers.IfNoneMatch;
        if (header.Count == 0) return false;
        if (!EntityTagHeaderValue.TryParseStrictList([.. header.Select(tags => tags ?? "")], out var had))
        {
            throw new BadRequestException("If-None-Match takes an ETag as you received it, a list of them, or *.");
        }
        return had.Any(one => one.Equals(EntityTagHeaderValue.Any) || one.Tag == tag);
    }
}

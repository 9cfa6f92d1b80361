using System.Globalization;
using System.Reflection;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Kernel.Http;

/// <summary>The version that the caller has read, from the header <c>If-Match</c>: required on every PUT, PATCH and DELETE.</summary>
public sealed record IfMatch(int Version)
{
    /// <exception cref="BadHttpRequestException">428 where the header is missing, 400 where it is not one version's ETag.</exception>
    public static ValueTask<IfMatch?> BindAsync(HttpContext context, ParameterInfo _)
    {
        var header = context.Request.Headers.IfMatch;
        if (header.Count == 0)
        {
            throw new BadHttpRequestException("Send the ETag of the version that you have read in If-Match.", StatusCodes.Status428PreconditionRequired);
        }
        return EntityTagHeaderValue.TryParse(header.ToString(), out var tag) && !tag.IsWeak
            && int.TryParse(tag.Tag.AsSpan().Trim('"'), NumberStyles.None, CultureInfo.InvariantCulture, out var version)
            ? ValueTask.FromResult<IfMatch?>(new IfMatch(version))
            : throw new BadHttpRequestException("If-Match takes one ETag as it was given, such as \"3\".");
    }
}

/// <summary>A representation whose version is its ETag.</summary>
public interface IVersioned
{
    /// <summary>Counts the changes of the thing, from 1.</summary>
    int Version { get; }
}

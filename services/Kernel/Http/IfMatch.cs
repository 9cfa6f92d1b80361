using System.Globalization;
using System.Reflection;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Kernel.Http;

/// <summary>
/// The version that the caller has read, from the header <c>If-Match</c>, required on every PUT, PATCH and DELETE (RFC 9110).
/// </summary>
/// <remarks>
/// The handler sees one version. For a list or <c>*</c>, <see cref="UnitOfWorkFilter"/> calls it again with the thing's present version.
/// </remarks>
public sealed record IfMatch(int Version)
{
    // No thing has this version, because versions count from 1.
    private const int None = 0;

    private bool takesAny;
    private HashSet<int> others = [];

    /// <exception cref="BadRequestException">428 if the header is missing; 400 if it is neither <c>*</c> nor a list of
    /// ETags.</exception>
    public static ValueTask<IfMatch?> BindAsync(HttpContext context, ParameterInfo _)
    {
        var header = context.Request.Headers.IfMatch;
        if (header.Count == 0)
        {
            throw new BadRequestException(
                "Put the ETag of the version that you read into If-Match.", StatusCodes.Status428PreconditionRequired);
        }
        if (!EntityTagHeaderValue.TryParseStrictList([.. header.Select(tags => tags ?? "")], out var parsed)
            || parsed.Count == 0 || (parsed.Count > 1 && parsed.Contains(EntityTagHeaderValue.Any)))
        {
            throw new BadRequestException("If-Match takes an ETag as you received it, such as \"3\", a list of them, or *.");
        }
        var versions = parsed.Select(VersionOf).Where(version => version != None).ToHashSet();
        return ValueTask.FromResult<IfMatch?>(
            new IfMatch(versions.FirstOrDefault(None)) { takesAny = parsed.Contains(EntityTagHeaderValue.Any), others = versions });
    }

    /// <summary>The same condition for a thing at this version; null if the caller did not name it.</summary>
    internal IfMatch? At(int version) =>
        version != Version && (takesAny || others.Contains(version)) ? this with { Version = version } : null;

    // A weak tag never matches, nor does a tag of no version, such as "01". What follows the version tells the bytes of one reply.
    private static int VersionOf(EntityTagHeaderValue tag)
    {
        var text = tag.ToString();
        var end = text.IndexOf('-', StringComparison.Ordinal);
        var before = end < 0 ? text : $"{text[..end]}\"";
        return int.TryParse(before.AsSpan().Trim('"'), NumberStyles.None, CultureInfo.InvariantCulture, out var version)
            && before == KeptReply.ETag(version) ? version : None;
    }
}

/// <summary>A representation whose version is its ETag.</summary>
public interface IVersioned
{
    /// <summary>Counts the changes of the thing, from 1.</summary>
    int Version { get; }
}

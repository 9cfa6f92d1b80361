using System.Buffers.Text;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Primitives;

namespace Gateway.Portal;

/// <summary>
/// Keeps what somebody typed into a form that could not be sent, such as after the session's end. The same browser gets it back at the same
/// page for half an hour. Nothing is sent by itself.
/// </summary>
internal sealed class KeptInput : IDisposable
{
    /// <summary>The query's parameter with the key.</summary>
    public const string Parameter = "typed";

    private const string Cookie = "portal-typed";
    private const int MostCharacters = 64 * 1024;
    private const int MostOfAll = 64 * 1024 * 1024;
    private static readonly TimeSpan KeptFor = TimeSpan.FromMinutes(30);

    private readonly MemoryCache kept = new(new MemoryCacheOptions { SizeLimit = MostOfAll });

    /// <summary>The address at which the input can be sent again; the page's own if another site made the request.</summary>
    public string Keep(HttpContext http, IReadOnlyDictionary<string, StringValues> input)
    {
        var path = http.Request.Path.ToUriComponent();
        var size = input.Sum(one => one.Key.Length + one.Value.Sum(value => value?.Length ?? 0));
        // Another site must not fill in a form for somebody.
        if (http.Request.Headers["Sec-Fetch-Site"] != "same-origin" || size > MostCharacters) return path + http.Request.QueryString;
        var key = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(16));
        kept.Set(
            $"{path} {key}", input, new MemoryCacheEntryOptions { Size = size + 1, AbsoluteExpirationRelativeToNow = KeptFor });
        http.Response.Cookies.Append(Cookie, key, new CookieOptions
        {
            HttpOnly = true,
            IsEssential = true,
            MaxAge = KeptFor,
            SameSite = SameSiteMode.Lax,
            Secure = http.Request.IsHttps,
        });
        var query = new QueryBuilder(http.Request.Query.Where(one => one.Key != Parameter).SelectMany(
            one => one.Value, (one, value) => KeyValuePair.Create(one.Key, value ?? ""))) { { Parameter, key } };
        return $"{path}{query}";
    }

    /// <summary>What was kept for this page and this browser; null if nothing was.</summary>
    public IReadOnlyDictionary<string, StringValues>? Find(HttpRequest request) =>
        request.Query[Parameter] is [{ Length: > 0 } key] && request.Cookies[Cookie] == key
            ? kept.Get<IReadOnlyDictionary<string, StringValues>>($"{request.Path.ToUriComponent()} {key}")
            : null;

    public void Dispose() => kept.Dispose();
}

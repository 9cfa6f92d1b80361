using System.Globalization;
using Microsoft.AspNetCore.Http.Extensions;

namespace Gateway.Portal;

/// <summary>A language of the portal, and how days, moments and numbers are written in it. It needs no culture of the machine.</summary>
public sealed record Language
{
    private const string Cookie = "portal-language";
    private static readonly TimeSpan Kept = TimeSpan.FromDays(365);

    // The business date of the platform is UTC+8.
    private static readonly TimeSpan Zone = TimeSpan.FromHours(8);

    /// <summary>English.</summary>
    public static readonly Language English = new() { Code = "en", Name = "English" };

    /// <summary>Chinese.</summary>
    public static readonly Language Chinese = new() { Code = "zh-CN", Name = "中文" };

    /// <summary>The code, such as <c>zh-CN</c>.</summary>
    public required string Code { get; init; }

    /// <summary>The name in the language itself.</summary>
    public required string Name { get; init; }

    /// <summary>The other language.</summary>
    public Language Other => this == English ? Chinese : English;

    /// <summary>The language in <c>?lang=</c>, else the last one chosen so, else the browser's first choice, else English.</summary>
    public static Language For(HttpRequest request) =>
        Of(request.Query["lang"])
        ?? Of(request.Cookies[Cookie])
        ?? request.GetTypedHeaders().AcceptLanguage.OrderByDescending(accepted => accepted.Quality ?? 1)
            .Select(accepted => Of(accepted.Value.Value)).FirstOrDefault(language => language is not null)
        ?? English;

    /// <summary>Tells caches that the reply depends on the language, and the browser which one was chosen.</summary>
    public void Tell(HttpContext http)
    {
        http.Response.Headers.ContentLanguage = Code;
        http.Response.Headers.Append("Vary", "Accept-Language, Cookie");
        if (Of(http.Request.Query["lang"]) != this || http.Request.Cookies[Cookie] == Code) return;
        http.Response.Cookies.Append(Cookie, Code, new CookieOptions
        {
            HttpOnly = true,
            IsEssential = true,
            MaxAge = Kept,
            SameSite = SameSiteMode.Lax,
            Secure = http.Request.IsHttps,
        });
    }

    /// <summary>The address of the same page in this language.</summary>
    public string AddressOf(HttpRequest request)
    {
        var query = new QueryBuilder(request.Query.Where(one => one.Key != "lang").SelectMany(
            one => one.Value, (one, value) => KeyValuePair.Create(one.Key, value ?? ""))) { { "lang", Code } };
        return $"{request.Path.ToUriComponent()}{query}";
    }

    /// <summary>A day, such as 1 March 2027.</summary>
    public string Day(DateOnly day) =>
        day.ToString(this == Chinese ? "yyyy年M月d日" : "d MMMM yyyy", CultureInfo.InvariantCulture);

    /// <summary>A moment in the time of Beijing.</summary>
    public string Moment(DateTimeOffset moment)
    {
        var local = moment.ToOffset(Zone);
        return $"{Day(DateOnly.FromDateTime(local.DateTime))} {local.ToString("HH:mm", CultureInfo.InvariantCulture)}";
    }

    /// <summary>A number with its thousands apart, and no more decimals than it has.</summary>
    public static string Number(decimal number) => number.ToString("#,0.######", CultureInfo.InvariantCulture);

    private static Language? Of(string? language) =>
        language is null ? null
        : language.StartsWith("zh", StringComparison.OrdinalIgnoreCase) ? Chinese
        : language.StartsWith("en", StringComparison.OrdinalIgnoreCase) ? English
        : null;
}

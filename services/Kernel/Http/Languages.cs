using Microsoft.AspNetCore.Http;

namespace Kernel.Http;

/// <summary>The language in which a refusal is told: English, or Chinese where the caller prefers it (Accept-Language).</summary>
public static class Languages
{
    /// <summary>Whether the caller prefers Chinese. The reply says its language, and that it varies.</summary>
    public static bool WantsChinese(HttpContext http)
    {
        var first = http.Request.GetTypedHeaders().AcceptLanguage.Where(language => language.Quality != 0)
            .OrderByDescending(language => language.Quality ?? 1).Select(language => language.Value.Value ?? "")
            .FirstOrDefault(language => Is(language, "zh") || Is(language, "en") || language == "*") ?? "";
        var chinese = Is(first, "zh");
        http.Response.Headers.ContentLanguage = chinese ? "zh-CN" : "en";
        if (!http.Response.Headers.Vary.Contains("Accept-Language")) http.Response.Headers.Append("Vary", "Accept-Language");
        return chinese;
    }

    private static bool Is(string language, string main) =>
        language.Equals(main, StringComparison.OrdinalIgnoreCase) || language.StartsWith($"{main}-", StringComparison.OrdinalIgnoreCase);
}

using System.Text.Encodings.Web;
using Microsoft.AspNetCore.WebUtilities;

namespace Issuer;

/// <summary>The page on which a person of the sample is chosen. It needs no password and no script, and is for local use only.</summary>
internal static class SignInPage
{
    public const string Parameter = "local_person";
    public const string StylePath = "/connect/sign-in.css";

    public static IResult Of(HttpContext http, LocalPeople people)
    {
        http.Response.Headers.CacheControl = "no-store";
        var again = http.Request.PathBase + http.Request.Path + http.Request.QueryString;
        return Results.Content(
            $"""
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>Sign in locally · 本地登录</title>
            <link rel="icon" href="data:,">
            <link rel="stylesheet" href="{StylePath}">
            </head>
            <body>
            <main>
            <h1>Who are you? <span lang="zh-CN">您是谁？</span></h1>
            <p>People of the sample, without a password: for local use only.
            <span lang="zh-CN">示例人员，无需密码，仅供本地使用。</span></p>
            <ul>
            {string.Join('\n', people.All.Select(person => Item(again, person)))}
            </ul>
            </main>
            </body>
            </html>
            """,
            "text/html; charset=utf-8");
    }

    public static IResult Style()
    {
        using var reader = new StreamReader(typeof(SignInPage).Assembly.GetManifestResourceStream("sign-in.css")!);
        return Results.Content(reader.ReadToEnd(), "text/css; charset=utf-8");
    }

    private static string Item(string again, LocalPerson person) =>
        $"""
        <li><a id="{Text(person.Id)}" href="{Text(QueryHelpers.AddQueryString(again, Parameter, person.Id))}">{Text(person.Label)}
        <span lang="zh-CN">{Text(person.LabelZh)}</span></a></li>
        """;

    private static string Text(string text) => HtmlEncoder.Default.Encode(text);
}

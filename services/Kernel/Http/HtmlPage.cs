using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Kernel.Http;

/// <summary>A page of the platform, without a script.</summary>
public static class HtmlPage
{
    /// <param name="language">The language of the page, such as <c>en</c>.</param>
    /// <param name="title">Its title, as HTML.</param>
    /// <param name="body">Its header and main part, as HTML.</param>
    /// <param name="status">The status of the reply.</param>
    public static ContentHttpResult Of(string language, string title, string body, int status = StatusCodes.Status200OK) =>
        TypedResults.Content(
            $"""
            <!DOCTYPE html>
            <html lang="{language}">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>{title}</title>
            <link rel="icon" href="data:,">
            <link rel="stylesheet" href="/portal.css">
            </head>
            <body>
            {body}
            </body>
            </html>
            """,
            "text/html; charset=utf-8",
            statusCode: status);

    /// <summary>A text as HTML.</summary>
    public static string Text(string text) => HtmlEncoder.Default.Encode(text);
}

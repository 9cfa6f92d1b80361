using System.Text.Encodings.Web;
using Contracts;
using Kernel.Http;

namespace Gateway.Portal;

/// <summary>What changed for clients, at <c>/changes</c>: a page for a browser, Markdown for a program.</summary>
internal static class ChangesPage
{
    public static void Map(WebApplication app) => app.MapGet(Deprecation.Changelog, (HttpContext http) => ProblemPage.IsForBrowser(http)
        ? TypedResults.Content(Page(Changes.Text), "text/html; charset=utf-8")
        : TypedResults.Content(Changes.Text, "text/markdown; charset=utf-8")).AllowAnonymous();

    private static string Page(string markdown) =>
        $"""
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>What changed for clients</title>
        <link rel="icon" href="data:,">
        <link rel="stylesheet" href="/portal.css">
        </head>
        <body>
        <main>
        {string.Join('\n', markdown.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(Element))}
        </main>
        </body>
        </html>
        """;

    private static string Element(string line) => line switch
    {
        ['#', '#', ' ', .. var day] => $"<h2>{Text(day)}</h2>",
        ['#', ' ', .. var title] => $"<h1>{Text(title)}</h1>",
        ['-', ' ', .. var change] => $"<p>· {Text(change)}</p>",
        _ => $"<p>{Text(line)}</p>",
    };

    // Code stands between backticks, so every second part is code.
    private static string Text(string line) => string.Concat(line.Split('`').Select(
        (part, i) => i % 2 == 0 ? HtmlEncoder.Default.Encode(part) : $"<code>{HtmlEncoder.Default.Encode(part)}</code>"));
}

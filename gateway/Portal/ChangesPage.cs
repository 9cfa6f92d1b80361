using Contracts;
using Kernel.Http;

namespace Gateway.Portal;

/// <summary>What changed for clients, at <c>/changes</c>: a page for a browser, Markdown for a program.</summary>
internal static class ChangesPage
{
    public static void Map(WebApplication app) => app.MapGet(Deprecation.Changelog, (HttpContext http) => ProblemPage.IsForBrowser(http)
        ? HtmlPage.Of("en", "What changed for clients", Body(Changes.Text))
        : TypedResults.Content(Changes.Text, "text/markdown; charset=utf-8")).AllowAnonymous()
        .WithName("ListApiChanges").WithSummary("Read what changed for clients").WithTags("Pages")
        .Produces<string>(StatusCodes.Status200OK, "text/markdown", "text/html");

    private static string Body(string markdown) =>
        $"""
        <main>
        {string.Join('\n', markdown.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(Element))}
        </main>
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
        (part, i) => i % 2 == 0 ? HtmlPage.Text(part) : $"<code>{HtmlPage.Text(part)}</code>"));
}

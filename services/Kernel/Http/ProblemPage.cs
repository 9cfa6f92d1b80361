using Contracts;
using Microsoft.AspNetCore.Http;
using static Kernel.Http.HtmlPage;

namespace Kernel.Http;

/// <summary>The problem types, as a page in a browser and as JSON for programs.</summary>
public static class ProblemPage
{
    /// <param name="http">The request; a browser accepts HTML by name.</param>
    /// <param name="whose">The service that refuses.</param>
    /// <param name="types">The problem types.</param>
    /// <param name="json">The JSON for a program.</param>
    public static IResult Of(HttpContext http, string whose, IEnumerable<ProblemType> types, object json) =>
        IsForBrowser(http) ? HtmlPage.Of("en", $"What {Text(whose)} refuses", Body(whose, types)) : Results.Ok(json);

    /// <summary>Whether the caller accepts HTML; the reply varies by it.</summary>
    public static bool IsForBrowser(HttpContext http)
    {
        http.Response.Headers.Append("Vary", "Accept");
        return http.Request.GetTypedHeaders().Accept.Any(accepted => accepted.MediaType == "text/html" && accepted.Quality != 0);
    }

    private static string Body(string whose, IEnumerable<ProblemType> types) =>
        $"""
        <header><h1>What {Text(whose)} refuses</h1><p><a href="/">Start page</a></p></header>
        <main>
        <p>A refusal is a problem (RFC 9457). Its type is stable: a program may rely on it.
        <a href="/rules">Rule</a>, facts and change say the rest.</p>
        <table>
        <thead>
        <tr><th scope="col">Type</th><th scope="col">Status</th><th scope="col">What it means</th><th scope="col">Rules</th></tr>
        </thead>
        <tbody>
        {string.Join('\n', types.Select(Row))}
        </tbody>
        </table>
        </main>
        """;

    private static string Row(ProblemType type) =>
        $"""
        <tr>
        <th scope="row"><a href="{Text(type.Type)}">{Text(type.Name)}</a></th>
        <td data-label="Status">{type.Status}</td>
        <td>{Text(type.Title)}</td>
        <td data-label="Rules">{string.Join(", ", RulesOf(type))}</td>
        </tr>
        """;

    private static IEnumerable<string> RulesOf(ProblemType type) =>
        Rule.All.Where(rule => rule.Problems.Contains(type.Type)).Select(rule => $"<a href=\"/rules/{rule.Number}\">{rule.Number}</a>");
}

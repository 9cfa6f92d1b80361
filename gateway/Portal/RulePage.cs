using Contracts;
using Kernel.Http;
using static Kernel.Http.HtmlPage;

namespace Gateway.Portal;

/// <summary>The rules behind refusals, at <c>/rules</c>: a page in English or Chinese for a browser, JSON for a program.</summary>
internal static class RulePage
{
    public static void Map(WebApplication app)
    {
        app.MapGet("/rules", (HttpContext http) => Of(http, Rule.All, Rule.All)).AllowAnonymous()
            .WithName("ListRules").WithSummary("List the rules behind refusals").WithTags("Rules")
            .Produces<IReadOnlyList<Rule>>(StatusCodes.Status200OK, "application/json", "text/html");
        app.MapGet("/rules/{number}", (HttpContext http, string number) =>
            Rule.All.FirstOrDefault(rule => rule.Number == number) is { } rule
            ? Of(http, [rule], rule)
            : CommonProblems.NotFound()).AllowAnonymous()
            .WithName("GetRule").WithSummary("Read a rule").WithTags("Rules")
            .Produces<Rule>(StatusCodes.Status200OK, "application/json", "text/html");
    }

    private static IResult Of(HttpContext http, IEnumerable<Rule> rules, object json)
    {
        if (!ProblemPage.IsForBrowser(http)) return Results.Ok(json);
        var words = Words.For(http.Request);
        http.Response.Headers.ContentLanguage = words.Language;
        http.Response.Headers.Append("Vary", "Accept-Language");
        return HtmlPage.Of(words.Language, words.Rules, Body(words, rules, http.Request.Path));
    }

    private static string Body(Words words, IEnumerable<Rule> rules, string path) =>
        $"""
        <header>
        <h1>{words.Rules}</h1>
        <p><a href="/">{words.StartPage}</a> ·
        <a href="{Text(path)}?lang={words.Other.Language}" hreflang="{words.Other.Language}"
        lang="{words.Other.Language}">{words.Other.Name}</a></p>
        </header>
        <main>
        <p>{words.AboutRules}</p>
        <table>
        <thead>
        <tr><th scope="col">{words.Rule}</th><th scope="col">{words.Asks}</th>
        <th scope="col">{words.Source}</th><th scope="col">{words.Refusals}</th></tr>
        </thead>
        <tbody>
        {string.Join('\n', rules.Select(rule => Row(words, rule)))}
        </tbody>
        </table>
        </main>
        """;

    private static string Row(Words words, Rule rule) =>
        $"""
        <tr id="{rule.Number}">
        <th scope="row"><a href="/rules/{rule.Number}">{rule.Number}</a></th>
        <td>{Text(words == Words.Chinese ? rule.Chinese : rule.English)}<br>{Code(words, rule)}</td>
        <td data-label="{words.Source}">{Text(words == Words.Chinese ? rule.SourceInChinese : rule.Source)}</td>
        <td data-label="{words.Refusals}">{string.Join(", ", rule.Problems.Select(Link))}</td>
        </tr>
        """;

    private static string Code(Words words, Rule rule) => rule.JudgedBy.Count == 0
        ? ""
        : $"{words.JudgedBy} {string.Join(", ", rule.JudgedBy.Select(function => $"<code>{Text(function)}</code>"))}";

    private static string Link(string problem) => $"<a href=\"{Text(problem)}\">{Text(problem["/problems/".Length..])}</a>";
}

using System.Text.Encodings.Web;
using Kernel.Hosting;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Gateway.Portal;

/// <summary>
/// The page at <c>/</c> shows each service, its health and its documentation, in English or Chinese, by <c>?lang=</c> or the browser. It
/// needs no script and no token, and shows only what the health report and the documentation show.
/// </summary>
internal static class Portal
{
    private static readonly string Style = ReadStyle();

    public static void Map(WebApplication app, IReadOnlyCollection<string> services)
    {
        app.MapGet("/", async (HttpContext http, KeptHealth health, IConfiguration configuration, CancellationToken ct) =>
        {
            var words = Words.For(http.Request);
            var report = await health.ReadAsync(ct);
            http.Response.Headers.ContentLanguage = words.Language;
            http.Response.Headers.Vary = "Accept-Language";
            http.Response.Headers.CacheControl = "no-store";
            return Results.Content(
                Page(words, services, report, configuration["Authentication:Authority"], configuration["Portal:Traces"]),
                "text/html; charset=utf-8");
        }).AllowAnonymous().ExcludeFromDescription();
        app.MapGet("/portal.css", () => Results.Content(Style, "text/css; charset=utf-8")).AllowAnonymous().ExcludeFromDescription();
    }

    private static string Page(Words words, IEnumerable<string> services, HealthReport health, string? authority, string? traces) =>
        $"""
        <!DOCTYPE html>
        <html lang="{words.Language}">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>{words.Title}</title>
        <link rel="icon" href="data:,">
        <link rel="stylesheet" href="/portal.css">
        </head>
        <body>
        <header>
        <h1>{words.Title}</h1>
        <p><a href="/?lang={words.Other.Language}" hreflang="{words.Other.Language}" lang="{words.Other.Language}">{words.Other.Name}</a></p>
        </header>
        <main>
        <p>{words.Purpose}</p>
        <h2>{words.Services}</h2>
        <table>
        <thead><tr><th scope="col">{words.Service}</th><th scope="col">{words.Owns}</th><th scope="col">{words.Health}</th><th scope="col">{words.Documentation}</th></tr></thead>
        <tbody>
        {string.Join('\n', services.Select(service => Row(words, service, health.Entries[service])))}
        </tbody>
        </table>
        <h2>{words.Begin}</h2>
        <ul>
        <li>{words.Tokens} <code>{Text(authority ?? "")}</code></li>
        <li><a href="/health/ready">{words.HealthReport}</a></li>
        <li><a href="/problems">{words.CommonProblems}</a></li>
        <li><a href="/rules">{words.Rules}</a></li>
        {(traces is { Length: > 0 } ? $"<li><a href=\"{Text(traces)}\">{words.Traces}</a></li>" : "")}
        </ul>
        </main>
        </body>
        </html>
        """;

    private static string Row(Words words, string service, HealthReportEntry health) =>
        $"""
        <tr>
        <th scope="row">{Text(service)}</th>
        <td>{words.WhatOwns(service)}</td>
        <td data-label="{words.Health}">
        <span class="{health.Status.ToString().ToLowerInvariant()}">{words.Of(health.Status)}</span> {Text(health.Description ?? "")}
        </td>
        <td data-label="{words.Documentation}">
        <a href="/{service}/docs">{words.Api}</a> · <a href="/{service}/v1/openapi.json">OpenAPI</a> ·
        <a href="/problems/{service}">{words.Problems}</a>
        </td>
        </tr>
        """;

    private static string Text(string text) => HtmlEncoder.Default.Encode(text);

    private static string ReadStyle()
    {
        using var reader = new StreamReader(typeof(Portal).Assembly.GetManifestResourceStream("portal.css")!);
        return reader.ReadToEnd();
    }
}

using Kernel.Hosting;
using Kernel.Http;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using static Kernel.Http.HtmlPage;

namespace Gateway.Portal;

/// <summary>
/// The page at <c>/status</c> shows each service, its health and its documentation, in English or Chinese, by <c>?lang=</c> or the browser.
/// It needs no script and no token, and shows only what the health report and the documentation show.
/// </summary>
internal static class StatusPage
{
    private static readonly string Style = ReadStyle();

    public static void Map(WebApplication app, IReadOnlyCollection<string> services)
    {
        app.MapGet("/status", async (HttpContext http, KeptHealth health, IConfiguration configuration, CancellationToken ct) =>
        {
            var words = Words.For(http.Request);
            var report = await health.ReadAsync(ct);
            http.Response.Headers.ContentLanguage = words.Language;
            http.Response.Headers.Vary = "Accept-Language";
            http.Response.Headers.CacheControl = "no-store";
            var (authority, traces) = (configuration["Authentication:Authority"], configuration["Portal:Traces"]);
            return HtmlPage.Of(words.Language, words.Title, Body(words, services, report, authority, traces));
        }).AllowAnonymous().WithName("ReadStatus").WithSummary("Show the services, their health and their documentation").WithTags("Pages")
            .Produces<string>(StatusCodes.Status200OK, "text/html");
        app.MapGet("/portal.css", () => Results.Content(Style, "text/css; charset=utf-8")).AllowAnonymous()
            .WithName("ReadPortalStyle").WithSummary("Read the style of the pages").WithTags("Pages")
            .Produces<string>(StatusCodes.Status200OK, "text/css");
    }

    private static string Body(Words words, IEnumerable<string> services, HealthReport health, string? authority, string? traces) =>
        $"""
        <header>
        <h1>{words.Title}</h1>
        <p><a href="/">{words.StartPage}</a> ·
        <a href="/status?lang={words.Other.Language}" hreflang="{words.Other.Language}"
        lang="{words.Other.Language}">{words.Other.Name}</a></p>
        </header>
        <main>
        <p>{words.Purpose}</p>
        <h2>{words.Services}</h2>
        <table>
        <thead>
        <tr><th scope="col">{words.Service}</th><th scope="col">{words.Owns}</th>
        <th scope="col">{words.Health}</th><th scope="col">{words.Documentation}</th></tr>
        </thead>
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

    private static string ReadStyle()
    {
        using var reader = new StreamReader(typeof(StatusPage).Assembly.GetManifestResourceStream("portal.css")!);
        return reader.ReadToEnd();
    }
}

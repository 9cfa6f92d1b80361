using System.Net;
using Kernel.Http;
using Yarp.ReverseProxy;
using static Kernel.Http.HtmlPage;

namespace Gateway.Portal;

/// <summary>
/// The page at <c>/certificates/{number}</c>: whether a dual-qualified certificate is valid, its level, its issuer and the holder's name as
/// it is printed. It needs no token and no script. Whatever is no number of a certificate answers the same.
/// </summary>
/// <remarks>The parameter's name keeps the number out of logs and traces, and the page out of caches.</remarks>
internal static class CertificatePage
{
    private const string Service = "faculty-certification";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    public static void Add(WebApplicationBuilder builder) =>
        builder.Services.AddHttpClient(nameof(CertificatePage), client => client.Timeout = Patience).RemoveAllLoggers();

    public static void Map(WebApplication app) => app.MapGet("/certificates/{token}", ShowAsync)
        .AllowAnonymous().RequireRateLimiting(RateLimits.Verifications)
        .WithName("ShowCertificate").WithSummary("Show whether a certificate is valid").WithTags("Pages")
        .Produces<string>(StatusCodes.Status200OK, "text/html").Produces<string>(StatusCodes.Status404NotFound, "text/html");

    private static async Task<IResult> ShowAsync(
        HttpContext http, string token, IProxyStateLookup proxy, IHttpClientFactory clients, CancellationToken ct)
    {
        var words = CertificateWords.For(http.Request);
        http.Response.Headers.ContentLanguage = words.Language;
        http.Response.Headers.Vary = "Accept-Language";
        http.Response.Headers["X-Robots-Tag"] = "noindex";
        // A service that does not answer is not asked here either.
        if (!proxy.TryGetCluster(Service, out var cluster)
            || cluster.DestinationsState.AvailableDestinations is not [var service, ..]) return Unavailable();
        try
        {
            var address = new Uri(service.Model.Config.Address);
            using var client = clients.CreateClient(nameof(CertificatePage));
            using var reply = await client.GetAsync(new Uri(address, $"/{Service}/v1/verifications/{Uri.EscapeDataString(token)}"), ct);
            if (reply.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.BadRequest) return Page(words, null);
            if (!reply.IsSuccessStatusCode) return Unavailable();
            return Page(words, await reply.Content.ReadFromJsonAsync<Verification>(ct));
        }
        catch (HttpRequestException)
        {
            return Unavailable();
        }
        catch (TaskCanceledException) when (!ct.IsCancellationRequested)
        {
            return Unavailable();
        }
    }

    private static IResult Unavailable() => Results.StatusCode(StatusCodes.Status503ServiceUnavailable);

    private static IResult Page(CertificateWords words, Verification? certificate) => HtmlPage.Of(
        words.Language,
        words.Title,
        $"""
        <header>
        <h1>{words.Title}</h1>
        <p><a href="?lang={words.Other.Language}" hreflang="{words.Other.Language}"
        lang="{words.Other.Language}">{words.Other.Name}</a></p>
        </header>
        <main>
        {(certificate is null ? $"<p>{words.NoCertificate}</p>" : Table(words, certificate))}
        </main>
        """,
        certificate is null ? StatusCodes.Status404NotFound : StatusCodes.Status200OK);

    private static string Table(CertificateWords words, Verification certificate) =>
        $"""
        <table>
        <tbody>
        <tr><th scope="row">{words.Validity}</th>
        <td>{(certificate.IsValid
            ? $"<span class=\"healthy\">{words.Valid}</span>"
            : $"<span class=\"unhealthy\">{words.NotValid}</span>")}</td></tr>
        <tr><th scope="row">{words.Days}</th><td>{certificate.ValidFrom:O} – {certificate.ValidUntil:O}</td></tr>
        <tr><th scope="row">{words.Level}</th><td>{Text(words.LevelOf(certificate.Level))}</td></tr>
        <tr><th scope="row">{words.Issuer}</th><td>{Text(certificate.Issuer)}</td></tr>
        <tr><th scope="row">{words.Holder}</th><td>{Text(certificate.Holder ?? "–")}</td></tr>
        <tr><th scope="row">{words.Number}</th><td><code>{Text(certificate.Number)}</code></td></tr>
        </tbody>
        </table>
        """;

    private sealed record Verification(
        string Number, bool IsValid, DateOnly ValidFrom, DateOnly ValidUntil, string Level, string Issuer, string? Holder);
}

using System.Diagnostics;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry;
using OpenTelemetry.Logs;

namespace Kernel.Hosting;

/// <summary>
/// Keeps secrets in paths out of traces and logs. A route with a parameter <c>token</c> has a secret: everything after its prefix, also
/// text that a messenger added to a link. A segment that begins with 43 base64url characters (256 random bits) is secret too.
/// </summary>
internal sealed class SecretPaths(IServiceProvider services)
{
    private const string Parameter = "token";
    private const string Shown = "{token}";

    // A route's template is no secret, and neither is the rest of its log line.
    private const string NoTemplate = @"(?!\{token\}(?![^\s/]))";
    private const string Bits = "(?<=/)[A-Za-z0-9_-]{43}(?![A-Za-z0-9_-]).*";

    private EndpointDataSource? source;
    private IReadOnlyList<Endpoint>? known;
    private Regex secret = Matching([]);

    /// <summary>Whether the route has a secret in its path.</summary>
    public static bool IsIn(Endpoint endpoint) => endpoint is RouteEndpoint route && route.RoutePattern.GetParameter(Parameter) is not null;

    /// <summary>The text with <c>{token}</c> instead of a secret and everything after it.</summary>
    public string Hide(string text) => text.Contains('/', StringComparison.Ordinal) ? Current().Replace(text, Shown) : text;

    public bool Holds(string text) => text.Contains('/', StringComparison.Ordinal) && Current().IsMatch(text);

    private Regex Current()
    {
        // Kept, since a span may end after the services were disposed.
        source ??= services.GetRequiredService<EndpointDataSource>();
        var endpoints = source.Endpoints;
        if (!ReferenceEquals(endpoints, known)) (secret, known) = (Matching(endpoints), endpoints);
        return secret;
    }

    private static Regex Matching(IReadOnlyList<Endpoint> endpoints)
    {
        var prefixes = endpoints.Where(IsIn).Cast<RouteEndpoint>().Select(route => Regex.Escape($"/{Prefix(route)}/")).Distinct();
        var all = string.Join('|', prefixes.Select(prefix => $"(?<={prefix}){NoTemplate}.+").Append(Bits));
        return new Regex(all, RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.Singleline);
    }

    private static string Prefix(RouteEndpoint route) => route.RoutePattern.RawText!.Split("/{" + Parameter)[0].Trim('/');
}

internal sealed class SecretsInSpans(SecretPaths secrets) : BaseProcessor<Activity>
{
    public override void OnEnd(Activity data)
    {
        foreach (var (name, value) in data.TagObjects.Where(tag => tag.Value is string text && secrets.Holds(text)).ToList())
        {
            data.SetTag(name, secrets.Hide((string)value!));
        }
        if (secrets.Holds(data.DisplayName)) data.DisplayName = secrets.Hide(data.DisplayName);
        if (data.StatusDescription is { } description && secrets.Holds(description)) data.SetStatus(data.Status, secrets.Hide(description));
    }
}

internal sealed class SecretsInLogs(SecretPaths secrets) : BaseProcessor<LogRecord>
{
    public override void OnEnd(LogRecord data)
    {
        if (data.FormattedMessage is { } message) data.FormattedMessage = secrets.Hide(message);
        if (data.Attributes?.Any(attribute => attribute.Value is string text && secrets.Holds(text)) == true)
        {
            data.Attributes =
            [
                .. data.Attributes.Select(attribute => attribute.Value is string text ? new(attribute.Key, secrets.Hide(text)) : attribute),
            ];
        }
    }
}

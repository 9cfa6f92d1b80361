using System.Diagnostics;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Kernel.Hosting;

/// <summary>For every request the reply names its trace, the log has one line, and caches store only public replies.</summary>
internal static partial class Requests
{
    /// <summary>The header with the trace id of a reply.</summary>
    public const string TraceHeader = "Trace-Id";

    /// <summary>The header with the route's template, from a service to the gateway, which cannot know it.</summary>
    public const string RouteHeader = "Route";

    private const string NoStore = "no-store";

    /// <param name="app">The process.</param>
    /// <param name="tellsRoute">Whether its replies name their route, like a service's.</param>
    public static void UseRequests(this WebApplication app, bool tellsRoute)
    {
        var service = app.Services.GetRequiredService<ServiceName>();
        var propagator = app.Services.GetRequiredService<DistributedContextPropagator>();
        var log = app.Services.GetRequiredService<ILoggerFactory>().CreateLogger("Platform.Requests");
        app.Use(async (http, next) =>
        {
            // The host makes an activity only with a listener or a log.
            using var own = Activity.Current is null ? Begin(http, propagator) : null;
            // Read it now, because a failure removes the endpoint.
            var seen = new Seen(http, http.GetEndpoint(), Activity.Current!, tellsRoute);
            if (seen.IsRecorded) seen.Span.SetTag(Telemetry.ServiceTag, service.Value);
            http.Response.OnStarting(SetHeadersAsync, seen);
            var began = Stopwatch.GetTimestamp();
            try
            {
                await next(http);
            }
            finally
            {
                seen.TellSpan();
                var isTold = log.IsEnabled(LogLevel.Information) && !http.Request.Path.StartsWithSegments("/health");
                if (isTold) Tell(log, seen, Stopwatch.GetElapsedTime(began));
            }
        });
    }

    /// <summary>The route that a service reported to the gateway.</summary>
    public static void NoteRoute(HttpContext http, string route) => http.Items[RouteHeader] = route;

    public static string? RouteOf(HttpContext http, Endpoint? endpoint) =>
        http.Items[RouteHeader] as string ?? (endpoint as RouteEndpoint)?.RoutePattern.RawText;

    private static void Tell(ILogger log, Seen seen, TimeSpan took)
    {
        var (method, status) = (seen.Http.Request.Method, seen.Http.Response.StatusCode);
        Answered(log, method, seen.Route ?? "-", status, (long)took.TotalMilliseconds, seen.Client ?? "-", seen.Organisation ?? "-");
    }

    private static Activity Begin(HttpContext http, DistributedContextPropagator propagator)
    {
        var activity = new Activity("request");
        propagator.ExtractTraceIdAndState(http.Request.Headers, ReadHeader, out var parent, out var state);
        if (parent is not null) activity.SetParentId(parent).TraceStateString = state;
        return activity.SetIdFormat(ActivityIdFormat.W3C).Start();
    }

    private static void ReadHeader(object? headers, string name, out string? value, out IEnumerable<string>? values) =>
        (value, values) = ((headers as IHeaderDictionary)?[name], null);

    private static Task SetHeadersAsync(object state)
    {
        var seen = (Seen)state;
        var headers = seen.Http.Response.Headers;
        headers[TraceHeader] = seen.Span.TraceId.ToString();
        if (seen is { TellsRoute: true, Route: { } route }) headers[RouteHeader] = route;
        if (headers.CacheControl.Count == 0 && !IsForEverybody(seen.Endpoint)) headers.CacheControl = NoStore;
        return Task.CompletedTask;
    }

    // A reply that needs a token belongs to its caller, and a reply by a link to its holder.
    private static bool IsForEverybody(Endpoint? endpoint) =>
        endpoint?.Metadata.GetMetadata<IAllowAnonymous>() is not null && !SecretPaths.IsIn(endpoint);

    [LoggerMessage(LogLevel.Information, "{Method} {Route} {Status} in {Milliseconds} ms, client {Client}, organisation {Organisation}")]
    private static partial void Answered(
        ILogger log, string method, string route, int status, long milliseconds, string client, string organisation);

    private sealed record Seen(HttpContext Http, Endpoint? Endpoint, Activity Span, bool TellsRoute)
    {
        // Without a listener the tags would be useless.
        public bool IsRecorded => Span.IsAllDataRequested && Span.Source.HasListeners();

        public string? Route => TellsRoute ? (Endpoint as RouteEndpoint)?.RoutePattern.RawText : RouteOf(Http, Endpoint);

        public string? Client => Tokens.ClientOf(Http.User);

        public string? Organisation => Http.User.FindFirst("org")?.Value;

        public void TellSpan()
        {
            if (!IsRecorded) return;
            Span.SetTag(Telemetry.ClientTag, Client).SetTag(Telemetry.OrganisationTag, Organisation);
            if (Endpoint?.Metadata.GetMetadata<IEndpointNameMetadata>() is { } name) Span.SetTag(Telemetry.OperationTag, name.EndpointName);
        }
    }
}

using System.Text;
using System.Text.Json;
using Kernel.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;

namespace Kernel.Hosting;

/// <summary>The parts of every process: telemetry, tokens, problem details, health, the two clocks.</summary>
public static class ServiceDefaults
{
    private const long LargestBody = 1024 * 1024;

    private static readonly HealthReport Alive = new(new Dictionary<string, HealthReportEntry>(), TimeSpan.Zero);

    /// <param name="builder">The host to be.</param>
    /// <param name="service">Its name in paths, queues and traces.</param>
    public static WebApplicationBuilder AddServiceDefaults(this WebApplicationBuilder builder, string service)
    {
        Cultures.UseInvariant();
        builder.Services.AddSingleton(new ServiceName(service));
        builder.Services.TryAddSingleton<TimeProvider>(new MillisecondClock());
        builder.Services.TryAddSingleton(provider => new Today(provider.GetRequiredService<TimeProvider>()));
        builder.Services.Configure<KestrelServerOptions>(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = LargestBody;
            // Each byte is one character, so no header is refused on its way because of a letter outside ASCII.
            kestrel.RequestHeaderEncodingSelector = _ => Encoding.Latin1;
        });
        builder.Services.ConfigureHttpJsonOptions(json =>
        {
            json.SerializerOptions.RespectNullableAnnotations = true;
            json.SerializerOptions.RespectRequiredConstructorParameters = true;
            json.SerializerOptions.NumberHandling = System.Text.Json.Serialization.JsonNumberHandling.Strict;
            // Two readers could choose different values of a repeated member.
            json.SerializerOptions.AllowDuplicateProperties = false;
            // A schema's names are exact: a member in other letters is another one, and unknown.
            json.SerializerOptions.PropertyNameCaseInsensitive = false;
            json.SerializerOptions.UnmappedMemberHandling = System.Text.Json.Serialization.JsonUnmappedMemberHandling.Disallow;
        });
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(10));
        builder.Services.AddHealthChecks();
        builder.Services.AddSingleton<KeptHealth>();
        builder.Services.AddSingleton<Refusals>();
        builder.Services.AddSingleton<SecretPaths>();
        builder.Logging.AddConsoleFormatter<PlainConsole, ConsoleFormatterOptions>();
        builder.Services.Configure<ConsoleLoggerOptions>(console => console.FormatterName ??= PlainConsole.FormatterName);
        // Its log has a stack trace for each failed check.
        builder.Logging.AddFilter("Microsoft.Extensions.Diagnostics.HealthChecks", LogLevel.None);
        builder.Services.AddProblems();
        builder.AddTokens();
        builder.AddTelemetry(service);
        return builder;
    }

    /// <summary>The middleware before every route, and the health of the process.</summary>
    /// <param name="app">The process.</param>
    /// <param name="isEdge">Whether it is the gateway, whose replies hide the route.</param>
    /// <param name="afterAuthentication">Adds middleware that needs the caller and must run before refusals.</param>
    public static WebApplication MapServiceDefaults(this WebApplication app, bool isEdge = false, Action? afterAuthentication = null)
    {
        app.Use((http, next) => Methods.Head(http, next));
        // It runs before the exception handler, which removes the endpoint.
        app.UseRouting();
        app.UseRequests(tellsRoute: !isEdge);
        app.UseExceptionHandler();
        app.UseStatusCodePages();
        app.Use((http, next) => Methods.Options(http, next));
        app.UseAuthentication();
        afterAuthentication?.Invoke();
        RolesByKind.Use(app);
        app.UseAuthorization();
        app.Use((http, next) => ContentType.CheckAsync(http, next));
        var health = app.Services.GetRequiredService<KeptHealth>();
        var checks = app.MapGroup("/health").WithTags("Health").AllowAnonymous();
        checks.MapGet("/live", (HttpContext http) => Tell(http, Alive))
            .WithName("IsLive").WithSummary("Ask whether the process works")
            .WithDescription("It answers as soon as the process takes requests. It asks nothing of others.").Produces<Health>();
        checks.MapGet("/ready", async (HttpContext http, CancellationToken ct) => Tell(http, await health.ReadAsync(ct)))
            .WithName("IsReady").WithSummary("Ask whether the process and what it needs work")
            .WithDescription("A degraded process takes requests all the same; an unhealthy one answers 503.")
            .Produces<Health>().Produces<Health>(StatusCodes.Status503ServiceUnavailable);
        return app;
    }

    private static JsonHttpResult<Health> Tell(HttpContext http, HealthReport report)
    {
        http.Response.Headers.CacheControl = "no-store";
        return TypedResults.Json(
            new Health(
                Word(report.Status),
                report.Entries.ToDictionary(entry => entry.Key, entry => new Check(Word(entry.Value.Status), entry.Value.Description))),
            JsonSerializerOptions.Web,
            statusCode: report.Status is HealthStatus.Unhealthy ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status200OK);
    }

    private static string Word(HealthStatus status) => status switch
    {
        HealthStatus.Healthy => "healthy",
        HealthStatus.Degraded => "degraded",
        _ => "unhealthy",
    };
}

/// <summary>Whether a process works, with what it needs.</summary>
/// <param name="Status"><c>healthy</c>, <c>degraded</c> or <c>unhealthy</c>.</param>
/// <param name="Checks">What it needs, by name.</param>
public sealed record Health(
    [property: OneOf("healthy", "degraded", "unhealthy")] string Status, IReadOnlyDictionary<string, Check> Checks);

/// <summary>Whether one thing that a process needs works.</summary>
/// <param name="Status"><c>healthy</c>, <c>degraded</c> or <c>unhealthy</c>.</param>
/// <param name="Description">What is wrong with it; null if nothing is.</param>
public sealed record Check([property: OneOf("healthy", "degraded", "unhealthy")] string Status, string? Description);

/// <summary>The service's name in paths, queues and traces.</summary>
public sealed record ServiceName(string Value);

using System.Text;
using System.Text.Json;
using Kernel.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
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
        app.MapGet("/health/live", (HttpContext http) => TellAsync(http, Alive)).AllowAnonymous().ExcludeFromDescription();
        app.MapGet("/health/ready", async (HttpContext http) => await TellAsync(http, await health.ReadAsync(http.RequestAborted)))
            .AllowAnonymous().ExcludeFromDescription();
        return app;
    }

    private static Task TellAsync(HttpContext http, HealthReport report)
    {
        if (report.Status is HealthStatus.Unhealthy) http.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        http.Response.Headers.CacheControl = "no-store";
        return http.Response.WriteAsJsonAsync(
            new
            {
                status = Word(report.Status),
                checks = report.Entries.ToDictionary(
                    entry => entry.Key, entry => new { status = Word(entry.Value.Status), entry.Value.Description }),
            },
            JsonSerializerOptions.Web);
    }

    private static string Word(HealthStatus status) => status switch
    {
        HealthStatus.Healthy => "healthy",
        HealthStatus.Degraded => "degraded",
        _ => "unhealthy",
    };
}

/// <summary>The service's name in paths, queues and traces.</summary>
public sealed record ServiceName(string Value);

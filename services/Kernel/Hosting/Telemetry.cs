using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry;
using OpenTelemetry.Context.Propagation;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Kernel.Hosting;

/// <summary>
/// Traces, metrics and logs by OpenTelemetry, sent by OTLP if OTEL_EXPORTER_OTLP_ENDPOINT is set. Otherwise nothing is recorded.
/// </summary>
public static class Telemetry
{
    /// <summary>The source of the kernel's spans and the meter of its metrics.</summary>
    public const string Name = "Platform.Kernel";

    /// <summary>The service of a span, if several share a process.</summary>
    public const string ServiceTag = "platform.service";

    /// <summary>The client of the request's token.</summary>
    public const string ClientTag = "platform.client";

    /// <summary>The organisation that the client acts for.</summary>
    public const string OrganisationTag = "platform.organisation";

    /// <summary>The name of the operation, as in the OpenAPI document.</summary>
    public const string OperationTag = "platform.operation";

    /// <summary>The type of the problem in the reply.</summary>
    public const string ProblemTag = "platform.problem";

    /// <summary>The rule that refused.</summary>
    public const string RuleTag = "platform.rule";

    // The setting of OpenTelemetry for the spans that wait for their export.
    private const string QueueSize = "OTEL_BSP_MAX_QUEUE_SIZE";

    /// <summary>Every source of a complete trace.</summary>
    public static IReadOnlyList<string> Sources { get; } =
    [
        Name, "MassTransit", "Microsoft.AspNetCore", "System.Net.Http", "Yarp.ReverseProxy",
    ];

    internal static ActivitySource Source { get; } = new(Name);

    /// <summary>On by default only with an exporter; <c>Telemetry:Enabled</c> overrides it, for a host with its own collector.</summary>
    internal static void AddTelemetry(this WebApplicationBuilder builder, string service)
    {
        var exports = builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"] is { Length: > 0 };
        if (!builder.Configuration.GetValue("Telemetry:Enabled", exports)) return;

        // A change leaves some twenty spans, and the exporter drops those for which its queue has no room: 2,048 by default.
        builder.Configuration[QueueSize] ??= "16384";
        // The framework passes a trace on. OpenTelemetry's own way would read a caller's headers a second time.
        Sdk.SetDefaultTextMapPropagator(new TraceContextPropagator());
        var telemetry = builder.Services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService(service))
            .WithTracing(tracing =>
            {
                tracing.AddSource([.. Sources]).AddProcessor<SecretsInSpans>();
                tracing.AddAspNetCoreInstrumentation(web =>
                {
                    web.Filter = http => !IsHealth(http.Request.Path);
                    // At the gateway, the route covers a whole service.
                    web.EnrichWithHttpResponse = (span, reply) =>
                    {
                        if (Requests.RouteOf(reply.HttpContext, null) is not { } route) return;
                        (span.DisplayName, _) = ($"{reply.HttpContext.Request.Method} {route}", span.SetTag("http.route", route));
                    };
                });
                tracing.AddHttpClientInstrumentation(client =>
                    client.FilterHttpRequestMessage = request => !IsHealth(request.RequestUri?.AbsolutePath));
                // A caller's own recording does not matter here.
                if (builder.Configuration["OTEL_TRACES_SAMPLER"] is null) tracing.SetSampler(new AlwaysOnSampler());
            })
            .WithMetrics(metrics => metrics
                .AddMeter(Name, "MassTransit").AddAspNetCoreInstrumentation().AddHttpClientInstrumentation().AddRuntimeInstrumentation());
        if (!exports) return;
        telemetry
            .WithLogging(logging => logging.AddProcessor<SecretsInLogs>(), options => options.IncludeFormattedMessage = true)
            .UseOtlpExporter();
    }

    private static bool IsHealth(string? path) => path?.StartsWith("/health", StringComparison.Ordinal) == true;
}

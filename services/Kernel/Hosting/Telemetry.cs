using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Kernel.Hosting;

/// <summary>Traces and metrics by OpenTelemetry, sent by OTLP where OTEL_EXPORTER_OTLP_ENDPOINT is set.</summary>
public static class Telemetry
{
    /// <summary>The source of the kernel's spans and the meter of its metrics.</summary>
    public const string Name = "Platform.Kernel";

    /// <summary>Says which service a span is of where several share a process.</summary>
    public const string ServiceTag = "platform.service";

    /// <summary>Every source that a complete trace is made of.</summary>
    public static IReadOnlyList<string> Sources { get; } = [Name, "MassTransit", "Microsoft.AspNetCore", "System.Net.Http", "Yarp.ReverseProxy"];

    internal static ActivitySource Source { get; } = new(Name);

    internal static void AddTelemetry(this WebApplicationBuilder builder, string service)
    {
        var telemetry = builder.Services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService(service))
            .WithTracing(tracing => tracing.AddSource([.. Sources]).AddAspNetCoreInstrumentation(web => web.Filter = http => !IsHealth(http.Request.Path)).AddHttpClientInstrumentation().AddProcessor(new SecretPaths()))
            .WithMetrics(metrics => metrics.AddMeter(Name, "MassTransit").AddAspNetCoreInstrumentation().AddHttpClientInstrumentation().AddRuntimeInstrumentation());
        if (builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"] is not null) telemetry.UseOtlpExporter();
    }

    private static bool IsHealth(string? path) => path?.StartsWith("/health", StringComparison.Ordinal) == true;
}

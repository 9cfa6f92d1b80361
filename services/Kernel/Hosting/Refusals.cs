using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Kernel.Hosting;

/// <summary>Counts refusals by problem, rule and operation, and tags the request's span.</summary>
internal sealed class Refusals(IMeterFactory meters, ServiceName service)
{
    private const string None = "none";

    private readonly Counter<long> refusals = meters.Create(Telemetry.Name)
        .CreateCounter<long>("platform.refusals", "{refusal}", "Requests that were refused.");

    public void Note(HttpContext http, ProblemDetails problem)
    {
        var rule = problem.Extensions.TryGetValue("rule", out var named) ? named as string : null;
        if (http.Features.Get<IHttpActivityFeature>()?.Activity is { IsAllDataRequested: true } span)
        {
            span.SetTag(Telemetry.ProblemTag, problem.Type);
            if (rule is not null) span.SetTag(Telemetry.RuleTag, rule);
        }
        if (!refusals.Enabled) return;
        var tags = new TagList
        {
            { Telemetry.ServiceTag, service.Value },
            { Telemetry.ProblemTag, problem.Type },
            { Telemetry.RuleTag, rule ?? None },
            { Telemetry.OperationTag, OperationOf(http) ?? None },
        };
        refusals.Add(1, tags);
    }

    // The exception handler removes the endpoint.
    private static string? OperationOf(
        HttpContext http) => (http.Features.Get<IExceptionHandlerPathFeature>()?.Endpoint ?? http.GetEndpoint())
        ?.Metadata.GetMetadata<IEndpointNameMetadata>()?.EndpointName;
}

using System.Diagnostics;
using Kernel.Hosting;
using Yarp.ReverseProxy.Transforms;
using Yarp.ReverseProxy.Transforms.Builder;

namespace Gateway;

/// <summary>
/// The gateway begins a trace and links the caller's, so no caller decides what is recorded or its id. Behind a proxy that begins traces
/// the gateway continues them (<c>Gateway:ContinueTraces</c>).
/// </summary>
internal static class Traces
{
    public static void AddTraces(this WebApplicationBuilder builder)
    {
        if (Continues(builder.Configuration)) return;
        builder.Services.AddSingleton<DistributedContextPropagator>(new NothingFromOutside(DistributedContextPropagator.Current));
    }

    public static void UseTraces(this WebApplication app)
    {
        if (Continues(app.Configuration)) return;
        app.Use((http, next) =>
        {
            var headers = http.Request.Headers;
            var isLinked = ActivityContext.TryParse(headers.TraceParent, headers.TraceState, isRemote: true, out var callers);
            if (isLinked && Activity.Current is { IsAllDataRequested: true } span) span.AddLink(new ActivityLink(callers));
            foreach (var name in DistributedContextPropagator.Current.Fields) headers.Remove(name);
            return next(http);
        });
    }

    /// <summary>The service reports the route of its answer; the gateway records it and hides it from the caller.</summary>
    public static void TakeRoute(TransformBuilderContext route) => route.AddResponseTransform(reply =>
    {
        var headers = reply.HttpContext.Response.Headers;
        if (headers.Remove(Requests.RouteHeader, out var answered)) Requests.NoteRoute(reply.HttpContext, answered.ToString());
        return ValueTask.CompletedTask;
    });

    private static bool Continues(IConfiguration configuration) => configuration.GetValue<bool>("Gateway:ContinueTraces");

    private sealed class NothingFromOutside(DistributedContextPropagator outwards) : DistributedContextPropagator
    {
        public override IReadOnlyCollection<string> Fields => outwards.Fields;

        public override void Inject(Activity? activity, object? carrier, PropagatorSetterCallback? setter) =>
            outwards.Inject(activity, carrier, setter);

        public override void ExtractTraceIdAndState(
            object? carrier, PropagatorGetterCallback? getter, out string? traceId, out string? traceState) =>
            (traceId, traceState) = (null, null);

        public override IEnumerable<KeyValuePair<string, string?>>? ExtractBaggage(object? carrier, PropagatorGetterCallback? getter) =>
            null;
    }
}

using Yarp.ReverseProxy.Transforms;
using Yarp.ReverseProxy.Transforms.Builder;

namespace Gateway;

/// <summary>The gateway and the service behind it both name the trace in Trace-Id; it is one trace, and is said once.</summary>
internal static class TraceId
{
    private const string Header = "Trace-Id";

    public static void KeepOne(TransformBuilderContext route) => route.AddResponseTransform(reply =>
    {
        var headers = reply.HttpContext.Response.Headers;
        if (headers[Header] is { Count: > 1 } ids) headers[Header] = ids[0];
        return ValueTask.CompletedTask;
    });
}

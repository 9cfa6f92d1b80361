using Kernel.Http;
using Microsoft.AspNetCore.Http.Features;
using Yarp.ReverseProxy.Forwarder;

namespace Gateway;

/// <summary>If a service does not answer, the gateway answers with its own status, and the defaults turn it into a problem.</summary>
internal static partial class ProxyFailures
{
    /// <summary>
    /// A body with a too large Content-Length is refused before it reaches the service; a body without a length is cut off. The answer
    /// tells the limit, which each route may set for itself.
    /// </summary>
    public static void UseRequestLimits(this IApplicationBuilder proxy) => proxy.Use(async (http, next) =>
    {
        var limit = http.GetRouteModel().Config.MaxRequestBodySize
            ?? http.Features.Get<IHttpMaxRequestBodySizeFeature>()?.MaxRequestBodySize;
        if (limit is not >= 0 || http.Request.ContentLength is not { } length || length <= limit)
        {
            await next(http);
            if (http.Response is not { StatusCode: StatusCodes.Status413PayloadTooLarge, HasStarted: false }) return;
        }
        throw new BadRequestException($"A body may have at most {limit} bytes here.", StatusCodes.Status413PayloadTooLarge);
    });

    public static void UseProxyFailures(this IApplicationBuilder proxy)
    {
        var log = proxy.ApplicationServices.GetRequiredService<ILoggerFactory>().CreateLogger("Platform.Forwarding");
        proxy.Use(async (http, next) =>
        {
            await next(http);
            if (http.GetForwarderErrorFeature() is not { } failure) return;

            // The forwarder's own log line has a stack trace for each disconnected caller.
            if (failure.Error is not ForwarderError.NoAvailableDestinations)
            {
                Failed(log, http.GetRouteModel().Config.ClusterId, failure.Error, failure.Exception?.Message);
            }
            if (!http.Response.HasStarted) http.Response.StatusCode = Status(failure) ?? http.Response.StatusCode;
        });
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A request to {Service} was not answered: {Failure}. {Error}")]
    private static partial void Failed(ILogger log, string? service, ForwarderError failure, string? error);

    private static int? Status(IForwarderErrorFeature failure) => (failure.Error, failure.Exception) switch
    {
        (ForwarderError.NoAvailableDestinations, _) => StatusCodes.Status503ServiceUnavailable,
        // A request that never reached the service may be repeated. Otherwise the outcome is unknown, and the answer is 502.
        (ForwarderError.Request, HttpRequestException
        {
            HttpRequestError: HttpRequestError.ConnectionError
            or HttpRequestError.NameResolutionError
        }) => StatusCodes.Status503ServiceUnavailable,
        _ => null,
    };
}

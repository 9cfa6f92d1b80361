using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Kernel.Http;

/// <summary>An operation that will go. Its replies say since when it is deprecated (RFC 9745), and when it ends (RFC 8594).</summary>
/// <param name="Since">From this day on, clients should use something else.</param>
/// <param name="Sunset">On this day the operation may be gone.</param>
public sealed record Deprecation(DateOnly Since, DateOnly Sunset)
{
    /// <summary>Between the two days clients have this time at least.</summary>
    public static readonly int LeastMonths = 6;

    /// <summary>The page that tells what to use instead.</summary>
    public const string Changelog = "/changes";

    internal static Task TellAsync(HttpContext http, RequestDelegate next)
    {
        if (http.GetEndpoint()?.Metadata.GetMetadata<Deprecation>() is { } deprecation) http.Response.OnStarting(deprecation.Tell, http);
        return next(http);
    }

    private Task Tell(object state)
    {
        var headers = ((HttpContext)state).Response.Headers;
        headers["Deprecation"] = string.Create(CultureInfo.InvariantCulture, $"@{Begin(Since).ToUnixTimeSeconds()}");
        headers["Sunset"] = Begin(Sunset).ToString("R", CultureInfo.InvariantCulture);
        headers.Append("Link", $"<{Changelog}>; rel=\"deprecation\"");
        return Task.CompletedTask;
    }

    private static DateTimeOffset Begin(DateOnly day) => new(day, TimeOnly.MinValue, TimeSpan.Zero);
}

public static class DeprecationExtensions
{
    /// <summary>Marks an operation as deprecated, in its replies and in the OpenAPI document.</summary>
    /// <exception cref="ArgumentException">The time until the sunset is too short for clients.</exception>
    public static TBuilder Deprecate<TBuilder>(this TBuilder route, DateOnly since, DateOnly sunset)
        where TBuilder : IEndpointConventionBuilder
    {
        if (sunset < since.AddMonths(Deprecation.LeastMonths))
        {
            throw new ArgumentException($"Clients have at least {Deprecation.LeastMonths} months.", nameof(sunset));
        }
        return route.WithMetadata(new Deprecation(since, sunset));
    }
}

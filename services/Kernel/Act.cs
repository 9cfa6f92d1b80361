using System.Reflection;
using Kernel.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Kernel;

/// <summary>The caller, the business date and the moment, once for a whole transaction.</summary>
/// <param name="Caller">The caller.</param>
/// <param name="Today">The business date.</param>
/// <param name="Now">The moment, UTC.</param>
public sealed record Act(Caller Caller, DateOnly Today, DateTimeOffset Now)
{
    /// <summary>An act of the platform itself, in a sweep or a consumer.</summary>
    /// <param name="actor">Its name in the audit.</param>
    /// <param name="today">The business date.</param>
    /// <param name="clock">The clock.</param>
    public static Act OfPlatform(string actor, Today today, TimeProvider clock) =>
        new(Caller.Platform(actor), today.Value, clock.GetUtcNow());

    /// <summary>The same act on behalf of an organisation.</summary>
    public Act For(string org) => this with { Caller = Caller with { Org = org } };

    public static ValueTask<Act?> BindAsync(HttpContext http, ParameterInfo _) => ValueTask.FromResult<Act?>(new(
        Caller.Of(http.User),
        http.RequestServices.GetRequiredService<Today>().Value,
        http.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow()));
}

using System.Reflection;
using Kernel.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Kernel;

/// <summary>Who acts, on which business day, at which moment: one for a whole transaction.</summary>
/// <param name="Caller">Who acts.</param>
/// <param name="Today">The business date.</param>
/// <param name="Now">The moment, UTC.</param>
public sealed record Act(Caller Caller, DateOnly Today, DateTimeOffset Now)
{
    /// <summary>The platform acts by itself, as a sweep or a consumer does.</summary>
    /// <param name="actor">Under which name the audit has it.</param>
    /// <param name="today">The business date.</param>
    /// <param name="clock">The clock.</param>
    public static Act OfPlatform(string actor, Today today, TimeProvider clock) => new(Caller.Platform(actor), today.Value, clock.GetUtcNow());

    /// <summary>The same, in an organisation's name.</summary>
    public Act For(string org) => this with { Caller = Caller with { Org = org } };

    public static ValueTask<Act?> BindAsync(HttpContext http, ParameterInfo _) => ValueTask.FromResult<Act?>(new(
        Caller.Of(http.User),
        http.RequestServices.GetRequiredService<Today>().Value,
        http.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow()));
}

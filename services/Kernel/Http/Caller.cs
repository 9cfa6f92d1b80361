using System.Reflection;
using System.Security.Claims;
using Kernel.Hosting;
using Microsoft.AspNetCore.Http;

namespace Kernel.Http;

/// <summary>The caller of the request, from the token.</summary>
/// <param name="Actor">The subject of the token, named in audit rows.</param>
/// <param name="Org">The code of the organisation that the caller acts for; empty without one.</param>
/// <param name="Person">The opaque identifier of a learner, mentor or panel member; empty without one.</param>
/// <param name="Roles">The caller's roles for that organisation.</param>
public sealed record Caller(string Actor, string Org, string Person, IReadOnlySet<string> Roles)
{
    /// <summary>The form of <see cref="Person"/> where a request names one: 1 to 100 visible ASCII characters.</summary>
    public const string PersonPattern = "^[!-~]{1,100}$";

    /// <summary>A part of the platform that acts by itself, such as the sweep for expired agreements.</summary>
    public static Caller Platform(string actor) => new(actor, "", "", new HashSet<string>());

    public bool Is(string role) => Roles.Contains(role);

    public static ValueTask<Caller?> BindAsync(HttpContext context, ParameterInfo _) => ValueTask.FromResult<Caller?>(Of(context.User));

    internal static Caller Of(ClaimsPrincipal user) => new(
        user.FindFirstValue(Tokens.Subject) ?? "",
        user.FindFirstValue(Tokens.Organisation) ?? "",
        user.FindFirstValue(Tokens.Person) ?? "",
        user.FindAll("roles").Select(role => role.Value).ToHashSet());
}

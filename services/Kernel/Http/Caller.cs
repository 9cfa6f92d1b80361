using System.Reflection;
using System.Security.Claims;
using Kernel.Hosting;
using Microsoft.AspNetCore.Http;

namespace Kernel.Http;

/// <summary>Who makes the request, as their token says.</summary>
/// <param name="Actor">The subject of the token; audit rows are its.</param>
/// <param name="Org">The code of the organisation it acts for; empty where the token names none, which is no organisation's code.</param>
/// <param name="Person">The opaque identifier of a learner, mentor or panel member; empty where the token names none.</param>
/// <param name="Roles">What it may do for that organisation.</param>
public sealed record Caller(string Actor, string Org, string Person, IReadOnlySet<string> Roles)
{
    /// <summary>The part of the platform that acts by itself, such as the one that lets agreements expire.</summary>
    public static Caller Platform(string actor) => new(actor, "", "", new HashSet<string>());

    public bool Is(string role) => Roles.Contains(role);

    public static ValueTask<Caller?> BindAsync(HttpContext context, ParameterInfo _) => ValueTask.FromResult<Caller?>(Of(context.User));

    internal static Caller Of(ClaimsPrincipal user) => new(
        user.FindFirstValue(Tokens.Subject) ?? "",
        user.FindFirstValue(Tokens.Organisation) ?? "",
        user.FindFirstValue(Tokens.Person) ?? "",
        user.FindAll("roles").Select(role => role.Value).ToHashSet());
}

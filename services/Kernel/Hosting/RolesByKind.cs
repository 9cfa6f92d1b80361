using System.Collections.Concurrent;
using System.Security.Claims;
using Kernel.Data;
using Kernel.Http;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Kernel.Hosting;

/// <summary>
/// A token's role counts only if its organisation's kind has the role. Other roles are removed from the caller before any route reads them.
/// An unknown organisation keeps all roles: it is party to nothing yet, and the first authority registers the others.
/// </summary>
/// <param name="kinds">The kinds of organisation for each role. A role without an entry belongs to every kind.</param>
/// <param name="find">Finds the kind of an organisation; null if it is unknown here.</param>
public sealed class RolesByKind(
    IReadOnlyDictionary<string, IReadOnlyList<string>> kinds, Func<Db, string, CancellationToken, Task<string?>> find)
{
    // An organisation never changes its kind, so each is looked up once.
    private readonly ConcurrentDictionary<string, string> known = new(StringComparer.Ordinal);

    internal static void Use(WebApplication app)
    {
        if (app.Services.GetService<RolesByKind>() is not { } roles) return;
        var db = app.Services.GetRequiredService<Db>();
        app.Use(async (http, next) =>
        {
            if (http.GetEndpoint()?.Metadata.GetMetadata<IAllowAnonymous>() is null) await roles.NarrowAsync(db, http);
            await next(http);
        });
    }

    /// <summary>Why a role of the caller's token does not count; null if all count.</summary>
    internal static Wording? WhyNot(HttpContext http) => http.Items[typeof(RolesByKind)] as Wording;

    private async Task NarrowAsync(Db db, HttpContext http)
    {
        var (user, caller) = (http.User, Caller.Of(http.User));
        if (caller.Org.Length == 0 || !caller.Roles.Any(kinds.ContainsKey)) return;
        if (!known.TryGetValue(caller.Org, out var kind))
        {
            if (await find(db, caller.Org, http.RequestAborted) is not { } found) return;
            known[caller.Org] = kind = found;
        }
        var lost = caller.Roles.Where(role => kinds.TryGetValue(role, out var having) && !having.Contains(kind))
            .Order(StringComparer.Ordinal).ToList();
        if (lost.Count == 0) return;
        var left = user.Claims.Where(claim => claim.Type != "roles" || !lost.Contains(claim.Value));
        http.User = new ClaimsPrincipal(new ClaimsIdentity(left, user.Identity!.AuthenticationType, "sub", "roles"));
        var roles = Wording.AnyOf(lost);
        http.Items[typeof(RolesByKind)] =
            Wording.Of($"{caller.Org} is of the kind {kind}. Organisations of this kind cannot have the role {roles}.");
    }
}

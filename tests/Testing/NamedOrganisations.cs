using System.Text.Json;
using Kernel;
using Kernel.Changes;
using Kernel.Http;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Testing;

/// <summary>
/// Holds the organisations that a kind of thing names against what the GET gives. One too many costs a query; one too few would miss
/// changes.
/// </summary>
public static class NamedOrganisations
{
    /// <param name="app">The service with its things.</param>
    /// <param name="organisations">Those that could see more than strangers do.</param>
    /// <returns>How often one of them saw more, or less.</returns>
    public static async Task<int> CheckAsync(ServiceApp app, params string[] organisations)
    {
        var (db, told) = (app.Db, 0);
        foreach (var kind in app.Services.GetServices<ChangeKind>())
        {
            foreach (var thing in (await kind.AllAsync(db, 0, 1000)).Select(one => one.Code ?? $"{one.Id}"))
            {
                foreach (var role in kind.Roles)
                {
                    var named = kind.NamedAsync is { } find ? await find(db, [Guid.Parse(thing)]) : [];
                    var stranger = await SeenAsync(app, kind, thing, "", role);
                    foreach (var org in organisations)
                    {
                        if (await SeenAsync(app, kind, thing, org, role) == stranger) continue;
                        Assert.True(named.Any(one => one.Organisation == org), $"{org} sees {kind.Name} {thing}, which does not name it.");
                        told++;
                    }
                }
            }
        }
        return told;
    }

    private static async Task<string> SeenAsync(ServiceApp app, ChangeKind kind, string thing, string org, string role)
    {
        var caller = new Caller("test", org, "", role.Length > 0 ? new HashSet<string> { role } : []);
        var seen = await kind.Replies.ReadAsync(app.Db, [thing], new Act(caller, app.Today.Value, DateTimeOffset.UtcNow));
        return JsonSerializer.Serialize(seen.Select(one => one.Reply));
    }
}

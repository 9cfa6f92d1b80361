using System.Security.Claims;
using Kernel.Hosting;
using Kernel.Http;

namespace Gateway;

/// <summary>What the platform reads in the caller's token, so that a partner sees why a request is refused.</summary>
internal static class WhoAmI
{
    public static void Map(WebApplication app) => app.MapGet("/whoami", (HttpContext http, Caller caller) =>
    {
        http.Response.Headers.CacheControl = "no-store";
        return TypedResults.Ok(new Reply(
            Tokens.ClientOf(http.User), caller.Actor, NullIfEmpty(caller.Org), NullIfEmpty(caller.Person),
            [.. caller.Roles.Order(StringComparer.Ordinal)], [.. ScopesOf(http.User)], ExpiryOf(http.User)));
    }).WithName("WhoAmI").WithSummary("Read what the platform sees in your token").WithTags("Access");

    private static string? NullIfEmpty(string text) => text.Length == 0 ? null : text;

    private static IEnumerable<string> ScopesOf(ClaimsPrincipal user) =>
        user.FindAll("scope").SelectMany(claim => claim.Value.Split(' ')).Order(StringComparer.Ordinal);

    private static DateTimeOffset? ExpiryOf(ClaimsPrincipal user) =>
        long.TryParse(user.FindFirstValue("exp"), out var seconds) ? DateTimeOffset.FromUnixTimeSeconds(seconds) : null;

    /// <param name="Client">The client that got the token.</param>
    /// <param name="Subject">The account, which audit rows name.</param>
    /// <param name="Organisation">The code of the organisation that the caller acts for.</param>
    /// <param name="Person">The person, for a learner, mentor or panel member.</param>
    /// <param name="Roles">The roles for that organisation.</param>
    /// <param name="Scopes">The services that the token may be used at.</param>
    /// <param name="ExpiresAt">The moment from which on the token is refused.</param>
    internal sealed record Reply(
        string? Client, string Subject, string? Organisation, string? Person, IReadOnlyList<string> Roles, IReadOnlyList<string> Scopes,
        DateTimeOffset? ExpiresAt);
}

using Kernel;
using Kernel.Data;
using Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IndustryPartnership.Cooperation.Membership;

/// <summary>The history of a consortium, a base or a project: the routes that read it and list its changes.</summary>
/// <param name="Kind">Its name in the history.</param>
/// <param name="FindAsync">The present thing, as the caller sees it.</param>
internal sealed record JoinedHistory<T>(string Kind, Func<Db, Guid, Act, CancellationToken, Task<T?>> FindAsync) where T : class, IJoined<T>
{
    /// <remarks>Those who see the thing read it as it is, as it was on a day, or as it was known on a business date.</remarks>
    public async Task<Results<Ok<T>, Refusal>> GetAsync(
        Guid id, Db db, Act act, CancellationToken ct, DateOnly? asOf = null, DateOnly? knownOn = null)
    {
        if (await FindAsync(db, id, act, ct) is not { } found) return CommonProblems.NotFound();
        if (asOf is null && knownOn is null) return TypedResults.Ok(found);
        var (audiences, day) = (AudiencesOf(found, act), asOf ?? act.Today);
        // Before it began, nothing in it had a day of its own.
        var then = found.HasBegun
            ? await History.FindDatedAsync<T>(db, Kind, id, audiences, day, knownOn, ct) is { } known ? known.AsOf(day) : null
            : await History.FindAsync<T>(db, Kind, id, audiences, asOf, knownOn, ct);
        return then is null ? CommonProblems.NotFound() : TypedResults.Ok(then);
    }

    /// <remarks>Those who see the thing read its changes, and the whole thing after each of them.</remarks>
    public async Task<Results<Ok<Page<Change<T>>>, Refusal>> ListAsync(
        Guid id, HttpContext http, Paging paging, Db db, Act act, CancellationToken ct) =>
        await FindAsync(db, id, act, ct) is { } found
            ? await History.ListAsync<T>(http, paging, db, Kind, id, AudiencesOf(found, act), ct)
            : CommonProblems.NotFound();

    private static string[] AudiencesOf(T found, Act act) =>
        found.ShowsInvitationsTo(act.Caller) ? [History.Public, History.Parties] : [History.Public];
}

using Kernel;
using Kernel.Data;
using Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IndustryPartnership.Cooperation.Membership;

/// <summary>What a consortium, a base or a project was, and what became of it: the routes that read one and list its changes.</summary>
/// <param name="Kind">What the history calls such a thing.</param>
/// <param name="FindAsync">The present thing, as a caller sees it.</param>
internal sealed record JoinedHistory<T>(string Kind, Func<Db, Guid, Act, CancellationToken, Task<T?>> FindAsync) where T : class, IJoined<T>
{
    // asOf is the day that is asked about, knownOn the last business date whose records count: without both, the present.
    public async Task<Results<Ok<T>, Refusal>> GetAsync(
        Guid id, Db db, Act act, CancellationToken ct, DateOnly? asOf = null, DateOnly? knownOn = null)
    {
        if (await FindAsync(db, id, act, ct) is not { } found) return CommonProblems.NotFound();
        if (asOf is null && knownOn is null) return TypedResults.Ok(found);
        var (audiences, day) = (AudiencesOf(found, act), asOf ?? act.Today);
        // Before it began nothing of it had a day of its own.
        var then = found.HasBegun
            ? await History.FindDatedAsync<T>(db, Kind, id, audiences, day, knownOn, ct) is { } known ? known.AsOf(day) : null
            : await History.FindAsync<T>(db, Kind, id, audiences, asOf, knownOn, ct);
        return then is null ? CommonProblems.NotFound() : TypedResults.Ok(then);
    }

    public async Task<Results<Ok<Page<Change<T>>>, Refusal>> ListAsync(
        Guid id, HttpContext http, Paging paging, Db db, Act act, CancellationToken ct) =>
        await FindAsync(db, id, act, ct) is { } found
            ? await History.ListAsync<T>(http, paging, db, Kind, id, AudiencesOf(found, act), ct)
            : CommonProblems.NotFound();

    private static string[] AudiencesOf(T found, Act act) =>
        found.ShowsInvitationsTo(act.Caller) ? [History.Public, History.Parties] : [History.Public];
}

using System.Collections.Concurrent;
using VocationalPlatform.Client;
using VocationalPlatform.Client.Enrollment;

namespace Partner;

/// <summary>A copy of the learners that this institution sees, which follows the feed.</summary>
internal sealed class LearnerCopy(ChangeFeed feed)
{
    private readonly ConcurrentDictionary<string, Learner> learners = [];

    /// <summary>Whether the first snapshot is complete.</summary>
    public bool IsComplete { get; private set; }

    public IEnumerable<Learner> Learners => learners.Values.OrderBy(learner => learner.StudentNumber, StringComparer.Ordinal);

    public bool Has(Guid id) => learners.ContainsKey($"{id}");

    /// <summary>Follows until it is stopped. A real system stores each page with its cursor, and goes on from there.</summary>
    public async Task FollowAsync(CancellationToken ct)
    {
        HashSet<string> unseen = [];
        await foreach (var page in feed.ReadAsync(kind: "learner", ct: ct))
        {
            if (page.BeginsSnapshot) unseen = [.. learners.Keys];
            foreach (var change in page.Events)
            {
                unseen.Remove(change.Thingid);
                // Out of sight, or erased.
                if (change.DataAs<Learner>() is { } learner) learners[change.Thingid] = learner;
                else learners.TryRemove(change.Thingid, out _);
            }
            if (!page.EndsSnapshot) continue;
            foreach (var id in unseen) learners.TryRemove(id, out _);
            IsComplete = true;
        }
    }
}

using System.Collections.Concurrent;
using Testing;
using VocationalPlatform.Client.IndustryPartnership;

namespace Platform.Tests.Crash;

/// <summary>A platform with writes to be made on it, each with effects that can be counted.</summary>
/// <param name="platform">The platform.</param>
/// <param name="cooperation">Who writes.</param>
/// <param name="found">Gives the agreement on articulation.</param>
internal sealed class CrashGround(Installation platform, Cooperation cooperation, Func<Task<Guid>> found)
{
    private const int Learners = 16;

    private const string SeatsToGiveUp =
        """
        practice p INNER JOIN employment t ON t.id = p.employment_id
        WHERE p.state = 'requested' AND COALESCE(p.seat_state, 'reserved') = 'reserved' AND p.starts_on > t.last_day
        """;

    private readonly ConcurrentQueue<Placement> placements = new();
    private bool isPrepared;
    private int registered;

    public Installation Platform => platform;

    public Cooperation Cooperation => cooperation;

    /// <summary>Does once what comes before placements. Tests of one collection take turns, so there is no race.</summary>
    public async Task PrepareAsync()
    {
        if (isPrepared) return;
        foreach (var placement in await cooperation.PlaceAllAsync(await found(), Learners)) placements.Enqueue(placement);
        isPrepared = true;
    }

    /// <summary>A write that two other services hear of.</summary>
    public Task RegisterAsync() => cooperation.RegisterAsync($"school-{Interlocked.Increment(ref registered):D5}");

    /// <summary>A write that enrollment gives credit for.</summary>
    public async Task<Guid> CompleteAsync()
    {
        Assert.True(placements.TryDequeue(out var placement), "There are no placements left.");
        await cooperation.CompleteAsync(placement.Id);
        return placement.LearnerId;
    }

    /// <summary>What there is when all that was told before has arrived.</summary>
    public async Task<Ledger> SettleAsync()
    {
        await PrepareAsync();
        // Another test of the collection leaves a seat of a teacher who departed. The sweep of the next minute, or of the next start, gives
        // it
        // up: an audit row and two messages that no write of these tests has made.
        await Eventually.EqualAsync(0L, () => platform.CountAsync(Service.Faculty, SeatsToGiveUp));
        var settled = await Ledger.ReadAsync(platform);
        // A write whose effects are all that has changed since the last look: nothing else is on its way.
        await Eventually.TrueAsync(async () =>
        {
            var expected = settled.After(registered: 1, completed: 0);
            await RegisterAsync();
            await Eventually.TrueAsync(async () => (settled = await Ledger.ReadAsync(platform)).HasArrived(expected), () => $"{settled}");
            return settled == expected;
        }, () => $"{settled}");
        return settled;
    }

    /// <summary>Waits until the effects are there, and sees that they are there once, also after one more write.</summary>
    public async Task ShouldHaveEffectsOnceAsync(Ledger before, int registrations, int completions)
    {
        await ShouldBecomeAsync(before.After(registrations, completions));
        await RegisterAsync();
        await ShouldBecomeAsync(before.After(registrations + 1, completions));
    }

    private async Task ShouldBecomeAsync(Ledger expected)
    {
        var now = await Ledger.ReadAsync(platform);
        await Eventually.TrueAsync(
            async () => (now = await Ledger.ReadAsync(platform)) == expected, () => $"Expected {expected}, and there is {now}");
    }
}

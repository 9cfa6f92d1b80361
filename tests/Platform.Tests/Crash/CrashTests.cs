using Testing;

namespace Platform.Tests.Crash;

/// <summary>kill -9: no acknowledged write is lost, each event has its effect at each subscriber once, and traffic flows again.</summary>
public abstract class CrashTests
{
    private readonly CrashGround ground;

    private protected CrashTests(CrashGround ground) => this.ground = ground;

    [Theory]
    [InlineData("after-commit:3")]
    [InlineData("after-lease")]
    [InlineData("before-send:2")]
    [InlineData("after-confirm")]
    public Task A_killed_sender_loses_nothing_and_repeats_nothing(string failpoint) => CrashAsync(Service.Partnership, failpoint);

    [Fact]
    public Task A_consumer_killed_before_its_commit_still_does_its_work_once() => CrashAsync(Service.Enrollment, "after-effect:3");

    [Fact]
    public async Task A_process_killed_under_load_loses_nothing_and_repeats_nothing()
    {
        const int kills = 5;
        const int registrationsPerKill = 60;
        var platform = ground.Platform;
        var before = await ground.SettleAsync();
        var random = new Random(20261124);
        var acknowledged = 0;
        var load = new List<Task>();

        for (var kill = 0; kill < kills; kill++)
        {
            load.Add(Parallel.ForEachAsync(Enumerable.Range(
                0, registrationsPerKill), new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (_, _) =>
            {
                await ground.RegisterAsync();
                Interlocked.Increment(ref acknowledged);
            }));
            var moment = (kill * registrationsPerKill) + random.Next(registrationsPerKill / 2);
            await Eventually.TrueAsync(() => Task.FromResult(Volatile.Read(ref acknowledged) >= moment));
            var victim = platform.Victims[random.Next(platform.Victims.Count)];
            platform.Kill(victim);
            await platform.RestartAsync(victim);
        }
        await Task.WhenAll(load);

        Assert.Equal(kills * registrationsPerKill, acknowledged);
        await ground.ShouldHaveEffectsOnceAsync(before, acknowledged, completions: 0);
    }

    private protected async Task CrashAsync(Service victim, string failpoint, Action? whileDead = null)
    {
        const int registrations = 10;
        var platform = ground.Platform;
        var before = await ground.SettleAsync();
        await platform.ArmAsync(victim, failpoint);

        var registering = Task.WhenAll(Enumerable.Range(0, registrations).Select(_ => ground.RegisterAsync()));
        var completing = Task.WhenAll(ground.CompleteAsync(), ground.CompleteAsync());
        await platform.WaitUntilDeadAsync(victim);
        whileDead?.Invoke();
        await platform.RestartAsync(victim);
        await registering;
        var learners = await completing;

        await ground.ShouldHaveEffectsOnceAsync(before, registrations, learners.Length);
        foreach (var learner in learners) Assert.Single(await ground.Cooperation.CreditsAsync(learner));
    }
}

[Collection(WholePlatform.Name)]
public sealed class CrashOverRabbitMqTests(WholePlatform platform) : CrashTests(platform.Ground)
{
    [Fact]
    public async Task A_consumer_killed_before_its_acknowledgement_drops_the_repeated_message()
    {
        var consumer = Service.Enrollment;
        await CrashAsync(consumer, "before-ack:3", whileDead: () => platform.Collector.ForgetDuplicatesOf(consumer.Name));

        await Eventually.TrueAsync(
            () => Task.FromResult(platform.Collector.DuplicatesOf(consumer.Name) > 0), () => $"{consumer.Name} tells of no duplicate.");
    }
}

[Collection(EmbeddedPlatform.Name)]
public sealed class CrashEmbeddedTests(EmbeddedPlatform platform) : CrashTests(platform.Ground)
{
    // What is delivered again before the process's telemetry has started is not counted there; only the effects can be.
    [Fact]
    public Task A_consumer_killed_after_its_commit_does_its_work_once() => CrashAsync(Service.Enrollment, "before-ack:3");
}

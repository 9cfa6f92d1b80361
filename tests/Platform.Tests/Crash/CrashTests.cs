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
    [InlineData("after-effect:3")]
    [InlineData("before-ack:3")]
    public async Task Killed_at_this_point_it_loses_nothing_and_does_nothing_twice(string failpoint)
    {
        const int registrations = 10;
        var platform = ground.Platform;
        var before = await ground.SettleAsync();
        var victim = failpoint.StartsWith("after-effect", StringComparison.Ordinal) || failpoint.StartsWith("before-ack", StringComparison.Ordinal) ? Service.Enrollment : Service.Partnership;
        await platform.ArmAsync(victim, failpoint);

        var registering = Task.WhenAll(Enumerable.Range(0, registrations).Select(_ => ground.RegisterAsync()));
        var completing = Task.WhenAll(ground.CompleteAsync(), ground.CompleteAsync());
        await platform.WaitUntilDeadAsync(victim);
        await platform.RestartAsync(victim);
        await registering;
        var learners = await completing;

        await ground.ShouldHaveEffectsOnceAsync(before, registrations, learners.Length);
        foreach (var learner in learners) Assert.Single(await ground.Cooperation.CreditsAsync(learner));
    }

    [Fact]
    public async Task Killed_at_any_moment_under_load_it_loses_nothing_and_does_nothing_twice()
    {
        const int kills = 5;
        const int registrationsPerKill = 60;
        var platform = ground.Platform;
        var before = await ground.SettleAsync();
        var random = new Random();
        var acknowledged = 0;
        var load = new List<Task>();

        for (var kill = 0; kill < kills; kill++)
        {
            load.Add(Parallel.ForEachAsync(Enumerable.Range(0, registrationsPerKill), new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (_, _) =>
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
}

[Collection(WholePlatform.Name)]
public sealed class CrashOverRabbitMqTests(WholePlatform platform) : CrashTests(platform.Ground);

[Collection(EmbeddedPlatform.Name)]
public sealed class CrashEmbeddedTests(EmbeddedPlatform platform) : CrashTests(platform.Ground);

using System.Security.Cryptography;

namespace Kernel.Webhooks;

/// <summary>The section <c>Webhooks</c> of the configuration.</summary>
public sealed class WebhookOptions
{
    /// <summary>
    /// Whether receivers on this machine or in a private network are allowed, also without TLS. For tests and the tour: with it, a
    /// subscriber can make the service send requests into the operator's own network.
    /// </summary>
    public bool AllowLocal { get; init; }

    /// <summary>How many subscriptions an organisation may have at a service.</summary>
    public int PerOrganisation { get; init; } = 20;

    /// <summary>How many test deliveries of one subscription may be asked for in an hour.</summary>
    public int TestsPerHour { get; init; } = 60;

    /// <summary>How many deliveries one request may replay.</summary>
    public int MostReplayed { get; init; } = 10_000;

    /// <summary>How many receivers one process sends to at once. With 0 it sends nothing.</summary>
    public int Concurrency { get; init; } = 64;

    /// <summary>How many further ones, which have failed or are slow. So these take no turn of the others.</summary>
    public int SlowConcurrency { get; init; } = 16;

    /// <summary>How many requests a receiver gets at once, each about another thing.</summary>
    public int PerReceiver { get; init; } = 4;

    /// <summary>The most changes of one turn.</summary>
    public int BatchSize { get; init; } = 20;

    /// <summary>How many changes may wait for one receiver. Then no further ones are read until it takes some.</summary>
    public int MostWaiting { get; init; } = 50;

    /// <summary>How long to wait for a connection.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long to wait for an answer, with the connection.</summary>
    public TimeSpan AnswerTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>A receiver that took this long is slow.</summary>
    public TimeSpan Slow { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>How long to wait after the first failure. Each further one doubles it.</summary>
    public TimeSpan FirstRetry { get; init; } = TimeSpan.FromSeconds(5);

    public TimeSpan LongestRetry { get; init; } = TimeSpan.FromHours(24);

    /// <summary>How often a delivery is tried again. After the last one, the subscription is disabled.</summary>
    public int Retries { get; init; } = 16;

    /// <summary>How long a process may hold a subscription. Another one goes on after it.</summary>
    public TimeSpan Lease { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How often due retries, and changes of another process, are looked for.</summary>
    public TimeSpan PollInterval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How often all subscriptions are compared with the feed.</summary>
    public TimeSpan LookAgain { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>How long to wait before the next attempt, with a tenth of jitter, so that receivers are not tried all at once.</summary>
    /// <param name="failures">The number of failures, from 1.</param>
    /// <param name="asked">How long the receiver asks to wait. It may make the wait longer, up to <see cref="LongestRetry"/>.</param>
    internal TimeSpan RetryDelay(int failures, TimeSpan? asked = null)
    {
        var doubled = FirstRetry * Math.Pow(2, Math.Min(failures - 1, 30)) * (RandomNumberGenerator.GetInt32(900, 1101) / 1000.0);
        var wait = asked > doubled ? asked.Value : doubled;
        return wait < LongestRetry ? wait : LongestRetry;
    }
}

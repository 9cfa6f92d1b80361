namespace Kernel.Messaging;

/// <summary>The section <c>Messaging</c> of the configuration.</summary>
public sealed class MessagingOptions
{
    /// <summary>How many messages are consumed at once.</summary>
    public int Concurrency { get; init; } = 16;

    /// <summary>How many rows of the outbox are leased at once.</summary>
    public int BatchSize { get; init; } = 200;

    /// <summary>After so many failures of a consumer its message is parked.</summary>
    public int Attempts { get; init; } = 6;

    /// <summary>For how long a relay may hold the rows it has leased; what a killed process held is sent again after it.</summary>
    public TimeSpan Lease { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How often the outbox is looked at without a signal: for rows of another process, and for those whose time has come.</summary>
    public TimeSpan PollInterval { get; init; } = TimeSpan.FromSeconds(1);

    public TimeSpan FirstRetryDelay { get; init; } = TimeSpan.FromMilliseconds(200);

    public TimeSpan LongestRetryDelay { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How often a database that could not be written is tried again.</summary>
    public TimeSpan ProbeInterval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>For how long a delivery is held while the database cannot be written, before it is put at the end of the queue.</summary>
    /// <remarks>
    /// A delivery may wait eight times as long: four are fetched for each that is consumed at once,
    /// and each may wait before and after its attempt. RabbitMQ takes a delivery back that waits for more than 30 minutes.
    /// </remarks>
    public TimeSpan LongestHold { get; init; } = TimeSpan.FromMinutes(3);

    /// <summary>With so many messages in its outbox a service refuses requests with more; its health warns from half of it.</summary>
    public long OutboxLimit { get; init; } = 200_000;

    /// <summary>How often is looked at how many there are.</summary>
    public TimeSpan LevelInterval { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>From a message on that has waited for so long in the outbox, the service's health says so.</summary>
    public TimeSpan LongestWait { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How long to wait after a failure.</summary>
    /// <param name="failures">How many failures there were before it.</param>
    internal TimeSpan RetryDelay(int failures)
    {
        var doubled = FirstRetryDelay * Math.Pow(2, Math.Min(failures, 16));
        return doubled < LongestRetryDelay ? doubled : LongestRetryDelay;
    }
}

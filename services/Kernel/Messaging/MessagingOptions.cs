namespace Kernel.Messaging;

/// <summary>The section <c>Messaging</c> of the configuration.</summary>
public sealed class MessagingOptions
{
    /// <summary>How many messages are consumed at once.</summary>
    public int Concurrency { get; init; } = 16;

    /// <summary>How many rows of the outbox are leased at once.</summary>
    public int BatchSize { get; init; } = 200;

    /// <summary>The number of a consumer's failures after which its message is parked.</summary>
    public int Attempts { get; init; } = 6;

    /// <summary>How long a relay may hold its leased rows. Rows of a killed process are sent again after it.</summary>
    public TimeSpan Lease { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How often the outbox is read without a signal, for rows of another process and for due rows.</summary>
    public TimeSpan PollInterval { get; init; } = TimeSpan.FromSeconds(1);

    public TimeSpan FirstRetryDelay { get; init; } = TimeSpan.FromMilliseconds(200);

    public TimeSpan LongestRetryDelay { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How often an unwritable database is tried again.</summary>
    public TimeSpan ProbeInterval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How long a delivery is held while the database cannot be written; then it goes to the end of the queue.</summary>
    /// <remarks>
    /// A delivery may wait eight times as long: four are fetched for each consumed one, and each may wait before and after its attempt.
    /// RabbitMQ takes a delivery back after 30 minutes.
    /// </remarks>
    public TimeSpan LongestHold { get; init; } = TimeSpan.FromMinutes(3);

    /// <summary>The number of messages in the outbox at which requests with events are refused; health warns from half of it.</summary>
    public long OutboxLimit { get; init; } = 200_000;

    /// <summary>How often they are counted.</summary>
    public TimeSpan LevelInterval { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long a message may wait in the outbox before the service's health reports it.</summary>
    public TimeSpan LongestWait { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How long to wait after a failure.</summary>
    /// <param name="failures">The number of failures before it.</param>
    internal TimeSpan RetryDelay(int failures)
    {
        var doubled = FirstRetryDelay * Math.Pow(2, Math.Min(failures, 16));
        return doubled < LongestRetryDelay ? doubled : LongestRetryDelay;
    }
}

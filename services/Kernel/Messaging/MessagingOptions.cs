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
}

namespace Kernel.Imports;

/// <summary>The section <c>Imports</c> of the configuration.</summary>
public sealed class ImportOptions
{
    /// <summary>The most bytes of an upload.</summary>
    public long LargestFile { get; init; } = 512L * 1024 * 1024;

    /// <summary>The most rows of an upload.</summary>
    public long MostRows { get; init; } = 1_000_000;

    /// <summary>How many imports of one client may be open at once.</summary>
    public int OpenPerClient { get; init; } = 3;

    /// <summary>How many imports one client may send in an hour.</summary>
    public int PerHour { get; init; } = 60;

    /// <summary>How many imports one process handles at once.</summary>
    public int Concurrency { get; init; } = 2;

    /// <summary>The most rows of one transaction.</summary>
    public int BatchSize { get; init; } = 500;

    /// <summary>How long a process may hold an import without progress. Another one goes on after it.</summary>
    public TimeSpan Lease { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How often imports of another process, or of one that died, are looked for.</summary>
    public TimeSpan PollInterval { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>How often a running import tells its progress.</summary>
    public TimeSpan TellInterval { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>The number of failures in a row after which an import has failed.</summary>
    public int Attempts { get; init; } = 6;
}

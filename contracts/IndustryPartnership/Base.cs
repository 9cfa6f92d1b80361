namespace Contracts.IndustryPartnership;

/// <summary>The public state of a base that is or was approved (D25).</summary>
public sealed record BaseV1
{
    public required Guid Id { get; init; }

    /// <summary>Its name, which is public.</summary>
    public required string Name { get; init; }

    /// <summary>The codes of the organisations that run it together.</summary>
    public required IReadOnlyList<string> Parties { get; init; }

    /// <summary>Those that are or were parties, with the days from which and until which; nobody who has not accepted.</summary>
    public IReadOnlyList<MemberV1>? Members { get; init; }

    /// <summary>What it trains in, such as <c>5G engineering</c>.</summary>
    public required string Field { get; init; }

    /// <summary>How many people it takes at a time.</summary>
    public required int Capacity { get; init; }

    /// <summary><c>active</c>, <c>suspended</c> or <c>expired</c>.</summary>
    public required string State { get; init; }

    /// <summary>The periods in which it may be used: what is done there outside of them does not count (D17).</summary>
    public required IReadOnlyList<BasePeriodV1> ActivePeriods { get; init; }

    /// <summary>Counts its changes, from 1.</summary>
    public required int Version { get; init; }
}

/// <summary>The days from one to another, both included.</summary>
public sealed record BasePeriodV1
{
    public required DateOnly From { get; init; }
    public required DateOnly Until { get; init; }
}

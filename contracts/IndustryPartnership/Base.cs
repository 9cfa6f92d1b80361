namespace Contracts.IndustryPartnership;

/// <summary>The public state of a base that is or was approved (D25).</summary>
public sealed record BaseV1
{
    public required Guid Id { get; init; }

    /// <summary>Its public name.</summary>
    public required string Name { get; init; }

    /// <summary>The codes of the organisations that run it together.</summary>
    public required IReadOnlyList<string> Parties { get; init; }

    /// <summary>Present and former parties that have accepted, with their days.</summary>
    public IReadOnlyList<MemberV1>? Members { get; init; }

    /// <summary>Its field of training, such as <c>5G engineering</c>.</summary>
    public required string Field { get; init; }

    /// <summary>The most people at a time.</summary>
    public required int Capacity { get; init; }

    /// <summary><c>active</c>, <c>suspended</c> or <c>expired</c>.</summary>
    public required string State { get; init; }

    /// <summary>The periods in which it may be used; practice outside them does not count (D17).</summary>
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

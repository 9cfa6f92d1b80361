namespace Contracts.IndustryPartnership;

/// <summary>The public state of a consortium that is or was founded (D24).</summary>
public sealed record ConsortiumV1
{
    public required Guid Id { get; init; }

    /// <summary>Its public name.</summary>
    public required string Name { get; init; }

    /// <summary>Its field of work, such as <c>intelligent transportation control</c>.</summary>
    public required string Field { get; init; }

    /// <summary><c>founded</c> or <c>dissolved</c>.</summary>
    public required string State { get; init; }

    /// <summary>The day of its founding.</summary>
    public required DateOnly FoundedOn { get; init; }

    /// <summary>The day on which it was dissolved, if it was.</summary>
    public DateOnly? DissolvedOn { get; init; }

    /// <summary>Present and former members that have accepted.</summary>
    public required IReadOnlyList<MemberV1> Members { get; init; }

    /// <summary>Counts its changes, from 1.</summary>
    public required int Version { get; init; }
}

namespace Contracts.FacultyCertification;

/// <summary>A request of a teacher's institution for a seat at a base on every day of a period. The base's side decides.</summary>
public sealed record PracticeV1
{
    public required Guid Id { get; init; }
    public required Guid TeacherId { get; init; }

    /// <summary>The code of the teacher's institution.</summary>
    public required string Institution { get; init; }

    /// <summary>The base's identifier in industry partnership.</summary>
    public required Guid BaseId { get; init; }

    /// <summary>The first requested day.</summary>
    public required DateOnly From { get; init; }

    /// <summary>The last requested day.</summary>
    public required DateOnly Until { get; init; }

    /// <summary><c>requested</c> or <c>cancelled</c>.</summary>
    public required string State { get; init; }

    /// <summary>Counts its changes, from 1.</summary>
    public required int Version { get; init; }
}

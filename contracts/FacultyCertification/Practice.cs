namespace Contracts.FacultyCertification;

/// <summary>What a teacher's institution asks of a base: a seat on every day of a period. Whether there is one, the base's side says.</summary>
public sealed record PracticeV1
{
    public required Guid Id { get; init; }
    public required Guid TeacherId { get; init; }

    /// <summary>The code of the teacher's institution.</summary>
    public required string Institution { get; init; }

    /// <summary>The base, as industry partnership names it.</summary>
    public required Guid BaseId { get; init; }

    /// <summary>The first day that is asked for.</summary>
    public required DateOnly From { get; init; }

    /// <summary>The last day.</summary>
    public required DateOnly Until { get; init; }

    /// <summary><c>requested</c> or <c>cancelled</c>.</summary>
    public required string State { get; init; }

    /// <summary>Counts its changes, from 1.</summary>
    public required int Version { get; init; }
}

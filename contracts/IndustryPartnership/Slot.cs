namespace Contracts.IndustryPartnership;

/// <summary>The public state of an internship slot that was opened.</summary>
public sealed record SlotV1
{
    public required Guid Id { get; init; }

    /// <summary>The code of the enterprise that offers it.</summary>
    public required string Enterprise { get; init; }

    /// <summary>The code of the institution that approved it.</summary>
    public required string ApprovedBy { get; init; }
    public required string Title { get; init; }

    /// <summary>The kind of post.</summary>
    public required string PostKind { get; init; }

    /// <summary>Codes of its majors (D36).</summary>
    public required IReadOnlyList<string> Majors { get; init; }

    /// <summary>The most learners.</summary>
    public required int Capacity { get; init; }
    public required DateOnly StartsOn { get; init; }
    public required DateOnly EndsOn { get; init; }

    /// <summary>The base where the learner works, if the slot names one (D25).</summary>
    public Guid? BaseId { get; init; }

    /// <summary><c>open</c>, <c>full</c> or <c>closed</c> (D37).</summary>
    public required string State { get; init; }

    /// <summary>Counts its changes, from 1.</summary>
    public required int Version { get; init; }
}

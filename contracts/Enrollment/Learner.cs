namespace Contracts.Enrollment;

/// <summary>The state of a learner that others need. It carries neither a name nor an identity number.</summary>
public sealed record LearnerV1
{
    public required Guid Id { get; init; }

    /// <summary>The code of the institution that the learner is enrolled at.</summary>
    public required string Institution { get; init; }

    /// <summary>The opaque identifier in the learner's own tokens (claim <c>person</c>), where there is one.</summary>
    public string? Person { get; init; }

    /// <summary>For the rules on age (D27, D32).</summary>
    public required DateOnly BirthDate { get; init; }
    public required Guid ArticulationId { get; init; }

    /// <summary>The code of the major of the present stage.</summary>
    public required string Major { get; init; }

    /// <summary>The year in which the learner's cohort began.</summary>
    public required int Cohort { get; init; }

    /// <summary>The stage of the pathway that the learner is in, from 1.</summary>
    public required int Stage { get; init; }

    /// <summary><c>enrolled</c> or <c>withdrawn</c> (D5).</summary>
    public required string State { get; init; }

    /// <summary>Counts its changes, from 1.</summary>
    public required int Version { get; init; }
}

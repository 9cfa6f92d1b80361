namespace Contracts.Enrollment;

/// <summary>What became of a graduate, in one respect, for other services (S6, S7).</summary>
public sealed record OutcomeV1
{
    public required Guid Id { get; init; }
    public required Guid LearnerId { get; init; }

    /// <summary>One of <see cref="OutcomeKind"/>.</summary>
    public required string Kind { get; init; }

    /// <summary>The day from which it holds.</summary>
    public required DateOnly On { get; init; }

    /// <summary><c>yes</c>, <c>no</c>, or <c>unknown</c> if the graduate was asked and did not say.</summary>
    public required string Answer { get; init; }

    /// <summary>The code of the registered employer, if it is one.</summary>
    public string? Employer { get; init; }

    /// <summary>The kind of the employer, if there is one: <c>registered</c>, or that of another one, such as <c>private</c>.</summary>
    public string? EmployerKind { get; init; }

    /// <summary>Whether the record was a mistake, and counts no longer (D43).</summary>
    public required bool Withdrawn { get; init; }

    /// <summary>Counts its changes, from 1.</summary>
    public required int Version { get; init; }
}

/// <summary>What is followed up after graduation, as <see cref="OutcomeV1.Kind"/> names it.</summary>
public static class OutcomeKind
{
    /// <summary>A master's degree or another study after the bachelor's (S6).</summary>
    public const string FurtherStudy = "further-study";

    /// <summary>Work (S7).</summary>
    public const string Employment = "employment";
}

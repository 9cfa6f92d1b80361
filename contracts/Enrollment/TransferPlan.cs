namespace Contracts.Enrollment;

/// <summary>
/// The public state of a transfer plan that both institutions have approved (D7). It has totals only, and no learner's result.
/// </summary>
public sealed record TransferPlanV1
{
    public required Guid Id { get; init; }

    /// <summary>The code of the institution of the vocational stages.</summary>
    public required string FromInstitution { get; init; }

    /// <summary>The code of the institution of the undergraduate stage.</summary>
    public required string ToInstitution { get; init; }

    /// <summary>The year in which the plan's cohort began.</summary>
    public required int Cohort { get; init; }

    /// <summary>One of <see cref="TransferPlanState"/>.</summary>
    public required string State { get; init; }

    /// <summary>SHA-256 of the canonical text that both approved, in lower-case hexadecimal.</summary>
    public required string TextHash { get; init; }

    /// <summary>The present sitting, from 1; the resit is the second one (D9).</summary>
    public required int Sitting { get; init; }

    /// <summary>Learners who passed, each counted once, with the last published result (D9).</summary>
    public required int Passed { get; init; }

    /// <summary>Learners who sat, each counted once.</summary>
    public required int Sat { get; init; }

    /// <summary>Counts its changes, from 1.</summary>
    public required int Version { get; init; }
}

/// <summary>The public states of a transfer plan (D7), as <see cref="TransferPlanV1.State"/> names them.</summary>
public static class TransferPlanState
{
    public const string Agreed = "agreed";
    public const string Open = "open";
    public const string Closed = "closed";
    public const string Published = "published";
    public const string Final = "final";
}

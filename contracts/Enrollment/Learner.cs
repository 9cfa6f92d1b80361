namespace Contracts.Enrollment;

/// <summary>The state of a learner for other services, without name and identity number.</summary>
public sealed record LearnerV1
{
    public required Guid Id { get; init; }

    /// <summary>The code of the institution where the learner is enrolled.</summary>
    public required string Institution { get; init; }

    /// <summary>The opaque identifier in the learner's own tokens (claim <c>person</c>), if there is one.</summary>
    public string? Person { get; init; }

    /// <summary>For the rules on age (D27, D32).</summary>
    public required DateOnly BirthDate { get; init; }
    public required Guid ArticulationId { get; init; }

    /// <summary>The code of the major of the present stage.</summary>
    public required string Major { get; init; }

    /// <summary>The year in which the learner's cohort began.</summary>
    public required int Cohort { get; init; }

    /// <summary>The code of the class at the institution, once known.</summary>
    public string? Class { get; init; }

    /// <summary>The learner's stage of the pathway, from 1.</summary>
    public required int Stage { get; init; }

    /// <summary>The day on which that stage began (D27).</summary>
    public DateOnly? StageBeganOn { get; init; }

    /// <summary>One of <see cref="LearnerState"/>.</summary>
    public required string State { get; init; }

    /// <summary>The day from which the newest fact holds.</summary>
    public DateOnly? Since { get; init; }

    /// <summary>The code of the institution that teaches the present stage: of the undergraduate stage from the transfer on.</summary>
    public string? PresentInstitution { get; init; }

    /// <summary>Counts its changes, from 1.</summary>
    public required int Version { get; init; }
}

/// <summary>What stands of a learner's course from a day on.</summary>
public sealed record LearnerFactV1
{
    /// <summary>The version of the learner that it made.</summary>
    public required int Version { get; init; }

    /// <summary>The day from which it holds.</summary>
    public required DateOnly EffectiveOn { get; init; }

    /// <summary>One of <see cref="LearnerState"/>.</summary>
    public required string State { get; init; }

    /// <summary>The stage of the pathway, from 1.</summary>
    public required int Stage { get; init; }

    /// <summary>The code of the institution that teaches that stage.</summary>
    public required string PresentInstitution { get; init; }

    /// <summary>The code of the learner's major in that stage.</summary>
    public string? Major { get; init; }
}

/// <summary>The states of a learner (D5), as <see cref="LearnerV1.State"/> names them.</summary>
public static class LearnerState
{
    /// <summary>In the stage of the learner's record.</summary>
    public const string Enrolled = "enrolled";

    /// <summary>The training is interrupted; the learner returns to the same stage.</summary>
    public const string OnLeave = "on-leave";

    /// <summary>All vocational stages are completed.</summary>
    public const string TransferReady = "transfer-ready";

    /// <summary>In the undergraduate stage, with the associate diploma.</summary>
    public const string Transferred = "transferred";

    /// <summary>Final: with the bachelor diploma.</summary>
    public const string Graduated = "graduated";

    /// <summary>Final: with the associate diploma, the transfer failed or declined.</summary>
    public const string CompletedAssociate = "completed-associate";

    /// <summary>Final: left before the end.</summary>
    public const string Withdrawn = "withdrawn";

    /// <summary>The states in which a learner is in training and may be placed.</summary>
    public static IReadOnlyList<string> InTraining { get; } = [Enrolled, TransferReady, Transferred];

    /// <summary>The final states of a learner.</summary>
    public static IReadOnlyList<string> Final { get; } = [Graduated, CompletedAssociate, Withdrawn];
}

using MassTransit;

namespace Contracts.Enrollment;

/// <summary>The personal data of a learner were erased (D44). Whoever keeps a copy erases it too; facts and figures stay.</summary>
[MessageUrn("enrollment:learner-erased:v1")]
[EntityName("enrollment:learner-erased:v1")]
public sealed record LearnerErasedV1
{
    /// <summary>When it was recorded, UTC.</summary>
    public required DateTimeOffset OccurredAt { get; init; }

    /// <summary>What stays known of the learner at the version of this event.</summary>
    public required ErasedLearnerV1 Learner { get; init; }
}

/// <summary>What stays known of a learner whose personal data were erased.</summary>
public sealed record ErasedLearnerV1
{
    public required Guid Id { get; init; }

    /// <summary>The code of the institution where the learner was enrolled.</summary>
    public required string Institution { get; init; }
    public required Guid ArticulationId { get; init; }

    /// <summary>The code of the major of the last stage.</summary>
    public required string Major { get; init; }

    /// <summary>The year in which the learner's cohort began.</summary>
    public required int Cohort { get; init; }

    /// <summary>The learner's last stage of the pathway, from 1.</summary>
    public required int Stage { get; init; }

    /// <summary>The day on which that stage began.</summary>
    public required DateOnly StageBeganOn { get; init; }

    /// <summary>One of <see cref="LearnerState.Final"/>.</summary>
    public required string State { get; init; }

    /// <summary>The code of the institution that taught the last stage.</summary>
    public required string PresentInstitution { get; init; }

    /// <summary>The day on which the data were erased.</summary>
    public required DateOnly ErasedOn { get; init; }

    /// <summary>All facts that stand, in their order. They replace all that were told before.</summary>
    public required IReadOnlyList<LearnerFactV1> Course { get; init; }

    /// <summary>Counts its changes, from 1.</summary>
    public required int Version { get; init; }
}

namespace Contracts.Enrollment;

/// <summary>The public state of a published edition of an articulation's joint programme (S8).</summary>
public sealed record CurriculumVersionV1
{
    public required Guid Id { get; init; }
    public required Guid ArticulationId { get; init; }

    /// <summary>Counts the editions of the articulation's programme, from 1.</summary>
    public required int Edition { get; init; }

    /// <summary>The codes of the institutions that teach its stages. Each has approved the text.</summary>
    public required IReadOnlyList<string> Owners { get; init; }

    /// <summary>The first day on which it is in force. Learners who are enrolled from then on follow it (D12).</summary>
    public required DateOnly InForceFrom { get; init; }

    /// <summary>SHA-256 of the canonical text that all owners approved, in lower-case hexadecimal.</summary>
    public required string TextHash { get; init; }

    /// <summary>The learning outcomes that it aims at.</summary>
    public required IReadOnlyList<Guid> Outcomes { get; init; }

    /// <summary>Its modules, in the order of their places.</summary>
    public required IReadOnlyList<CurriculumModuleV1> Modules { get; init; }

    /// <summary>Counts its changes, from 1.</summary>
    public required int Version { get; init; }
}

/// <summary>A module in its place of a programme.</summary>
public sealed record CurriculumModuleV1
{
    public required Guid ModuleId { get; init; }

    /// <summary>The version of the module that the programme was approved with.</summary>
    public required int ModuleVersion { get; init; }

    /// <summary>The code of the institution that owns it.</summary>
    public required string Institution { get; init; }

    /// <summary>The stage of the pathway in which it is taught, from 1.</summary>
    public required int Stage { get; init; }

    /// <summary>The hours that are taught.</summary>
    public required int Hours { get; init; }

    /// <summary>The credit that it earns, in tenths of a credit.</summary>
    public required int Credits { get; init; }
}

namespace Contracts.Enrollment;

/// <summary>The public state of an articulation: a vocational major and the undergraduate major that continues it.</summary>
public sealed record ArticulationV1
{
    public required Guid Id { get; init; }

    /// <summary>The code of the pathway, such as <c>2+3+2</c> (D1).</summary>
    public required string Pathway { get; init; }

    /// <summary>The code of the institution of the vocational stages; where they have several, that of the last ones.</summary>
    public required string FromInstitution { get; init; }
    public required string FromMajor { get; init; }

    /// <summary>The code of the institution of the undergraduate stage.</summary>
    public required string ToInstitution { get; init; }
    public required string ToMajor { get; init; }

    /// <summary>The agreement of its activation.</summary>
    public required Guid AgreementId { get; init; }

    /// <summary><c>active</c> or <c>closed</c>.</summary>
    public required string State { get; init; }

    /// <summary>Counts its revisions, from 1. Each one is an articulation of its own (D6b).</summary>
    public int? Revision { get; init; }

    /// <summary>The first cohort of this revision; null for the first one.</summary>
    public int? FirstCohort { get; init; }

    /// <summary>The institution and the major of each owner of the pathway's stages, in their order (D1).</summary>
    public IReadOnlyList<ArticulationOwnerV1>? Owners { get; init; }

    /// <summary>Counts its changes, from 1.</summary>
    public required int Version { get; init; }
}

/// <summary>Who teaches the stages of one owner of the pathway.</summary>
public sealed record ArticulationOwnerV1
{
    /// <summary>The owner's key in the pathway, such as <c>from</c> or <c>school</c>.</summary>
    public required string Owner { get; init; }

    /// <summary>The code of the institution.</summary>
    public required string Institution { get; init; }

    /// <summary>The code of the major there.</summary>
    public required string Major { get; init; }
}

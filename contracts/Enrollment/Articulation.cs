namespace Contracts.Enrollment;

/// <summary>The public state of an articulation: a vocational major and the undergraduate major that continues it.</summary>
public sealed record ArticulationV1
{
    public required Guid Id { get; init; }

    /// <summary>The code of the pathway, such as <c>2+3+2</c> (D1).</summary>
    public required string Pathway { get; init; }

    /// <summary>The code of the institution of the vocational stages.</summary>
    public required string FromInstitution { get; init; }
    public required string FromMajor { get; init; }

    /// <summary>The code of the institution of the undergraduate stage.</summary>
    public required string ToInstitution { get; init; }
    public required string ToMajor { get; init; }

    /// <summary>The agreement of its activation.</summary>
    public required Guid AgreementId { get; init; }

    /// <summary><c>active</c> or <c>closed</c>.</summary>
    public required string State { get; init; }

    /// <summary>Counts its changes, from 1.</summary>
    public required int Version { get; init; }
}

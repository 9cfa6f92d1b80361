namespace Contracts.FacultyCertification;

/// <summary>The public state of a teacher's dual-qualified certificate.</summary>
public sealed record CertificateV1
{
    public required Guid Id { get; init; }
    public required Guid TeacherId { get; init; }

    /// <summary>The code of the teacher's institution.</summary>
    public required string Institution { get; init; }

    /// <summary><c>junior</c>, <c>intermediate</c> or <c>senior</c> (D14).</summary>
    public required string Level { get; init; }

    /// <summary><c>certified</c>, <c>revoked</c> or <c>expired</c> (D19).</summary>
    public required string State { get; init; }

    /// <summary>The first day on which the teacher counts as certified.</summary>
    public required DateOnly ValidFrom { get; init; }

    /// <summary>The last day, unless revoked before.</summary>
    public required DateOnly ValidUntil { get; init; }

    /// <summary>The first day on which the teacher no longer counts, if it was revoked.</summary>
    public DateOnly? RevokedOn { get; init; }

    /// <summary>Counts its changes, from 1.</summary>
    public required int Version { get; init; }
}

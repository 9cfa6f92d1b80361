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

    /// <summary>
    /// <c>certified</c>, <c>suspended</c>, <c>renewed</c> (also while it is still in force), <c>superseded</c>, <c>revoked</c> or
    /// <c>expired</c> (D19).
    /// </summary>
    public required string State { get; init; }

    /// <summary>The first day on which the teacher counts as certified.</summary>
    public required DateOnly ValidFrom { get; init; }

    /// <summary>The last day, unless revoked before.</summary>
    public required DateOnly ValidUntil { get; init; }

    /// <summary>The first day on which the teacher no longer counts, if it was revoked.</summary>
    public DateOnly? RevokedOn { get; init; }

    /// <summary>The certificate that it follows without a gap.</summary>
    public Guid? PredecessorId { get; init; }

    /// <summary>The certificate that follows it.</summary>
    public Guid? SuccessorId { get; init; }

    /// <summary>The first day on which a certificate of a higher level counts instead.</summary>
    public DateOnly? SupersededOn { get; init; }

    /// <summary>The days on which it is suspended, in order; null in messages from before certificates could be suspended.</summary>
    public IReadOnlyList<CertificateSuspensionV1>? Suspensions { get; init; }

    /// <summary>Counts its changes, from 1.</summary>
    public required int Version { get; init; }
}

/// <summary>Days on which a certificate does not count.</summary>
public sealed record CertificateSuspensionV1
{
    /// <summary>The first day.</summary>
    public required DateOnly From { get; init; }

    /// <summary>The last day; null while it lasts.</summary>
    public DateOnly? Until { get; init; }
}

using Kernel;

namespace FacultyCertification.Features.Certificates;

/// <summary>
/// A suspension of a certificate (D19). It holds for the certificate and for those that follow it, until the institution reinstates them.
/// </summary>
public sealed record Suspension
{
    /// <summary>Its identity here.</summary>
    public required Guid Id { get; init; }

    /// <summary>The certificate for which it was recorded.</summary>
    public required Guid CertificateId { get; init; }

    /// <summary>The first day on which the certificate does not count.</summary>
    public required DateOnly SuspendedOn { get; init; }

    /// <summary>Why.</summary>
    public required string Reason { get; init; }

    /// <summary>Who decided it: an opaque identifier of the person or the body.</summary>
    public required string DecidedBy { get; init; }

    /// <summary>The first day on which the certificate counts again.</summary>
    public required DateOnly? ReinstatedOn { get; init; }

    /// <summary>Why it was reinstated.</summary>
    public required string? ReinstatementReason { get; init; }

    /// <summary>Who decided the reinstatement.</summary>
    public required string? ReinstatementDecidedBy { get; init; }

    /// <summary>True if it was a mistake and was taken back. It suspends nothing then.</summary>
    public required bool IsWithdrawn { get; init; }

    /// <summary>Why it was corrected or taken back.</summary>
    public required string? CorrectionReason { get; init; }

    /// <summary>Counts its changes, from 1.</summary>
    public required int Version { get; init; }

    /// <summary>The place in the sequence of all suspensions.</summary>
    internal long Seq { get; init; }

    internal Guid ChainId { get; init; }

    /// <summary>Why it ended, in the table of personal values.</summary>
    internal Guid? ReinstatementReasonId { get; init; }

    /// <summary>Why it was corrected, in the table of personal values.</summary>
    internal Guid? CorrectionReasonId { get; init; }

    internal bool IsOpen => ReinstatedOn is null && !IsWithdrawn;

    /// <summary>Its days; none if the certificate was reinstated from its first day on.</summary>
    internal Period Days => new Period(SuspendedOn, DateOnly.MaxValue).Before(ReinstatedOn);

    internal static Suspension Of(Certificate certificate, DateOnly day, string reason, string decidedBy) => new()
    {
        Id = Guid.CreateVersion7(),
        ChainId = certificate.ChainId,
        CertificateId = certificate.Id,
        SuspendedOn = day,
        Reason = reason,
        DecidedBy = decidedBy,
        ReinstatedOn = null,
        ReinstatementReason = null,
        ReinstatementDecidedBy = null,
        IsWithdrawn = false,
        CorrectionReason = null,
        Version = 1,
    };

    internal Suspension EndedBefore(DateOnly day, string reason, string decidedBy) => this with
    {
        ReinstatedOn = day,
        ReinstatementReason = reason,
        ReinstatementDecidedBy = decidedBy,
        Version = Version + 1,
    };

    /// <param name="suspendedOn">The right first day; null if it was no suspension.</param>
    /// <param name="reinstatedOn">The right day of the reinstatement; null if there was none.</param>
    /// <param name="reason">Why.</param>
    internal Suspension CorrectedTo(DateOnly? suspendedOn, DateOnly? reinstatedOn, string reason) => this with
    {
        SuspendedOn = suspendedOn ?? SuspendedOn,
        ReinstatedOn = suspendedOn is null ? ReinstatedOn : reinstatedOn,
        IsWithdrawn = suspendedOn is null,
        CorrectionReason = reason,
        Version = Version + 1,
    };
}

using Contracts.FacultyCertification;
using Kernel;
using Kernel.Http;

namespace FacultyCertification.Features.Certificates;

/// <summary>
/// A dual-qualified certificate. The teacher office and the panel of the institution see it, and so does its holder.
/// </summary>
public sealed record Certificate : IVersioned
{
    /// <summary>Its identity here.</summary>
    public required Guid Id { get; init; }

    /// <summary>The teacher who holds it.</summary>
    public required Guid TeacherId { get; init; }

    /// <summary>The code of the institution whose panel granted it.</summary>
    public required string Institution { get; init; }

    /// <summary>The decision that granted it.</summary>
    public required Guid DecisionId { get; init; }

    /// <summary><c>junior</c>, <c>intermediate</c> or <c>senior</c>.</summary>
    public required string Level { get; init; }

    /// <summary><c>certified</c>, <c>revoked</c> (final) or <c>expired</c> (D19).</summary>
    public required string State { get; init; }

    /// <summary>The first day on which it counts.</summary>
    public required DateOnly ValidFrom { get; init; }

    /// <summary>The last day on which it counts, unless it is revoked before.</summary>
    public required DateOnly ValidUntil { get; init; }

    /// <summary>The first day on which it no longer counts, if it was revoked.</summary>
    public required DateOnly? RevokedOn { get; init; }

    /// <summary>Why it was revoked.</summary>
    public required string? RevocationReason { get; init; }

    /// <summary>Its ETag.</summary>
    public required int Version { get; init; }

    internal const string Certified = "certified";
    internal const string Revoked = "revoked";
    internal const string Expired = "expired";

    /// <summary>The place in the sequence of all certificates.</summary>
    internal long Seq { get; init; }

    /// <summary>The days on which it is in force: until the day before its revocation (D20).</summary>
    internal Period InForce => new Period(ValidFrom, ValidUntil).Before(RevokedOn);

    internal Certificate RevokedFrom(DateOnly day, string reason) =>
        Next(Revoked) with { RevokedOn = day, RevocationReason = reason };

    internal Certificate Lapsed() => Next(Expired);

    internal CertificateV1 ToEvent() => new()
    {
        Id = Id,
        TeacherId = TeacherId,
        Institution = Institution,
        Level = Level,
        State = State,
        ValidFrom = ValidFrom,
        ValidUntil = ValidUntil,
        RevokedOn = RevokedOn,
        Version = Version,
    };

    private Certificate Next(string state) => this with { State = state, Version = Version + 1 };
}

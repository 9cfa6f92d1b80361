using Contracts.FacultyCertification;
using FacultyCertification.Rules;
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

    /// <summary>
    /// Its printed number, by which everybody can verify it. Null only in the first minutes after the upgrade of a certificate from before
    /// numbers.
    /// </summary>
    public required string? Number { get; init; }

    /// <summary>The teacher who holds it.</summary>
    public required Guid TeacherId { get; init; }

    /// <summary>The code of the institution whose panel granted it.</summary>
    public required string Institution { get; init; }

    /// <summary>The decision that granted it.</summary>
    public required Guid DecisionId { get; init; }

    /// <summary><c>junior</c>, <c>intermediate</c> or <c>senior</c>.</summary>
    [OneOf(typeof(Level))]
    public required string Level { get; init; }

    /// <summary>
    /// Today's state (D19): <c>certified</c>; <c>expiring</c>, once its renewal may be applied for; <c>suspended</c>; or <c>expired</c>. It
    /// is <c>renewed</c> as soon as another one follows, and <c>superseded</c> by a higher level. <c>revoked</c> is final.
    /// </summary>
    [OneOf(Certified, Expiring, Suspended, Renewed, Superseded, Revoked, Expired)]
    public required string State { get; init; }

    /// <summary>The day on which it was issued.</summary>
    public required DateOnly IssuedOn { get; init; }

    /// <summary>The first day on which it counts.</summary>
    public required DateOnly ValidFrom { get; init; }

    /// <summary>The last day on which it counts, unless it ends before.</summary>
    [SortKey]
    public required DateOnly ValidUntil { get; init; }

    /// <summary>The first day on which its renewal may be applied for.</summary>
    public required DateOnly RenewalFrom { get; init; }

    /// <summary>The certificate that it follows without a gap.</summary>
    public required Guid? PredecessorId { get; init; }

    /// <summary>The certificate that follows it.</summary>
    public required Guid? SuccessorId { get; init; }

    /// <summary>The first day on which a certificate of a higher level counts instead.</summary>
    public required DateOnly? SupersededOn { get; init; }

    /// <summary>The first day of the suspension that lasts.</summary>
    public required DateOnly? SuspendedOn { get; init; }

    /// <summary>The first day on which it no longer counts, if it was revoked.</summary>
    public required DateOnly? RevokedOn { get; init; }

    /// <summary>Why it was revoked.</summary>
    public required string? RevocationReason { get; init; }

    /// <summary>Its ETag.</summary>
    public required int Version { get; init; }

    internal const string Certified = "certified";
    internal const string Expiring = "expiring";
    internal const string Suspended = "suspended";
    internal const string Renewed = "renewed";
    internal const string Superseded = "superseded";
    internal const string Revoked = "revoked";
    internal const string Expired = "expired";

    /// <summary>The place in the sequence of all certificates.</summary>
    internal long Seq { get; init; }

    /// <summary>What follows each other without a gap, by the first of them. Suspensions hold for all of a chain.</summary>
    internal Guid ChainId { get; init; }

    /// <summary>The holder's name as the institution prints it, in the table of personal values.</summary>
    internal Guid? NameId { get; init; }

    /// <summary>Why it was revoked, in the table of personal values.</summary>
    internal Guid? RevocationReasonId { get; init; }

    /// <summary>The suspensions of its chain that were not taken back.</summary>
    internal IReadOnlyList<Suspension> Suspensions { get; init; } = [];

    /// <summary>Its days until it is followed by a higher level, revoked or over (D19, D20).</summary>
    internal Period Held => new Period(ValidFrom, ValidUntil).Before(SupersededOn).Before(RevokedOn);

    /// <summary>The days on which it is in force.</summary>
    internal IReadOnlyList<Period> InForce => Held.Without(Suspensions.Select(suspension => suspension.Days));

    /// <summary>Its suspensions, as far as they fall on its days.</summary>
    internal IEnumerable<Suspension> OwnSuspensions =>
        Suspensions.Where(suspension => suspension.Days.Overlaps(new(ValidFrom, ValidUntil)));

    internal string StateOn(DateOnly day) =>
        RevokedOn is not null ? Revoked
        : SupersededOn is not null ? Superseded
        : day > ValidUntil ? SuccessorId is null ? Expired : Renewed
        : SuspendedOn is not null ? Suspended
        : SuccessorId is not null ? Renewed
        : day >= RenewalFrom ? Expiring
        : Certified;

    /// <summary>With the state of a day, as it is shown.</summary>
    internal Certificate On(DateOnly day) => this with { State = StateOn(day) };

    internal Certificate RevokedFrom(DateOnly day, string reason) => this with { RevokedOn = day, RevocationReason = reason };

    internal Certificate RevocationCorrected(DateOnly? day) =>
        this with { RevokedOn = day, RevocationReason = day is null ? null : RevocationReason };

    /// <summary>With the days that follow from the right day of issue; the window of its renewal moves along.</summary>
    internal Certificate IssuedThen(DateOnly issuedOn, Period validity) => this with
    {
        IssuedOn = issuedOn,
        ValidFrom = validity.From,
        ValidUntil = validity.Until,
        RenewalFrom = validity.Until.AddDays(RenewalFrom.DayNumber - ValidUntil.DayNumber),
    };

    /// <summary>A renewal follows it after its last day; a higher level from that one's first day on.</summary>
    internal Certificate FollowedBy(Certificate next) => this with
    {
        SuccessorId = next.PredecessorId == Id ? next.Id : SuccessorId,
        SupersededOn = next.Level == Level ? SupersededOn : next.ValidFrom > ValidFrom ? next.ValidFrom : ValidFrom,
    };

    internal Certificate SuspendedBy(IReadOnlyList<Suspension> suspensions) => this with
    {
        Suspensions = suspensions,
        SuspendedOn = suspensions.FirstOrDefault(suspension => suspension.IsOpen)?.SuspendedOn,
    };

    /// <summary>The next version, with the state to tell: a certificate that expires soon is still certified for other services.</summary>
    internal Certificate Next(DateOnly today) =>
        this with { State = StateOn(today) is var state && state == Expiring ? Certified : state, Version = Version + 1 };

    internal int ValidityYears => ValidUntil.AddDays(1).Year - ValidFrom.Year;

    internal HeldCertificate ToHeld() => new(Id, Level, Held, RenewalFrom, InForce, SuspendedOn is not null, ChainId);

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
        PredecessorId = PredecessorId,
        SuccessorId = SuccessorId,
        SupersededOn = SupersededOn,
        Suspensions = [.. OwnSuspensions.Where(one => one.Days.Days > 0).Select(one => new CertificateSuspensionV1
        {
            From = one.SuspendedOn,
            Until = one.ReinstatedOn?.AddDays(-1),
        })],
        Version = Version,
    };
}

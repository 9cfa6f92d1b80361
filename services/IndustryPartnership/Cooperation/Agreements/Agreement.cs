using Contracts.IndustryPartnership;
using Kernel.Http;

namespace IndustryPartnership.Cooperation.Agreements;

/// <summary>
/// An agreement as its parties see it (D22). Its text may be amended (D23); its identity, kind, parties and first day stay.
/// </summary>
public sealed record Agreement : IVersioned
{
    /// <summary>Its identity; never reused.</summary>
    public required Guid Id { get; init; }

    /// <summary>What it is about.</summary>
    [OneOf(typeof(AgreementKind))]
    public required string Kind { get; init; }

    /// <summary>Its title.</summary>
    public required string Title { get; init; }

    /// <summary>What was agreed, in words.</summary>
    public required string Terms { get; init; }

    /// <summary>The codes of the organisations that sign it, in alphabetical order.</summary>
    public required IReadOnlyList<string> Parties { get; init; }

    /// <summary>The first day on which it may be relied on.</summary>
    public required DateOnly ValidFrom { get; init; }

    /// <summary>The last day.</summary>
    [SortKey]
    public required DateOnly ValidUntil { get; init; }

    /// <summary><c>draft</c>, <c>proposed</c>, <c>signed</c> (by some), <c>active</c>, <c>terminated</c> or <c>expired</c>.</summary>
    [OneOf(typeof(AgreementState))]
    public required string State { get; init; }

    /// <summary>
    /// The canonical JSON (RFC 8785) of everything that is signed. Once the agreement is active, it is the text in force.
    /// </summary>
    public required string Text { get; init; }

    /// <summary>SHA-256 of that text, in lower-case hexadecimal. A signatory sends it back.</summary>
    public required string TextHash { get; init; }

    /// <summary>The signatures on this text; an edit voids them.</summary>
    public required IReadOnlyList<Signature> Signatures { get; init; }

    /// <summary>The first day on which it may no longer be relied on, if it was terminated before its last day.</summary>
    public required DateOnly? TerminatedOn { get; init; }

    /// <summary>Its ETag.</summary>
    public required int Version { get; init; }

    /// <summary>The party that drafted it.</summary>
    public required string DraftedBy { get; init; }

    /// <summary>The proposed amendment; null if there is none.</summary>
    public required Amendment? Amendment { get; init; }

    /// <summary>Its tags.</summary>
    public required Tags Tags { get; init; }

    /// <summary>The number of this text among the agreement's texts; an edit makes a new one.</summary>
    internal int Revision { get; init; }

    /// <summary>Who may see its present state.</summary>
    internal string Audience => State == AgreementState.Draft ? History.Author : History.Parties;

    /// <summary>The signatures on the text to be signed: the amendment's, if one is proposed.</summary>
    internal IReadOnlyList<Signature> Given => Amendment?.Signatures ?? Signatures;

    internal bool IsSignedByAll => Parties.All(party => Given.Any(signature => signature.Organisation == party));

    /// <summary>The hash of the text to be signed; null if there is none.</summary>
    internal string? HashToSign => State is AgreementState.Proposed or AgreementState.Signed ? TextHash
        : State == AgreementState.Active ? Amendment?.TextHash
        : null;

    /// <summary>Which former states a party may see.</summary>
    internal string[] AudiencesOf(string org) => org == DraftedBy ? [History.Author, History.Parties] : [History.Parties];

    /// <summary>The agreement as of a day. After its last day it is expired, whatever was recorded by then.</summary>
    internal Agreement AsOf(DateOnly day) =>
        State == AgreementState.Active && ValidUntil < day ? this with { State = AgreementState.Expired } : this;

    internal Agreement Next() => this with { Version = Version + 1 };

    internal Agreement Proposed() => Next() with { State = AgreementState.Proposed };

    /// <summary>With another text, not signed yet.</summary>
    internal Agreement Edited(string title, string terms, DateOnly validFrom, DateOnly validUntil)
    {
        var text = AgreementText.Of(Kind, title, terms, Parties, validFrom, validUntil);
        return Next() with
        {
            Title = title,
            Terms = terms,
            ValidFrom = validFrom,
            ValidUntil = validUntil,
            Text = text.Text,
            TextHash = text.Hash,
            Revision = Revision + 1,
            Signatures = [],
            State = State == AgreementState.Draft ? AgreementState.Draft : AgreementState.Proposed,
        };
    }

    internal Agreement SignedBy(Signature signature) => Amendment is { } amendment
        ? Next() with { Amendment = amendment with { Signatures = [.. amendment.Signatures, signature] } }
        : Next() with { State = AgreementState.Signed, Signatures = [.. Signatures, signature] };

    /// <summary>With the text in force that all have signed.</summary>
    internal Agreement InForce() => Amendment is { } text
        ? this with
        {
            Title = text.Title,
            Terms = text.Terms,
            ValidUntil = text.ValidUntil,
            Text = text.Text,
            TextHash = text.TextHash,
            Revision = text.Revision,
            Signatures = text.Signatures,
            Amendment = null,
        }
        : this with { State = AgreementState.Active };

    /// <summary>With a corrected signatory or scan of a party's signature on one of its texts.</summary>
    internal Agreement Corrected(int revision, string party, string? signatory, string? scanHash)
    {
        IReadOnlyList<Signature> Correct(IEnumerable<Signature> signatures) =>
        [
            .. signatures.Select(given => given.Organisation == party
                ? given with { Signatory = signatory ?? given.Signatory, ScanHash = scanHash ?? given.ScanHash }
                : given),
        ];
        return revision == Revision ? Next() with { Signatures = Correct(Signatures) }
            : revision == Amendment?.Revision ? Next() with { Amendment = Amendment with { Signatures = Correct(Amendment.Signatures) } }
            : Next();
    }

    /// <summary>Terminated on a day, if its last day has not passed. A proposed amendment ends with it.</summary>
    internal Agreement TerminatedAt(DateOnly today) => Next() with
    {
        State = AgreementState.Terminated,
        TerminatedOn = ValidUntil >= today ? today : null,
        Amendment = null,
    };

    internal Agreement Expired() => Next() with { State = AgreementState.Expired, Amendment = null };

    /// <summary>The public part, carried by events.</summary>
    internal AgreementV1 ToEvent() => new()
    {
        Id = Id,
        Title = Title,
        Kind = Kind,
        Parties = Parties,
        State = State,
        TextHash = TextHash,
        ValidFrom = ValidFrom,
        ValidUntil = ValidUntil,
        TerminatedOn = TerminatedOn,
        Version = Version,
    };
}

/// <summary>The states of an agreement (D22).</summary>
internal static class AgreementState
{
    public const string Draft = "draft";
    public const string Proposed = "proposed";
    public const string Signed = "signed";
    public const string Active = "active";
    public const string Terminated = "terminated";
    public const string Expired = "expired";
}

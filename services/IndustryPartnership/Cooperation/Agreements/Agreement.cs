using Contracts.IndustryPartnership;
using Kernel.Http;

namespace IndustryPartnership.Cooperation.Agreements;

/// <summary>An agreement as its parties see it (D22). Its text may be amended (D23); its identity, kind, parties and first day stay.</summary>
/// <param name="Id">Its identity; never reused.</param>
/// <param name="Kind">What it is about.</param>
/// <param name="Title">Its title.</param>
/// <param name="Terms">What was agreed, in words.</param>
/// <param name="Parties">The codes of the organisations that are to sign it, in alphabetical order.</param>
/// <param name="ValidFrom">The first day on which it may be relied on.</param>
/// <param name="ValidUntil">The last day.</param>
/// <param name="State"><c>draft</c>, <c>proposed</c>, <c>signed</c> (by some), <c>active</c>, <c>terminated</c> or <c>expired</c>.</param>
/// <param name="Text">The canonical JSON (RFC 8785) of all that a signature is on; once the agreement is active, the text in force.</param>
/// <param name="TextHash">SHA-256 of that text, in lower-case hexadecimal: what a signatory sends back.</param>
/// <param name="Signatures">The signatures on this text; an edit voids them.</param>
/// <param name="TerminatedOn">The first day on which it may no longer be relied on, where it was terminated before its last day had passed.</param>
/// <param name="Version">Its ETag.</param>
/// <param name="DraftedBy">The party that drafted it.</param>
/// <param name="Amendment">The text that is proposed in place of the one in force; null where there is none.</param>
/// <param name="Tags">What it is found by.</param>
public sealed record Agreement(
    Guid Id, string Kind, string Title, string Terms, IReadOnlyList<string> Parties, DateOnly ValidFrom, DateOnly ValidUntil, string State,
    string Text, string TextHash, IReadOnlyList<Signature> Signatures, DateOnly? TerminatedOn, int Version, string DraftedBy, Amendment? Amendment, Tags Tags) : IVersioned
{
    /// <summary>Who may see it as it is now.</summary>
    internal string Audience => State == "draft" ? History.Author : History.Parties;

    /// <summary>Which of its former states a party may see.</summary>
    internal string[] AudiencesOf(string org) => org == DraftedBy ? [History.Author, History.Parties] : [History.Parties];

    /// <summary>What it was on a day, of all that is known of its days: after its last one it has expired, whatever was recorded by
    /// then.</summary>
    internal Agreement AsOf(DateOnly day) => State == "active" && ValidUntil < day ? this with { State = "expired" } : this;

    /// <summary>The part of it that others hear of.</summary>
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

/// <summary>A text that is proposed in place of the one in force, which stays in force until all parties have signed this one (D23).</summary>
/// <param name="Revision">Its number among the agreement's texts; an edit makes a new one.</param>
/// <param name="ProposedBy">The party whose wording it is.</param>
/// <param name="Title">The title that the agreement is to have.</param>
/// <param name="Terms">What is to be agreed, in words.</param>
/// <param name="ValidUntil">The last day that it is to have.</param>
/// <param name="Text">The canonical JSON of all that a signature is on; <c>amends</c> in it is the hash of the text that it replaces.</param>
/// <param name="TextHash">SHA-256 of that text, in lower-case hexadecimal.</param>
/// <param name="Signatures">The signatures on this text; an edit voids them.</param>
public sealed record Amendment(int Revision, string ProposedBy, string Title, string Terms, DateOnly ValidUntil, string Text, string TextHash, IReadOnlyList<Signature> Signatures);

/// <param name="Organisation">The party.</param>
/// <param name="SignedBy">Whose token it was signed with, or recorded with.</param>
/// <param name="SignedAt">When it was recorded, UTC.</param>
/// <param name="Method"><c>platform</c>, or <c>paper</c> where the party recorded what a person had signed elsewhere.</param>
/// <param name="SignedOn">The day of the signature.</param>
/// <param name="Signatory">Who signed the paper.</param>
/// <param name="ScanHash">SHA-256 of the scan of the signed paper, in lower-case hexadecimal; the scan stays with the party.</param>
public sealed record Signature(string Organisation, string SignedBy, DateTimeOffset SignedAt, string Method, DateOnly SignedOn, string? Signatory, string? ScanHash);

/// <summary>A text that is or was in force, or was proposed as an amendment; it stays readable for ever (D23).</summary>
/// <param name="Revision">Its number among the agreement's texts; never reused.</param>
/// <param name="State"><c>proposed</c>, <c>signed</c> (by some), <c>active</c> (the last one in force), <c>amended</c> (another one took its place), <c>withdrawn</c>, or <c>voided</c> by an edit or the agreement's end.</param>
/// <param name="Title">The title.</param>
/// <param name="Terms">What was agreed or proposed, in words.</param>
/// <param name="ValidUntil">The last day.</param>
/// <param name="Text">The canonical JSON that the signatures are on.</param>
/// <param name="TextHash">SHA-256 of that text, in lower-case hexadecimal.</param>
/// <param name="ProposedBy">The party whose wording it is.</param>
/// <param name="InForceFrom">The first day on which it was in force: the last signature's, or the agreement's first where that is later; null where it never was.</param>
/// <param name="InForceUntil">The first day on which it was not in force any more; null while it is.</param>
/// <param name="Signatures">The signatures on it, in the order in which they were recorded.</param>
public sealed record RevisedText(
    int Revision, string State, string Title, string Terms, DateOnly ValidUntil, string Text, string TextHash, string ProposedBy, DateOnly? InForceFrom, DateOnly? InForceUntil, IReadOnlyList<Signature> Signatures);

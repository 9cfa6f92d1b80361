using Kernel.Http;

namespace IndustryPartnership.Cooperation.Agreements;

/// <summary>A text proposed in place of the one in force, which stays in force until all parties have signed this one (D23).</summary>
/// <param name="Revision">Its number among the agreement's texts; an edit makes a new one.</param>
/// <param name="ProposedBy">The party that wrote it.</param>
/// <param name="Title">The new title.</param>
/// <param name="Terms">The new terms, in words.</param>
/// <param name="ValidUntil">The new last day.</param>
/// <param name="Text">The canonical JSON that is signed. Its member <c>amends</c> is the hash of the text that it replaces.</param>
/// <param name="TextHash">SHA-256 of that text, in lower-case hexadecimal.</param>
/// <param name="Signatures">The signatures on this text; an edit voids them.</param>
public sealed record Amendment(
    int Revision, string ProposedBy, string Title, string Terms, DateOnly ValidUntil, string Text, string TextHash,
    IReadOnlyList<Signature> Signatures);

/// <param name="Organisation">The party.</param>
/// <param name="SignedBy">Whose token signed or recorded it.</param>
/// <param name="SignedAt">When it was recorded, UTC.</param>
/// <param name="Method"><c>platform</c>, or <c>paper</c> if the party recorded a signature that was made elsewhere.</param>
/// <param name="SignedOn">The day of the signature.</param>
/// <param name="Signatory">Who signed the paper.</param>
/// <param name="ScanHash">SHA-256 of the scan of the signed paper, in lower-case hexadecimal; the scan stays with the party.</param>
public sealed record Signature(
    string Organisation, string SignedBy, DateTimeOffset SignedAt, [property: OneOf("platform", "paper")] string Method,
    DateOnly SignedOn, string? Signatory, string? ScanHash)
{
    /// <summary>A signature on paper has the hash of its scan.</summary>
    internal static string MethodOf(string? scanHash) => scanHash is null ? "platform" : "paper";
}

/// <summary>A text that is or was in force, or was proposed as an amendment. It stays readable for ever (D23).</summary>
public sealed record RevisedText
{
    /// <summary>Its number among the agreement's texts; never reused.</summary>
    public required int Revision { get; init; }

    /// <summary>
    /// <c>proposed</c>, <c>signed</c> (by some), <c>active</c> (the last one in force), <c>amended</c> (replaced by another),
    /// <c>withdrawn</c>, or <c>voided</c> by an edit or the agreement's end.
    /// </summary>
    [OneOf("proposed", "signed", "active", "amended", "withdrawn", "voided")]
    public required string State { get; init; }

    /// <summary>The title.</summary>
    public required string Title { get; init; }

    /// <summary>What was agreed or proposed, in words.</summary>
    public required string Terms { get; init; }

    /// <summary>The last day.</summary>
    public required DateOnly ValidUntil { get; init; }

    /// <summary>The canonical JSON that the signatures are on.</summary>
    public required string Text { get; init; }

    /// <summary>SHA-256 of that text, in lower-case hexadecimal.</summary>
    public required string TextHash { get; init; }

    /// <summary>The party that wrote it.</summary>
    public required string ProposedBy { get; init; }

    /// <summary>
    /// The first day on which it was in force: the day of the last signature or, if later, the agreement's first day. Null if it never was.
    /// </summary>
    public required DateOnly? InForceFrom { get; init; }

    /// <summary>The first day on which it was no longer in force; null while it is.</summary>
    public required DateOnly? InForceUntil { get; init; }

    /// <summary>The signatures on it, in the order of recording.</summary>
    public required IReadOnlyList<Signature> Signatures { get; init; }
}

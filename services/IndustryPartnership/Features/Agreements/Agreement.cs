using Contracts.IndustryPartnership;
using Kernel.Data;
using Kernel.Http;
using Kernel.Messaging.CatchUp;

namespace IndustryPartnership.Features.Agreements;

/// <summary>An agreement as its parties see it (D22).</summary>
/// <param name="Id">Its identity; never reused.</param>
/// <param name="Kind">What it is about.</param>
/// <param name="Title">Its title.</param>
/// <param name="Terms">What was agreed, in words.</param>
/// <param name="Parties">The codes of the organisations that are to sign it, in alphabetical order.</param>
/// <param name="ValidFrom">The first day on which it may be relied on.</param>
/// <param name="ValidUntil">The last day.</param>
/// <param name="State"><c>draft</c>, <c>proposed</c>, <c>signed</c> (by some), <c>active</c>, <c>terminated</c> or <c>expired</c>.</param>
/// <param name="Text">The canonical JSON (RFC 8785) of all that a signature is on.</param>
/// <param name="TextHash">SHA-256 of that text, in lower-case hexadecimal: what a signatory sends back.</param>
/// <param name="Signatures">The signatures on this text; an edit voids them.</param>
/// <param name="TerminatedOn">The first day on which it may no longer be relied on, where it was terminated before its last day had passed.</param>
/// <param name="Version">Its ETag.</param>
public sealed record Agreement(
    Guid Id, string Kind, string Title, string Terms, IReadOnlyList<string> Parties, DateOnly ValidFrom, DateOnly ValidUntil, string State,
    string Text, string TextHash, IReadOnlyList<Signature> Signatures, DateOnly? TerminatedOn, int Version) : IVersioned
{
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

/// <param name="Organisation">The party.</param>
/// <param name="SignedBy">Whose token it was signed with.</param>
/// <param name="SignedAt">When, UTC.</param>
public sealed record Signature(string Organisation, string SignedBy, DateTimeOffset SignedAt);

internal sealed record AgreementRow
{
    public const string Columns = "a.seq, a.id, a.kind, a.title, a.terms, a.valid_from, a.valid_until, a.state, a.text, a.text_hash, a.terminated_on, a.version";

    /// <summary>A draft is its author's; from its proposal on it is seen by every party.</summary>
    public const string Visible =
        "EXISTS (SELECT 1 FROM partnership.agreement_party v WHERE v.agreement_id = a.id AND v.organisation = @org) AND (a.state <> 'draft' OR a.drafted_by = @org)";

    public long Seq { get; init; }
    public Guid Id { get; init; }
    public string Kind { get; init; } = "";
    public string Title { get; init; } = "";
    public string Terms { get; init; } = "";
    public DateOnly ValidFrom { get; init; }
    public DateOnly ValidUntil { get; init; }
    public string State { get; init; } = "";
    public string Text { get; init; } = "";
    public string TextHash { get; init; } = "";
    public DateOnly? TerminatedOn { get; init; }
    public int Version { get; init; }

    /// <summary>The agreement, where this organisation may see it.</summary>
    public static async Task<Agreement?> FindAsync(IReader reader, Guid id, string org, CancellationToken ct = default) =>
        (await ShowAsync(reader, await reader.QueryAsync<AgreementRow>("SELECT " + Columns + " FROM partnership.agreement a WHERE a.id = @id AND " + Visible, new { id, org }, ct), ct)).SingleOrDefault();

    public static async Task<IReadOnlyList<Agreement>> ShowAsync(IReader reader, IReadOnlyList<AgreementRow> rows, CancellationToken ct = default)
    {
        var ids = rows.Select(row => row.Id).ToList();
        var parties = await reader.QueryAsync<PartyRow>("SELECT agreement_id, organisation FROM partnership.agreement_party WHERE agreement_id IN @ids ORDER BY organisation", new { ids }, ct);
        var signatures = await reader.QueryAsync<SignatureRow>(
            """
            SELECT s.agreement_id, s.organisation, s.signed_by, s.signed_at FROM partnership.agreement_signature s
            INNER JOIN partnership.agreement a ON a.id = s.agreement_id AND a.revision = s.revision
            WHERE s.agreement_id IN @ids ORDER BY s.signed_at, s.organisation
            """,
            new { ids }, ct);
        return
        [
            .. rows.Select(row => new Agreement(
                row.Id, row.Kind, row.Title, row.Terms, [.. parties.Where(party => party.AgreementId == row.Id).Select(party => party.Organisation)], row.ValidFrom, row.ValidUntil, row.State,
                row.Text, row.TextHash, [.. signatures.Where(given => given.AgreementId == row.Id).Select(given => new Signature(given.Organisation, given.SignedBy, given.SignedAt))], row.TerminatedOn, row.Version)),
        ];
    }

    /// <summary>The present state of every agreement that is or was in force, for a service that asks for what it missed.</summary>
    public static async Task<IReadOnlyList<PresentState>> StatesAsync(UnitOfWork work, long after, int limit, DateTimeOffset now)
    {
        var rows = await work.QueryAsync<AgreementRow>(
            "SELECT " + Columns + " FROM partnership.agreement a WHERE a.seq > @after AND a.state IN ('active', 'terminated', 'expired') ORDER BY a.seq " + Db.Page, new { after, limit });
        return [.. rows.Zip(await ShowAsync(work, rows), (row, agreement) => new PresentState(row.Seq, Fact(agreement, now)))];
    }

    public static object Fact(Agreement agreement, DateTimeOffset now) => agreement.State switch
    {
        "active" => new AgreementActivatedV1 { OccurredAt = now, Agreement = agreement.ToEvent() },
        "terminated" => new AgreementTerminatedV1 { OccurredAt = now, Agreement = agreement.ToEvent() },
        _ => new AgreementExpiredV1 { OccurredAt = now, Agreement = agreement.ToEvent() },
    };

    private sealed record PartyRow
    {
        public Guid AgreementId { get; init; }
        public string Organisation { get; init; } = "";
    }

    private sealed record SignatureRow
    {
        public Guid AgreementId { get; init; }
        public string Organisation { get; init; } = "";
        public string SignedBy { get; init; } = "";
        public DateTimeOffset SignedAt { get; init; }
    }
}

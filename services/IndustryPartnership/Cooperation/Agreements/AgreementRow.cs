using Contracts.IndustryPartnership;
using Kernel.Data;
using Kernel.Messaging.CatchUp;

namespace IndustryPartnership.Cooperation.Agreements;

internal sealed record AgreementRow
{
    public const string Columns =
        "a.seq, a.id, a.kind, a.title, a.terms, a.valid_from, a.valid_until, a.state, a.drafted_by, a.revision, a.text, a.text_hash, a.terminated_on, a.version";

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
    public string DraftedBy { get; init; } = "";
    public int Revision { get; init; }
    public string Text { get; init; } = "";
    public string TextHash { get; init; } = "";
    public DateOnly? TerminatedOn { get; init; }
    public int Version { get; init; }

    /// <summary>The agreement, where this organisation may see it.</summary>
    public static async Task<Agreement?> FindAsync(IReader reader, Guid id, string org, CancellationToken ct = default) =>
        (await ShowAsync(reader, await reader.HoldAsync<AgreementRow>("SELECT " + Columns + " FROM partnership.agreement a WHERE a.id = @id AND " + Visible, new { id, org }, ct), ct)).SingleOrDefault();

    public static async Task<IReadOnlyList<Agreement>> ShowAsync(IReader reader, IReadOnlyList<AgreementRow> rows, CancellationToken ct = default)
    {
        var ids = rows.Select(row => row.Id).ToList();
        var parties = (await reader.QueryAsync<PartyRow>("SELECT agreement_id, organisation FROM partnership.agreement_party WHERE agreement_id IN @ids ORDER BY organisation", new { ids }, ct))
            .ToLookup(party => party.AgreementId, party => party.Organisation);
        var signatures = await SignatureRow.OfAsync(reader, ids, ct);
        var pending = await TextRow.PendingAsync(reader, ids, ct);
        var tags = await Tags.OfAsync(reader, ids, ct);
        return
        [
            .. rows.Select(row => new Agreement(
                row.Id, row.Kind, row.Title, row.Terms, [.. parties[row.Id]], row.ValidFrom, row.ValidUntil, row.State, row.Text, row.TextHash, [.. signatures[(row.Id, row.Revision)]], row.TerminatedOn, row.Version, row.DraftedBy,
                pending.GetValueOrDefault(row.Id)?.ShowPending(signatures), tags.GetValueOrDefault(row.Id, Tags.None))),
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
}

internal sealed record SignatureRow
{
    public Guid AgreementId { get; init; }
    public int Revision { get; init; }
    public string Organisation { get; init; } = "";
    public string SignedBy { get; init; } = "";
    public DateTimeOffset SignedAt { get; init; }
    public DateOnly SignedOn { get; init; }
    public string? Signatory { get; init; }
    public string? ScanHash { get; init; }

    /// <summary>The signatures on each text of these agreements.</summary>
    public static async Task<ILookup<(Guid Agreement, int Revision), Signature>> OfAsync(IReader reader, IEnumerable<Guid> ids, CancellationToken ct) =>
        (await reader.QueryAsync<SignatureRow>(
            """
            SELECT agreement_id, revision, organisation, signed_by, signed_at, signed_on, signatory, scan_hash FROM partnership.agreement_signature
            WHERE agreement_id IN @ids ORDER BY signed_at, organisation
            """,
            new { ids }, ct))
        .ToLookup(row => (row.AgreementId, row.Revision), row => new Signature(row.Organisation, row.SignedBy, row.SignedAt, row.ScanHash is null ? "platform" : "paper", row.SignedOn, row.Signatory, row.ScanHash));
}

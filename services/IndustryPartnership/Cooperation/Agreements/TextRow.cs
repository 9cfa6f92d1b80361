using Kernel.Data;

namespace IndustryPartnership.Cooperation.Agreements;

/// <summary>One of an agreement's texts, from the first one in force on (D23). Rows are added, and change their state alone; the agreement's row is held meanwhile.</summary>
internal sealed record TextRow
{
    private const string Columns = "t.agreement_id, t.revision, t.title, t.terms, t.valid_until, t.text, t.text_hash, t.state, t.proposed_by, t.in_force_from, t.in_force_until";

    public Guid AgreementId { get; init; }
    public int Revision { get; init; }
    public string Title { get; init; } = "";
    public string Terms { get; init; } = "";
    public DateOnly ValidUntil { get; init; }
    public string Text { get; init; } = "";
    public string TextHash { get; init; } = "";
    public string State { get; init; } = "";
    public string ProposedBy { get; init; } = "";
    public DateOnly? InForceFrom { get; init; }
    public DateOnly? InForceUntil { get; init; }

    /// <summary>The amendments that are proposed to these agreements.</summary>
    public static async Task<IReadOnlyDictionary<Guid, TextRow>> PendingAsync(IReader reader, IEnumerable<Guid> ids, CancellationToken ct) =>
        (await reader.QueryAsync<TextRow>(
            "SELECT " + Columns + " FROM partnership.agreement_text t INNER JOIN partnership.agreement a ON a.id = t.agreement_id AND a.pending_revision = t.revision WHERE t.agreement_id IN @ids", new { ids }, ct))
        .ToDictionary(row => row.AgreementId);

    /// <summary>An agreement's texts after a revision, in their order.</summary>
    public static Task<IReadOnlyList<TextRow>> ListAsync(IReader reader, Guid id, long after, int limit, CancellationToken ct) =>
        reader.QueryAsync<TextRow>("SELECT " + Columns + " FROM partnership.agreement_text t WHERE t.agreement_id = @id AND t.revision > @after ORDER BY t.revision " + Db.Page, new { id, after, limit }, ct);

    /// <summary>Nothing is proposed any more: the amendment that was is withdrawn or voided.</summary>
    public static async Task EndPendingAsync(UnitOfWork work, Guid id, string state)
    {
        await work.ExecuteAsync(
            """
            UPDATE partnership.agreement_text SET state = @state
            WHERE agreement_id = @id AND revision = (SELECT a.pending_revision FROM partnership.agreement a WHERE a.id = @id)
            """,
            new { id, state });
        await work.ExecuteAsync("UPDATE partnership.agreement SET pending_revision = 0 WHERE id = @id", new { id });
    }

    /// <summary>The agreement has ended, and with it what was in force and what was proposed; <c>on</c> is the first day on which it may no longer be relied on.</summary>
    public static async Task EndAllAsync(UnitOfWork work, Guid id, DateOnly on)
    {
        await EndPendingAsync(work, id, "voided");
        await work.ExecuteAsync("UPDATE partnership.agreement_text SET in_force_until = @on WHERE agreement_id = @id AND state = 'active'", new { id, on });
    }

    public Amendment ShowPending(ILookup<(Guid, int), Signature> signatures) => new(Revision, ProposedBy, Title, Terms, ValidUntil, Text, TextHash, [.. signatures[(AgreementId, Revision)]]);

    public RevisedText Show(ILookup<(Guid, int), Signature> signatures) =>
        new(Revision, State, Title, Terms, ValidUntil, Text, TextHash, ProposedBy, InForceFrom, InForceUntil, [.. signatures[(AgreementId, Revision)]]);
}

using Kernel.Data;
using Kernel.Http;

namespace IndustryPartnership.Cooperation.Agreements;

/// <summary>
/// One of an agreement's texts, from the first one in force on (D23). Rows are added, and only their state changes. The agreement's row is
/// locked meanwhile.
/// </summary>
internal sealed record TextRow
{
    private const string Select =
        """
        SELECT t.revision AS seq, t.agreement_id, t.revision, t.title, t.terms, t.valid_until, t.text, t.text_hash, t.state, t.proposed_by,
            t.in_force_from, t.in_force_until
        FROM partnership.agreement_text t
        """;

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
    public static async Task<IReadOnlyDictionary<Guid, TextRow>> PendingAsync(IReader reader, IEnumerable<Guid> ids, CancellationToken ct)
    {
        var rows = await reader.QueryAsync<TextRow>(
            Select +
            """
             INNER JOIN partnership.agreement a ON a.id = t.agreement_id AND a.pending_revision = t.revision
            WHERE t.agreement_id IN @ids
            """,
            new { ids }, ct);
        return rows.ToDictionary(row => row.AgreementId);
    }

    /// <summary>A page of an agreement's texts.</summary>
    public static Task<IReadOnlyList<TextRow>> ListAsync(Db db, Guid id, Paging paging, CancellationToken ct) =>
        paging.ReadAsync<TextRow>(db, Select + " WHERE t.agreement_id = @id", new { id }, ct);

    /// <summary>The number of the agreement's next text.</summary>
    public static async Task<int> NextRevisionAsync(UnitOfWork work, Guid id) => 1 + await work.SingleAsync<int>(
        "SELECT MAX(t.revision) FROM partnership.agreement_text t WHERE t.agreement_id = @id", new { id });

    /// <summary>Adds an agreement's first text in force.</summary>
    public static Task AddFirstAsync(UnitOfWork work, Agreement agreement, DateOnly from) => work.ExecuteAsync(
        """
        INSERT INTO partnership.agreement_text
            (agreement_id, revision, title, terms, valid_until, text, text_hash, state, proposed_by, in_force_from)
        VALUES (@Id, @Revision, @Title, @Terms, @ValidUntil, @Text, @TextHash, 'active', @DraftedBy, @from)
        """,
        new
        {
            agreement.Id,
            agreement.Revision,
            agreement.Title,
            agreement.Terms,
            agreement.ValidUntil,
            agreement.Text,
            agreement.TextHash,
            agreement.DraftedBy,
            from,
        });

    /// <summary>Adds a proposed amendment.</summary>
    public static Task AddAsync(UnitOfWork work, Guid id, Amendment proposed) => work.ExecuteAsync(
        """
        INSERT INTO partnership.agreement_text
            (agreement_id, revision, title, terms, valid_until, text, text_hash, state, proposed_by)
        VALUES (@id, @Revision, @Title, @Terms, @ValidUntil, @Text, @TextHash, 'proposed', @ProposedBy)
        """,
        new
        {
            id,
            proposed.Revision,
            proposed.Title,
            proposed.Terms,
            proposed.ValidUntil,
            proposed.Text,
            proposed.TextHash,
            proposed.ProposedBy,
        });

    /// <summary>Writes the outcome of a proposed text.</summary>
    public static Task SetStateAsync(UnitOfWork work, Guid id, Amendment proposed, string state) => work.ChangeAsync(
        "UPDATE partnership.agreement_text SET state = @state WHERE agreement_id = @id AND revision = @Revision",
        new { id, proposed.Revision, state });

    /// <summary>Replaces the text in force by another one from a day on.</summary>
    public static async Task ReplaceAsync(UnitOfWork work, Guid id, int revision, DateOnly from)
    {
        await work.ChangeAsync(
            """
            UPDATE partnership.agreement_text
            SET state = 'amended', in_force_until = @from
            WHERE agreement_id = @id AND state = 'active'
            """,
            new { id, from });
        await work.ChangeAsync(
            """
            UPDATE partnership.agreement_text
            SET state = 'active', in_force_from = @from
            WHERE agreement_id = @id AND revision = @revision
            """,
            new { id, revision, from });
    }

    /// <summary>Ends the agreement's texts, both in force and proposed.</summary>
    /// <param name="work">The transaction.</param>
    /// <param name="held">The agreement before it ends.</param>
    /// <param name="on">The first day on which it may no longer be relied on.</param>
    public static async Task EndAllAsync(UnitOfWork work, Agreement held, DateOnly on)
    {
        if (held.Amendment is { } amendment) await SetStateAsync(work, held.Id, amendment, "voided");
        await work.ExecuteAsync(
            "UPDATE partnership.agreement_text SET in_force_until = @on WHERE agreement_id = @Id AND state = 'active'",
            new { held.Id, on });
    }

    public Amendment ShowPending(ILookup<(Guid, int), Signature> signatures) =>
        new(Revision, ProposedBy, Title, Terms, ValidUntil, Text, TextHash, [.. signatures[(AgreementId, Revision)]]);

    public RevisedText Show(ILookup<(Guid, int), Signature> signatures) => new()
    {
        Revision = Revision,
        State = State,
        Title = Title,
        Terms = Terms,
        ValidUntil = ValidUntil,
        Text = Text,
        TextHash = TextHash,
        ProposedBy = ProposedBy,
        InForceFrom = InForceFrom,
        InForceUntil = InForceUntil,
        Signatures = [.. signatures[(AgreementId, Revision)]],
    };
}

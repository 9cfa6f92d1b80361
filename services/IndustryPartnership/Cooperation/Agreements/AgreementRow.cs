using Contracts.IndustryPartnership;
using Kernel;
using Kernel.Data;
using Kernel.Messaging.CatchUp;
using MassTransit;

namespace IndustryPartnership.Cooperation.Agreements;

/// <summary>Finds, locks and records agreements.</summary>
internal sealed record AgreementRow
{
    public const string Kind = "agreement";

    public const string Select =
        """
        SELECT a.seq, a.id, a.kind AS agreement_kind, a.title, a.terms, a.valid_from, a.valid_until, a.state, a.drafted_by,
            a.revision, a.text, a.text_hash, a.terminated_on, a.version
        FROM partnership.agreement a
        """;

    /// <summary>Only its author sees a draft. From the proposal on, every party sees it.</summary>
    public const string Visible =
        """
        EXISTS (SELECT 1 FROM partnership.agreement_party v WHERE v.agreement_id = a.id AND v.organisation = @org)
            AND (a.state <> 'draft' OR a.drafted_by = @org)
        """;

    public long Seq { get; init; }
    public Guid Id { get; init; }
    public string AgreementKind { get; init; } = "";
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

    /// <summary>The agreement, if the party may see it.</summary>
    public static Task<Agreement?> FindAsync(IReader reader, Guid id, Act act, CancellationToken ct) => OneAsync(reader, id, act, ct);

    /// <summary>The agreement, if the party may see it, locked until this transaction ends.</summary>
    public static Task<Agreement?> HoldAsync(UnitOfWork work, Guid id, Act act) => OneAsync(work, id, act);

    /// <summary>The agreement with this id, locked, without a visibility check.</summary>
    public static async Task<Agreement> HoldAsync(UnitOfWork work, Guid id)
    {
        var rows = await work.HoldAsync<AgreementRow>(Select + " WHERE a.id = @id", new { id });
        return (await ShowAsync(work, rows)).SingleOrDefault() ?? throw new InvalidOperationException($"There is no agreement {id}.");
    }

    /// <summary>Adds a draft: its row, its parties, and the history.</summary>
    public static async Task AddAsync(UnitOfWork work, Agreement drafted, Act act)
    {
        await work.ExecuteAsync(
            """
            INSERT INTO partnership.agreement
                (id, kind, title, terms, valid_from, valid_until, state, drafted_by, revision, text, text_hash, version, created_at)
            VALUES (@Id, @Kind, @Title, @Terms, @ValidFrom, @ValidUntil, 'draft', @DraftedBy, 1, @Text, @TextHash, 1, @Now)
            """,
            new
            {
                drafted.Id,
                drafted.Kind,
                drafted.Title,
                drafted.Terms,
                drafted.ValidFrom,
                drafted.ValidUntil,
                drafted.DraftedBy,
                drafted.Text,
                drafted.TextHash,
                act.Now,
            });
        foreach (var party in drafted.Parties)
        {
            await work.ExecuteAsync(
                "INSERT INTO partnership.agreement_party (agreement_id, organisation) VALUES (@Id, @party)", new { drafted.Id, party });
        }
        await History.RecordAsync(work, Kind, drafted.Id, drafted, drafted.Audience, new Done("drafted"), act);
    }

    /// <summary>Records one change: the row, the audit, the history, and the event that the command names.</summary>
    public static async Task RecordAsync(UnitOfWork work, IPublishEndpoint events, Agreement next, Done done, Act act)
    {
        await work.ChangeAsync(
            """
            UPDATE partnership.agreement
            SET title = @Title, terms = @Terms, valid_from = @ValidFrom, valid_until = @ValidUntil, state = @State, revision = @Revision,
                text = @Text, text_hash = @TextHash, pending_revision = @pending, terminated_on = @TerminatedOn, version = @Version
            WHERE id = @Id AND version = @Version - 1
            """,
            new
            {
                next.Id,
                next.Title,
                next.Terms,
                next.ValidFrom,
                next.ValidUntil,
                next.State,
                next.Revision,
                next.Text,
                next.TextHash,
                pending = next.Amendment?.Revision ?? 0,
                next.TerminatedOn,
                next.Version,
            });
        await History.RecordAsync(work, Kind, next.Id, next, next.Audience, done, act);
        if (done.Fact is not null) await events.Publish(done.Fact);
    }

    /// <summary>The agreements of rows, with their parts.</summary>
    public static async Task<IReadOnlyList<Agreement>> ShowAsync(
        IReader reader, IReadOnlyList<AgreementRow> rows, CancellationToken ct = default)
    {
        var ids = rows.Select(row => row.Id).ToList();
        var named = await reader.QueryAsync<PartyRow>(
            "SELECT agreement_id, organisation FROM partnership.agreement_party WHERE agreement_id IN @ids ORDER BY organisation",
            new { ids }, ct);
        var parties = named.ToLookup(party => party.AgreementId, party => party.Organisation);
        var signatures = await SignatureRow.OfAsync(reader, ids, ct);
        var pending = await TextRow.PendingAsync(reader, ids, ct);
        var tags = await Tags.OfAsync(reader, ids, ct);
        return
        [
            .. rows.Select(row => row.Bare() with
            {
                Parties = [.. parties[row.Id]],
                Signatures = [.. signatures[(row.Id, row.Revision)]],
                Amendment = pending.GetValueOrDefault(row.Id)?.ShowPending(signatures),
                Tags = tags.GetValueOrDefault(row.Id, Tags.None),
            }),
        ];
    }

    /// <summary>The present state of every agreement that is or was in force, for catch-up.</summary>
    public static async Task<IReadOnlyList<PresentState>> StatesAsync(UnitOfWork work, long after, int limit, DateTimeOffset now)
    {
        var rows = await work.QueryAsync<AgreementRow>(
            Select + " WHERE a.seq > @after AND a.state IN ('active', 'terminated', 'expired') ORDER BY a.seq " + Db.Page,
            new { after, limit });
        return [.. rows.Zip(await ShowAsync(work, rows), (row, agreement) => new PresentState(row.Seq, Fact(agreement, now)))];
    }

    // For catch-up alone: derives an event from the state. A command names its own event.
    private static object Fact(Agreement agreement, DateTimeOffset now) => agreement.State switch
    {
        AgreementState.Active => new AgreementActivatedV1 { OccurredAt = now, Agreement = agreement.ToEvent() },
        AgreementState.Terminated => new AgreementTerminatedV1 { OccurredAt = now, Agreement = agreement.ToEvent() },
        _ => new AgreementExpiredV1 { OccurredAt = now, Agreement = agreement.ToEvent() },
    };

    private static async Task<Agreement?> OneAsync(IReader reader, Guid id, Act act, CancellationToken ct = default)
    {
        var rows = await reader.HoldAsync<AgreementRow>(
            Select + " WHERE a.id = @id AND " + Visible, new { id, org = act.Caller.Org }, ct);
        return (await ShowAsync(reader, rows, ct)).SingleOrDefault();
    }

    // Members with tables of their own are left out.
    private Agreement Bare() => new()
    {
        Id = Id,
        Kind = AgreementKind,
        Title = Title,
        Terms = Terms,
        Parties = [],
        ValidFrom = ValidFrom,
        ValidUntil = ValidUntil,
        State = State,
        Text = Text,
        TextHash = TextHash,
        Signatures = [],
        TerminatedOn = TerminatedOn,
        Version = Version,
        DraftedBy = DraftedBy,
        Amendment = null,
        Tags = Tags.None,
        Revision = Revision,
    };

    private sealed record PartyRow
    {
        public Guid AgreementId { get; init; }
        public string Organisation { get; init; } = "";
    }
}

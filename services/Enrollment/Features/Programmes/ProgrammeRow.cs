using Contracts.Enrollment;
using Kernel;
using Kernel.Data;
using Kernel.Messaging.CatchUp;

namespace Enrollment.Features.Programmes;

/// <summary>Programmes as they are stored: found, held while a command decides, and recorded once.</summary>
internal sealed record ProgrammeRow
{
    public const string Select =
        """
        SELECT p.seq, p.id, p.articulation_id, p.edition, p.state, p.revision, p.text, p.text_hash, p.published_on, p.version
        FROM enrollment.programme p
        """;

    /// <summary>Everybody sees a published programme, and its owners each of theirs. <c>@Org</c> is a <see cref="Viewer"/>'s.</summary>
    public const string Visible =
        """
        (p.state = 'published'
            OR p.id IN (SELECT o.programme_id FROM enrollment.programme_owner o WHERE o.institution = @Org))
        """;

    public long Seq { get; init; }
    public Guid Id { get; init; }
    public Guid ArticulationId { get; init; }
    public int Edition { get; init; }
    public string State { get; init; } = "";
    public int Revision { get; init; }
    public string Text { get; init; } = "";
    public string TextHash { get; init; } = "";
    public DateOnly? PublishedOn { get; init; }
    public int Version { get; init; }

    /// <summary>The programme, if the viewer may see it. A unit of work holds it until it ends.</summary>
    public static async Task<Programme?> FindAsync(IReader reader, Guid id, Viewer viewer, CancellationToken ct = default) =>
        await ShowAsync(reader, await reader.FindAsync<ProgrammeRow>(
            $"""
            {Select}
            WHERE p.id = @id
                AND {Visible}
            """,
            new { id, viewer.Org }, ct), ct);

    /// <summary>The programme, held: nobody else changes it before this transaction ends.</summary>
    public static Task<Programme?> HoldAsync(UnitOfWork work, Guid id, Viewer viewer) => FindAsync(work, id, viewer);

    /// <summary>
    /// The published edition of an articulation's programme that is in force on a day: the last one whose first day has come. On the day
    /// of enrolment it is the learner's own (D12); null where none was in force then.
    /// </summary>
    public static async Task<Programme?> FindInForceAsync(IReader reader, Guid articulation, DateOnly on, CancellationToken ct = default) =>
        await ShowAsync(reader, (await reader.QueryAsync<ProgrammeRow>(
            $"""
            {Select}
            WHERE p.articulation_id = @articulation
                AND p.state = 'published'
                AND p.in_force_from <= @on
            ORDER BY p.edition DESC {Db.Page}
            """,
            new { articulation, on, limit = 1 }, ct)).SingleOrDefault(), ct);

    /// <summary>The edition that was published last for an articulation; null where there is none.</summary>
    public static Task<Programme?> FindLastPublishedAsync(UnitOfWork work, Guid articulation) =>
        FindInForceAsync(work, articulation, DateOnly.MaxValue);

    /// <summary>Keeps a new programme, and the audit.</summary>
    public static async Task AddAsync(UnitOfWork work, Programme drafted, Act act)
    {
        await work.ExecuteAsync(
            """
            INSERT INTO enrollment.programme (
                id, articulation_id, edition, in_force_from, state, revision, text, text_hash, version, created_at)
            VALUES (@Id, @ArticulationId, @Edition, @InForceFrom, @State, @Revision, @Text, @TextHash, @Version, @Now)
            """,
            new
            {
                drafted.Id,
                drafted.ArticulationId,
                drafted.Edition,
                drafted.InForceFrom,
                drafted.State,
                drafted.Revision,
                drafted.Text,
                drafted.TextHash,
                drafted.Version,
                act.Now,
            });
        foreach (var institution in drafted.Owners)
        {
            await work.ExecuteAsync(
                "INSERT INTO enrollment.programme_owner (programme_id, institution) VALUES (@Id, @institution)",
                new { drafted.Id, institution });
        }
        await ProgrammePart.AddModulesAsync(work, drafted);
        await work.AuditAsync("programme", drafted.Id, drafted.Version, "drafted", act);
    }

    /// <summary>Records a change: the row and the audit. A command publishes its own event, where it has one.</summary>
    public static async Task RecordAsync(UnitOfWork work, Programme next, string action, Act act, string? reason = null)
    {
        await work.ChangeAsync(
            """
            UPDATE enrollment.programme
            SET in_force_from = @InForceFrom, state = @State, revision = @Revision, text = @Text, text_hash = @TextHash,
                published_on = @PublishedOn, version = @Version
            WHERE id = @Id AND version = @Version - 1
            """,
            new
            {
                next.Id,
                next.InForceFrom,
                next.State,
                next.Revision,
                next.Text,
                next.TextHash,
                next.PublishedOn,
                next.Version,
            });
        await work.AuditAsync("programme", next.Id, next.Version, action, act, reason);
    }

    /// <summary>The programmes of rows, with their lists.</summary>
    public static async Task<IReadOnlyList<Programme>> ShowAsync(
        IReader reader, IReadOnlyList<ProgrammeRow> rows, CancellationToken ct = default)
    {
        var parts = await ProgrammePart.OfAsync(reader, [.. rows.Select(row => row.Id)], ct);
        return [.. rows.Select(row => row.ToReply(parts))];
    }

    /// <summary>The present state of all published programmes, for a service that catches up.</summary>
    public static async Task<IReadOnlyList<PresentState>> StatesAsync(UnitOfWork work, long after, int limit, DateTimeOffset now)
    {
        var rows = await work.QueryAsync<ProgrammeRow>(
            $"""
            {Select}
            WHERE p.seq > @after
                AND p.state = 'published'
            ORDER BY p.seq {Db.Page}
            """,
            new { after, limit });
        return [.. rows.Zip(await ShowAsync(work, rows), (row, programme) => new PresentState(
            row.Seq, new CurriculumVersionPublishedV1 { OccurredAt = now, Curriculum = programme.ToEvent() }))];
    }

    private static async Task<Programme?> ShowAsync(IReader reader, ProgrammeRow? row, CancellationToken ct) =>
        row is null ? null : (await ShowAsync(reader, [row], ct)).Single();

    private Programme ToReply(ProgrammePart.Parts parts)
    {
        var content = ProgrammeContent.Read(Text);
        return new()
        {
            Id = Id,
            ArticulationId = ArticulationId,
            Edition = Edition,
            State = State,
            InForceFrom = content.InForceFrom,
            Outcomes = content.Outcomes,
            Modules = content.Modules,
            Measures = [.. parts.Measures[Id]],
            Text = Text,
            TextHash = TextHash,
            Owners = [.. parts.Owners[Id]],
            Approvals = [.. parts.Approvals[Id]],
            PublishedOn = PublishedOn,
            Version = Version,
            Revision = Revision,
        };
    }
}

using System.Diagnostics.CodeAnalysis;
using Contracts.IndustryPartnership;
using Kernel;
using Kernel.Data;
using Kernel.Personal;
using Kernel.Messaging.CatchUp;
using MassTransit;

namespace IndustryPartnership.Internships.Placements;

/// <summary>Finds, locks and records placements.</summary>
internal sealed record PlacementRow
{
    public const string Select =
        """
        SELECT p.seq, p.id, p.slot_id, p.learner_id, p.institution, p.enterprise, p.starts_on, p.ends_on, p.state, p.started_on,
            p.text_hash, p.mentor_id, v.lookup AS mentor, p.hours, p.grade, p.mentor_grade, p.version, p.teacher_id,
            (SELECT k.kind FROM partnership.slot k WHERE k.id = p.slot_id) AS kind
        FROM partnership.placement p
        LEFT JOIN partnership.mentor r ON r.id = p.mentor_id
        LEFT JOIN partnership.personal_value v ON v.id = r.person_id
        """;

    /// <summary>
    /// Its institution and its enterprise see a placement. So do its learner and the mentor named on it. The parameters are a <see
    /// cref="Viewer"/>'s.
    /// </summary>
    public const string Visible =
        $"""
        ((@IsLearner = 0 AND @IsMentor = 0 AND (p.institution = @Org OR p.enterprise = @Org))
            OR (@IsLearner = 1 AND EXISTS (
                SELECT 1 FROM partnership.learner l
                WHERE l.id = p.learner_id AND l.person_id IN {PersonalValues.OfViewer} AND l.institution = @Org))
            OR (@IsMentor = 1 AND p.enterprise = @Org AND p.mentor_id IN {MentorRow.OfViewer}))
        """;

    /// <summary>A co-signatory also reads the placement and its agreement, but nothing that is written during it.</summary>
    public const string VisibleToSign =
        "(" + Visible +
        """
         OR (@IsLearner = 0 AND @IsMentor = 0 AND EXISTS (
            SELECT 1 FROM partnership.placement_cosignatory g WHERE g.placement_id = p.id AND g.organisation = @Org)))
        """;

    public long Seq { get; init; }
    public Guid Id { get; init; }
    public Guid SlotId { get; init; }
    public Guid LearnerId { get; init; }
    public string Institution { get; init; } = "";
    public string Enterprise { get; init; } = "";
    public DateOnly StartsOn { get; init; }
    public DateOnly EndsOn { get; init; }
    public string State { get; init; } = "";
    public DateOnly? StartedOn { get; init; }
    public string? TextHash { get; init; }
    public Guid? MentorId { get; init; }
    public string? Mentor { get; init; }
    public int? Hours { get; init; }
    public string? Grade { get; init; }
    public string? MentorGrade { get; init; }
    public int Version { get; init; }
    public Guid? TeacherId { get; init; }
    public string Kind { get; init; } = PlacementKind.PostInternship;

    /// <summary>The placement, if the viewer may see it. A unit of work locks it.</summary>
    public static Task<Placement?> FindAsync(IReader reader, Guid id, Viewer viewer, CancellationToken ct = default) => OneAsync(
        reader, Select + " WHERE p.id = @id AND " + Visible, new { id, viewer.Org, viewer.Person, viewer.IsLearner, viewer.IsMentor }, ct);

    /// <summary>The same, also for co-signatories.</summary>
    public static Task<Placement?> FindToSignAsync(IReader reader, Guid id, Viewer viewer, CancellationToken ct = default) => OneAsync(
        reader, Select + " WHERE p.id = @id AND " + VisibleToSign,
        new { id, viewer.Org, viewer.Person, viewer.IsLearner, viewer.IsMentor }, ct);

    /// <summary>The placement, locked until this transaction ends.</summary>
    public static Task<Placement?> HoldAsync(UnitOfWork work, Guid id, Viewer viewer) => FindAsync(work, id, viewer);

    /// <inheritdoc cref="HoldAsync(UnitOfWork, Guid, Viewer)"/>
    public static Task<Placement?> HoldToSignAsync(UnitOfWork work, Guid id, Viewer viewer) => FindToSignAsync(work, id, viewer);

    /// <summary>The placement that a row names, locked. The caller has checked that it may be seen.</summary>
    public static async Task<Placement> HoldAsync(UnitOfWork work, Guid id) =>
        await FindAsync(work, id) ?? throw new InvalidOperationException($"There is no placement {id}.");

    /// <summary>The placement that a row names.</summary>
    public static Task<Placement?> FindAsync(IReader reader, Guid id, CancellationToken ct = default) =>
        OneAsync(reader, Select + " WHERE p.id = @id", new { id }, ct);

    /// <summary>Adds a new placement: its row with the agreement's text, its co-signatories, the audit and the event.</summary>
    /// <param name="work">The transaction.</param>
    /// <param name="events">Where events are published.</param>
    /// <param name="planned">The placement.</param>
    /// <param name="text">The text that all will sign (D31).</param>
    /// <param name="fact">The event.</param>
    /// <param name="act">Who did it, and when.</param>
    public static async Task AddAsync(
        UnitOfWork work, IPublishEndpoint events, Placement planned, string text, PlacementConfirmedV1 fact, Act act)
    {
        await work.ExecuteAsync(
            """
            INSERT INTO partnership.placement
                (id, slot_id, learner_id, institution, enterprise, starts_on, ends_on, state, text, text_hash, version, created_at)
            VALUES (@Id, @SlotId, @LearnerId, @Institution, @Enterprise, @StartsOn, @EndsOn, @State, @text, @TextHash, @Version, @Now)
            """,
            new
            {
                planned.Id,
                planned.SlotId,
                planned.LearnerId,
                planned.Institution,
                planned.Enterprise,
                planned.StartsOn,
                planned.EndsOn,
                planned.State,
                text,
                planned.TextHash,
                planned.Version,
                act.Now,
            });
        foreach (var organisation in planned.CoSignatories)
        {
            await work.ExecuteAsync(
                "INSERT INTO partnership.placement_cosignatory (placement_id, organisation) VALUES (@Id, @organisation)",
                new { planned.Id, organisation });
        }
        await work.AuditAsync("placement", planned.Id, planned.Version, "confirmed", act);
        await events.Publish(fact);
    }

    /// <summary>Records one change of a placement: its row, the audit, and the event that the command names.</summary>
    /// <param name="work">The transaction, which holds the placement.</param>
    /// <param name="events">Where events are published.</param>
    /// <param name="next">The placement after the change.</param>
    /// <param name="action">What was done.</param>
    /// <param name="fact">The event; null if none is published.</param>
    /// <param name="act">Who did it, and when.</param>
    /// <param name="reason">The reason, kept in the audit.</param>
    public static async Task RecordAsync(
        UnitOfWork work, IPublishEndpoint events, Placement next, string action, object? fact, Act act, string? reason = null)
    {
        await work.ChangeAsync(
            """
            UPDATE partnership.placement
            SET slot_id = @SlotId, enterprise = @Enterprise, starts_on = @StartsOn, ends_on = @EndsOn, state = @State,
                started_on = @StartedOn, mentor_id = @MentorId, teacher_id = @TeacherId, hours = @Hours, grade = @Grade,
                mentor_grade = @MentorGrade, version = @Version
            WHERE id = @Id AND version = @Version - 1
            """,
            new
            {
                next.Id,
                next.SlotId,
                next.Enterprise,
                next.StartsOn,
                next.EndsOn,
                next.State,
                next.StartedOn,
                next.MentorId,
                next.TeacherId,
                next.Hours,
                next.Grade,
                next.MentorGrade,
                next.Version,
            });
        await work.AuditAsync("placement", next.Id, next.Version, action, act, reason);
        if (fact is not null) await events.Publish(fact);
    }

    /// <summary>The placements of rows, with their parts.</summary>
    public static async Task<IReadOnlyList<Placement>> ShowAsync(
        IReader reader, IReadOnlyList<PlacementRow> rows, CancellationToken ct = default)
    {
        var parts = await PlacementPart.OfAsync(reader, [.. rows.Select(row => row.Id)], ct);
        return [.. rows.Select(row => PlacementPart.Add(row.Bare(), parts[row.Id]))];
    }

    /// <summary>An organisation's placements that have not ended.</summary>
    public static Task<IReadOnlyList<Guid>> OpenOfAsync(UnitOfWork work, string organisation) => work.QueryAsync<Guid>(
        """
        SELECT id FROM partnership.placement
        WHERE (enterprise = @organisation OR institution = @organisation) AND state NOT IN ('completed', 'assessed', 'stopped')
        """,
        new { organisation });

    /// <summary>The present state of all placements, for catch-up.</summary>
    public static async Task<IReadOnlyList<PresentState>> StatesAsync(UnitOfWork work, long after, int limit, DateTimeOffset now)
    {
        var rows = await work.QueryAsync<PlacementRow>(Select + " WHERE p.seq > @after ORDER BY p.seq " + Db.Page, new { after, limit });
        return [.. rows.Zip(await ShowAsync(work, rows), (row, placement) => new PresentState(row.Seq, Fact(placement, now)))];
    }

    // For catch-up alone: derives an event from the state. A command names its own event.
    private static object Fact(Placement placement, DateTimeOffset now) => placement.State switch
    {
        PlacementState.Active => new PlacementStartedV1 { OccurredAt = now, Placement = placement.ToEvent() },
        PlacementState.Paused => new PlacementPausedV1 { OccurredAt = now, Placement = placement.ToEvent() },
        PlacementState.Completed => new PlacementCompletedV1 { OccurredAt = now, Placement = placement.ToEvent() },
        PlacementState.Stopped => new PlacementStoppedV1 { OccurredAt = now, Placement = placement.ToEvent() },
        PlacementState.Assessed => new PlacementAssessedV1 { OccurredAt = now, Placement = placement.ToEvent() },
        _ => new PlacementConfirmedV1 { OccurredAt = now, Placement = placement.ToEvent() },
    };

    private static async Task<Placement?> OneAsync(
        IReader reader, [ConstantExpected] string sql, object parameters, CancellationToken ct) =>
        (await ShowAsync(reader, await reader.HoldAsync<PlacementRow>(sql, parameters, ct), ct)).SingleOrDefault();

    // Members with tables of their own are left out.
    private Placement Bare() => new()
    {
        Id = Id,
        SlotId = SlotId,
        LearnerId = LearnerId,
        Institution = Institution,
        Enterprise = Enterprise,
        StartsOn = StartsOn,
        EndsOn = EndsOn,
        State = State,
        StartedOn = StartedOn,
        TextHash = TextHash,
        Consents = [],
        Signatures = [],
        Pauses = [],
        MentorId = MentorId,
        Mentor = MentorRow.Name(Mentor, MentorId),
        Hours = Hours,
        Grade = Grade,
        MentorGrade = MentorGrade,
        Version = Version,
        TeacherId = TeacherId,
        CoSignatories = [],
        Posts = [],
        Kind = Kind,
    };
}

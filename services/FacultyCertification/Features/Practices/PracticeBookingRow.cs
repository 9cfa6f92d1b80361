using Contracts.FacultyCertification;
using Contracts.IndustryPartnership;
using Kernel;
using Kernel.Data;
using Kernel.Messaging.CatchUp;
using Kernel.Personal;

namespace FacultyCertification.Features.Practices;

/// <summary>Bookings as they are stored: found, held while a command decides, and recorded once.</summary>
internal sealed record PracticeBookingRow
{
    public const string Select =
        """
        SELECT p.seq, p.id, p.teacher_id, p.employment_id, e.institution, k.lookup AS person, p.base_id, p.starts_on, p.ends_on,
            p.state, p.seat_state, p.seat_reason, p.earliest_from, p.seat_version, p.version
        FROM faculty.practice p
        INNER JOIN faculty.teacher t ON t.id = p.teacher_id
        INNER JOIN faculty.employment e ON e.id = p.employment_id
        LEFT JOIN faculty.personal_value k ON k.id = t.person_id
        """;

    /// <summary>The state in SQL, as <see cref="PracticeBooking.StateOf"/> has it.</summary>
    public const string ShownState =
        """
        CASE WHEN p.seat_state = 'completed' THEN 'completed'
            WHEN p.state = 'cancelled' THEN 'cancelled'
            ELSE COALESCE(p.seat_state, p.state) END
        """;

    /// <summary>Whoever sees the teacher sees the bookings. The parameters are a <see cref="Viewer"/>'s.</summary>
    public const string Visible =
        $"e.institution = @Org AND (e.institution = @Office OR t.person_id IN {PersonalValues.OfViewer})";

    public long Seq { get; init; }
    public Guid Id { get; init; }
    public Guid TeacherId { get; init; }
    public Guid EmploymentId { get; init; }
    public string Institution { get; init; } = "";
    public string? Person { get; init; }
    public Guid BaseId { get; init; }
    public DateOnly StartsOn { get; init; }
    public DateOnly EndsOn { get; init; }
    public string State { get; init; } = "";
    public string? SeatState { get; init; }
    public string? SeatReason { get; init; }
    public DateOnly? EarliestFrom { get; init; }
    public int SeatVersion { get; init; }
    public int Version { get; init; }

    /// <summary>The booking, if the viewer may see it. A unit of work holds it until it ends.</summary>
    public static async Task<PracticeBooking?> FindAsync(IReader reader, Guid id, Viewer viewer, CancellationToken ct = default) =>
        await ShowAsync(reader, await reader.FindAsync<PracticeBookingRow>(
            $"""
            {Select}
            WHERE p.id = @id
                AND {Visible}
            """,
            new { id, viewer.Office, viewer.Person, viewer.Org }, ct), ct);

    /// <summary>The booking, held: nobody else changes it before this transaction ends.</summary>
    public static Task<PracticeBooking?> HoldAsync(UnitOfWork work, Guid id, Viewer viewer) => FindAsync(work, id, viewer);

    /// <summary>The booking of a fact that names it, held; null if this service has not made it.</summary>
    public static async Task<PracticeBooking?> HoldAsync(UnitOfWork work, Guid id) =>
        await ShowAsync(work, await work.FindAsync<PracticeBookingRow>(Select + " WHERE p.id = @id", new { id }), default);

    /// <summary>Keeps a new booking, and the audit.</summary>
    public static async Task AddAsync(UnitOfWork work, PracticeBooking requested, Act act)
    {
        await work.ExecuteAsync(
            """
            INSERT INTO faculty.practice (
                id, teacher_id, employment_id, base_id, starts_on, ends_on, state, seat_version, version, created_at)
            VALUES (@Id, @TeacherId, @EmploymentId, @BaseId, @From, @Until, @OwnState, 0, @Version, @Now)
            """,
            new
            {
                requested.Id,
                requested.TeacherId,
                requested.EmploymentId,
                requested.BaseId,
                requested.From,
                requested.Until,
                requested.OwnState,
                requested.Version,
                act.Now,
            });
        await work.AuditAsync("practice", requested.Id, requested.Version, "requested", act);
        await requested.ToStep().AddAsync(work, "requested", requested.From, act);
    }

    /// <summary>Records a change: the row and the audit.</summary>
    public static async Task RecordAsync(UnitOfWork work, PracticeBooking next, string action, Act act, string? reason = null)
    {
        await work.ChangeAsync(
            """
            UPDATE faculty.practice
            SET state = @OwnState, seat_state = @SeatState, seat_reason = @Reason, earliest_from = @EarliestFrom, ends_on = @Until,
                seat_version = @SeatVersion, version = @Version
            WHERE id = @Id AND version = @Version - 1
            """,
            new
            {
                next.Id,
                next.OwnState,
                next.SeatState,
                next.Reason,
                next.EarliestFrom,
                next.Until,
                next.SeatVersion,
                next.Version,
            });
        await work.AuditAsync("practice", next.Id, next.Version, action, act, reason);
        await next.ToStep().AddAsync(work, action, next.DayOf(action) ?? act.Today, act);
    }

    /// <summary>Keeps the attended days in place of the earlier ones.</summary>
    public static async Task ReplaceAttendedAsync(UnitOfWork work, PracticeBooking next)
    {
        await work.ExecuteAsync("DELETE FROM faculty.practice_attended WHERE practice_id = @Id", new { next.Id });
        foreach (var days in next.Attended)
        {
            await work.ExecuteAsync(
                "INSERT INTO faculty.practice_attended (practice_id, from_day, until_day) VALUES (@Id, @From, @Until)",
                new { next.Id, days.From, days.Until });
        }
    }

    /// <summary>The requests to industry partnership, for a service that catches up.</summary>
    public static async Task<IReadOnlyList<PresentState>> StatesAsync(UnitOfWork work, long after, int limit, DateTimeOffset now)
    {
        var rows = await work.QueryAsync<PracticeBookingRow>(
            $"""
            {Select}
            WHERE p.seq > @after
            ORDER BY p.seq {Db.Page}
            """,
            new { after, limit });
        return [.. rows.Select(row => new PresentState(row.Seq, Fact(row.ToReply([]), now)))];
    }

    /// <summary>The attended days of these bookings.</summary>
    public static async Task<ILookup<Guid, DaysV1>> AttendedAsync(IReader reader, IEnumerable<Guid> ids, CancellationToken ct = default) =>
        (await reader.QueryAsync<AttendedRow>(
            """
            SELECT practice_id, from_day, until_day
            FROM faculty.practice_attended
            WHERE practice_id IN @ids
            ORDER BY from_day
            """,
            new { ids }, ct)).ToLookup(row => row.PracticeId, row => new DaysV1 { From = row.FromDay, Until = row.UntilDay });

    public PracticeBooking ToReply(IEnumerable<DaysV1> attended) => new()
    {
        Id = Id,
        TeacherId = TeacherId,
        EmploymentId = EmploymentId,
        Institution = Institution,
        BaseId = BaseId,
        From = StartsOn,
        Until = EndsOn,
        State = PracticeBooking.StateOf(State, SeatState),
        Reason = SeatReason,
        EarliestFrom = EarliestFrom,
        Attended = [.. attended],
        Version = Version,
        OwnState = State,
        SeatState = SeatState,
        SeatVersion = SeatVersion,
        Person = Person,
    };

    private static async Task<PracticeBooking?> ShowAsync(IReader reader, PracticeBookingRow? row, CancellationToken ct) =>
        row?.ToReply((await AttendedAsync(reader, [row.Id], ct))[row.Id]);

    // Tells a state to a service that knows none of its changes. A command names its own event.
    private static object Fact(PracticeBooking booking, DateTimeOffset now) => booking.OwnState == PracticeBooking.CancelledState
        ? new PracticeCancelledV1 { OccurredAt = now, Practice = booking.ToEvent() }
        : new PracticeRequestedV1 { OccurredAt = now, Practice = booking.ToEvent() };

    private sealed record AttendedRow
    {
        public Guid PracticeId { get; init; }
        public DateOnly FromDay { get; init; }
        public DateOnly UntilDay { get; init; }
    }
}

using Contracts.FacultyCertification;
using Contracts.IndustryPartnership;
using FacultyCertification.Features.Teachers;
using Kernel.Data;
using Kernel.Http;
using Kernel.Messaging.CatchUp;

namespace FacultyCertification.Features.Practices;

/// <summary>A seat at a base that is booked for a teacher (S12, D17): for the teacher office and the panel of the institution, and for the teacher.</summary>
/// <param name="Id">Its identity, here and at industry partnership.</param>
/// <param name="TeacherId">Who is to practise.</param>
/// <param name="Institution">The code of the teacher's institution.</param>
/// <param name="BaseId">The base, as industry partnership names it.</param>
/// <param name="From">The first day that was asked for.</param>
/// <param name="Until">The last day; once completed, the last that was attended.</param>
/// <param name="State"><c>requested</c>, <c>reserved</c>, <c>refused</c>, <c>cancelled</c> or <c>completed</c>; the last three are final.</param>
/// <param name="Reason">Where it was refused: <c>base-unknown</c>, <c>base-not-active</c> or <c>no-seat</c> (D25).</param>
/// <param name="EarliestFrom">Where it was refused: the nearest later first day with which as many days would have had a seat.</param>
/// <param name="Attended">The days that were attended, once completed: what counts as practice.</param>
/// <param name="Version">Its ETag.</param>
public sealed record PracticeBooking(
    Guid Id, Guid TeacherId, string Institution, Guid BaseId, DateOnly From, DateOnly Until, string State, string? Reason, DateOnly? EarliestFrom, IReadOnlyList<DaysV1> Attended, int Version) : IVersioned;

internal sealed record PracticeBookingRow
{
    /// <summary>Both sides' news together: what was attended is, whatever was cancelled meanwhile.</summary>
    public const string State =
        "CASE WHEN p.seat_state = 'completed' THEN 'completed' WHEN p.state = 'cancelled' THEN 'cancelled' ELSE COALESCE(p.seat_state, p.state) END";

    private const string Select =
        "SELECT p.seq, p.id, p.teacher_id, t.institution, t.person, p.base_id, p.starts_on, p.ends_on, p.state AS own_state, " + State + " AS shown_state, p.seat_reason, p.earliest_from, p.version "
        + "FROM faculty.practice p INNER JOIN faculty.teacher t ON t.id = p.teacher_id ";

    private const string Visible = "t.institution = @Org AND (t.institution = @office OR t.person = @Person)";

    public long Seq { get; init; }
    public Guid Id { get; init; }
    public Guid TeacherId { get; init; }
    public string Institution { get; init; } = "";
    public string? Person { get; init; }
    public Guid BaseId { get; init; }
    public DateOnly StartsOn { get; init; }
    public DateOnly EndsOn { get; init; }
    public string OwnState { get; init; } = "";
    public string ShownState { get; init; } = "";
    public string? SeatReason { get; init; }
    public DateOnly? EarliestFrom { get; init; }
    public int Version { get; init; }

    public static Task<PracticeBookingRow?> FindAsync(IReader reader, Guid id, Caller caller, CancellationToken ct = default) =>
        reader.FindAsync<PracticeBookingRow>(Select + "WHERE p.id = @id AND " + Visible, new { id, office = TeacherRow.OfficeOf(caller), caller.Person, caller.Org }, ct);

    public static Task<PracticeBookingRow> ReadAsync(IReader reader, Guid id) => reader.SingleAsync<PracticeBookingRow>(Select + "WHERE p.id = @id", new { id });

    public static Task<IReadOnlyList<PracticeBookingRow>> ListAsync(IReader reader, Paging paging, Caller caller, Guid? teacherId, Guid? baseId, string? state, CancellationToken ct) => reader.QueryAsync<PracticeBookingRow>(
        Select + "WHERE p.seq > @After AND (@teacherId IS NULL OR p.teacher_id = @teacherId) AND (@baseId IS NULL OR p.base_id = @baseId) AND (@state IS NULL OR " + State + " = @state) AND " + Visible + " ORDER BY p.seq " + Db.Page,
        new { paging.After, limit = paging.Limit, teacherId, baseId, state, office = TeacherRow.OfficeOf(caller), caller.Person, caller.Org }, ct);

    /// <summary>What is wanted of industry partnership, for a service that asks for what it missed.</summary>
    public static async Task<IReadOnlyList<PresentState>> StatesAsync(UnitOfWork work, long after, int limit, DateTimeOffset now)
    {
        var rows = await work.QueryAsync<PracticeBookingRow>(Select + "WHERE p.seq > @after ORDER BY p.seq " + Db.Page, new { after, limit });
        return [.. rows.Select(row => new PresentState(row.Seq, row.Fact(now)))];
    }

    /// <summary>The days of these bookings that were attended.</summary>
    public static async Task<ILookup<Guid, DaysV1>> AttendedAsync(IReader reader, IEnumerable<Guid> ids, CancellationToken ct = default) =>
        (await reader.QueryAsync<AttendedRow>("SELECT practice_id, from_day, until_day FROM faculty.practice_attended WHERE practice_id IN @ids ORDER BY from_day", new { ids }, ct))
        .ToLookup(row => row.PracticeId, row => new DaysV1 { From = row.FromDay, Until = row.UntilDay });

    public async Task<PracticeBooking> ShowAsync(IReader reader) => Show(await AttendedAsync(reader, [Id]));

    public PracticeBooking Show(ILookup<Guid, DaysV1> attended) => new(Id, TeacherId, Institution, BaseId, StartsOn, EndsOn, ShownState, SeatReason, EarliestFrom, [.. attended[Id]], Version);

    public object Fact(DateTimeOffset now)
    {
        var practice = new PracticeV1 { Id = Id, TeacherId = TeacherId, Institution = Institution, BaseId = BaseId, From = StartsOn, Until = EndsOn, State = OwnState, Version = Version };
        return OwnState == "cancelled" ? new PracticeCancelledV1 { OccurredAt = now, Practice = practice } : new PracticeRequestedV1 { OccurredAt = now, Practice = practice };
    }

    private sealed record AttendedRow
    {
        public Guid PracticeId { get; init; }
        public DateOnly FromDay { get; init; }
        public DateOnly UntilDay { get; init; }
    }
}

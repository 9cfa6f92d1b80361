using Contracts;
using Contracts.IndustryPartnership;
using Kernel;
using Kernel.Data;
using Kernel.Http;
using Kernel.Messaging.CatchUp;

namespace IndustryPartnership.Cooperation.TeacherPractices;

/// <summary>A teacher's practice at a base: the base's parties and the teacher's institution see it (D17, D25).</summary>
/// <param name="Id">Its identity, as faculty certification names it.</param>
/// <param name="TeacherId">The teacher, as faculty certification names them.</param>
/// <param name="Institution">The code of the teacher's institution.</param>
/// <param name="BaseId">The base.</param>
/// <param name="From">The first day of the seat.</param>
/// <param name="Until">The last day; once completed, the last that was attended.</param>
/// <param name="State"><c>reserved</c>, <c>refused</c>, <c>cancelled</c> or <c>completed</c>; the last three are final.</param>
/// <param name="Reason">Where it was refused: <c>base-unknown</c>, <c>base-not-active</c> or <c>no-seat</c> (D25).</param>
/// <param name="EarliestFrom">Where it was refused: the nearest later first day with which as many days would have had a seat.</param>
/// <param name="Attended">The days that were attended, in their order and without a day in common.</param>
/// <param name="Version">Its ETag.</param>
public sealed record TeacherPractice(
    Guid Id, Guid TeacherId, string Institution, Guid BaseId, DateOnly From, DateOnly Until, string State, string? Reason, DateOnly? EarliestFrom, IReadOnlyList<DaysV1> Attended, int Version) : IVersioned;

internal sealed record TeacherPracticeRow
{
    /// <summary>What it is called in audit and history.</summary>
    public const string Kind = "teacher practice";

    public const string Columns = "t.seq, t.id, t.teacher_id, t.institution, t.base_id, t.starts_on, t.ends_on, t.state, t.reason, t.earliest_from, t.version";

    /// <summary>Whether the organisation @org runs the base today.</summary>
    public const string IsAtBase =
        "EXISTS (SELECT 1 FROM partnership.membership v WHERE v.thing_id = t.base_id AND v.organisation = @org AND v.joined_on <= @today AND (v.left_on IS NULL OR v.left_on > @today))";

    public const string Visible = "(t.institution = @org OR " + IsAtBase + ")";

    public static readonly string[] Readers = [Roles.OrgAdmin, Roles.Coordinator, Roles.InternshipManager, Roles.TeacherOffice];

    public long Seq { get; init; }
    public Guid Id { get; init; }
    public Guid TeacherId { get; init; }
    public string Institution { get; init; } = "";
    public Guid BaseId { get; init; }
    public DateOnly StartsOn { get; init; }
    public DateOnly EndsOn { get; init; }
    public string State { get; init; } = "";
    public string? Reason { get; init; }
    public DateOnly? EarliestFrom { get; init; }
    public int Version { get; init; }

    /// <summary>The practice, where this organisation may see it.</summary>
    public static async Task<TeacherPractice?> FindAsync(IReader reader, Guid id, string org, DateOnly today, CancellationToken ct = default) =>
        (await ShowAsync(reader, await reader.HoldAsync<TeacherPracticeRow>("SELECT " + Columns + " FROM partnership.teacher_practice t WHERE t.id = @id AND " + Visible, new { id, org, today }, ct), ct)).SingleOrDefault();

    /// <summary>Whether the organisation runs the base of the practice.</summary>
    public static async Task<bool> IsAtBaseAsync(IReader reader, Guid id, string org, DateOnly today) =>
        await reader.FindAsync<int?>("SELECT 1 FROM partnership.teacher_practice t WHERE t.id = @id AND " + IsAtBase, new { id, org, today }) is not null;

    /// <summary>The practice, whoever may see it.</summary>
    public static async Task<TeacherPractice?> ReadAsync(UnitOfWork work, Guid id) =>
        (await ShowAsync(work, await work.HoldAsync<TeacherPracticeRow>("SELECT " + Columns + " FROM partnership.teacher_practice t WHERE t.id = @id", new { id }))).SingleOrDefault();

    public static async Task<IReadOnlyList<TeacherPractice>> ShowAsync(IReader reader, IReadOnlyList<TeacherPracticeRow> rows, CancellationToken ct = default)
    {
        var attended = (await reader.QueryAsync<AttendedRow>(
            "SELECT practice_id, from_day, until_day FROM partnership.teacher_practice_attended WHERE practice_id IN @ids ORDER BY from_day", new { ids = rows.Select(row => row.Id) }, ct))
            .ToLookup(row => row.PracticeId, row => new DaysV1 { From = row.FromDay, Until = row.UntilDay });
        return
        [
            .. rows.Select(row => new TeacherPractice(
                row.Id, row.TeacherId, row.Institution, row.BaseId, row.StartsOn, row.EndsOn, row.State, row.Reason, row.EarliestFrom, [.. attended[row.Id]], row.Version)),
        ];
    }

    /// <summary>The days on which seats of a base are taken.</summary>
    public static async Task<IReadOnlyList<Period>> TakenAsync(IReader reader, Guid baseId, CancellationToken ct = default) =>
        Show(await reader.QueryAsync<SeatRow>("SELECT starts_on, ends_on FROM partnership.teacher_practice WHERE base_id = @baseId AND state IN ('reserved', 'completed')", new { baseId }, ct));

    /// <summary>The present state of all practices, for a service that asks for what it missed.</summary>
    public static async Task<IReadOnlyList<PresentState>> StatesAsync(UnitOfWork work, long after, int limit, DateTimeOffset now)
    {
        var rows = await work.QueryAsync<TeacherPracticeRow>("SELECT " + Columns + " FROM partnership.teacher_practice t WHERE t.seq > @after ORDER BY t.seq " + Db.Page, new { after, limit });
        return [.. rows.Zip(await ShowAsync(work, rows), (row, practice) => new PresentState(row.Seq, Fact(practice, now)))];
    }

    public static object Fact(TeacherPractice practice, DateTimeOffset now) => practice.State switch
    {
        TeacherPracticeState.Reserved => new TeacherPracticeReservedV1 { OccurredAt = now, Practice = Carried(practice) },
        TeacherPracticeState.Refused => new TeacherPracticeRefusedV1 { OccurredAt = now, Practice = Carried(practice) },
        TeacherPracticeState.Completed => new TeacherPracticeCompletedV1 { OccurredAt = now, Practice = Carried(practice) },
        _ => new TeacherPracticeCancelledV1 { OccurredAt = now, Practice = Carried(practice) },
    };

    private static TeacherPracticeV1 Carried(TeacherPractice practice) => new()
    {
        Id = practice.Id,
        TeacherId = practice.TeacherId,
        Institution = practice.Institution,
        BaseId = practice.BaseId,
        From = practice.From,
        Until = practice.Until,
        State = practice.State,
        Reason = practice.Reason,
        EarliestFrom = practice.EarliestFrom,
        Attended = practice.Attended,
        Version = practice.Version,
    };

    private static IReadOnlyList<Period> Show(IEnumerable<SeatRow> rows) => [.. rows.Select(row => new Period(row.StartsOn, row.EndsOn))];

    private sealed record SeatRow
    {
        public DateOnly StartsOn { get; init; }
        public DateOnly EndsOn { get; init; }
    }

    private sealed record AttendedRow
    {
        public Guid PracticeId { get; init; }
        public DateOnly FromDay { get; init; }
        public DateOnly UntilDay { get; init; }
    }
}

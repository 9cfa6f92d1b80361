using System.Diagnostics.CodeAnalysis;
using Contracts;
using Contracts.IndustryPartnership;
using Kernel;
using Kernel.Data;
using Kernel.Messaging.CatchUp;
using MassTransit;

namespace IndustryPartnership.Cooperation.TeacherPractices;

/// <summary>Finds, locks and records teachers' practices.</summary>
internal sealed record TeacherPracticeRow
{
    /// <summary>Its name in audit and history.</summary>
    public const string Kind = "teacher practice";

    public const string Select =
        """
        SELECT t.seq, t.id, t.teacher_id, t.institution, t.base_id, t.starts_on, t.ends_on, t.state, t.reason, t.earliest_from,
            t.asked_version, t.version
        FROM partnership.teacher_practice t
        """;

    /// <summary>Whether the organisation @org runs the base today.</summary>
    public const string IsAtBase =
        """
        EXISTS (
            SELECT 1
            FROM partnership.membership v
            WHERE v.thing_id = t.base_id AND v.organisation = @org AND v.joined_on <= @today
                AND (v.left_on IS NULL OR v.left_on > @today))
        """;

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
    public int AskedVersion { get; init; }
    public int Version { get; init; }

    /// <summary>The practice, if the viewer may see it.</summary>
    public static Task<TeacherPractice?> FindAsync(IReader reader, Guid id, Act act, CancellationToken ct) =>
        OneAsync(reader, Select + " WHERE t.id = @id AND " + Visible, new { id, org = act.Caller.Org, today = act.Today }, ct);

    /// <summary>The practice, if the viewer may see it, locked until this transaction ends.</summary>
    public static Task<TeacherPractice?> HoldAsync(UnitOfWork work, Guid id, Act act) =>
        OneAsync(work, Select + " WHERE t.id = @id AND " + Visible, new { id, org = act.Caller.Org, today = act.Today });

    /// <summary>The practice with this id, locked, without a visibility check.</summary>
    public static Task<TeacherPractice?> HoldAsync(UnitOfWork work, Guid id) => OneAsync(work, Select + " WHERE t.id = @id", new { id });

    /// <summary>The practices with a seat at a base on a day or later, held.</summary>
    public static async Task<IReadOnlyList<TeacherPractice>> HoldReservedAsync(UnitOfWork work, Guid baseId, DateOnly day) =>
        await ShowAsync(work, await work.HoldAsync<TeacherPracticeRow>(
            Select + " WHERE t.base_id = @baseId AND t.state = 'reserved' AND t.ends_on >= @day ORDER BY t.seq", new { baseId, day }));

    /// <summary>Whether the caller's organisation runs the base of the practice.</summary>
    public static async Task<bool> IsAtBaseAsync(UnitOfWork work, Guid id, Act act) => await work.FindAsync<int?>(
        "SELECT 1 FROM partnership.teacher_practice t WHERE t.id = @id AND " + IsAtBase,
        new { id, org = act.Caller.Org, today = act.Today }) is not null;

    /// <summary>Records one change: the row, the audit, the history, and the event that the command names.</summary>
    public static async Task RecordAsync(UnitOfWork work, IPublishEndpoint events, TeacherPractice next, Done done, Act act)
    {
        await work.ChangeAsync(
            """
            UPDATE partnership.teacher_practice
            SET state = @State, ends_on = @Until, asked_version = @AskedVersion, version = @Version
            WHERE id = @Id AND version = @Version - 1
            """,
            new { next.Id, next.State, next.Until, next.AskedVersion, next.Version });
        await KeepAsync(work, events, next, done, act);
    }

    /// <summary>The audit, the history and the event of a change.</summary>
    public static async Task KeepAsync(UnitOfWork work, IPublishEndpoint events, TeacherPractice next, Done done, Act act)
    {
        await History.RecordAsync(work, Kind, next.Id, next, History.Parties, done, act);
        if (done.Fact is not null) await events.Publish(done.Fact);
    }

    /// <summary>The practices of rows, with their parts.</summary>
    public static async Task<IReadOnlyList<TeacherPractice>> ShowAsync(
        IReader reader, IReadOnlyList<TeacherPracticeRow> rows, CancellationToken ct = default)
    {
        var attended = (await reader.QueryAsync<AttendedRow>(
            """
            SELECT practice_id, from_day, until_day
            FROM partnership.teacher_practice_attended
            WHERE practice_id IN @ids
            ORDER BY from_day
            """,
            new { ids = rows.Select(row => row.Id) }, ct))
            .ToLookup(row => row.PracticeId, row => new DaysV1 { From = row.FromDay, Until = row.UntilDay });
        return [.. rows.Select(row => row.With([.. attended[row.Id]]))];
    }

    /// <summary>The days on which seats of a base are taken.</summary>
    public static async Task<IReadOnlyList<Period>> TakenAsync(IReader reader, Guid baseId, CancellationToken ct = default)
    {
        var rows = await reader.QueryAsync<SeatRow>(
            """
            SELECT starts_on, ends_on
            FROM partnership.teacher_practice
            WHERE base_id = @baseId AND state IN ('reserved', 'completed')
            """,
            new { baseId }, ct);
        return [.. rows.Select(row => new Period(row.StartsOn, row.EndsOn))];
    }

    /// <summary>The present state of all practices, for catch-up.</summary>
    public static async Task<IReadOnlyList<PresentState>> StatesAsync(UnitOfWork work, long after, int limit, DateTimeOffset now)
    {
        var rows = await work.QueryAsync<TeacherPracticeRow>(
            Select + " WHERE t.seq > @after ORDER BY t.seq " + Db.Page, new { after, limit });
        return [.. rows.Zip(await ShowAsync(work, rows), (row, practice) => new PresentState(row.Seq, Fact(practice, now)))];
    }

    // For catch-up alone: derives an event from the state. A command names its own event.
    private static object Fact(TeacherPractice practice, DateTimeOffset now) => practice.State switch
    {
        TeacherPracticeState.Reserved => new TeacherPracticeReservedV1 { OccurredAt = now, Practice = practice.ToEvent() },
        TeacherPracticeState.Refused => new TeacherPracticeRefusedV1 { OccurredAt = now, Practice = practice.ToEvent() },
        TeacherPracticeState.Completed => new TeacherPracticeCompletedV1 { OccurredAt = now, Practice = practice.ToEvent() },
        _ => new TeacherPracticeCancelledV1 { OccurredAt = now, Practice = practice.ToEvent() },
    };

    private static async Task<TeacherPractice?> OneAsync(
        IReader reader, [ConstantExpected] string sql, object parameters, CancellationToken ct = default) =>
        (await ShowAsync(reader, await reader.HoldAsync<TeacherPracticeRow>(sql, parameters, ct), ct)).SingleOrDefault();

    private TeacherPractice With(IReadOnlyList<DaysV1> attended) => new()
    {
        Id = Id,
        TeacherId = TeacherId,
        Institution = Institution,
        BaseId = BaseId,
        From = StartsOn,
        Until = EndsOn,
        State = State,
        Reason = Reason,
        EarliestFrom = EarliestFrom,
        Attended = attended,
        Version = Version,
        AskedVersion = AskedVersion,
    };

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

using Contracts.FacultyCertification;
using FacultyCertification.Rules;
using Kernel;
using Kernel.Data;
using Kernel.Messaging.CatchUp;
using Kernel.Personal;
using MassTransit;

namespace FacultyCertification.Features.Teachers;

/// <summary>Teachers with their employments as they are stored: found, held while a command decides, and recorded once.</summary>
internal static class TeacherRow
{
    public const string Select =
        """
        SELECT e.seq, e.teacher_id AS id, e.id AS employment_id, e.institution, n.lookup AS staff_number, e.category, e.unit,
            COALESCE(u.value, '') AS subject_lines, e.kind, e.enterprise, p.lookup AS person, e.employed_from, e.last_day, t.version
        FROM faculty.employment e
        INNER JOIN faculty.teacher t ON t.id = e.teacher_id
        LEFT JOIN faculty.personal_value n ON n.id = e.staff_number_id
        LEFT JOIN faculty.personal_value u ON u.id = e.subjects_id
        LEFT JOIN faculty.personal_value p ON p.id = t.person_id
        """;

    /// <summary>The teacher office and the panel of the institution see a teacher, and so does the teacher. The parameters are a
    /// <see cref="Viewer"/>'s.</summary>
    public const string Visible =
        $"""
        (t.erased_on IS NULL
            AND (e.institution = @Office OR (t.person_id IN {PersonalValues.OfViewer} AND e.institution = @Org)))
        """;

    /// <summary>
    /// The teacher by their latest employment that the viewer may see. An employment's own id finds it as well. A unit of work holds the
    /// teacher until it ends.
    /// </summary>
    public static Task<Teacher?> FindAsync(IReader reader, Guid id, Viewer viewer, CancellationToken ct = default) =>
        reader.FindAsync<Teacher>(
            $"""
            {Select}
            WHERE (e.teacher_id = @id OR e.id = @id)
                AND {Visible}
            ORDER BY e.employed_from DESC {Db.Page}
            """,
            new { id, viewer.Office, viewer.Person, viewer.Org, limit = 1 }, ct);

    /// <summary>The teacher, held: nobody else changes them, or books days for them, before this transaction ends.</summary>
    public static Task<Teacher?> HoldAsync(UnitOfWork work, Guid id, Viewer viewer) => FindAsync(work, id, viewer);

    /// <summary>The teacher by an employment that a row names, held.</summary>
    public static async Task<Teacher> HoldAsync(UnitOfWork work, Guid employment) =>
        await work.FindAsync<Teacher>(Select + " WHERE e.id = @employment", new { employment })
            ?? throw new InvalidOperationException($"Employment {employment} does not exist.");

    /// <summary>The teacher whom a person is, held; null if there is none, or if the person is not known.</summary>
    public static Task<KnownTeacher?> HoldOfPersonAsync(UnitOfWork work, string? person) =>
        work.FindAsync<KnownTeacher>(
            $"SELECT t.id, t.version FROM faculty.teacher t WHERE t.person_id IN {PersonalValues.OfViewer}", new { Person = person });

    /// <summary>The employment that has a staff number at an institution; null if nobody has it.</summary>
    public static Task<Guid?> NumberedAsync(UnitOfWork work, string institution, string staffNumber) => work.FindAsync<Guid?>(
        $"""
        SELECT e.id
        FROM faculty.employment e
        WHERE e.institution = @institution
            AND e.staff_number_id IN {TeacherValues.OfNumber}
        """,
        new { institution, StaffNumber = staffNumber });

    /// <summary>The other employments of a person at an institution; none where the person is not known.</summary>
    public static async Task<IReadOnlyList<Employment>> EmploymentsAsync(
        IReader reader, string institution, string? person, Guid? except = null)
    {
        var teachers = await reader.QueryAsync<Teacher>(
            $"""
            {Select}
            WHERE e.institution = @institution
                AND t.person_id IN {PersonalValues.OfViewer}
                AND (@except IS NULL OR e.id <> @except)
            """,
            new { institution, Person = person, except });
        return [.. teachers.Select(teacher => teacher.Employment)];
    }

    /// <summary>All employments of a teacher at the institution of one of them.</summary>
    public static async Task<IReadOnlyList<Employment>> EmploymentsAsync(IReader reader, Teacher teacher)
    {
        var all = await reader.QueryAsync<Teacher>(
            Select + " WHERE e.institution = @Institution AND e.teacher_id = @Id", new { teacher.Institution, teacher.Id });
        return [.. all.Select(one => one.Employment)];
    }

    /// <summary>Keeps a new employment, of a new teacher or a known one, with record and audit; false if the staff number is
    /// taken.</summary>
    public static async Task<bool> TryAddAsync(UnitOfWork work, Teacher registered, Act act)
    {
        await KeepAsync(work, registered, act);
        if (await TeacherValues.TryKeepAsync(work, registered, act) is not { } values) return false;
        await work.ExecuteAsync(
            """
            INSERT INTO faculty.employment (
                id, teacher_id, institution, staff_number_id, category, unit, subjects_id, kind, enterprise, employed_from, created_at)
            VALUES (
                @EmploymentId, @Id, @Institution, @StaffNumberId, @Category, @Unit, @SubjectsId, @Kind, @Enterprise, @EmployedFrom, @Now)
            """,
            new
            {
                registered.EmploymentId,
                registered.Id,
                registered.Institution,
                values.StaffNumberId,
                registered.Category,
                registered.Unit,
                values.SubjectsId,
                registered.Kind,
                registered.Enterprise,
                registered.EmployedFrom,
                act.Now,
            });
        await EmploymentRecordRow.AddAsync(work, registered, values, "registered", act, null);
        await work.AuditAsync("teacher", registered.Id, registered.Version, "registered", act);
        return true;
    }

    /// <summary>Records a change of an employment: the rows, the record for figures, and the audit.</summary>
    public static async Task RecordAsync(UnitOfWork work, Teacher next, string action, Act act, string? reason = null)
    {
        await KeepAsync(work, next, act);
        var values = await TeacherValues.RenewAsync(work, next, act);
        await work.ChangeAsync(
            """
            UPDATE faculty.employment
            SET teacher_id = @Id, staff_number_id = @StaffNumberId, category = @Category, unit = @Unit, subjects_id = @SubjectsId,
                kind = @Kind, enterprise = @Enterprise, employed_from = @EmployedFrom, last_day = @LastDay
            WHERE id = @EmploymentId
            """,
            new
            {
                next.Id,
                next.EmploymentId,
                values.StaffNumberId,
                next.Category,
                next.Unit,
                values.SubjectsId,
                next.Kind,
                next.Enterprise,
                next.EmployedFrom,
                next.LastDay,
            });
        await EmploymentRecordRow.AddAsync(work, next, values, action, act, reason);
        await work.AuditAsync("teacher", next.Id, next.Version, action, act, reason);
    }

    /// <summary>Records what changes no employment, such as a certificate: the version, and the audit.</summary>
    public static async Task MarkAsync(UnitOfWork work, Teacher next, string action, Act act, string? reason = null)
    {
        await KeepAsync(work, next, act);
        await work.AuditAsync("teacher", next.Id, next.Version, action, act, reason);
    }

    /// <summary>The teacher's state for other services, with all employments.</summary>
    /// <param name="work">The transaction, which holds the teacher.</param>
    /// <param name="of">The employment that the event is about, as it is now.</param>
    public static async Task<TeacherV1> ToEventAsync(UnitOfWork work, Teacher of)
    {
        var others = await work.QueryAsync<Teacher>(
            Select + " WHERE e.teacher_id = @Id AND e.id <> @EmploymentId ORDER BY e.seq", new { of.Id, of.EmploymentId });
        return ToEvent(of, [.. others, of]);
    }

    /// <summary>The present state of all teachers, by their last employment, for a service that catches up.</summary>
    public static async Task<IReadOnlyList<PresentState>> StatesAsync(UnitOfWork work, long after, int limit, DateTimeOffset now)
    {
        var last = await work.QueryAsync<Teacher>(
            $"""
            {Select}
            WHERE e.seq > @after
                AND NOT EXISTS (SELECT 1 FROM faculty.employment o WHERE o.teacher_id = e.teacher_id AND o.seq > e.seq)
            ORDER BY e.seq {Db.Page}
            """,
            new { after, limit });
        var teachers = last.Select(teacher => teacher.Id).ToList();
        var all = (await work.QueryAsync<Teacher>(Select + " WHERE e.teacher_id IN @teachers ORDER BY e.seq", new { teachers }))
            .ToLookup(employed => employed.Id);
        return [.. last.Select(teacher => new PresentState(teacher.Seq, Fact(ToEvent(teacher, [.. all[teacher.Id]]), now)))];
    }

    /// <summary>
    /// Ends the sight of a teacher (D44). The values are deleted with those of the teacher's other things. Days, levels and states stay for
    /// figures (D41).
    /// </summary>
    public static async Task EraseAsync(UnitOfWork work, IPublishEndpoint events, Guid id, Act act)
    {
        var version = 1 + await work.SingleAsync<int>("SELECT version FROM faculty.teacher WHERE id = @id", new { id });
        await work.ChangeAsync(
            "UPDATE faculty.teacher SET erased_on = @Today, version = @version WHERE id = @id AND version = @version - 1",
            new { id, act.Today, version });
        await work.AuditAsync("teacher", id, version, "erased", act);
        await events.Publish(new TeacherErasedV1 { OccurredAt = act.Now, TeacherId = id, ErasedOn = act.Today, Version = version });
    }

    private static async Task KeepAsync(UnitOfWork work, Teacher next, Act act)
    {
        var personId = await TeacherValues.KeepPersonAsync(work, next, act);
        if (next.Version == 1)
        {
            await work.ExecuteAsync(
                "INSERT INTO faculty.teacher (id, person_id, version, created_at) VALUES (@Id, @personId, 1, @Now)",
                new { next.Id, personId, act.Now });
            return;
        }
        await work.ChangeAsync(
            "UPDATE faculty.teacher SET person_id = @personId, version = @Version WHERE id = @Id AND version = @Version - 1",
            new { next.Id, personId, next.Version });
    }

    private static TeacherV1 ToEvent(Teacher of, IReadOnlyList<Teacher> all) => new()
    {
        Id = of.Id,
        Institution = of.Institution,
        LastDay = of.LastDay,
        Employments = [.. all.OrderBy(one => one.EmployedFrom).ThenBy(one => one.EmploymentId).Select(one => one.ToEmployment())],
        Version = of.Version,
    };

    // Tells a state to a service that knows none of its changes. A command names its own event.
    private static object Fact(TeacherV1 teacher, DateTimeOffset now) => teacher.LastDay is null
        ? new TeacherEmployedV1 { OccurredAt = now, Teacher = teacher }
        : new TeacherDepartedV1 { OccurredAt = now, Teacher = teacher };
}

using Contracts.FacultyCertification;
using FacultyCertification.Rules;
using Kernel;
using Kernel.Data;
using Kernel.Messaging.CatchUp;

namespace FacultyCertification.Features.Teachers;

/// <summary>Teachers with their employments as they are stored: found, held while a command decides, and recorded once.</summary>
internal static class TeacherRow
{
    /// <summary>The key of an employment that is given once at an institution, also after an erasure (D44).</summary>
    public const string StaffNumber = "staff-number";

    public const string Select =
        """
        SELECT e.seq, e.teacher_id AS id, e.id AS employment_id, e.institution, e.staff_number, e.category, e.unit,
            e.subjects AS subject_lines, e.kind, e.enterprise, t.person, e.employed_from, e.last_day, t.version
        FROM faculty.employment e
        INNER JOIN faculty.teacher t ON t.id = e.teacher_id
        """;

    /// <summary>The teacher office and the panel of the institution see a teacher, and so does the teacher. The parameters are a
    /// <see cref="Viewer"/>'s.</summary>
    public const string Visible =
        "(t.erased_on IS NULL AND (e.institution = @Office OR (t.person = @Person AND e.institution = @Org)))";

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
        work.FindAsync<KnownTeacher>("SELECT id, version FROM faculty.teacher WHERE person = @person", new { person });

    /// <summary>The other employments of a person at an institution; none where the person is not known.</summary>
    public static async Task<IReadOnlyList<Employment>> EmploymentsAsync(
        IReader reader, string institution, string? person, Guid? except = null)
    {
        var teachers = await reader.QueryAsync<Teacher>(
            $"""
            {Select}
            WHERE e.institution = @institution
                AND t.person = @person
                AND (@except IS NULL OR e.id <> @except)
            """,
            new { institution, person, except });
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
        var isNew = await work.TryInsertAsync(
            """
            INSERT INTO faculty.employment (
                id, teacher_id, institution, staff_number, category, unit, subjects, kind, enterprise, employed_from, created_at)
            VALUES (
                @EmploymentId, @Id, @Institution, @StaffNumber, @Category, @Unit, @SubjectLines, @Kind, @Enterprise, @EmployedFrom, @Now)
            """,
            new
            {
                registered.EmploymentId,
                registered.Id,
                registered.Institution,
                registered.StaffNumber,
                registered.Category,
                registered.Unit,
                registered.SubjectLines,
                registered.Kind,
                registered.Enterprise,
                registered.EmployedFrom,
                act.Now,
            });
        if (!isNew) return false;
        await EmploymentRecordRow.AddAsync(work, registered, "registered", act, null);
        await work.AuditAsync("teacher", registered.Id, registered.Version, "registered", act);
        return true;
    }

    /// <summary>Records a change of an employment: the rows, the record for figures, and the audit.</summary>
    public static async Task RecordAsync(UnitOfWork work, Teacher next, string action, Act act, string? reason = null)
    {
        await KeepAsync(work, next, act);
        await work.ChangeAsync(
            """
            UPDATE faculty.employment
            SET teacher_id = @Id, staff_number = @StaffNumber, category = @Category, unit = @Unit, subjects = @SubjectLines, kind = @Kind,
                enterprise = @Enterprise, employed_from = @EmployedFrom, last_day = @LastDay
            WHERE id = @EmploymentId
            """,
            new
            {
                next.Id,
                next.EmploymentId,
                next.StaffNumber,
                next.Category,
                next.Unit,
                next.SubjectLines,
                next.Kind,
                next.Enterprise,
                next.EmployedFrom,
                next.LastDay,
            });
        await EmploymentRecordRow.AddAsync(work, next, action, act, reason);
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

    private static async Task KeepAsync(UnitOfWork work, Teacher next, Act act)
    {
        if (next.Version == 1)
        {
            await work.ExecuteAsync(
                "INSERT INTO faculty.teacher (id, person, version, created_at) VALUES (@Id, @Person, 1, @Now)",
                new { next.Id, next.Person, act.Now });
            return;
        }
        await work.ChangeAsync(
            "UPDATE faculty.teacher SET person = @Person, version = @Version WHERE id = @Id AND version = @Version - 1",
            new { next.Id, next.Person, next.Version });
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

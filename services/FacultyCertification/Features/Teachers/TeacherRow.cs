using Contracts.FacultyCertification;
using FacultyCertification.Rules;
using Kernel;
using Kernel.Data;
using Kernel.Messaging.CatchUp;

namespace FacultyCertification.Features.Teachers;

/// <summary>Teachers as they are stored: found, held while a command decides, and recorded once.</summary>
internal static class TeacherRow
{
    public const string Select =
        """
        SELECT seq, id, institution, staff_number, category, person, employed_from, last_day, version
        FROM faculty.teacher
        """;

    /// <summary>The teacher office and the panel of the institution see a teacher, and so does the teacher. The parameters are a
    /// <see cref="Viewer"/>'s.</summary>
    public const string Visible = "(institution = @Office OR (person = @Person AND institution = @Org))";

    /// <summary>The teacher, if the viewer may see them. A unit of work holds the teacher until it ends.</summary>
    public static Task<Teacher?> FindAsync(IReader reader, Guid id, Viewer viewer, CancellationToken ct = default) =>
        reader.FindAsync<Teacher>(
            $"""
            {Select}
            WHERE id = @id
                AND {Visible}
            """,
            new { id, viewer.Office, viewer.Person, viewer.Org }, ct);

    /// <summary>The teacher, held: nobody else changes them, or books days for them, before this transaction ends.</summary>
    public static Task<Teacher?> HoldAsync(UnitOfWork work, Guid id, Viewer viewer) => FindAsync(work, id, viewer);

    /// <summary>The teacher of a row that names them, held.</summary>
    public static async Task<Teacher> HoldAsync(UnitOfWork work, Guid id) =>
        await work.FindAsync<Teacher>(Select + " WHERE id = @id", new { id })
            ?? throw new InvalidOperationException($"Teacher {id} does not exist.");

    /// <summary>The employments of a person at an institution; none where the person is not known.</summary>
    public static async Task<IReadOnlyList<Employment>> EmploymentsAsync(IReader reader, string institution, string? person)
    {
        var teachers = await reader.QueryAsync<Teacher>(
            $"""
            {Select}
            WHERE institution = @institution
                AND person = @person
            """,
            new { institution, person });
        return [.. teachers.Select(teacher => teacher.Employment)];
    }

    /// <summary>Keeps a new teacher, with fact and audit; false if the staff number is taken.</summary>
    public static async Task<bool> TryAddAsync(UnitOfWork work, Teacher registered, Act act)
    {
        var isNew = await work.TryInsertAsync(
            """
            INSERT INTO faculty.teacher (id, institution, staff_number, category, person, employed_from, version, created_at)
            VALUES (@Id, @Institution, @StaffNumber, @Category, @Person, @EmployedFrom, @Version, @Now)
            """,
            new
            {
                registered.Id,
                registered.Institution,
                registered.StaffNumber,
                registered.Category,
                registered.Person,
                registered.EmployedFrom,
                registered.Version,
                act.Now,
            });
        if (!isNew) return false;
        await AppendAsync(work, registered, "joined", registered.EmployedFrom, act);
        await work.AuditAsync("teacher", registered.Id, registered.Version, "registered", act);
        return true;
    }

    /// <summary>Records a change: the row and the audit.</summary>
    public static async Task RecordAsync(UnitOfWork work, Teacher next, string action, Act act)
    {
        await work.ChangeAsync(
            """
            UPDATE faculty.teacher
            SET last_day = @LastDay, version = @Version
            WHERE id = @Id AND version = @Version - 1
            """,
            new { next.Id, next.LastDay, next.Version });
        await work.AuditAsync("teacher", next.Id, next.Version, action, act);
    }

    /// <summary>Appends a fact for the figures: the day of its effect, and the moment and business date of its record (D41).</summary>
    public static Task AppendAsync(UnitOfWork work, Teacher teacher, string fact, DateOnly effectiveOn, Act act) => work.ExecuteAsync(
        """
        INSERT INTO faculty.employment_fact (teacher_id, fact, effective_on, recorded_at, recorded_on)
        VALUES (@Id, @fact, @effectiveOn, @Now, @Today)
        """,
        new { teacher.Id, fact, effectiveOn, act.Now, act.Today });

    /// <summary>The departures, for a service that catches up.</summary>
    public static async Task<IReadOnlyList<PresentState>> StatesAsync(UnitOfWork work, long after, int limit, DateTimeOffset now)
    {
        var teachers = await work.QueryAsync<Teacher>(
            $"""
            {Select}
            WHERE seq > @after
                AND last_day IS NOT NULL
            ORDER BY seq {Db.Page}
            """,
            new { after, limit });
        return [.. teachers.Select(teacher =>
            new PresentState(teacher.Seq, new TeacherDepartedV1 { OccurredAt = now, Teacher = teacher.ToEvent() }))];
    }
}

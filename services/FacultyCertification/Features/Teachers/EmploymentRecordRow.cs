using FacultyCertification.Rules;
using Kernel;
using Kernel.Data;
using Kernel.Http;
using Kernel.Personal;

namespace FacultyCertification.Features.Teachers;

/// <summary>What was recorded of an employment at a moment. Later records do not change it (D43).</summary>
public sealed record EmploymentRecord
{
    /// <summary>The employment.</summary>
    public required Guid EmploymentId { get; init; }

    /// <summary><c>registered</c>, <c>corrected</c>, <c>departed</c> or <c>departure corrected</c>.</summary>
    [OneOf("registered", "corrected", "departed", "departure corrected")]
    public required string Action { get; init; }

    /// <summary>The staff number.</summary>
    public required string StaffNumber { get; init; }

    /// <summary>The category.</summary>
    [OneOf(typeof(Scope))]
    public required string Category { get; init; }

    /// <summary>The code of the unit.</summary>
    public required string? Unit { get; init; }

    /// <summary>The subjects.</summary>
    public required IReadOnlyList<string> Subjects
    {
        get => SubjectLines.Length == 0 ? [] : SubjectLines.Split('\n');
        init => SubjectLines = string.Join('\n', value);
    }

    /// <summary><c>full-time</c> or <c>part-time</c>.</summary>
    [OneOf(Teacher.FullTime, Teacher.PartTime)]
    public required string Kind { get; init; }

    /// <summary>Of a part-time teacher: the code of the enterprise.</summary>
    public required string? Enterprise { get; init; }

    /// <summary>The first day of employment.</summary>
    public required DateOnly EmployedFrom { get; init; }

    /// <summary>The last day, if one was recorded.</summary>
    public required DateOnly? LastDay { get; init; }

    /// <summary>Why it was corrected.</summary>
    public required string? Reason { get; init; }

    /// <summary>When it was recorded, UTC.</summary>
    public required DateTimeOffset RecordedAt { get; init; }

    /// <summary>The place in the sequence of all records.</summary>
    internal long Seq { get; init; }

    /// <summary>The subjects as they are stored, one a line.</summary>
    internal string SubjectLines { get; init; } = "";
}

/// <summary>Records of employments as they are stored. Figures read what was known on a day from them (D41).</summary>
internal static class EmploymentRecordRow
{
    public static Task<IReadOnlyList<EmploymentRecord>> OfAsync(
        Db db, Guid teacher, string institution, Paging paging, CancellationToken ct) => paging.ReadAsync<EmploymentRecord>(
            db,
        $"""
        SELECT r.seq, r.employment_id, r.action, COALESCE(n.lookup, '') AS staff_number, r.category, r.unit,
            COALESCE(u.value, '') AS subject_lines, r.kind, r.enterprise, r.employed_from, r.last_day, w.value AS reason, r.recorded_at
        FROM faculty.employment_record r
        LEFT JOIN faculty.personal_value n ON n.id = r.staff_number_id
        LEFT JOIN faculty.personal_value u ON u.id = r.subjects_id
        LEFT JOIN faculty.personal_value w ON w.id = r.reason_id
        WHERE r.employment_id IN (
                SELECT e.id
                FROM faculty.employment e
                WHERE e.teacher_id = @teacher
                    AND e.institution = @institution)
        """,
        new { teacher, institution }, ct);

    public static async Task AddAsync(
        UnitOfWork work, Teacher teacher, TeacherValues values, string action, Act act, string? reason)
    {
        var reasonId = await work.KeepAsync(TeacherValues.Employment, teacher.EmploymentId, PersonalValues.Reason, reason, act.Now);
        await work.ExecuteAsync(
            """
            INSERT INTO faculty.employment_record (
                employment_id, action, staff_number_id, category, unit, subjects_id, kind, enterprise, employed_from, last_day, reason_id,
                recorded_at, recorded_on)
            VALUES (
                @EmploymentId, @action, @StaffNumberId, @Category, @Unit, @SubjectsId, @Kind, @Enterprise, @EmployedFrom, @LastDay,
                @reasonId, @Now, @Today)
            """,
            new
            {
                teacher.EmploymentId,
                action,
                values.StaffNumberId,
                teacher.Category,
                teacher.Unit,
                values.SubjectsId,
                teacher.Kind,
                teacher.Enterprise,
                teacher.EmployedFrom,
                teacher.LastDay,
                reasonId,
                act.Now,
                act.Today,
            });
    }
}

using Kernel;
using Kernel.Data;
using Kernel.Personal;

namespace FacultyCertification.Features.Teachers;

/// <summary>
/// The personal values of a teacher and an employment, under the ids that their rows have (D44). Each value stays readable as what was
/// recorded, until the teacher's data are erased.
/// </summary>
internal sealed record TeacherValues
{
    /// <summary>The key of an employment that is given once at an institution, also after an erasure.</summary>
    public const string StaffNumber = "staff-number";

    /// <summary>The kind of thing that an employment is.</summary>
    public const string Employment = "employment";

    /// <summary>The values of the staff number <c>@StaffNumber</c>.</summary>
    public const string OfNumber = "(SELECT v.id FROM $schema.personal_value v WHERE v.lookup = @StaffNumber)";

    private const string Person = "person";
    private const string Subjects = "subjects";

    public Guid? StaffNumberId { get; init; }
    public string? Number { get; init; }
    public Guid? SubjectsId { get; init; }

    /// <summary>Keeps the values of a new employment; null if the staff number is taken.</summary>
    public static async Task<TeacherValues?> TryKeepAsync(UnitOfWork work, Teacher teacher, Act act) =>
        await work.TryKeepKeyAsync(
            Employment, teacher.EmploymentId, StaffNumber, teacher.StaffNumber, teacher.Institution, act.Now) is { } number
            ? new() { StaffNumberId = number, SubjectsId = await KeepSubjectsAsync(work, null, teacher, act) }
            : null;

    /// <summary>Keeps what a change of an employment changed. The staff number is free: the correction has looked.</summary>
    public static async Task<TeacherValues> RenewAsync(UnitOfWork work, Teacher next, Act act)
    {
        var kept = await work.SingleAsync<TeacherValues>(
            """
            SELECT e.staff_number_id, n.lookup AS number, e.subjects_id
            FROM faculty.employment e
            LEFT JOIN faculty.personal_value n ON n.id = e.staff_number_id
            WHERE e.id = @EmploymentId
            """,
            new { next.EmploymentId });
        var renewed = kept with { SubjectsId = await KeepSubjectsAsync(work, kept.SubjectsId, next, act) };
        if (kept.Number is null || kept.Number == next.StaffNumber) return renewed;
        await work.ReleaseAsync(kept.StaffNumberId!.Value);
        return renewed with
        {
            StaffNumberId = await work.KeepOwnKeyAsync(
                Employment, next.EmploymentId, StaffNumber, next.StaffNumber, next.Institution, act.Now),
        };
    }

    /// <summary>Keeps the person's key, which one teacher has. An equal one stays.</summary>
    public static async Task<Guid?> KeepPersonAsync(UnitOfWork work, Teacher next, Act act)
    {
        var kept = await work.FindAsync<KeptPerson>(
            """
            SELECT t.person_id, p.lookup AS person
            FROM faculty.teacher t
            LEFT JOIN faculty.personal_value p ON p.id = t.person_id
            WHERE t.id = @Id
            """,
            new { next.Id });
        if (kept is not null && kept.Person == next.Person) return kept.PersonId;
        if (kept is { Person: not null }) await work.ReleaseAsync(kept.PersonId!.Value);
        return next.Person is { } key ? await work.KeepOwnKeyAsync("teacher", next.Id, Person, key, "teacher", act.Now) : null;
    }

    private static Task<Guid?> KeepSubjectsAsync(UnitOfWork work, Guid? kept, Teacher teacher, Act act) => work.RenewAsync(
        kept, Employment, teacher.EmploymentId, Subjects, teacher.SubjectLines is "" ? null : teacher.SubjectLines, act.Now);

    private sealed record KeptPerson
    {
        public Guid? PersonId { get; init; }
        public string? Person { get; init; }
    }
}

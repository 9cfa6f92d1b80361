using Contracts.FacultyCertification;
using Kernel;
using Kernel.Data;
using MassTransit;

namespace FacultyCertification.Features.Teachers;

/// <summary>Where an employment was recorded for the wrong person, it goes to the teacher who is the right one (D43).</summary>
internal static class RightTeacher
{
    /// <summary>
    /// The teacher of the right person, held. A new one, if nobody has the person yet and another institution employs the teacher of the
    /// wrong person.
    /// </summary>
    public static async Task<KnownTeacher> HoldAsync(UnitOfWork work, Teacher teacher, string? person)
    {
        var same = new KnownTeacher { Id = teacher.Id, Version = teacher.Version };
        if (teacher.Person == person) return same;
        if (await TeacherRow.HoldOfPersonAsync(work, person) is { } known) return known;
        return (await OthersAsync(work, teacher)).Count == 0 ? same : new KnownTeacher { Id = Guid.CreateVersion7() };
    }

    /// <summary>Whether something rests on the employment that would stay with the wrong teacher.</summary>
    public static async Task<bool> IsUsedAsync(UnitOfWork work, Teacher teacher) => await work.SingleAsync<int>(
        """
        SELECT (SELECT COUNT(*) FROM faculty.application a WHERE a.employment_id = @EmploymentId)
            + (SELECT COUNT(*) FROM faculty.practice p WHERE p.employment_id = @EmploymentId)
            + (SELECT COUNT(*) FROM faculty.decision d WHERE d.employment_id = @EmploymentId) AS things
        """,
        new { teacher.EmploymentId }) > 0;

    /// <summary>Tells the other services that the employment is no longer one of the wrong teacher.</summary>
    public static async Task LeaveAsync(UnitOfWork work, IPublishEndpoint events, Teacher teacher, Act act)
    {
        if (await OthersAsync(work, teacher) is not [var other, ..]) return;
        var left = other with { Version = other.Version + 1 };
        await TeacherRow.MarkAsync(work, left, "employment corrected away", act);
        await events.Publish(new TeacherAmendedV1 { OccurredAt = act.Now, Teacher = await TeacherRow.ToEventAsync(work, left) });
    }

    private static Task<IReadOnlyList<Teacher>> OthersAsync(UnitOfWork work, Teacher teacher) => work.QueryAsync<Teacher>(
        TeacherRow.Select + " WHERE e.teacher_id = @Id AND e.id <> @EmploymentId ORDER BY e.seq", new { teacher.Id, teacher.EmploymentId });
}

using Contracts.FacultyCertification;
using Enrollment.Changes;
using Kernel;
using Kernel.Data;
using Kernel.Personal;
using MassTransit;

namespace Enrollment.Consumers;

/// <summary>Keeps teachers' last days: after it they lead no module of the institution, and are flagged where they do (D19, D45).</summary>
public sealed class WhenTeacherDeparted(UnitOfWork work, Today today, TimeProvider clock)
    : IConsumer<TeacherDepartedV1>, IConsumer<TeacherErasedV1>
{
    /// <summary>What was written about the teacher's leads goes (D44).</summary>
    public async Task Consume(ConsumeContext<TeacherErasedV1> context)
    {
        var teacher = context.Message.TeacherId;
        await work.ExecuteAsync("UPDATE enrollment.module_lead SET end_reason = NULL WHERE teacher_id = @teacher", new { teacher });
        var things = await work.QueryAsync<ThingOfPerson>(
            "SELECT 'module-lead' AS kind, id FROM enrollment.module_lead WHERE teacher_id = @teacher", new { teacher });
        await Eraser.ForgetAsync(work, things, Act.OfPlatform("erasure", today, clock));
    }

    public async Task Consume(ConsumeContext<TeacherDepartedV1> context)
    {
        var teacher = context.Message.Teacher;
        if (teacher.LastDay is not { } lastDay) return;
        await work.UpsertNewerAsync(
            update:
                """
                UPDATE enrollment.departed_teacher
                SET institution = @Institution, last_day = @lastDay, version = @Version
                WHERE id = @Id AND version < @Version
                """,
            insert:
                """
                INSERT INTO enrollment.departed_teacher (id, institution, last_day, version)
                VALUES (@Id, @Institution, @lastDay, @Version)
                """,
            new { teacher.Id, teacher.Institution, lastDay, teacher.Version });
        work.Changed(CurriculumChanges.Teacher, teacher.Id, teacher.Version);
    }
}

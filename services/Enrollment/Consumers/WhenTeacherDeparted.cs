using Contracts.FacultyCertification;
using Enrollment.Changes;
using Kernel.Data;
using MassTransit;

namespace Enrollment.Consumers;

/// <summary>Keeps teachers' last days: after it they lead no module of the institution, and are flagged where they do (D19, D45).</summary>
public sealed class WhenTeacherDeparted(UnitOfWork work) : IConsumer<TeacherDepartedV1>
{
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

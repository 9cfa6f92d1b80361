using Contracts.FacultyCertification;
using Enrollment.Changes;
using Kernel;
using Kernel.Data;
using Kernel.Personal;
using MassTransit;

namespace Enrollment.Consumers;

/// <summary>
/// Keeps teachers' employments. On other days they lead no module of the institution, and are flagged where they do (D19, D45).
/// </summary>
public sealed class WhenTeacherChanged(UnitOfWork work, Today today, TimeProvider clock)
    : IConsumer<TeacherEmployedV1>, IConsumer<TeacherDepartedV1>, IConsumer<TeacherAmendedV1>, IConsumer<TeacherErasedV1>
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

    public Task Consume(ConsumeContext<TeacherEmployedV1> context) => KeepAsync(context.Message.Teacher);

    public Task Consume(ConsumeContext<TeacherDepartedV1> context) => KeepAsync(context.Message.Teacher);

    public Task Consume(ConsumeContext<TeacherAmendedV1> context) => KeepAsync(context.Message.Teacher);

    private async Task KeepAsync(TeacherV1 teacher)
    {
        var isNews = await work.UpsertNewerAsync(
            update: "UPDATE enrollment.known_teacher SET version = @Version WHERE id = @Id AND version < @Version",
            insert: "INSERT INTO enrollment.known_teacher (id, version) VALUES (@Id, @Version)",
            new { teacher.Id, teacher.Version });
        if (!isNews) return;

        await work.ExecuteAsync("DELETE FROM enrollment.teacher_employment WHERE teacher_id = @Id", new { teacher.Id });
        foreach (var employment in teacher.AllEmployments())
        {
            await work.ExecuteAsync(
                """
                INSERT INTO enrollment.teacher_employment (teacher_id, id, institution, employed_from, last_day)
                VALUES (@teacherId, @Id, @Institution, @From, @LastDay)
                """,
                new { teacherId = teacher.Id, employment.Id, employment.Institution, employment.From, employment.LastDay });
        }
        work.Changed(CurriculumChanges.Teacher, teacher.Id, teacher.Version);
    }
}

using Contracts.FacultyCertification;
using Kernel;
using Kernel.Data;
using Kernel.Personal;
using MassTransit;

namespace IndustryPartnership.Internships.Consumers;

/// <summary>
/// Keeps teachers' employments. A departed teacher mentors nobody for the institution, and is flagged where they were named (D19, D45). At
/// another institution that employs them, their certificates count.
/// </summary>
public sealed class WhenTeacherChanged(UnitOfWork work, Today today, TimeProvider clock)
    : IConsumer<TeacherEmployedV1>, IConsumer<TeacherDepartedV1>, IConsumer<TeacherAmendedV1>, IConsumer<TeacherErasedV1>
{
    /// <summary>What was written about the teacher's practice goes (D44).</summary>
    public async Task Consume(ConsumeContext<TeacherErasedV1> context)
    {
        var teacher = context.Message.TeacherId;
        var things = await work.QueryAsync<ThingOfPerson>(
            "SELECT 'teacher-practice' AS kind, id FROM partnership.teacher_practice WHERE teacher_id = @teacher", new { teacher });
        await Eraser.ForgetAsync(work, things, Act.OfPlatform("erasure", today, clock));
    }

    public Task Consume(ConsumeContext<TeacherEmployedV1> context) => KeepAsync(context.Message.Teacher);

    public Task Consume(ConsumeContext<TeacherDepartedV1> context) => KeepAsync(context.Message.Teacher);

    public Task Consume(ConsumeContext<TeacherAmendedV1> context) => KeepAsync(context.Message.Teacher);

    private async Task KeepAsync(TeacherV1 teacher)
    {
        var isNews = await work.UpsertNewerAsync(
            update: "UPDATE partnership.known_teacher SET version = @Version WHERE id = @Id AND version < @Version",
            insert: "INSERT INTO partnership.known_teacher (id, version) VALUES (@Id, @Version)",
            new { teacher.Id, teacher.Version });
        if (!isNews) return;

        await work.ExecuteAsync("DELETE FROM partnership.teacher_employment WHERE teacher_id = @Id", new { teacher.Id });
        foreach (var employment in teacher.AllEmployments())
        {
            await work.ExecuteAsync(
                """
                INSERT INTO partnership.teacher_employment (teacher_id, id, institution, employed_from, last_day)
                VALUES (@teacherId, @Id, @Institution, @From, @LastDay)
                """,
                new { teacherId = teacher.Id, employment.Id, employment.Institution, employment.From, employment.LastDay });
        }
        work.Changed("teacher", teacher.Id, teacher.Version);
    }
}

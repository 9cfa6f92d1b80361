using Contracts.IndustryPartnership;
using Kernel.Data;
using Kernel.Http;
using MassTransit;

namespace FacultyCertification.Consumers;

/// <summary>Keeps what became of a seat that was asked for, and the days that were attended: those of a completed practice count (D17).</summary>
/// <remarks>Who asks is made here. So the answer to an unknown request is no matter of order: it fails, and is parked, where ops see it and can replay it.</remarks>
public sealed class WhenTeacherPracticeChanged(UnitOfWork work)
    : IConsumer<TeacherPracticeReservedV1>, IConsumer<TeacherPracticeRefusedV1>, IConsumer<TeacherPracticeCancelledV1>, IConsumer<TeacherPracticeCompletedV1>
{
    public Task Consume(ConsumeContext<TeacherPracticeReservedV1> context) => KeepAsync(context.Message.Practice);

    public Task Consume(ConsumeContext<TeacherPracticeRefusedV1> context) => KeepAsync(context.Message.Practice);

    public Task Consume(ConsumeContext<TeacherPracticeCancelledV1> context) => KeepAsync(context.Message.Practice);

    public Task Consume(ConsumeContext<TeacherPracticeCompletedV1> context) => KeepAsync(context.Message.Practice);

    private async Task KeepAsync(TeacherPracticeV1 practice)
    {
        var isNews = await work.ExecuteAsync(
            """
            UPDATE faculty.practice SET seat_state = @State, seat_reason = @Reason, earliest_from = @EarliestFrom, ends_on = CASE WHEN @State = 'completed' THEN @Until ELSE ends_on END,
                seat_version = @Version, version = version + 1
            WHERE id = @Id AND seat_version < @Version
            """,
            new { practice.Id, practice.State, practice.Reason, practice.EarliestFrom, practice.Until, practice.Version }) > 0;
        var version = await work.FindAsync<int?>("SELECT version FROM faculty.practice WHERE id = @Id", new { practice.Id })
            ?? throw new InvalidOperationException($"Practice {practice.Id} of teacher {practice.TeacherId} was not asked for here.");
        if (!isNews) return;

        await work.ExecuteAsync("DELETE FROM faculty.practice_attended WHERE practice_id = @Id", new { practice.Id });
        foreach (var days in practice.Attended.Distinct())
        {
            await work.ExecuteAsync("INSERT INTO faculty.practice_attended (practice_id, from_day, until_day) VALUES (@Id, @From, @Until)", new { practice.Id, days.From, days.Until });
        }
        await work.AuditAsync("practice", practice.Id, version, practice.State, Caller.Platform("industry-partnership"));
    }
}

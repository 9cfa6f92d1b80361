using Contracts.IndustryPartnership;
using FacultyCertification.Features.Practices;
using Kernel;
using Kernel.Data;
using MassTransit;

namespace FacultyCertification.Consumers;

/// <summary>Keeps the answer to a request for a seat, and the attended days. Those of a completed practice count (D17).</summary>
/// <remarks>
/// This service makes the requests. So waiting would not help with an answer to an unknown one: it fails and is parked. An operator sees it
/// and can replay it.
/// </remarks>
public sealed class WhenTeacherPracticeChanged(UnitOfWork work, Today today, TimeProvider clock)
    : IConsumer<TeacherPracticeReservedV1>, IConsumer<TeacherPracticeRefusedV1>, IConsumer<TeacherPracticeCancelledV1>,
      IConsumer<TeacherPracticeCompletedV1>
{
    public Task Consume(ConsumeContext<TeacherPracticeReservedV1> context) => KeepAsync(context.Message.Practice);

    public Task Consume(ConsumeContext<TeacherPracticeRefusedV1> context) => KeepAsync(context.Message.Practice);

    public Task Consume(ConsumeContext<TeacherPracticeCancelledV1> context) => KeepAsync(context.Message.Practice);

    public Task Consume(ConsumeContext<TeacherPracticeCompletedV1> context) => KeepAsync(context.Message.Practice);

    private async Task KeepAsync(TeacherPracticeV1 practice)
    {
        var booking = await PracticeBookingRow.HoldAsync(work, practice.Id)
            ?? throw new InvalidOperationException($"Practice {practice.Id} of teacher {practice.TeacherId} was not asked for here.");
        if (practice.Version <= booking.SeatVersion) return;

        var answered = booking.Answered(practice);
        await PracticeBookingRow.ReplaceAttendedAsync(work, answered);
        await PracticeBookingRow.RecordAsync(
            work, answered, practice.State, Act.OfPlatform("industry-partnership", today, clock));
    }
}

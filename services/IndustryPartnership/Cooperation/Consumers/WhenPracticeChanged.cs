using Contracts.FacultyCertification;
using IndustryPartnership.Cooperation.TeacherPractices;
using MassTransit;

namespace IndustryPartnership.Cooperation.Consumers;

/// <summary>A teacher's institution asks for a seat at a base, or no longer wants it (D25).</summary>
internal sealed class WhenPracticeChanged(TakeSeat seat) : IConsumer<PracticeRequestedV1>, IConsumer<PracticeCancelledV1>
{
    public Task Consume(ConsumeContext<PracticeRequestedV1> context) => seat.AnswerAsync(context.Message.Practice);

    public Task Consume(ConsumeContext<PracticeCancelledV1> context) => seat.AnswerAsync(context.Message.Practice);
}

using Contracts.Enrollment;
using Kernel.Data;
using MassTransit;

namespace IndustryPartnership.Consumers;

/// <summary>Keeps what is needed of a learner to place them: institution, major, age, whether they are in training.</summary>
public sealed class WhenLearnerChanged(UnitOfWork work)
    : IConsumer<LearnerEnrolledV1>, IConsumer<LearnerStageCompletedV1>, IConsumer<LearnerWentOnLeaveV1>, IConsumer<LearnerReturnedV1>,
      IConsumer<LearnerTransferredV1>, IConsumer<LearnerCompletedAssociateV1>, IConsumer<LearnerGraduatedV1>, IConsumer<LearnerWithdrawnV1>
{
    public Task Consume(ConsumeContext<LearnerEnrolledV1> context) => KeepAsync(context.Message.Learner);

    public Task Consume(ConsumeContext<LearnerStageCompletedV1> context) => KeepAsync(context.Message.Learner);

    public Task Consume(ConsumeContext<LearnerWentOnLeaveV1> context) => KeepAsync(context.Message.Learner);

    public Task Consume(ConsumeContext<LearnerReturnedV1> context) => KeepAsync(context.Message.Learner);

    public Task Consume(ConsumeContext<LearnerTransferredV1> context) => KeepAsync(context.Message.Learner);

    public Task Consume(ConsumeContext<LearnerCompletedAssociateV1> context) => KeepAsync(context.Message.Learner);

    public Task Consume(ConsumeContext<LearnerGraduatedV1> context) => KeepAsync(context.Message.Learner);

    public Task Consume(ConsumeContext<LearnerWithdrawnV1> context) => KeepAsync(context.Message.Learner);

    private Task KeepAsync(LearnerV1 learner) => work.UpsertNewerAsync(
        update:
        """
        UPDATE partnership.learner SET institution = @Institution, person = @Person, birth_date = @BirthDate, major = @Major, stage = @Stage, state = @State, version = @Version
        WHERE id = @Id AND version < @Version
        """,
        insert:
        """
        INSERT INTO partnership.learner (id, institution, person, birth_date, major, stage, state, guard, version)
        VALUES (@Id, @Institution, @Person, @BirthDate, @Major, @Stage, @State, 0, @Version)
        """,
        new { learner.Id, learner.Institution, learner.Person, learner.BirthDate, learner.Major, learner.Stage, learner.State, learner.Version });
}

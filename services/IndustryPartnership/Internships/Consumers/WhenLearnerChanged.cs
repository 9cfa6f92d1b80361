using Contracts.Enrollment;
using IndustryPartnership.Internships.Learners;
using IndustryPartnership.Internships.Placements;
using Kernel;
using Kernel.Data;
using MassTransit;

namespace IndustryPartnership.Internships.Consumers;

/// <summary>
/// Keeps the learner data that a placement needs: institution, cohort, major, age and state. Keeps each fact once for timelines. After the
/// end of training or a transfer, it ends what has not begun (D5, D37, D45). A correction changes the copy and its facts (D43); what no
/// longer holds then is on the board.
/// </summary>
public sealed class WhenLearnerChanged(UnitOfWork work, Today today, TimeProvider clock)
    : IConsumer<LearnerEnrolledV1>, IConsumer<LearnerStageCompletedV1>, IConsumer<LearnerWentOnLeaveV1>, IConsumer<LearnerReturnedV1>,
      IConsumer<LearnerTransferredV1>, IConsumer<LearnerCompletedAssociateV1>, IConsumer<LearnerGraduatedV1>, IConsumer<LearnerWithdrawnV1>,
      IConsumer<LearnerAmendedV1>, IConsumer<LearnerYearRepeatedV1>, IConsumer<LearnerMajorChangedV1>, IConsumer<LearnerCorrectedV1>,
      IConsumer<LearnerErasedV1>
{
    public Task Consume(ConsumeContext<LearnerEnrolledV1> context) =>
        KeepAsync(context.Message.Learner, "enrolled", context.Message.OccurredAt, context);

    public Task Consume(ConsumeContext<LearnerStageCompletedV1> context) =>
        KeepAsync(context.Message.Learner, "stage completed", context.Message.OccurredAt, context);

    public Task Consume(ConsumeContext<LearnerWentOnLeaveV1> context) =>
        KeepAsync(context.Message.Learner, "went on leave", context.Message.OccurredAt, context);

    public Task Consume(ConsumeContext<LearnerReturnedV1> context) =>
        KeepAsync(context.Message.Learner, "returned", context.Message.OccurredAt, context);

    public Task Consume(ConsumeContext<LearnerTransferredV1> context) =>
        KeepAsync(context.Message.Learner, "transferred", context.Message.OccurredAt, context);

    public Task Consume(ConsumeContext<LearnerCompletedAssociateV1> context) =>
        KeepAsync(context.Message.Learner, "completed with the associate diploma", context.Message.OccurredAt, context);

    public Task Consume(ConsumeContext<LearnerGraduatedV1> context) =>
        KeepAsync(context.Message.Learner, "graduated", context.Message.OccurredAt, context);

    public Task Consume(ConsumeContext<LearnerWithdrawnV1> context) =>
        KeepAsync(context.Message.Learner, "withdrawn", context.Message.OccurredAt, context);

    public Task Consume(ConsumeContext<LearnerAmendedV1> context) =>
        KeepAsync(context.Message.Learner, "class or person changed", context.Message.OccurredAt, context);

    public Task Consume(ConsumeContext<LearnerYearRepeatedV1> context) =>
        KeepAsync(context.Message.Learner, "repeats a year", context.Message.OccurredAt, context);

    public Task Consume(ConsumeContext<LearnerMajorChangedV1> context) =>
        KeepAsync(context.Message.Learner, "changed the major", context.Message.OccurredAt, context);

    public async Task Consume(ConsumeContext<LearnerCorrectedV1> context)
    {
        var learner = context.Message.Learner;
        await KeepAsync(learner, "corrected", context.Message.OccurredAt, context);
        await LearnerFacts.CorrectAsync(work, learner.Id, learner.Version, context.Message.Course);
    }

    /// <summary>
    /// The copy loses its personal values, and so does what this service has of the learner (D44). Older news bring nothing back.
    /// </summary>
    public async Task Consume(ConsumeContext<LearnerErasedV1> context)
    {
        var learner = context.Message.Learner;
        var isNews = await work.UpsertNewerAsync(
            update:
            """
            UPDATE partnership.learner
            SET institution = @PresentInstitution, person_id = NULL, birth_date_id = NULL, cohort = @Cohort,
                articulation_id = @ArticulationId, major = @Major, stage = @Stage, stage_began_on = @StageBeganOn,
                state = @State, version = @Version
            WHERE id = @Id AND version < @Version
            """,
            insert:
            """
            INSERT INTO partnership.learner (
                id, institution, cohort, articulation_id, major, stage, stage_began_on, state, guard, version)
            VALUES (@Id, @PresentInstitution, @Cohort, @ArticulationId, @Major, @Stage, @StageBeganOn, @State, 0, @Version)
            """,
            new
            {
                learner.Id,
                learner.PresentInstitution,
                learner.Cohort,
                learner.ArticulationId,
                learner.Major,
                learner.Stage,
                learner.StageBeganOn,
                learner.State,
                learner.Version,
            });
        await LearnerFacts.CorrectAsync(work, learner.Id, learner.Version, learner.Course);
        if (!isNews) return;
        var act = Act.OfPlatform("erasure", today, clock);
        await EndOfTraining.EndAsync(work, context, learner.Id, learner.State, act);
        await LearnerData.EraseAsync(work, learner.Id, act);
    }

    private async Task KeepAsync(LearnerV1 learner, string fact, DateTimeOffset at, IPublishEndpoint events)
    {
        // From a transfer on, the university places the learner, sees them and counts them on its board (D5).
        var institution = LearnerFacts.InstitutionOf(learner);
        var values = await LearnerValues.RenewAsync(work, learner, clock.GetUtcNow());
        // Rows from before cohorts were kept get them from a catch-up answer, which has the stored version.
        var isNews = await work.UpsertNewerAsync(
            update:
            """
            UPDATE partnership.learner
            SET institution = @institution, person_id = @PersonId, birth_date_id = @BirthDateId, cohort = @Cohort,
                articulation_id = @ArticulationId, major = @Major, stage = @Stage, stage_began_on = @StageBeganOn,
                state = @State, version = @Version
            WHERE id = @Id AND (version < @Version OR (version = @Version AND cohort IS NULL))
            """,
            insert:
            """
            INSERT INTO partnership.learner (
                id, institution, person_id, birth_date_id, cohort, articulation_id, major, stage, stage_began_on, state, guard, version)
            VALUES (
                @Id, @institution, @PersonId, @BirthDateId, @Cohort, @ArticulationId, @Major, @Stage, @StageBeganOn, @State, 0, @Version)
            """,
            new
            {
                learner.Id,
                institution,
                values.PersonId,
                values.BirthDateId,
                learner.Cohort,
                learner.ArticulationId,
                learner.Major,
                learner.Stage,
                learner.StageBeganOn,
                learner.State,
                learner.Version,
            });
        await LearnerFacts.AppendAsync(work, learner, fact, at);
        // The learner's row is locked from here on, so nobody applies or accepts for them meanwhile.
        if (isNews && LearnerState.Final.Contains(learner.State))
        {
            await EndOfTraining.EndAsync(work, events, learner.Id, learner.State, Act.OfPlatform("end of training", today, clock));
        }
        else await EndOfTraining.LeaveAsync(work, events, learner.Id, Act.OfPlatform("transfer", today, clock));
    }
}

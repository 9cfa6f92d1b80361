using Contracts.IndustryPartnership;
using Kernel.Data;
using Kernel.Http;
using MassTransit;

namespace Enrollment.Consumers;

/// <summary>A placement that was completed and passed earns the credit that the learner's articulation maps to it, once (D12, D40).</summary>
/// <remarks>
/// Learners are made here before anybody can place them. So a placement of an unknown learner is no matter of order, for which it could be
/// kept until the learner is known: it is an error of the sender's, or of a restored backup. It fails, and is parked, where ops see it and
/// can replay it.
/// </remarks>
public sealed class WhenPlacementChanged(UnitOfWork work, TimeProvider clock)
    : IConsumer<PlacementConfirmedV1>, IConsumer<PlacementStartedV1>, IConsumer<PlacementPausedV1>, IConsumer<PlacementResumedV1>, IConsumer<PlacementMovedV1>,
      IConsumer<PlacementCompletedV1>, IConsumer<PlacementStoppedV1>, IConsumer<PlacementAssessedV1>
{
    // The owner's answer to a catch-up has all placements; a fact that nobody here took would be parked.
    public Task Consume(ConsumeContext<PlacementConfirmedV1> context) => GrantAsync(context.Message.Placement);

    public Task Consume(ConsumeContext<PlacementStartedV1> context) => GrantAsync(context.Message.Placement);

    public Task Consume(ConsumeContext<PlacementPausedV1> context) => GrantAsync(context.Message.Placement);

    public Task Consume(ConsumeContext<PlacementResumedV1> context) => GrantAsync(context.Message.Placement);

    public Task Consume(ConsumeContext<PlacementMovedV1> context) => GrantAsync(context.Message.Placement);

    public Task Consume(ConsumeContext<PlacementCompletedV1> context) => GrantAsync(context.Message.Placement);

    public Task Consume(ConsumeContext<PlacementStoppedV1> context) => GrantAsync(context.Message.Placement);

    public Task Consume(ConsumeContext<PlacementAssessedV1> context) => GrantAsync(context.Message.Placement);

    private async Task GrantAsync(PlacementV1 placement)
    {
        // The mentor's assessment may come first, or alone: it carries what the completion said. One that was stopped has no grade.
        if (placement is not { State: PlacementState.Completed or PlacementState.Assessed, Grade: Grade.Excellent or Grade.Good or Grade.Pass }) return;

        var credits = await work.FindAsync<int?>(
            "SELECT a.internship_credits FROM enrollment.learner l JOIN enrollment.articulation a ON a.id = l.articulation_id WHERE l.id = @LearnerId", new { placement.LearnerId })
            ?? throw new InvalidOperationException($"Placement {placement.Id} is of learner {placement.LearnerId}, who is not known here.");
        var id = Guid.CreateVersion7();
        var isNew = await work.TryInsertAsync(
            """
            INSERT INTO enrollment.credit (id, learner_id, source_kind, source_id, credits, grade, hours, effective_on, recorded_at)
            VALUES (@id, @LearnerId, 'placement', @PlacementId, @credits, @Grade, @Hours, @EndsOn, @now)
            """,
            new { id, placement.LearnerId, PlacementId = placement.Id, credits, placement.Grade, placement.Hours, placement.EndsOn, now = clock.GetUtcNow() });
        if (isNew) await work.AuditAsync("credit", id, 1, "granted", Caller.Platform(EnrollmentService.Name), $"placement {placement.Id}, {placement.Grade}, {placement.Hours} hours");
    }
}

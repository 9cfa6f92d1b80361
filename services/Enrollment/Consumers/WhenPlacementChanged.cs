using Contracts.IndustryPartnership;
using Enrollment.Features.Credits;
using Kernel;
using Kernel.Data;
using MassTransit;

namespace Enrollment.Consumers;

/// <summary>
/// Keeps the placements that have ended. The learner's mapping says what they earn (D12, D40).
/// </summary>
/// <remarks>
/// Placements may arrive in any order and repeatedly: each version is kept once, and credit is judged from all of them when it is read.
/// This service makes learners before anybody can place them. So a placement of an unknown learner is an error of the sender, or of a
/// restored backup, and waiting would not help. It fails and is parked; an operator sees it and can replay it.
/// </remarks>
public sealed class WhenPlacementChanged(UnitOfWork work, Today today, TimeProvider clock)
    : IConsumer<PlacementConfirmedV1>, IConsumer<PlacementStartedV1>, IConsumer<PlacementPausedV1>, IConsumer<PlacementResumedV1>,
      IConsumer<PlacementMovedV1>, IConsumer<PlacementCompletedV1>, IConsumer<PlacementStoppedV1>, IConsumer<PlacementAssessedV1>
{
    // The owner's answer to a catch-up has all placements. A fact without a consumer here would be parked.
    public Task Consume(ConsumeContext<PlacementConfirmedV1> context) => KeepAsync(context.Message.Placement);

    public Task Consume(ConsumeContext<PlacementStartedV1> context) => KeepAsync(context.Message.Placement);

    public Task Consume(ConsumeContext<PlacementPausedV1> context) => KeepAsync(context.Message.Placement);

    public Task Consume(ConsumeContext<PlacementResumedV1> context) => KeepAsync(context.Message.Placement);

    public Task Consume(ConsumeContext<PlacementMovedV1> context) => KeepAsync(context.Message.Placement);

    public Task Consume(ConsumeContext<PlacementCompletedV1> context) => KeepAsync(context.Message.Placement);

    public Task Consume(ConsumeContext<PlacementStoppedV1> context) => KeepAsync(context.Message.Placement);

    public Task Consume(ConsumeContext<PlacementAssessedV1> context) => KeepAsync(context.Message.Placement);

    private async Task KeepAsync(PlacementV1 placement)
    {
        // The mentor's assessment may arrive first, or alone: it carries what the completion said.
        if (placement.State is not (PlacementState.Completed or PlacementState.Stopped or PlacementState.Assessed)) return;
        var known = await work.FindAsync<Guid?>("SELECT id FROM enrollment.learner WHERE id = @LearnerId", new { placement.LearnerId });
        if (known is null && Earns(placement))
        {
            throw new InvalidOperationException($"Placement {placement.Id} is of learner {placement.LearnerId}, who is not known here.");
        }

        if (known is not null) await PlacementFact.KeepAsync(work, placement, Act.OfPlatform(EnrollmentService.Name, today, clock));
    }

    private static bool Earns(PlacementV1 placement) =>
        placement.Kind != PlacementKind.CognitiveVisit && placement.Grade is Grade.Excellent or Grade.Good or Grade.Pass;
}

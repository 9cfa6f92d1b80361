using Contracts.IndustryPartnership;
using Enrollment.Rules;
using Kernel.Data;
using Kernel.Http;
using MassTransit;

namespace Enrollment.Consumers;

/// <summary>
/// A post internship that was completed and passed earns the credit that the learner's articulation maps to it, once, and no more than its cap leaves
/// (D12, D40). A cognitive visit earns none.
/// </summary>
/// <remarks>
/// Placements may come in any order. So what each earns is reckoned anew with each one that is new: the earlier ones first, by their last days.
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

        if (placement.Kind == PlacementKind.CognitiveVisit) return;

        // The learner's row first, so that of two placements at once the later one sees the other.
        await work.ExecuteAsync("UPDATE enrollment.learner SET guard = guard + 1 WHERE id = @LearnerId", new { placement.LearnerId });
        var mapped = await work.FindAsync<MappedRow>(
            """
            SELECT a.internship_credits, a.internship_credit_cap FROM enrollment.learner l JOIN enrollment.articulation a ON a.id = l.articulation_id
            WHERE l.id = @LearnerId
            """,
            new { placement.LearnerId })
            ?? throw new InvalidOperationException($"Placement {placement.Id} is of learner {placement.LearnerId}, who is not known here.");
        var id = Guid.CreateVersion7();
        var isNew = await work.TryInsertAsync(
            """
            INSERT INTO enrollment.credit (id, learner_id, source_kind, source_id, credits, grade, hours, effective_on, recorded_at)
            VALUES (@id, @LearnerId, 'placement', @PlacementId, 0, @Grade, @Hours, @EndsOn, @now)
            """,
            new { id, placement.LearnerId, PlacementId = placement.Id, placement.Grade, placement.Hours, placement.EndsOn, now = clock.GetUtcNow() });
        if (!isNew) return;
        await work.AuditAsync(
            "credit", id, 1, "granted", Caller.Platform(EnrollmentService.Name), $"placement {placement.Id}, {placement.Grade}, {placement.Hours} hours");
        await ReckonAsync(placement.LearnerId, mapped, id);
    }

    private async Task ReckonAsync(Guid learner, MappedRow mapped, Guid granted)
    {
        var credits = await work.QueryAsync<CreditRow>(
            "SELECT id, source_id, credits, effective_on FROM enrollment.credit WHERE learner_id = @learner AND source_kind = 'placement'", new { learner });
        var earned = InternshipCredit.Of(
            mapped.InternshipCredits, mapped.InternshipCreditCap, credits.Select(credit => (credit.SourceId, credit.EffectiveOn)));
        foreach (var credit in credits.Where(credit => credit.Credits != earned[credit.SourceId]))
        {
            await work.ExecuteAsync(
                "UPDATE enrollment.credit SET credits = @credits WHERE source_kind = 'placement' AND source_id = @SourceId",
                new { credit.SourceId, credits = earned[credit.SourceId] });
            if (credit.Id == granted) continue;
            var version = 1 + await work.SingleAsync<int>(
                "SELECT COUNT(*) FROM enrollment.audit WHERE aggregate = 'credit' AND aggregate_id = @id", new { id = credit.Id.ToString() });
            await work.AuditAsync(
                "credit", credit.Id, version, "reckoned", Caller.Platform(EnrollmentService.Name), $"{earned[credit.SourceId]} tenths, before {credit.Credits}");
        }
    }

    private sealed record MappedRow
    {
        public int InternshipCredits { get; init; }
        public int InternshipCreditCap { get; init; }
    }

    private sealed record CreditRow
    {
        public Guid Id { get; init; }
        public Guid SourceId { get; init; }
        public int Credits { get; init; }
        public DateOnly EffectiveOn { get; init; }
    }
}

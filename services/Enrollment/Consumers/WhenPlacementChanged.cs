using Contracts.IndustryPartnership;
using Enrollment.Features.Learners;
using Enrollment.Rules;
using Kernel;
using Kernel.Data;
using MassTransit;

namespace Enrollment.Consumers;

/// <summary>
/// A post internship that was completed and passed earns the credit of the learner's articulation, once, within its cap (D12, D40). A
/// cognitive visit earns none.
/// </summary>
/// <remarks>
/// Placements may arrive in any order. So each new one has the credit of all calculated anew, by their last days.
/// This service makes learners before anybody can place them. So a placement of an unknown learner is an error of the sender, or of a
/// restored backup, and waiting would not help. It fails and is parked; an operator sees it and can replay it.
/// </remarks>
public sealed class WhenPlacementChanged(UnitOfWork work, Today today, TimeProvider clock)
    : IConsumer<PlacementConfirmedV1>, IConsumer<PlacementStartedV1>, IConsumer<PlacementPausedV1>, IConsumer<PlacementResumedV1>,
      IConsumer<PlacementMovedV1>, IConsumer<PlacementCompletedV1>, IConsumer<PlacementStoppedV1>, IConsumer<PlacementAssessedV1>
{
    // The owner's answer to a catch-up has all placements. A fact without a consumer here would be parked.
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
        // The mentor's assessment may arrive first, or alone: it carries what the completion said. A stopped placement has no grade.
        if (placement.State is not (PlacementState.Completed or PlacementState.Assessed)) return;
        if (placement.Grade is not (Grade.Excellent or Grade.Good or Grade.Pass)) return;
        if (placement.Kind == PlacementKind.CognitiveVisit) return;

        // Held, so that of two placements at once the later one sees the other.
        var learner = await LearnerRow.HoldAsync(work, placement.LearnerId)
            ?? throw new InvalidOperationException($"Placement {placement.Id} is of learner {placement.LearnerId}, who is not known here.");
        await GrantAsync(placement, learner, Act.OfPlatform(EnrollmentService.Name, today, clock));
    }

    private async Task GrantAsync(PlacementV1 placement, Learner learner, Act act)
    {
        var terms = await work.SingleAsync<TermsRow>(
            "SELECT internship_credits, internship_credit_cap FROM enrollment.articulation WHERE id = @ArticulationId",
            new { learner.ArticulationId });
        var earlier = await work.QueryAsync<CreditRow>(
            """
            SELECT id, source_id, credits, effective_on
            FROM enrollment.credit
            WHERE learner_id = @Id AND source_kind = 'placement'
            """,
            new { learner.Id });
        var earned = InternshipCredit.Of(
            terms.InternshipCredits, terms.InternshipCreditCap,
            [.. earlier.Select(credit => (credit.SourceId, credit.EffectiveOn)), (placement.Id, placement.EndsOn)]);
        if (!await TryGrantAsync(placement, earned[placement.Id], act)) return;
        foreach (var credit in earlier.Where(credit => credit.Credits != earned[credit.SourceId]))
        {
            await ChangeAsync(credit, earned[credit.SourceId], act);
        }
    }

    // A placement earns credit once.
    private async Task<bool> TryGrantAsync(PlacementV1 placement, int credits, Act act)
    {
        var id = Guid.CreateVersion7();
        var isNew = await work.TryInsertAsync(
            """
            INSERT INTO enrollment.credit (id, learner_id, source_kind, source_id, credits, grade, hours, effective_on, recorded_at)
            VALUES (@id, @LearnerId, 'placement', @PlacementId, @credits, @Grade, @Hours, @EndsOn, @Now)
            """,
            new
            {
                id,
                placement.LearnerId,
                PlacementId = placement.Id,
                credits,
                placement.Grade,
                placement.Hours,
                placement.EndsOn,
                act.Now,
            });
        if (!isNew) return false;
        var reason = $"placement {placement.Id}, {placement.Grade}, {placement.Hours} hours";
        await work.AuditAsync("credit", id, 1, "granted", act, reason);
        return true;
    }

    private async Task ChangeAsync(CreditRow credit, int credits, Act act)
    {
        await work.ExecuteAsync("UPDATE enrollment.credit SET credits = @credits WHERE id = @Id", new { credit.Id, credits });
        var version = 1 + await work.SingleAsync<int>(
            "SELECT COUNT(*) FROM enrollment.audit WHERE aggregate = 'credit' AND aggregate_id = @id", new { id = credit.Id.ToString() });
        await work.AuditAsync("credit", credit.Id, version, "reckoned", act, $"{credits} tenths, before {credit.Credits}");
    }

    private sealed record TermsRow
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

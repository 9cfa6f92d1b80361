using Enrollment.Rules;
using Kernel.Data;

namespace Enrollment.Features.TransferPlans;

/// <summary>The parts of a plan that have rows of their own: components, places, approvals, publications, finalisations.</summary>
internal static class TransferPlanPart
{
    public static async Task<Parts> OfAsync(IReader reader, IReadOnlyList<Guid> ids, CancellationToken ct)
    {
        var components = await reader.QueryAsync<ComponentRow>(
            """
            SELECT plan_id, code, name, weight, tie_rank
            FROM enrollment.transfer_component
            WHERE plan_id IN @ids
            ORDER BY plan_id, position
            """,
            new { ids }, ct);
        var places = await reader.QueryAsync<PlaceRow>(
            "SELECT plan_id, articulation_id, places FROM enrollment.transfer_place WHERE plan_id IN @ids", new { ids }, ct);
        var approvals = await reader.QueryAsync<ApprovalRow>(
            """
            SELECT g.plan_id, g.institution, g.approved_at
            FROM enrollment.transfer_approval g
            JOIN enrollment.transfer_plan p ON p.id = g.plan_id AND p.revision = g.revision
            WHERE p.id IN @ids
            ORDER BY g.approved_at, g.institution
            """,
            new { ids }, ct);
        var publications = await reader.QueryAsync<PublicationRow>(
            """
            SELECT g.plan_id, g.institution, g.published_on
            FROM enrollment.transfer_publication g
            JOIN enrollment.transfer_plan p ON p.id = g.plan_id AND p.results_revision = g.results_revision
            WHERE p.id IN @ids
            ORDER BY g.published_at, g.institution
            """,
            new { ids }, ct);
        var finalisations = await reader.QueryAsync<FinalisationRow>(
            """
            SELECT f.plan_id, f.institution, f.given_on
            FROM enrollment.transfer_finalisation f
            JOIN enrollment.transfer_plan p ON p.id = f.plan_id AND p.sitting = f.sitting
            WHERE p.id IN @ids
            ORDER BY f.given_at, f.institution
            """,
            new { ids }, ct);
        return new(
            components.ToLookup(row => row.PlanId), places.ToLookup(row => row.PlanId), approvals.ToLookup(row => row.PlanId),
            publications.ToLookup(row => row.PlanId), finalisations.ToLookup(row => row.PlanId));
    }

    /// <summary>Keeps the components and places of a plan in place of the earlier ones.</summary>
    public static async Task ReplaceAsync(UnitOfWork work, TransferPlan plan)
    {
        await work.ExecuteAsync("DELETE FROM enrollment.transfer_component WHERE plan_id = @Id", new { plan.Id });
        await work.ExecuteAsync("DELETE FROM enrollment.transfer_place WHERE plan_id = @Id", new { plan.Id });
        await AddAsync(work, plan);
    }

    public static async Task AddAsync(UnitOfWork work, TransferPlan plan)
    {
        foreach (var (position, component) in plan.Exam.Components.Index())
        {
            var tieRank = plan.Exam.TieBreak.Index()
                .Where(tie => tie.Item == component.Code).Select(tie => (int?)tie.Index).SingleOrDefault();
            await work.ExecuteAsync(
                """
                INSERT INTO enrollment.transfer_component (plan_id, code, position, name, weight, tie_rank)
                VALUES (@Id, @Code, @position, @Name, @ScaledWeight, @tieRank)
                """,
                new { plan.Id, component.Code, position, component.Name, component.ScaledWeight, tieRank });
        }
        foreach (var place in plan.Exam.Places)
        {
            await work.ExecuteAsync(
                """
                INSERT INTO enrollment.transfer_place (plan_id, articulation_id, places, taken)
                VALUES (@Id, @ArticulationId, @Places, 0)
                """,
                new { plan.Id, place.ArticulationId, place.Places });
        }
    }

    internal sealed record Parts(
        ILookup<Guid, ComponentRow> Components, ILookup<Guid, PlaceRow> Places, ILookup<Guid, ApprovalRow> Approvals,
        ILookup<Guid, PublicationRow> Publications, ILookup<Guid, FinalisationRow> Finalisations);

    internal sealed record ComponentRow
    {
        public Guid PlanId { get; init; }
        public string Code { get; init; } = "";
        public string Name { get; init; } = "";

        /// <summary>In ten-thousandths.</summary>
        public int Weight { get; init; }
        public int? TieRank { get; init; }

        public ExamComponent ToReply() => new(Code, Name, Weight / (decimal)ComponentWeights.Whole);
    }

    internal sealed record PlaceRow
    {
        public Guid PlanId { get; init; }
        public Guid ArticulationId { get; init; }
        public int Places { get; init; }
    }

    internal sealed record ApprovalRow
    {
        public Guid PlanId { get; init; }
        public string Institution { get; init; } = "";
        public DateTimeOffset ApprovedAt { get; init; }
    }

    internal sealed record PublicationRow
    {
        public Guid PlanId { get; init; }
        public string Institution { get; init; } = "";
        public DateOnly PublishedOn { get; init; }
    }

    internal sealed record FinalisationRow
    {
        public Guid PlanId { get; init; }
        public string Institution { get; init; } = "";
        public DateOnly GivenOn { get; init; }
    }
}

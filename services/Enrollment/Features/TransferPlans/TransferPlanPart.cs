using Enrollment.Rules;
using Kernel.Data;

namespace Enrollment.Features.TransferPlans;

/// <summary>The parts of a plan that have rows of their own: from components to finalisations.</summary>
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
        var own = await reader.QueryAsync<ComponentRow>(
            """
            SELECT plan_id, articulation_id, code, name, weight, tie_rank
            FROM enrollment.transfer_own_component
            WHERE plan_id IN @ids
            ORDER BY plan_id, articulation_id, position
            """,
            new { ids }, ct);
        var sittings = await reader.QueryAsync<SittingRow>(
            """
            SELECT plan_id, registration_from, registration_until, exam_on, venue
            FROM enrollment.transfer_sitting
            WHERE plan_id IN @ids
            ORDER BY plan_id, sitting
            """,
            new { ids }, ct);
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
            SELECT g.plan_id, g.institution, g.published_on, g.recorded_on
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
        return new()
        {
            Components = components.ToLookup(row => row.PlanId),
            OwnComponents = own.ToLookup(row => (row.PlanId, row.ArticulationId)),
            Places = places.ToLookup(row => row.PlanId),
            Sittings = sittings.ToLookup(row => row.PlanId),
            Approvals = approvals.ToLookup(row => row.PlanId),
            Publications = publications.ToLookup(row => row.PlanId),
            Finalisations = finalisations.ToLookup(row => row.PlanId),
        };
    }

    /// <summary>Keeps the components and places of a plan in place of the earlier ones.</summary>
    public static async Task ReplaceAsync(UnitOfWork work, TransferPlan plan)
    {
        await work.ExecuteAsync("DELETE FROM enrollment.transfer_component WHERE plan_id = @Id", new { plan.Id });
        await work.ExecuteAsync("DELETE FROM enrollment.transfer_place WHERE plan_id = @Id", new { plan.Id });
        await work.ExecuteAsync("DELETE FROM enrollment.transfer_own_component WHERE plan_id = @Id", new { plan.Id });
        await work.ExecuteAsync("DELETE FROM enrollment.transfer_sitting WHERE plan_id = @Id", new { plan.Id });
        await AddAsync(work, plan);
    }

    public static async Task AddAsync(UnitOfWork work, TransferPlan plan)
    {
        foreach (var (position, component) in plan.Exam.Components.Index())
        {
            var tieRank = RankIn(plan.Exam.TieBreak, component);
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
            await AddOwnAsync(work, plan.Id, place);
        }
        foreach (var (index, days) in plan.Exam.Sittings.Index())
        {
            await work.ExecuteAsync(
                """
                INSERT INTO enrollment.transfer_sitting (plan_id, sitting, registration_from, registration_until, exam_on, venue)
                VALUES (@Id, @sitting, @RegistrationFrom, @RegistrationUntil, @ExamOn, @Venue)
                """,
                new { plan.Id, sitting = index + 1, days.RegistrationFrom, days.RegistrationUntil, days.ExamOn, days.Venue });
        }
    }

    private static async Task AddOwnAsync(UnitOfWork work, Guid plan, ExamPlaces place)
    {
        foreach (var (position, component) in (place.Components ?? []).Index())
        {
            var tieRank = RankIn(place.TieBreak ?? [], component);
            await work.ExecuteAsync(
                """
                INSERT INTO enrollment.transfer_own_component (plan_id, articulation_id, code, position, name, weight, tie_rank)
                VALUES (@plan, @ArticulationId, @Code, @position, @Name, @ScaledWeight, @tieRank)
                """,
                new { plan, place.ArticulationId, component.Code, position, component.Name, component.ScaledWeight, tieRank });
        }
    }

    private static int? RankIn(IReadOnlyList<string> tieBreak, ExamComponent component) =>
        tieBreak.Index().Where(tie => tie.Item == component.Code).Select(tie => (int?)tie.Index).SingleOrDefault();

    internal sealed record Parts
    {
        public required ILookup<Guid, ComponentRow> Components { get; init; }
        public required ILookup<(Guid PlanId, Guid ArticulationId), ComponentRow> OwnComponents { get; init; }
        public required ILookup<Guid, PlaceRow> Places { get; init; }
        public required ILookup<Guid, SittingRow> Sittings { get; init; }
        public required ILookup<Guid, ApprovalRow> Approvals { get; init; }
        public required ILookup<Guid, PublicationRow> Publications { get; init; }
        public required ILookup<Guid, FinalisationRow> Finalisations { get; init; }
    }

    internal sealed record ComponentRow
    {
        public Guid PlanId { get; init; }
        public Guid ArticulationId { get; init; }
        public string Code { get; init; } = "";
        public string Name { get; init; } = "";

        /// <summary>In ten-thousandths.</summary>
        public int Weight { get; init; }
        public int? TieRank { get; init; }

        public ExamComponent ToReply() => new(Code, Name, Weight / (decimal)ComponentWeights.Whole);

        public static IReadOnlyList<string> TieBreakOf(IEnumerable<ComponentRow> components) =>
            [.. components.Where(one => one.TieRank is not null).OrderBy(one => one.TieRank).Select(one => one.Code)];
    }

    internal sealed record SittingRow
    {
        public Guid PlanId { get; init; }
        public DateOnly RegistrationFrom { get; init; }
        public DateOnly RegistrationUntil { get; init; }
        public DateOnly ExamOn { get; init; }
        public string Venue { get; init; } = "";

        public ExamSitting ToReply() => new(RegistrationFrom, RegistrationUntil, ExamOn, Venue);
    }

    internal sealed record PlaceRow
    {
        public Guid PlanId { get; init; }
        public Guid ArticulationId { get; init; }
        public int Places { get; init; }

        public ExamPlaces ToReply(IReadOnlyList<ComponentRow> own) => own.Count == 0
            ? new(ArticulationId, Places)
            : new(ArticulationId, Places, [.. own.Select(component => component.ToReply())], ComponentRow.TieBreakOf(own));
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
        public DateOnly RecordedOn { get; init; }
    }

    internal sealed record FinalisationRow
    {
        public Guid PlanId { get; init; }
        public string Institution { get; init; } = "";
        public DateOnly GivenOn { get; init; }
    }
}

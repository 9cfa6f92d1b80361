using Contracts;
using IndustryPartnership.Internships.Placements;
using Kernel;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IndustryPartnership.Internships.Moves;

/// <summary>Whoever is asked refuses a proposed change, the institution for a guardian too; the organisation that proposed it withdraws it until it is in force (D32, D37). The placement goes on as it is, and another change may be proposed.</summary>
public static class EndPlacementChange
{
    /// <param name="Reason">Why; for the placement's parties.</param>
    public sealed record RefusalRequest([property: Text(400)] string Reason);

    public static void Map(RouteGroupBuilder api)
    {
        api.MapPost("/placements/{id:guid}/changes/{changeId:guid}/refusal", RefuseAsync).WithName("RefusePlacementChange")
            .WithSummary("Refuse a change of a placement").Allow(Roles.Coordinator, Roles.InternshipManager, Roles.Learner);
        api.MapPost("/placements/{id:guid}/changes/{changeId:guid}/withdrawal", WithdrawAsync).WithName("WithdrawPlacementChange")
            .WithSummary("Withdraw a change of a placement that your organisation proposed").Allow(Roles.Coordinator, Roles.InternshipManager);
    }

    private static async Task<Results<Ok<PlacementChange>, Refusal>> RefuseAsync(Guid id, Guid changeId, RefusalRequest request, UnitOfWork work, Act act)
    {
        if (await HeldAsync(work, id, changeId, act) is not { } found) return CommonProblems.NotFound();
        if (!found.Asks(act.Caller.Org)) return Problems.NotYourPlacement(found.Institution);
        return found.State == PlacementChange.Proposed ? await EndAsync(found, "refused", request.Reason, work, act) : Problems.ChangeNotIn(found, PlacementChange.Proposed);
    }

    private static async Task<Results<Ok<PlacementChange>, Refusal>> WithdrawAsync(Guid id, Guid changeId, UnitOfWork work, Act act)
    {
        if (await HeldAsync(work, id, changeId, act) is not { } found) return CommonProblems.NotFound();
        if (found.ProposedBy != act.Caller.Org) return Problems.NotYourChange(found);
        return found.State is PlacementChange.Proposed or PlacementChange.Agreed ? await EndAsync(found, "withdrawn", null, work, act) : Problems.ChangeNotIn(found, PlacementChange.Proposed, PlacementChange.Agreed);
    }

    // The placement's row first, as whoever accepts does: a change does not end while it comes into force.
    private static async Task<PlacementChange?> HeldAsync(UnitOfWork work, Guid id, Guid changeId, Act act)
    {
        if (await PlacementChangeRow.FindAsync(work, id, changeId, act.Viewer()) is not { } found) return null;
        await PlacementChangeRow.HoldAsync(work, id, found.FromSlotId);
        return await PlacementChangeRow.FindAsync(work, id, changeId, act.Viewer());
    }

    private static async Task<Ok<PlacementChange>> EndAsync(PlacementChange found, string state, string? reason, UnitOfWork work, Act act)
    {
        await OpenChanges.EndAsync(work, found.Id, state, reason, act);
        return await work.CommitAsync(TypedResults.Ok((await PlacementChangeRow.FindAsync(work, found.PlacementId, found.Id, act.Viewer()))!));
    }
}

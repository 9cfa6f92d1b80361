using Contracts;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IndustryPartnership.Features.PlacementChanges;

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

    private static async Task<Results<Ok<PlacementChange>, ProblemHttpResult>> RefuseAsync(Guid id, Guid changeId, RefusalRequest request, UnitOfWork work, Caller caller)
    {
        if (await HeldAsync(work, id, changeId, caller) is not { } found) return CommonProblems.NotFound();
        if (!found.Asks(caller.Org)) return Problems.NotYourPlacement(found.Institution);
        return found.State == PlacementChange.Proposed ? await EndAsync(found, "refused", request.Reason, work, caller) : Problems.ChangeNotIn(found, PlacementChange.Proposed);
    }

    private static async Task<Results<Ok<PlacementChange>, ProblemHttpResult>> WithdrawAsync(Guid id, Guid changeId, UnitOfWork work, Caller caller)
    {
        if (await HeldAsync(work, id, changeId, caller) is not { } found) return CommonProblems.NotFound();
        if (found.ProposedBy != caller.Org) return Problems.NotYourChange(found);
        return found.State is PlacementChange.Proposed or PlacementChange.Agreed ? await EndAsync(found, "withdrawn", null, work, caller) : Problems.ChangeNotIn(found, PlacementChange.Proposed, PlacementChange.Agreed);
    }

    // The placement's row first, as whoever accepts does: a change does not end while it comes into force.
    private static async Task<PlacementChange?> HeldAsync(UnitOfWork work, Guid id, Guid changeId, Caller caller)
    {
        if (await PlacementChangeRow.FindAsync(work, id, changeId, caller) is not { } found) return null;
        await PlacementChangeRow.HoldAsync(work, id, found.FromSlotId);
        return await PlacementChangeRow.FindAsync(work, id, changeId, caller);
    }

    private static async Task<Ok<PlacementChange>> EndAsync(PlacementChange found, string state, string? reason, UnitOfWork work, Caller caller)
    {
        await PlacementChangeRow.EndAsync(work, found.Id, state, reason, caller);
        return await work.CommitAsync(TypedResults.Ok((await PlacementChangeRow.FindAsync(work, found.PlacementId, found.Id, caller))!));
    }
}

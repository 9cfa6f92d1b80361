using Contracts;
using Kernel;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IndustryPartnership.Internships.Moves;

/// <summary>
/// Each party that is asked may refuse a proposed change; the institution also refuses for a guardian. The proposing organisation may
/// withdraw it until it is in force (D32, D37). The placement goes on unchanged, and another change may be proposed.
/// </summary>
public static class EndPlacementChange
{
    /// <param name="Reason">The reason, for the placement's parties.</param>
    public sealed record RefusalRequest([property: Text(400)] string Reason);

    public static void Map(RouteGroupBuilder api)
    {
        api.MapPost("/placements/{id:guid}/changes/{changeId:guid}/refusal", RefuseAsync).WithName("RefusePlacementChange")
            .WithSummary("Refuse a change of a placement").Allow(Roles.Coordinator, Roles.InternshipManager, Roles.Learner);
        api.MapPost("/placements/{id:guid}/changes/{changeId:guid}/withdrawal", WithdrawAsync).WithName("WithdrawPlacementChange")
            .WithSummary("Withdraw a change of a placement that your organisation proposed").Allow(
                Roles.Coordinator, Roles.InternshipManager);
    }

    private static async Task<Results<Ok<PlacementChange>, Refusal>> RefuseAsync(
        Guid id, Guid changeId, RefusalRequest request, UnitOfWork work, Act act)
    {
        if (await PlacementChangeRow.HoldAsync(work, id, changeId, act.Viewer()) is not { Change: var change })
        {
            return CommonProblems.NotFound();
        }
        if (!change.Asks(act.Caller.Org)) return Problems.NotYourPlacement(change.Institution);
        if (change.State != PlacementChange.Proposed) return Problems.ChangeNotIn(change, PlacementChange.Proposed);

        var refused = change.EndedAs(PlacementChange.Refused, request.Reason);
        await PlacementChangeRow.RecordAsync(work, refused, PlacementChange.Refused, act, request.Reason);
        return await work.CommitAsync(TypedResults.Ok(refused.ShownTo(act.Viewer())));
    }

    private static async Task<Results<Ok<PlacementChange>, Refusal>> WithdrawAsync(Guid id, Guid changeId, UnitOfWork work, Act act)
    {
        if (await PlacementChangeRow.HoldAsync(work, id, changeId, act.Viewer()) is not { Change: var change })
        {
            return CommonProblems.NotFound();
        }
        if (change.ProposedBy != act.Caller.Org) return Problems.NotYourChange(change);
        if (change.State is not (PlacementChange.Proposed or PlacementChange.Agreed))
        {
            return Problems.ChangeNotIn(change, PlacementChange.Proposed, PlacementChange.Agreed);
        }

        var withdrawn = change.EndedAs(PlacementChange.Withdrawn);
        await PlacementChangeRow.RecordAsync(work, withdrawn, PlacementChange.Withdrawn, act);
        return await work.CommitAsync(TypedResults.Ok(withdrawn.ShownTo(act.Viewer())));
    }
}

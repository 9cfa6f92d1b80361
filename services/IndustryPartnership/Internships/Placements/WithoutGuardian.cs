using Contracts;
using Contracts.IndustryPartnership;
using IndustryPartnership.Internships.Law;
using Kernel;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using MassTransit;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IndustryPartnership.Internships.Placements;

/// <summary>
/// A learner without guardian or parent says so, and the institution confirms it (D32). Then the learner's own consent is enough. A
/// guardian's earlier consent still counts. While the placement is under way, the statement is for its changes.
/// </summary>
public static class WithoutGuardian
{
    /// <param name="StatedOn">The day of the statement, at most a year before the placement's planned first day; today if left
    /// out.</param>
    public sealed record Statement([property: Day] DateOnly? StatedOn = null);

    /// <param name="ConfirmedOn">The day of the confirmation, not before the statement; today if left out.</param>
    public sealed record Confirmation([property: Day] DateOnly? ConfirmedOn = null);

    public static void Map(RouteGroupBuilder api)
    {
        api.MapPost("/placements/{id:guid}/no-guardian", StateAsync).WithName("StateNoGuardian")
            .WithSummary("Say that you have neither guardian nor parent").Allow(Roles.Learner);
        api.MapPost("/placements/{id:guid}/no-guardian/confirmation", ConfirmAsync).WithName("ConfirmNoGuardian")
            .WithSummary("Confirm that the learner has neither guardian nor parent").Allow(Roles.Coordinator);
    }

    private static async Task<Results<Ok<Placement>, Refusal>> StateAsync(
        Guid id, Statement request, UnitOfWork work, IPublishEndpoint events, RulePacks packs, Act act)
    {
        if (await PlacementRow.HoldAsync(work, id, act.Viewer()) is not { } placement) return CommonProblems.NotFound();
        var day = request.StatedOn ?? act.Today;
        var verdict = DayOfPlacementAct.Judge("D32", "statedOn", day, placement.StartsOn, null, act.Today);
        if (!verdict.Passes) return Cooperation.Problems.NotOnThatDay(verdict);
        var statement = new PlacementAct(InformedConsent.Learner, day);
        return await AddAsync(work, events, placement, InformedConsent.Learner, statement, "said to have no guardian", packs, act);
    }

    private static async Task<Results<Ok<Placement>, Refusal>> ConfirmAsync(
        Guid id, Confirmation request, UnitOfWork work, IPublishEndpoint events, RulePacks packs, Act act)
    {
        if (await PlacementRow.HoldAsync(work, id, act.Viewer()) is not { } placement) return CommonProblems.NotFound();
        if (placement.Institution != act.Caller.Org) return Problems.NotYourPlacement(placement);
        var day = request.ConfirmedOn ?? act.Today;
        var statedOn = placement.WithoutGuardian.Select(statement => (DateOnly?)statement.On).FirstOrDefault();
        var verdict = DayOfPlacementAct.Judge("D32", "confirmedOn", day, placement.StartsOn, statedOn, act.Today);
        if (!verdict.Passes) return Cooperation.Problems.NotOnThatDay(verdict);
        if (statedOn is null && (placement.State == PlacementState.AwaitingConsent || placement.IsUnderWay))
        {
            return Problems.NothingStated(placement);
        }
        var confirmation = new PlacementAct(placement.Institution, day);
        return await AddAsync(
            work, events, placement, ActRow.OfInstitution, confirmation, "confirmed that there is no guardian", packs, act);
    }

    private static async Task<Results<Ok<Placement>, Refusal>> AddAsync(
        UnitOfWork work, IPublishEndpoint events, Placement placement, string party, PlacementAct statement, string action, RulePacks packs,
        Act act)
    {
        if (placement.State != PlacementState.AwaitingConsent && !placement.IsUnderWay)
        {
            return Problems.PlacementNotIn(placement, PlacementState.AwaitingConsent, PlacementState.Active, PlacementState.Paused);
        }
        var asked = (await ConsentTerms.OfAsync(work, placement.Id)).JudgeGuardian(placement, packs, statement.On);
        if (!asked.Passes) return Problems.NoGuardianNeeded(asked, placement.Id);
        if (!await ActRow.TryAddAsync(work, placement.Id, ActRow.NoGuardian, party, statement, act))
        {
            return Problems.AlreadyStated(placement);
        }
        var next = await ConsentToPlacement.GoOnAsync(work, events, placement.WithoutGuardianBy(statement), action, packs, act);
        return await work.CommitAsync(TypedResults.Ok(next));
    }
}

using Contracts;
using Contracts.IndustryPartnership;
using IndustryPartnership.Rules;
using IndustryPartnership.Rules.Internships;
using Kernel;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IndustryPartnership.Features.Placements;

/// <summary>
/// A learner without any guardian or parent says so, and the institution confirms it (D32); then the learner's own consent is enough. A
/// guardian's consent that comes before counts as ever. Said while the placement is under way, it is for changes of it.
/// </summary>
public static class WithoutGuardian
{
    /// <param name="StatedOn">The day of the statement, at most a year before the placement's planned first day; today where it is left
    /// out.</param>
    public sealed record Statement([property: Day] DateOnly? StatedOn = null);

    /// <param name="ConfirmedOn">The day of the confirmation, not before the statement; today where it is left out.</param>
    public sealed record Confirmation([property: Day] DateOnly? ConfirmedOn = null);

    public static void Map(RouteGroupBuilder api)
    {
        api.MapPost("/placements/{id:guid}/no-guardian", StateAsync).WithName("StateNoGuardian")
            .WithSummary("Say that you have neither guardian nor parent").Allow(Roles.Learner);
        api.MapPost("/placements/{id:guid}/no-guardian/confirmation", ConfirmAsync).WithName("ConfirmNoGuardian")
            .WithSummary("Confirm that the learner has neither guardian nor parent").Allow(Roles.Coordinator);
    }

    private static async Task<Results<Ok<Placement>, ProblemHttpResult>> StateAsync(
        Guid id, Statement request, UnitOfWork work, Caller caller, RulePacks packs, Today today, TimeProvider clock)
    {
        if (await PlacementRow.FindAsync(work, id, caller) is not { } found) return CommonProblems.NotFound();
        var day = request.StatedOn ?? today.Value;
        if (DayOfPlacementAct.Judge("D32", "statedOn", day, found.StartsOn, null, today.Value) is { Passes: false } verdict)
        {
            return Problems.NotOnThatDay(verdict);
        }
        return await AddAsync(found, InformedConsent.Learner, day, "said to have no guardian", work, caller, packs, today, clock);
    }

    private static async Task<Results<Ok<Placement>, ProblemHttpResult>> ConfirmAsync(
        Guid id, Confirmation request, UnitOfWork work, Caller caller, RulePacks packs, Today today, TimeProvider clock)
    {
        if (await PlacementRow.FindAsync(work, id, caller) is not { } found) return CommonProblems.NotFound();
        if (found.Institution != caller.Org) return Problems.NotYourPlacement(found);
        var day = request.ConfirmedOn ?? today.Value;
        var statedOn = found.WithoutGuardian.Select(act => (DateOnly?)act.On).FirstOrDefault();
        if (DayOfPlacementAct.Judge("D32", "confirmedOn", day, found.StartsOn, statedOn, today.Value) is { Passes: false } verdict)
        {
            return Problems.NotOnThatDay(verdict);
        }
        return await AddAsync(found, ActRow.OfInstitution, day, "confirmed that there is no guardian", work, caller, packs, today, clock);
    }

    private static async Task<Results<Ok<Placement>, ProblemHttpResult>> AddAsync(
        Placement found, string who, DateOnly day, string action, UnitOfWork work, Caller caller, RulePacks packs, Today today,
        TimeProvider clock)
    {
        var held = await work.ExecuteAsync(
            "UPDATE partnership.placement SET version = version + 1 WHERE id = @Id AND state IN ('awaiting-consent', 'active', 'paused')",
            new { found.Id });
        if (held == 0) return Problems.PlacementNotIn(found, PlacementState.AwaitingConsent, PlacementState.Active, PlacementState.Paused);
        if (who == ActRow.OfInstitution && found.WithoutGuardian.Count == 0) return Problems.NothingStated(found);
        var asked = (await ConsentTerms.OfAsync(work, found.Id)).JudgeGuardian(found, packs, day);
        if (!asked.Passes) return Problems.NoGuardianNeeded(asked, found.Id);
        if (!await ActRow.TryAddAsync(work, found.Id, ActRow.NoGuardian, who, day, null, caller, clock.GetUtcNow()))
        {
            return Problems.AlreadyStated(found);
        }
        await ConsentToPlacement.GoOnAsync(work, found.Id, action, caller, packs, today);
        return await ConsentToPlacement.CommitAsync(found.Id, work, caller);
    }
}

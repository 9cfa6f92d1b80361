using Contracts;
using Contracts.IndustryPartnership;
using IndustryPartnership.Cooperation.Membership;
using Kernel;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using MassTransit;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IndustryPartnership.Cooperation.Bases;

/// <summary>
/// An authority approves a base that all its parties have accepted, or approves a suspended base again. A period of use begins (D25).
/// </summary>
public static class ApproveBase
{
    /// <param name="ApprovedOn">The day of the approval, if recorded later; today if left out.</param>
    public sealed record Request([property: Day] DateOnly? ApprovedOn = null);

    public static void Map(RouteGroupBuilder api) => api.MapPost("/bases/{id:guid}/approval", HandleAsync)
        .WithName(nameof(ApproveBase)).WithSummary("Approve a proposed or a suspended base").Allow(Roles.Authority);

    private static async Task<Results<Ok<Base>, Refusal>> HandleAsync(
        Guid id, Request request, UnitOfWork work, IPublishEndpoint events, Act act)
    {
        if (await BaseRow.HoldAsync(work, id, act) is not { } held) return CommonProblems.NotFound();
        if (held.State is not (BaseState.Proposed or BaseState.Suspended))
        {
            return Problems.BaseNotIn(held, BaseState.Proposed, BaseState.Suspended);
        }
        var approvedOn = request.ApprovedOn ?? act.Today;
        var verdict = BasePeriods.JudgeApproval(approvedOn, held.ValidUntil, held.SuspendedOn, act.Today);
        if (!verdict.Passes) return Problems.NotOnThatDayOfTheBase(verdict);
        var missing = held.State == BaseState.Proposed ? held.Members.Awaited() : [];
        if (missing.Count > 0) return Problems.AcceptanceMissing("D25", $"/industry-partnership/v1/bases/{id}/acceptance", missing);
        if (await Registered.TakeAsync(work, "D25", held.Parties) is { } problem) return problem;

        var approved = held.ApprovedFrom(approvedOn, act.Caller.Org, act.Today);
        var period = approved.ActivePeriods[^1];
        await work.ExecuteAsync(
            "INSERT INTO partnership.base_period (base_id, from_day, until_day) VALUES (@id, @From, @Until)",
            new { id, period.From, period.Until });
        var fact = new BaseApprovedV1 { OccurredAt = act.Now, Base = approved.ToEvent() };
        await BaseRow.RecordAsync(work, events, approved, new Done("approved") { Fact = fact, EffectiveOn = approvedOn }, act);
        return await work.CommitAsync(TypedResults.Ok(approved.SeenBy(act.Caller)));
    }
}

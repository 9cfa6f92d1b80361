using Contracts;
using IndustryPartnership.Cooperation.Membership;
using Kernel;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using MassTransit;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IndustryPartnership.Cooperation.Bases;

/// <summary>An authority approves a base that was proposed, and that all its parties have accepted, or one that was suspended, again: a period begins in which it may be used (D25).</summary>
public static class ApproveBase
{
    /// <param name="ApprovedOn">The day of the approval, where it is recorded later; today where it is left out.</param>
    public sealed record Request([property: Day] DateOnly? ApprovedOn = null);

    public static void Map(RouteGroupBuilder api) => api.MapPost("/bases/{id:guid}/approval", HandleAsync)
        .WithName(nameof(ApproveBase)).WithSummary("Approve a proposed or a suspended base").Allow(Roles.Authority);

    private static async Task<Results<Ok<Base>, Refusal>> HandleAsync(
        Guid id, Request request, UnitOfWork work, IPublishEndpoint events, History history, Caller caller, Today today, TimeProvider clock)
    {
        if (await BaseRow.FindAsync(work, id, caller, today.Value) is not { } found) return CommonProblems.NotFound();
        if (found.State is not ("proposed" or "suspended")) return Problems.BaseNotIn(found, "proposed", "suspended");
        var approvedOn = request.ApprovedOn ?? today.Value;
        if (BasePeriods.JudgeApproval(approvedOn, found.ValidUntil, found.SuspendedOn, today.Value) is { Passes: false } verdict) return Problems.NotOnThatDayOfTheBase(verdict);

        // At the version that was judged: a proposal may be edited meanwhile.
        var approved = await work.ExecuteAsync(
            "UPDATE partnership.base SET state = 'active', approved_by = @Org, version = version + 1 WHERE id = @id AND version = @Version AND state IN ('proposed', 'suspended')",
            new { id, caller.Org, found.Version });
        if (approved == 0) return Problems.BaseNotIn(found, "proposed", "suspended");
        var missing = found.State == "proposed" ? found.Members.Where(member => member.JoinedOn is null).Select(member => member.Organisation).ToList() : [];
        if (missing.Count > 0) return Problems.AcceptanceMissing("D25", $"/industry-partnership/v1/bases/{id}/acceptance", missing);
        var from = BasePeriods.Begin(found.ValidFrom, approvedOn);
        if (await Members.TakeAsync(work, "D25", found.Parties) is { } problem) return problem;
        await work.ExecuteAsync("INSERT INTO partnership.base_period (base_id, from_day, until_day) VALUES (@id, @from, @ValidUntil)", new { id, from, found.ValidUntil });

        var shown = await BaseRow.RecordAsync(work, history, id, "approved", caller, today.Value, approvedOn);
        await events.Publish(BaseRow.Fact(shown, clock.GetUtcNow()));
        return await work.CommitAsync(TypedResults.Ok(shown));
    }
}

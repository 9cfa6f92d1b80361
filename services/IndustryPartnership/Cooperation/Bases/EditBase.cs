using Contracts;
using IndustryPartnership.Cooperation.Membership;
using Kernel;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using MassTransit;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IndustryPartnership.Cooperation.Bases;

/// <summary>
/// The party that proposed a base changes or withdraws its proposal, until an authority approves it (D25). A party tags it at any time.
/// </summary>
public static class EditBase
{
    public static void Map(RouteGroupBuilder api)
    {
        api.MapPut("/bases/{id:guid}", EditAsync).WithName(nameof(EditBase))
            .WithSummary("Change a proposed base").Allow(Roles.OrgAdmin, Roles.Signatory);
        api.MapPost("/bases/{id:guid}/withdrawal", WithdrawAsync).WithName("WithdrawBase")
            .WithSummary("Withdraw a proposed base").Allow(Roles.OrgAdmin, Roles.Signatory);
        api.MapPut("/bases/{id:guid}/tags", JoinBase.InBase.TagAsync).WithName("TagBase")
            .WithSummary("Set which measures and strategies a base serves").Allow(Roles.OrgAdmin, Roles.Signatory);
    }

    private static async Task<Results<Ok<Base>, Refusal>> EditAsync(
        Guid id, ProposeBase.Request request, IfMatch ifMatch, UnitOfWork work, IPublishEndpoint events, Act act)
    {
        if (await BaseRow.HoldAsync(work, id, act) is not { } held) return CommonProblems.NotFound();
        if (held.ProposedBy != act.Caller.Org) return Problems.NotYourBase(held);
        var (kinds, problem) = await BaseProposal.JudgeAsync(request, work, act);
        if (problem is not null) return problem;
        if (held.Version != ifMatch.Version) return CommonProblems.PreconditionFailed(held.Version);
        if (held.State != BaseState.Proposed) return Problems.BaseNotIn(held, BaseState.Proposed);

        var edited = await BaseRow.ProposeAsync(work, held.Next(BaseState.Proposed), request, kinds, act);
        await BaseRow.RecordAsync(work, events, edited, new Done("edited"), act);
        return await work.CommitAsync(TypedResults.Ok(edited.SeenBy(act.Caller)));
    }

    private static async Task<Results<Ok<Base>, Refusal>> WithdrawAsync(Guid id, UnitOfWork work, IPublishEndpoint events, Act act)
    {
        if (await BaseRow.HoldAsync(work, id, act) is not { } held) return CommonProblems.NotFound();
        if (held.ProposedBy != act.Caller.Org) return Problems.NotYourBase(held);
        if (held.State != BaseState.Proposed) return Problems.BaseNotIn(held, BaseState.Proposed);

        var withdrawn = held.Next(BaseState.Withdrawn);
        await BaseRow.RecordAsync(work, events, withdrawn, new Done("withdrawn"), act);
        return await work.CommitAsync(TypedResults.Ok(withdrawn.SeenBy(act.Caller)));
    }
}

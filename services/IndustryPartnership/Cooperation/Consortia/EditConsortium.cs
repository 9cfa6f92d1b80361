using Contracts;
using IndustryPartnership.Cooperation.Membership;
using Kernel;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using MassTransit;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IndustryPartnership.Cooperation.Consortia;

/// <summary>
/// Until the founding, a lead may change what a consortium is about, and its proposer may withdraw it. After a change the others must
/// accept again (D24). A member tags it at any time.
/// </summary>
public static class EditConsortium
{
    /// <param name="Name">Its name in English.</param>
    /// <param name="Field">The field that it works in.</param>
    /// <param name="Purpose">What it is for, in words.</param>
    /// <param name="NameZh">Its name in Chinese.</param>
    public sealed record Request(
        [property: Name(200)] string Name,
        [property: Name(100)] string Field,
        [property: Text(20_000)] string Purpose,
        [property: Name(200)] string? NameZh = null);

    public static void Map(RouteGroupBuilder api)
    {
        api.MapPut("/consortia/{id:guid}", EditAsync).WithName(nameof(EditConsortium))
            .WithSummary("Change a proposed consortium").Allow(Roles.OrgAdmin, Roles.Signatory);
        api.MapPost("/consortia/{id:guid}/withdrawal", WithdrawAsync).WithName("WithdrawConsortium")
            .WithSummary("Withdraw a proposed consortium").Allow(Roles.OrgAdmin, Roles.Signatory);
        api.MapPut("/consortia/{id:guid}/tags", JoinConsortium.InConsortium.TagAsync).WithName("TagConsortium")
            .WithSummary("Set which measures and strategies a consortium serves").Allow(Roles.OrgAdmin, Roles.Signatory);
    }

    private static async Task<Results<Ok<Consortium>, Refusal>> EditAsync(
        Guid id, Request request, IfMatch ifMatch, UnitOfWork work, IPublishEndpoint events, Act act)
    {
        if (await ConsortiumRow.HoldAsync(work, id, act) is not { } held) return CommonProblems.NotFound();
        if (!held.IsLead(act.Caller.Org, act.Today)) return Problems.NotALead(held.Members, act.Today);
        if (held.Version != ifMatch.Version) return CommonProblems.PreconditionFailed(held.Version);
        if (held.State != ConsortiumState.Proposed) return Problems.ConsortiumNotIn(held, ConsortiumState.Proposed);

        var edited = held.Edited(request.Name, request.NameZh, request.Field, request.Purpose, act.Caller.Org);
        foreach (var (_, after) in held.Members.Zip(edited.Members).Where(pair => pair.First != pair.Second))
        {
            await MemberRow.ChangeAsync(work, id, after);
        }
        await ConsortiumRow.RecordAsync(work, events, edited, new Done("edited"), act);
        return await work.CommitAsync(TypedResults.Ok(edited.SeenBy(act.Caller)));
    }

    private static async Task<Results<Ok<Consortium>, Refusal>> WithdrawAsync(Guid id, UnitOfWork work, IPublishEndpoint events, Act act)
    {
        if (await ConsortiumRow.HoldAsync(work, id, act) is not { } held) return CommonProblems.NotFound();
        if (held.ProposedBy != act.Caller.Org) return Problems.NotYourConsortium(held);
        if (held.State != ConsortiumState.Proposed) return Problems.ConsortiumNotIn(held, ConsortiumState.Proposed);

        var withdrawn = held.Withdrawn();
        await ConsortiumRow.RecordAsync(work, events, withdrawn, new Done("withdrawn"), act);
        return await work.CommitAsync(TypedResults.Ok(withdrawn.SeenBy(act.Caller)));
    }
}

using Contracts;
using Contracts.IndustryPartnership;
using IndustryPartnership.Cooperation.Membership;
using Kernel;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using MassTransit;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IndustryPartnership.Cooperation.Consortia;

/// <summary>A lead invites an organisation, which accepts or declines: nobody is in a consortium that has not accepted (D24).</summary>
public static class JoinConsortium
{
    /// <param name="Organisation">The code of the organisation.</param>
    /// <param name="Role">What it is invited to be.</param>
    public sealed record InvitationRequest([property: Code] string Organisation, [property: OneOf(Members.Lead, Members.Plain)] string Role);

    public static void Map(RouteGroupBuilder api)
    {
        api.MapPost("/consortia/{id:guid}/invitations", InviteAsync).WithName("InviteToConsortium").WithSummary("Invite an organisation to a consortium").Allow(Roles.OrgAdmin, Roles.Signatory);
        api.MapPost("/consortia/{id:guid}/invitations/{organisation}/withdrawal", WithdrawAsync).WithName("WithdrawConsortiumInvitation").WithSummary("Take back an invitation, or decline it").Allow(Roles.OrgAdmin, Roles.Signatory);
        api.MapPost("/consortia/{id:guid}/acceptance", AcceptAsync).WithName(nameof(JoinConsortium)).WithSummary("Accept an invitation to a consortium").Allow(Roles.OrgAdmin, Roles.Signatory);
    }

    private static async Task<Results<Ok<Consortium>, Refusal>> InviteAsync(Guid id, InvitationRequest request, UnitOfWork work, History history, Caller caller, Today today)
    {
        if (await ConsortiumRow.FindAsync(work, id, caller.Org) is not { } found) return CommonProblems.NotFound();
        if (!found.IsLead(caller.Org, today.Value)) return Problems.NotALead(found.Members, today.Value);
        if (await ConsortiumRow.TakeAsync(work, found, "proposed", "founded") is { } state) return state;
        if (await Members.InviteAsync(work, "D24", id, request.Organisation, request.Role, caller, today.Value) is { } problem) return problem;
        return await work.CommitAsync(TypedResults.Ok(await ConsortiumRow.RecordAsync(work, history, id, "invited", caller, isPublic: false)));
    }

    private static async Task<Results<Ok<Consortium>, Refusal>> WithdrawAsync(Guid id, string organisation, UnitOfWork work, History history, Caller caller, Today today)
    {
        if (await ConsortiumRow.FindAsync(work, id, caller.Org) is not { } found) return CommonProblems.NotFound();
        if (caller.Org != organisation && !found.IsLead(caller.Org, today.Value)) return Problems.NotALead(found.Members, today.Value);
        if (await ConsortiumRow.TakeAsync(work, found, "proposed", "founded") is { } state) return state;
        // Whoever declines does not see it afterwards, and is shown what it declined.
        if (await ConsortiumRow.FindAsync(work, id, caller.Org) is not { } held) return CommonProblems.NotFound();
        if (organisation == held.ProposedBy) return Problems.ProposerStays(held);
        if (await Members.WithdrawAsync(work, "D24", id, organisation, held.FoundedOn is not null) is { } problem) return problem;
        var left = held with { Members = held.FoundedOn is null ? [.. held.Members.Where(member => member.Organisation != organisation)] : held.Members.WithoutInvited(organisation) };
        await history.RecordAsync(ConsortiumRow.Kind, id, left, caller.Org == organisation ? "declined" : "invitation withdrawn", caller, History.Parties);
        return await work.CommitAsync(TypedResults.Ok(left));
    }

    private static async Task<Results<Ok<Consortium>, Refusal>> AcceptAsync(
        Guid id, Acceptance request, UnitOfWork work, IPublishEndpoint events, History history, Caller caller, Today today, TimeProvider clock)
    {
        if (await ConsortiumRow.FindAsync(work, id, caller.Org) is not { } found) return CommonProblems.NotFound();
        if (await ConsortiumRow.TakeAsync(work, found, "proposed", "founded") is { } state) return state;
        // It may have been founded, or the invitation taken back, until its row was there.
        if (await ConsortiumRow.FindAsync(work, id, caller.Org) is not { } held) return CommonProblems.NotFound();
        var (joinedOn, began) = (request.JoinedOn ?? today.Value, held.FoundedOn);
        if (await Members.AcceptAsync(work, "D24", id, caller, joinedOn, began, today.Value) is { } problem) return problem;

        var shown = await ConsortiumRow.RecordAsync(work, history, id, began is null ? "accepted" : "joined", caller, began is not null, began is null ? today.Value : joinedOn);
        if (began is not null) await events.Publish(new ConsortiumMemberJoinedV1 { OccurredAt = clock.GetUtcNow(), Organisation = caller.Org, Consortium = shown.ToEvent() });
        return await work.CommitAsync(TypedResults.Ok(shown));
    }
}

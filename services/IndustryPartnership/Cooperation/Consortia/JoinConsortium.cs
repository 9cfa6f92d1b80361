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

/// <summary>A lead invites an organisation, which accepts or declines. Nobody is in a consortium without accepting (D24).</summary>
public static class JoinConsortium
{
    internal static readonly Membership<Consortium> InConsortium = new()
    {
        Rule = "D24",
        HoldAsync = ConsortiumRow.HoldAsync,
        RecordAsync = ConsortiumRow.RecordAsync,
        AcceptedIn = [ConsortiumState.Proposed, ConsortiumState.Founded],
        InvitedIn = [ConsortiumState.Proposed, ConsortiumState.Founded],
        LeftIn = [ConsortiumState.Founded],
        NotIn = Problems.ConsortiumNotIn,
        WhyNotInvite = (held, act) =>
            held.IsLead(act.Caller.Org, act.Today) ? null : Problems.NotALead(held.Members, act.Today),
        WhyNotWithdraw = (held, organisation) => organisation == held.ProposedBy ? Problems.ProposerStays(held) : null,
        BeganOn = held => held.FoundedOn,
        WhyTooFew = (held, _, left) => FoundConsortium.Judge(held.FoundedOn!.Value, left),
        Joined = "joined",
        JoinedFact = (next, act) => new ConsortiumMemberJoinedV1
        {
            OccurredAt = act.Now,
            Organisation = act.Caller.Org,
            Consortium = next.ToEvent(),
        },
        LeftFact = (next, act) => new ConsortiumMemberLeftV1
        {
            OccurredAt = act.Now,
            Organisation = act.Caller.Org,
            Consortium = next.ToEvent(),
        },
    };

    /// <param name="Organisation">The code of the organisation.</param>
    /// <param name="Role">The role that it is invited to.</param>
    public sealed record InvitationRequest(
        [property: Code] string Organisation, [property: OneOf(Members.Lead, Members.Plain)] string Role);

    public static void Map(RouteGroupBuilder api)
    {
        api.MapPost("/consortia/{id:guid}/invitations", InviteAsync).WithName("InviteToConsortium")
            .WithSummary("Invite an organisation to a consortium").Allow(Roles.OrgAdmin, Roles.Signatory);
        api.MapPost("/consortia/{id:guid}/invitations/{organisation}/withdrawal", InConsortium.WithdrawAsync)
            .WithName("WithdrawConsortiumInvitation")
            .WithSummary("Take back an invitation, or decline it").Allow(Roles.OrgAdmin, Roles.Signatory);
        api.MapPost("/consortia/{id:guid}/acceptance", InConsortium.AcceptAsync).WithName(nameof(JoinConsortium))
            .WithSummary("Accept an invitation to a consortium").Allow(Roles.OrgAdmin, Roles.Signatory);
    }

    private static Task<Results<Ok<Consortium>, Refusal>> InviteAsync(
        Guid id, InvitationRequest request, UnitOfWork work, IPublishEndpoint events, Act act) =>
        InConsortium.InviteAsAsync(id, request.Organisation, request.Role, work, events, act);
}

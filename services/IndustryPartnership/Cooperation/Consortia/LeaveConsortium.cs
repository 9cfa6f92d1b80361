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

/// <summary>A member leaves a founded consortium, unless a required party would be missing. A member may become a lead (D24).</summary>
public static class LeaveConsortium
{
    /// <param name="Organisation">The code of a member.</param>
    public sealed record LeadRequest([property: Code] string Organisation);

    public static void Map(RouteGroupBuilder api)
    {
        api.MapPost("/consortia/{id:guid}/departure", JoinConsortium.InConsortium.LeaveAsync).WithName(nameof(LeaveConsortium))
            .WithSummary("Leave a consortium, today or on another day").Allow(Roles.OrgAdmin, Roles.Signatory);
        api.MapPost("/consortia/{id:guid}/leads", LeadAsync).WithName("AppointLead")
            .WithSummary("Make a member a lead of the consortium").Allow(Roles.OrgAdmin, Roles.Signatory);
    }

    private static async Task<Results<Ok<Consortium>, Refusal>> LeadAsync(
        Guid id, LeadRequest request, UnitOfWork work, IPublishEndpoint events, Act act)
    {
        if (await ConsortiumRow.HoldAsync(work, id, act) is not { } held) return CommonProblems.NotFound();
        if (!held.IsLead(act.Caller.Org, act.Today)) return Problems.NotALead(held.Members, act.Today);
        if (held.State != ConsortiumState.Founded) return Problems.ConsortiumNotIn(held, ConsortiumState.Founded);
        if (held.Members.Of(request.Organisation) is not { Role: Members.Plain } member || !member.IsThereOn(act.Today))
        {
            return Problems.NotAMemberToLead(held.Members, request.Organisation, act.Today);
        }

        var lead = member with { Role = Members.Lead, LeadsFrom = act.Today };
        await MemberRow.ChangeAsync(work, id, lead);
        var next = held.WithMembers(held.Members.Changed(member, lead));
        var fact = new ConsortiumAmendedV1 { OccurredAt = act.Now, Consortium = next.ToEvent() };
        await ConsortiumRow.RecordAsync(work, events, next, new Done("lead appointed") { Fact = fact }, act);
        return await work.CommitAsync(TypedResults.Ok(next.SeenBy(act.Caller)));
    }
}

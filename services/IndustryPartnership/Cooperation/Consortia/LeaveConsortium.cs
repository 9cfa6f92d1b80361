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

/// <summary>A member leaves a founded consortium, unless somebody would be missing on a date from then on; a member becomes a lead (D24).</summary>
public static class LeaveConsortium
{
    /// <param name="Organisation">The code of a member.</param>
    public sealed record LeadRequest([property: Code] string Organisation);

    public static void Map(RouteGroupBuilder api)
    {
        api.MapPost("/consortia/{id:guid}/departure", LeaveAsync).WithName(nameof(LeaveConsortium)).WithSummary("Leave a consortium, today or on another day").Allow(Roles.OrgAdmin, Roles.Signatory);
        api.MapPost("/consortia/{id:guid}/leads", LeadAsync).WithName("AppointLead").WithSummary("Make a member a lead of the consortium").Allow(Roles.OrgAdmin, Roles.Signatory);
    }

    private static async Task<Results<Ok<Consortium>, Refusal>> LeaveAsync(
        Guid id, Departure request, UnitOfWork work, IPublishEndpoint events, History history, Caller caller, Today today, TimeProvider clock)
    {
        if (await ConsortiumRow.FindAsync(work, id, caller.Org) is not { } found) return CommonProblems.NotFound();
        // D24 is about all members on every date: the consortium's row first, then who they are.
        if (await ConsortiumRow.TakeAsync(work, found, "founded") is { } state) return state;
        var (leftOn, foundedOn) = (request.LeftOn ?? today.Value, (await ConsortiumRow.FindAsync(work, id, caller.Org))!.FoundedOn!.Value);
        if (await Members.LeaveAsync(work, "D24", id, caller, leftOn, foundedOn, today.Value, parts => FoundConsortium.Judge(foundedOn, parts)) is { } problem) return problem;

        var shown = await ConsortiumRow.RecordAsync(work, history, id, "left", caller, isPublic: true, leftOn, request.Reason);
        await events.Publish(new ConsortiumMemberLeftV1 { OccurredAt = clock.GetUtcNow(), Organisation = caller.Org, Consortium = shown.ToEvent() });
        return await work.CommitAsync(TypedResults.Ok(shown));
    }

    private static async Task<Results<Ok<Consortium>, Refusal>> LeadAsync(
        Guid id, LeadRequest request, UnitOfWork work, IPublishEndpoint events, History history, Caller caller, Today today, TimeProvider clock)
    {
        if (await ConsortiumRow.FindAsync(work, id, caller.Org) is not { } found) return CommonProblems.NotFound();
        if (!found.IsLead(caller.Org, today.Value)) return Problems.NotALead(found.Members, today.Value);
        if (await ConsortiumRow.TakeAsync(work, found, "founded") is { } state) return state;
        var appointed = await work.ExecuteAsync(
            """
            UPDATE partnership.membership SET role = 'lead', leads_from = @today
            WHERE thing_id = @id AND organisation = @Organisation AND spell = 0 AND role = 'member' AND joined_on <= @today AND (left_on IS NULL OR left_on > @today)
            """,
            new { id, request.Organisation, today = today.Value });
        if (appointed == 0) return Problems.NotAMemberToLead(found.Members, request.Organisation, today.Value);

        var shown = await ConsortiumRow.RecordAsync(work, history, id, "lead appointed", caller, isPublic: true);
        await events.Publish(new ConsortiumAmendedV1 { OccurredAt = clock.GetUtcNow(), Consortium = shown.ToEvent() });
        return await work.CommitAsync(TypedResults.Ok(shown));
    }
}

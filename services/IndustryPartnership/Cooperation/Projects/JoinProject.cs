using Contracts;
using Contracts.IndustryPartnership;
using IndustryPartnership.Cooperation.Membership;
using Kernel;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using MassTransit;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IndustryPartnership.Cooperation.Projects;

/// <summary>A party accepts a proposed project; parties of an active one invite another, which accepts or declines, and leave while an institution and an enterprise stay (S19).</summary>
public static class JoinProject
{
    public static void Map(RouteGroupBuilder api)
    {
        api.MapPost("/projects/{id:guid}/acceptance", AcceptAsync).WithName(nameof(JoinProject)).WithSummary("Accept to be a party of a project").Allow(Roles.OrgAdmin, Roles.Signatory);
        api.MapPost("/projects/{id:guid}/invitations", InviteAsync).WithName("InviteToProject").WithSummary("Invite an organisation to an active project").Allow(Roles.OrgAdmin, Roles.Signatory);
        api.MapPost("/projects/{id:guid}/invitations/{organisation}/withdrawal", WithdrawAsync).WithName("WithdrawProjectInvitation").WithSummary("Take back an invitation, or decline it").Allow(Roles.OrgAdmin, Roles.Signatory);
        api.MapPost("/projects/{id:guid}/departure", LeaveAsync).WithName("LeaveProject").WithSummary("Leave an active project, today or on another day").Allow(Roles.OrgAdmin, Roles.Signatory);
    }

    private static async Task<Results<Ok<Project>, Refusal>> AcceptAsync(
        Guid id, Acceptance request, UnitOfWork work, IPublishEndpoint events, History history, Caller caller, Today today, TimeProvider clock)
    {
        if (await ProjectRow.FindAsync(work, id, caller.Org, today.Value) is not { } found) return CommonProblems.NotFound();
        if (await ProjectRow.TakeAsync(work, found, "proposed", "active") is { } state) return state;
        // It may have started, or been edited, until its row was there.
        if (await ProjectRow.FindAsync(work, id, caller.Org, today.Value) is not { } held) return CommonProblems.NotFound();
        var joinedOn = request.JoinedOn ?? today.Value;
        if (await Members.AcceptAsync(work, "S19", id, caller, joinedOn, held.StartedOn, today.Value) is { } problem) return problem;

        var shown = await ProjectRow.RecordAsync(work, history, id, "accepted", caller, today.Value, held.StartedOn is null ? today.Value : joinedOn);
        if (shown.StartedOn is not null) await events.Publish(new ProjectAmendedV1 { OccurredAt = clock.GetUtcNow(), Project = shown.ToEvent() });
        return await work.CommitAsync(TypedResults.Ok(shown));
    }

    private static async Task<Results<Ok<Project>, Refusal>> InviteAsync(Guid id, Invitation request, UnitOfWork work, History history, Caller caller, Today today)
    {
        if (await ProjectRow.FindAsync(work, id, caller.Org, today.Value) is not { } found) return CommonProblems.NotFound();
        if (!found.IsParty(caller.Org, today.Value)) return Problems.NotAMember(found.Members, today.Value);
        if (await ProjectRow.TakeAsync(work, found, "active") is { } state) return state;
        if (await Members.InviteAsync(work, "S19", id, request.Organisation, Members.Party, caller, today.Value) is { } problem) return problem;
        return await work.CommitAsync(TypedResults.Ok(await ProjectRow.RecordAsync(work, history, id, "invited", caller, today.Value, isInvitation: true)));
    }

    private static async Task<Results<Ok<Project>, Refusal>> WithdrawAsync(Guid id, string organisation, UnitOfWork work, History history, Caller caller, Today today)
    {
        if (await ProjectRow.FindAsync(work, id, caller.Org, today.Value) is not { } found) return CommonProblems.NotFound();
        if (caller.Org != organisation && !found.IsParty(caller.Org, today.Value)) return Problems.NotAMember(found.Members, today.Value);
        if (await ProjectRow.TakeAsync(work, found, "active") is { } state) return state;
        if (await Members.WithdrawAsync(work, "S19", id, organisation) is { } problem) return problem;
        return await work.CommitAsync(TypedResults.Ok(await ProjectRow.RecordAsync(work, history, id, caller.Org == organisation ? "declined" : "invitation withdrawn", caller, today.Value, isInvitation: true)));
    }

    private static async Task<Results<Ok<Project>, Refusal>> LeaveAsync(
        Guid id, Departure request, UnitOfWork work, IPublishEndpoint events, History history, Caller caller, Today today, TimeProvider clock)
    {
        if (await ProjectRow.FindAsync(work, id, caller.Org, today.Value) is not { } found) return CommonProblems.NotFound();
        if (await ProjectRow.TakeAsync(work, found, "active") is { } state) return state;
        var leftOn = request.LeftOn ?? today.Value;
        if (await Members.LeaveAsync(work, "S19", id, caller, leftOn, found.StartedOn, today.Value, parts => Judge(leftOn, parts)) is { } problem) return problem;

        var shown = await ProjectRow.RecordAsync(work, history, id, "left", caller, today.Value, leftOn, request.Reason);
        await events.Publish(new ProjectAmendedV1 { OccurredAt = clock.GetUtcNow(), Project = shown.ToEvent() });
        return await work.CommitAsync(TypedResults.Ok(shown));
    }

    private static Refusal? Judge(DateOnly leftOn, IReadOnlyList<Part> parts) => ProjectParties.Judge(leftOn, parts) is { Passes: false } verdict ? Problems.ProjectIncomplete(verdict) : null;
}

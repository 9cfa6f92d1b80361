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

/// <summary>A party accepts a proposed base; parties of an approved one invite another, which accepts or declines, and leave while one stays (D25).</summary>
public static class JoinBase
{
    public static void Map(RouteGroupBuilder api)
    {
        api.MapPost("/bases/{id:guid}/acceptance", AcceptAsync).WithName(nameof(JoinBase)).WithSummary("Accept to be a party of a base").Allow(Roles.OrgAdmin, Roles.Signatory);
        api.MapPost("/bases/{id:guid}/invitations", InviteAsync).WithName("InviteToBase").WithSummary("Invite an organisation to an approved base").Allow(Roles.OrgAdmin, Roles.Signatory);
        api.MapPost("/bases/{id:guid}/invitations/{organisation}/withdrawal", WithdrawAsync).WithName("WithdrawBaseInvitation").WithSummary("Take back an invitation, or decline it").Allow(Roles.OrgAdmin, Roles.Signatory);
        api.MapPost("/bases/{id:guid}/departure", LeaveAsync).WithName("LeaveBase").WithSummary("Leave an approved base, today or on another day").Allow(Roles.OrgAdmin, Roles.Signatory);
    }

    private static async Task<Results<Ok<Base>, Refusal>> AcceptAsync(
        Guid id, Acceptance request, UnitOfWork work, IPublishEndpoint events, History history, Caller caller, Today today, TimeProvider clock)
    {
        if (await BaseRow.FindAsync(work, id, caller, today.Value) is not { } found) return CommonProblems.NotFound();
        if (await BaseRow.TakeAsync(work, found, today.Value, "proposed", "active", "suspended") is { } state) return state;
        // A base that is recorded late was run by its parties from its first day on.
        var joinedOn = request.JoinedOn ?? (found.ApprovedBy is null && found.ValidFrom < today.Value ? found.ValidFrom : today.Value);
        if (await Members.AcceptAsync(work, "D25", id, caller, joinedOn, null, today.Value) is { } problem) return problem;

        var shown = await BaseRow.RecordAsync(work, history, id, "accepted", caller, today.Value, found.ApprovedBy is null ? today.Value : joinedOn);
        if (shown.ApprovedBy is not null) await events.Publish(new BaseAmendedV1 { OccurredAt = clock.GetUtcNow(), Base = shown.ToEvent() });
        return await work.CommitAsync(TypedResults.Ok(shown));
    }

    private static async Task<Results<Ok<Base>, Refusal>> InviteAsync(Guid id, Invitation request, UnitOfWork work, History history, Caller caller, Today today)
    {
        if (await BaseRow.FindAsync(work, id, caller, today.Value) is not { } found) return CommonProblems.NotFound();
        if (!found.IsParty(caller.Org, today.Value)) return Problems.NotAMember(found.Members, today.Value);
        if (await BaseRow.TakeAsync(work, found, today.Value, "active", "suspended") is { } state) return state;
        if (await Members.InviteAsync(work, "D25", id, request.Organisation, Members.Party, caller, today.Value) is { } problem) return problem;
        return await work.CommitAsync(TypedResults.Ok(await BaseRow.RecordAsync(work, history, id, "invited", caller, today.Value, isInvitation: true)));
    }

    private static async Task<Results<Ok<Base>, Refusal>> WithdrawAsync(Guid id, string organisation, UnitOfWork work, History history, Caller caller, Today today)
    {
        if (await BaseRow.FindAsync(work, id, caller, today.Value) is not { } found) return CommonProblems.NotFound();
        if (caller.Org != organisation && !found.IsParty(caller.Org, today.Value)) return Problems.NotAMember(found.Members, today.Value);
        if (await BaseRow.TakeAsync(work, found, today.Value, "active", "suspended") is { } state) return state;
        if (await Members.WithdrawAsync(work, "D25", id, organisation) is { } problem) return problem;
        return await work.CommitAsync(TypedResults.Ok(await BaseRow.RecordAsync(work, history, id, caller.Org == organisation ? "declined" : "invitation withdrawn", caller, today.Value, isInvitation: true)));
    }

    private static async Task<Results<Ok<Base>, Refusal>> LeaveAsync(
        Guid id, Departure request, UnitOfWork work, IPublishEndpoint events, History history, Caller caller, Today today, TimeProvider clock)
    {
        if (await BaseRow.FindAsync(work, id, caller, today.Value) is not { } found) return CommonProblems.NotFound();
        if (await BaseRow.TakeAsync(work, found, today.Value, "active", "suspended") is { } state) return state;
        var leftOn = request.LeftOn ?? today.Value;
        if (await Members.LeaveAsync(work, "D25", id, caller, leftOn, null, today.Value, parts => Judge(leftOn, parts)) is { } problem) return problem;

        var shown = await BaseRow.RecordAsync(work, history, id, "left", caller, today.Value, leftOn, request.Reason);
        await events.Publish(new BaseAmendedV1 { OccurredAt = clock.GetUtcNow(), Base = shown.ToEvent() });
        return await work.CommitAsync(TypedResults.Ok(shown));
    }

    private static Refusal? Judge(DateOnly leftOn, IReadOnlyList<Part> parts) => BaseParties.Judge(leftOn, parts) is { Passes: false } verdict ? Problems.BaseWithoutParty(verdict) : null;
}

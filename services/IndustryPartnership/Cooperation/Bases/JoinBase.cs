using Contracts;
using Contracts.IndustryPartnership;
using IndustryPartnership.Cooperation.Membership;
using Kernel;
using Kernel.Hosting;
using Kernel.Http;

namespace IndustryPartnership.Cooperation.Bases;

/// <summary>
/// A party accepts a proposed base. Parties of an approved one invite another, which accepts or declines. A party may leave if another one
/// stays (D25).
/// </summary>
public static class JoinBase
{
    internal static readonly Membership<Base> InBase = new()
    {
        Rule = "D25",
        HoldAsync = BaseRow.HoldAsync,
        RecordAsync = BaseRow.RecordAsync,
        AcceptedIn = [BaseState.Proposed, BaseState.Active, BaseState.Suspended],
        InvitedIn = [BaseState.Active, BaseState.Suspended],
        LeftIn = [BaseState.Active, BaseState.Suspended],
        NotIn = Problems.BaseNotIn,
        BeganOn = _ => null,
        // A base that is recorded late was run by its parties from its first day on.
        UsualDay = (held, act) => held.ApprovedBy is null && held.ValidFrom < act.Today ? held.ValidFrom : act.Today,
        WhyTooFew = (_, leftOn, left) => Judge(leftOn, left),
        JoinedFact = Amended,
        LeftFact = Amended,
    };

    public static void Map(RouteGroupBuilder api)
    {
        api.MapPost("/bases/{id:guid}/acceptance", InBase.AcceptAsync).WithName(nameof(JoinBase))
            .WithSummary("Agree to be a party to a base").Allow(Roles.OrgAdmin, Roles.Signatory);
        api.MapPost("/bases/{id:guid}/invitations", InBase.InviteAsync).WithName("InviteToBase")
            .WithSummary("Invite an organisation to an approved base").Allow(Roles.OrgAdmin, Roles.Signatory);
        api.MapPost("/bases/{id:guid}/invitations/{organisation}/withdrawal", InBase.WithdrawAsync).WithName("WithdrawBaseInvitation")
            .WithSummary("Take back an invitation, or decline it").Allow(Roles.OrgAdmin, Roles.Signatory);
        api.MapPost("/bases/{id:guid}/departure", InBase.LeaveAsync).WithName("LeaveBase")
            .WithSummary("Leave an approved base, today or on another day").Allow(Roles.OrgAdmin, Roles.Signatory);
    }

    private static Refusal? Judge(DateOnly leftOn, IReadOnlyList<Part> parts) =>
        BaseParties.Judge(leftOn, parts) is { Passes: false } verdict ? Problems.BaseWithoutParty(verdict) : null;

    private static BaseAmendedV1 Amended(Base next, Act act) => new() { OccurredAt = act.Now, Base = next.ToEvent() };
}

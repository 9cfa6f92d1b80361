using Kernel;
using Kernel.Data;
using Kernel.Http;
using MassTransit;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IndustryPartnership.Cooperation.Membership;

/// <summary>
/// How organisations join and leave (D24, D25, S19). A member invites another organisation, which accepts or declines. A member leaves on a
/// day. Each kind of thing states here how it differs.
/// </summary>
internal sealed record Membership<T> where T : class, IJoined<T>
{
    /// <summary>The rule behind all this.</summary>
    public required string Rule { get; init; }

    public required Func<UnitOfWork, Guid, Act, Task<T?>> HoldAsync { get; init; }

    public required Func<UnitOfWork, IPublishEndpoint, T, Done, Act, Task> RecordAsync { get; init; }

    /// <summary>The states in which an invitation can be accepted.</summary>
    public required string[] AcceptedIn { get; init; }

    /// <summary>The states in which members invite others, and take invitations back.</summary>
    public required string[] InvitedIn { get; init; }

    /// <summary>The states in which members can leave.</summary>
    public required string[] LeftIn { get; init; }

    public required Func<T, string[], Refusal> NotIn { get; init; }

    /// <summary>Why the caller may not invite, or take an invitation back.</summary>
    public Func<T, Act, Refusal?> WhyNotInvite { get; init; } = WhyNotIn;

    /// <summary>Why an organisation must stay named.</summary>
    public Func<T, string, Refusal?> WhyNotWithdraw { get; init; } = (_, _) => null;

    /// <summary>The day before which nobody joins or leaves; null if there is none.</summary>
    public required Func<T, DateOnly?> BeganOn { get; init; }

    /// <summary>The default day of an acceptance.</summary>
    public Func<T, Act, DateOnly> UsualDay { get; init; } = (_, act) => act.Today;

    /// <summary>Why too few would be left after a leave.</summary>
    public required Func<T, DateOnly, IReadOnlyList<Part>, Refusal?> WhyTooFew { get; init; }

    /// <summary>The name of an acceptance after the beginning.</summary>
    public string Joined { get; init; } = "accepted";

    /// <summary>The event that tells of a join after the beginning.</summary>
    public required Func<T, Act, object> JoinedFact { get; init; }

    public required Func<T, Act, object> LeftFact { get; init; }

    // Remarks, since a summary would replace that of the route.

    /// <remarks>A member invites an organisation, which accepts or declines (D24, D25, S19).</remarks>
    public Task<Results<Ok<T>, Refusal>> InviteAsync(
        Guid id, Invitation request, UnitOfWork work, IPublishEndpoint events, Act act) =>
        InviteAsAsync(id, request.Organisation, Members.Party, work, events, act);

    /// <remarks>A member invites an organisation in a role, which accepts or declines (D24, D25, S19).</remarks>
    public async Task<Results<Ok<T>, Refusal>> InviteAsAsync(
        Guid id, string organisation, string role, UnitOfWork work, IPublishEndpoint events, Act act)
    {
        if (await HoldAsync(work, id, act) is not { } held) return CommonProblems.NotFound();
        if (WhyNotInvite(held, act) is { } notYours) return notYours;
        if (!InvitedIn.Contains(held.State)) return NotIn(held, InvitedIn);
        if (await Registered.HoldKindAsync(work, organisation) is not { } kind) return Problems.InvitedUnknown(Rule, organisation);
        if (held.Members.Of(organisation) is { } named && !named.HasLeft(act.Today)) return Problems.AlreadyAMember(Rule, named);

        var invited = Member.Invited(organisation, kind, role);
        await MemberRow.AddAgainAsync(work, id, invited, act.Caller.Org);
        var next = held.WithMembers(held.Members.With(invited), act.Today);
        await RecordAsync(work, events, next, new Done("invited") { ForParties = true }, act);
        return await work.CommitAsync(TypedResults.Ok(next.SeenBy(act.Caller)));
    }

    /// <remarks>
    /// A member takes an invitation back, or the invited organisation declines it. Before the beginning it may have been accepted;
    /// afterwards it may not.
    /// </remarks>
    public async Task<Results<Ok<T>, Refusal>> WithdrawAsync(
        Guid id, string organisation, UnitOfWork work, IPublishEndpoint events, Act act)
    {
        if (await HoldAsync(work, id, act) is not { } held) return CommonProblems.NotFound();
        var isDeclined = act.Caller.Org == organisation;
        if (!isDeclined && WhyNotInvite(held, act) is { } notYours) return notYours;
        if (!InvitedIn.Contains(held.State)) return NotIn(held, InvitedIn);
        if (WhyNotWithdraw(held, organisation) is { } stays) return stays;
        if (held.Members.Of(organisation) is not { } named) return CommonProblems.NotFound();
        if (held.HasBegun && named.JoinedOn is not null) return Problems.AlreadyAMember(Rule, named);

        await MemberRow.RemoveAsync(work, id, organisation);
        var next = held.WithMembers(held.Members.Without(named), act.Today);
        await RecordAsync(work, events, next, new Done(isDeclined ? "declined" : "invitation withdrawn") { ForParties = true }, act);
        // An organisation that declines no longer sees all of it, so it is shown what it declined.
        return await work.CommitAsync(TypedResults.Ok(held.ShowsInvitationsTo(act.Caller) ? next : next.SeenBy(act.Caller)));
    }

    /// <remarks>
    /// An organisation accepts its invitation. An acceptance is not before the beginning, and not before the organisation's last leave.
    /// </remarks>
    public async Task<Results<Ok<T>, Refusal>> AcceptAsync(
        Guid id, Acceptance request, UnitOfWork work, IPublishEndpoint events, Act act)
    {
        if (await HoldAsync(work, id, act) is not { } held) return CommonProblems.NotFound();
        if (!AcceptedIn.Contains(held.State)) return NotIn(held, AcceptedIn);
        var times = held.Members.Where(member => member.Organisation == act.Caller.Org).ToList();
        if (times.Count == 0 || times[^1].HasLeft(act.Today)) return Problems.NotInvited(act.Caller.Org);
        var invited = times[^1];
        if (invited.JoinedOn is not null) return Problems.AlreadyAMember(Rule, invited);
        var joinedOn = request.JoinedOn ?? UsualDay(held, act);
        var notBefore = times.Select(member => member.LeftOn).Append(BeganOn(held)).Max();
        var verdict = DayOfAct.Judge(Rule, "joinedOn", joinedOn, notBefore, act.Today);
        if (!verdict.Passes) return Problems.NotOnThatDayOfIt(verdict);
        if (await Registered.TakeAsync(work, Rule, [act.Caller.Org]) is { } problem) return problem;

        var member = invited.AcceptedOn(joinedOn);
        await MemberRow.ChangeAsync(work, id, member);
        var next = held.WithMembers(held.Members.Changed(invited, member), act.Today);
        var done = held.HasBegun
            ? new Done(Joined) { Fact = JoinedFact(next, act), EffectiveOn = joinedOn }
            : new Done("accepted");
        await RecordAsync(work, events, next, done, act);
        return await work.CommitAsync(TypedResults.Ok(next.SeenBy(act.Caller)));
    }

    /// <remarks>A member leaves, or changes its planned leave, if enough members are left on every date.</remarks>
    public async Task<Results<Ok<T>, Refusal>> LeaveAsync(
        Guid id, Departure request, UnitOfWork work, IPublishEndpoint events, Act act)
    {
        if (await HoldAsync(work, id, act) is not { } held) return CommonProblems.NotFound();
        if (!LeftIn.Contains(held.State)) return NotIn(held, LeftIn);
        if (held.Members.Of(act.Caller.Org) is not { JoinedOn: { } joinedOn } mine || mine.HasLeft(act.Today))
        {
            return Problems.NotAMember(held.Members, act.Today);
        }
        var (leftOn, began) = (request.LeftOn ?? act.Today, BeganOn(held));
        var verdict = DayOfLeaving.Judge(Rule, leftOn, began > joinedOn ? began.Value : joinedOn);
        if (!verdict.Passes) return Problems.NotOnThatDayOfIt(verdict);
        var left = mine with { LeftOn = leftOn };
        var members = held.Members.Changed(mine, left);
        if (WhyTooFew(held, leftOn, members.ToParts()) is { } tooFew) return tooFew;

        await MemberRow.ChangeAsync(work, id, left);
        var next = held.WithMembers(members, act.Today);
        var done = new Done("left") { Fact = LeftFact(next, act), EffectiveOn = leftOn, Reason = request.Reason };
        await RecordAsync(work, events, next, done, act);
        return await work.CommitAsync(TypedResults.Ok(next.SeenBy(act.Caller)));
    }

    /// <remarks>A member sets which measures and strategies the thing serves.</remarks>
    public async Task<Results<Ok<T>, Refusal>> TagAsync(
        Guid id, Tags request, IfMatch ifMatch, UnitOfWork work, IPublishEndpoint events, Act act)
    {
        if (await HoldAsync(work, id, act) is not { } held) return CommonProblems.NotFound();
        if (WhyNotIn(held, act) is { } notYours) return notYours;
        if (held.Version != ifMatch.Version) return CommonProblems.PreconditionFailed(held.Version);

        var tagged = held.Tagged(await request.WriteAsync(work, id));
        await RecordAsync(work, events, tagged, new Done("tagged"), act);
        return await work.CommitAsync(TypedResults.Ok(tagged.SeenBy(act.Caller)));
    }

    private static Refusal? WhyNotIn(T held, Act act) =>
        held.Members.Have(act.Caller.Org, act.Today) ? null : Problems.NotAMember(held.Members, act.Today);
}

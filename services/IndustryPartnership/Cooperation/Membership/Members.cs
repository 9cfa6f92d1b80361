using Contracts.IndustryPartnership;
using Kernel.Data;
using Kernel.Http;

namespace IndustryPartnership.Cooperation.Membership;

/// <summary>An organisation in a consortium, a base or a project. One that left and joined again is named once for each time.</summary>
/// <param name="Organisation">Its code.</param>
/// <param name="Kind">What kind of organisation it is.</param>
/// <param name="Role"><c>lead</c> or <c>member</c> of a consortium, <c>party</c> of a base or a project.</param>
/// <param name="JoinedOn">The first day on which it is in it; null while it is invited and has not accepted, which those see that are named.</param>
/// <param name="LeftOn">The first day on which it is no longer in it, which may be to come; null while it stays.</param>
/// <param name="LeadsFrom">The first day on which it leads; null for one that does not.</param>
public sealed record Member(string Organisation, string Kind, string Role, DateOnly? JoinedOn, DateOnly? LeftOn, DateOnly? LeadsFrom)
{
    internal bool IsThereOn(DateOnly day) => JoinedOn <= day && (LeftOn is null || day < LeftOn);

    internal bool LeadsOn(DateOnly day) => LeadsFrom <= day && IsThereOn(day);

    internal bool HasLeft(DateOnly today) => LeftOn <= today;
}

/// <summary>Who is in a consortium, a base or a project: nobody who has not accepted, and each organisation once at a time. The thing's own row is held by whoever changes it.</summary>
internal static class Members
{
    public const string Lead = "lead";
    public const string Plain = "member";
    public const string Party = "party";

    /// <summary>The things in which <c>@org</c> is named: invited, or in them to stay. Whoever has left, or said when, sees what everybody sees.</summary>
    public const string Named = "SELECT n.thing_id FROM partnership.membership n WHERE n.organisation = @org AND n.spell = 0 AND n.left_on IS NULL";

    /// <summary>The things that <c>@party</c> is in today; an invitation counts for those that are named.</summary>
    public const string OfParty =
        "SELECT m.thing_id FROM partnership.membership m WHERE m.organisation = @party AND m.spell = 0 AND (m.left_on IS NULL OR m.left_on > @today) AND (m.joined_on IS NOT NULL OR m.thing_id IN (" + Named + "))";

    /// <summary>Those of these things that the caller may see: invitations are for those that are named.</summary>
    public static async Task<ILookup<Guid, Member>> OfAsync(IReader reader, IEnumerable<Guid> ids, string org, bool seesAll = false, CancellationToken ct = default) => (await reader.QueryAsync<Row>(
        """
        SELECT m.thing_id, m.organisation, o.kind, m.role, m.joined_on, m.left_on, m.leads_from
        FROM partnership.membership m INNER JOIN partnership.organisation o ON o.code = m.organisation
        WHERE m.thing_id IN @ids AND (m.joined_on IS NOT NULL OR @all = 1 OR m.thing_id IN (
        """ + Named + ")) ORDER BY m.organisation, m.seq", new { ids, org, all = seesAll ? 1 : 0 }, ct)).ToLookup(row => row.ThingId, row => new Member(row.Organisation, row.Kind, row.Role, row.JoinedOn, row.LeftOn, row.LeadsFrom));

    /// <summary>All of one thing, for those who decide by it.</summary>
    public static async Task<IReadOnlyList<Member>> OfAsync(IReader reader, Guid id) => [.. (await OfAsync(reader, [id], "", seesAll: true))[id]];

    /// <summary>Whether the organisation sees what those see that are named in it.</summary>
    public static async Task<bool> IsNamedAsync(IReader reader, Guid id, string org, CancellationToken ct = default) =>
        await reader.FindAsync<int?>("SELECT 1 FROM partnership.membership m WHERE m.thing_id = @id AND m.organisation = @org AND m.spell = 0 AND m.left_on IS NULL", new { id, org }, ct) is not null;

    /// <summary>Those that have accepted: what is public.</summary>
    public static IReadOnlyList<Member> Accepted(this IEnumerable<Member> members) => [.. members.Where(member => member.JoinedOn is not null)];

    /// <summary>As of a day: without those that joined after it, and nobody leads who began to later. A leave that is known is shown with its day, also where that is to come.</summary>
    public static IReadOnlyList<Member> AsOf(this IEnumerable<Member> members, DateOnly day) =>
        [.. members.Where(member => member.JoinedOn is null || member.JoinedOn <= day).Select(member => member.LeadsFrom > day ? member with { Role = Plain, LeadsFrom = null } : member)];

    public static IReadOnlyList<Member> WithoutInvited(this IEnumerable<Member> members, string organisation) => [.. members.Where(member => member.Organisation != organisation || member.JoinedOn is not null)];

    public static IReadOnlyList<MemberV1> ToEvent(this IEnumerable<Member> members) =>
    [
        .. members.Accepted().Select(member => new MemberV1 { Organisation = member.Organisation, Kind = member.Kind, Role = member.Role, JoinedOn = member.JoinedOn!.Value, LeftOn = member.LeftOn, LeadsFrom = member.LeadsFrom }),
    ];

    public static IReadOnlyList<Part> ToParts(this IEnumerable<Member> members) => [.. members.Accepted().Select(member => new Part(member.Kind, member.JoinedOn!.Value, member.LeftOn, member.LeadsFrom))];

    /// <summary>The organisation's last time in it, also where that is over.</summary>
    public static Member? Of(this IEnumerable<Member> members, string organisation) => members.LastOrDefault(member => member.Organisation == organisation);

    /// <summary>Names an organisation at the proposal; whoever proposes has accepted by that.</summary>
    public static Task<int> NameAsync(UnitOfWork work, Guid id, string organisation, string role, string invitedBy, DateOnly today) => work.ExecuteAsync(
        """
        INSERT INTO partnership.membership (thing_id, organisation, spell, role, invited_by, joined_on, leads_from)
        VALUES (@id, @organisation, 0, @role, @invitedBy, @joinedOn, @leadsFrom)
        """,
        new { id, organisation, role, invitedBy, joinedOn = organisation == invitedBy ? today : (DateOnly?)null, leadsFrom = organisation == invitedBy && role == Lead ? today : (DateOnly?)null });

    /// <summary>What was accepted was another text: all but the one that edits are asked anew.</summary>
    public static Task<int> AskAnewAsync(UnitOfWork work, Guid id, string editor) =>
        work.ExecuteAsync("UPDATE partnership.membership SET joined_on = NULL, leads_from = NULL WHERE thing_id = @id AND organisation <> @editor AND spell = 0", new { id, editor });

    public static async Task<Refusal?> InviteAsync(UnitOfWork work, string rule, Guid id, string organisation, string role, Caller caller, DateOnly today)
    {
        if (await work.FindAsync<string>("SELECT code FROM partnership.organisation WHERE code = @organisation AND state <> 'closed'", new { organisation }) is null) return Problems.InvitedUnknown(rule, organisation);
        if ((await OfAsync(work, id)).Of(organisation) is { } named && !named.HasLeft(today)) return Problems.AlreadyAMember(rule, named);
        // What is over gets the number of its time, so that 0 is free.
        await work.ExecuteAsync(
            """
            UPDATE partnership.membership SET spell = (SELECT COUNT(*) FROM partnership.membership e WHERE e.thing_id = @id AND e.organisation = @organisation)
            WHERE thing_id = @id AND organisation = @organisation AND spell = 0
            """,
            new { id, organisation });
        await work.ExecuteAsync("INSERT INTO partnership.membership (thing_id, organisation, spell, role, invited_by) VALUES (@id, @organisation, 0, @role, @Org)", new { id, organisation, role, caller.Org });
        return null;
    }

    /// <summary>Takes back an invitation, or declines one: before the thing has begun also where it was accepted, and from then on where it was not.</summary>
    public static async Task<Refusal?> WithdrawAsync(UnitOfWork work, string rule, Guid id, string organisation, bool hasBegun = true)
    {
        var withdrawn = await work.ExecuteAsync(
            "DELETE FROM partnership.membership WHERE thing_id = @id AND organisation = @organisation AND spell = 0 AND (joined_on IS NULL OR @hasBegun = 0)", new { id, organisation, hasBegun = hasBegun ? 1 : 0 });
        if (withdrawn > 0) return null;
        return (await OfAsync(work, id)).Of(organisation) is { } member ? Problems.AlreadyAMember(rule, member) : CommonProblems.NotFound();
    }

    /// <summary>An invited organisation accepts, not before the thing began and not before it left it the last time.</summary>
    public static async Task<Refusal?> AcceptAsync(UnitOfWork work, string rule, Guid id, Caller caller, DateOnly joinedOn, DateOnly? began, DateOnly today)
    {
        var mine = (await OfAsync(work, id)).Where(member => member.Organisation == caller.Org).ToList();
        if (mine.Count == 0 || mine[^1].HasLeft(today)) return Problems.NotInvited(caller.Org);
        if (mine[^1].JoinedOn is not null) return Problems.AlreadyAMember(rule, mine[^1]);
        var notBefore = mine.Select(member => member.LeftOn).Append(began).Max();
        if (DayOfAct.Judge(rule, "joinedOn", joinedOn, notBefore, today) is { Passes: false } verdict) return Problems.NotOnThatDayOfIt(verdict);
        if (await TakeAsync(work, rule, [caller.Org]) is { } problem) return problem;
        await work.ExecuteAsync(
            "UPDATE partnership.membership SET joined_on = @joinedOn, leads_from = CASE WHEN role = 'lead' THEN @joinedOn ELSE NULL END WHERE thing_id = @id AND organisation = @Org AND spell = 0", new { id, joinedOn, caller.Org });
        return null;
    }

    /// <summary>A member leaves, or changes the day of a leave that is to come, where those that are left are enough on every date.</summary>
    public static async Task<Refusal?> LeaveAsync(UnitOfWork work, string rule, Guid id, Caller caller, DateOnly leftOn, DateOnly? began, DateOnly today, Func<IReadOnlyList<Part>, Refusal?> judge)
    {
        var members = await OfAsync(work, id);
        if (members.Of(caller.Org) is not { JoinedOn: { } joinedOn } mine || mine.HasLeft(today)) return Problems.NotAMember(members, today);
        if (DayOfLeaving.Judge(rule, leftOn, began > joinedOn ? began.Value : joinedOn) is { Passes: false } verdict) return Problems.NotOnThatDayOfIt(verdict);
        if (judge(members.Select(member => ReferenceEquals(member, mine) ? mine with { LeftOn = leftOn } : member).ToParts()) is { } problem) return problem;
        await work.ExecuteAsync("UPDATE partnership.membership SET left_on = @leftOn WHERE thing_id = @id AND organisation = @Org AND spell = 0", new { id, leftOn, caller.Org });
        return null;
    }

    /// <summary>Takes the rows of these organisations, so that none is closed meanwhile.</summary>
    public static async Task<Refusal?> TakeAsync(UnitOfWork work, string rule, IReadOnlyList<string> codes)
    {
        var verified = await work.ExecuteAsync("UPDATE partnership.organisation SET guard = guard + 1 WHERE code IN @codes AND state = 'verified'", new { codes });
        return verified == codes.Count ? null : await WhyNotVerifiedAsync(work, rule, codes);
    }

    /// <summary>Why an organisation that is not verified proposes nothing.</summary>
    public static async Task<Refusal> WhyNotProposeAsync(UnitOfWork work, string rule, string org) =>
        await work.FindAsync<string>("SELECT code FROM partnership.organisation WHERE code = @org AND state = 'closed'", new { org }) is null ? Problems.EnterpriseNotVerified(org, rule) : Problems.OrganisationClosed(org);

    /// <summary>Why organisations cannot take part that are not verified: some can be, and what is closed stays so.</summary>
    public static async Task<Refusal> WhyNotVerifiedAsync(UnitOfWork work, string rule, IReadOnlyList<string> codes)
    {
        var closed = await work.QueryAsync<string>("SELECT code FROM partnership.organisation WHERE code IN @codes AND state = 'closed' ORDER BY code", new { codes });
        return closed.Count > 0
            ? Problems.PartiesClosed(rule, closed)
            : Problems.PartiesNotVerified(rule, await work.QueryAsync<string>("SELECT code FROM partnership.organisation WHERE code IN @codes AND state <> 'verified' ORDER BY code", new { codes }));
    }

    private sealed record Row
    {
        public Guid ThingId { get; init; }
        public string Organisation { get; init; } = "";
        public string Kind { get; init; } = "";
        public string Role { get; init; } = "";
        public DateOnly? JoinedOn { get; init; }
        public DateOnly? LeftOn { get; init; }
        public DateOnly? LeadsFrom { get; init; }
    }
}

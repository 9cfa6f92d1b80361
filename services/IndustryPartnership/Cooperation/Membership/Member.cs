using Contracts.IndustryPartnership;
using Kernel.Http;

namespace IndustryPartnership.Cooperation.Membership;

/// <summary>An organisation in a consortium, a base or a project. If it left and joined again, it appears once for each time.</summary>
/// <param name="Organisation">Its code.</param>
/// <param name="Kind">What kind of organisation it is.</param>
/// <param name="Role"><c>lead</c> or <c>member</c> of a consortium, <c>party</c> of a base or a project.</param>
/// <param name="JoinedOn">
/// The first day on which it is in it; null while it is invited and has not accepted. Only those named see invitations.
/// </param>
/// <param name="LeftOn">The first day on which it is no longer in it, possibly in the future; null while it stays.</param>
/// <param name="LeadsFrom">The first day on which it leads; null if it does not lead.</param>
public sealed record Member(
    string Organisation, [property: OneOf(typeof(OrganisationKind))] string Kind, [property: OneOf(typeof(Members))] string Role,
    DateOnly? JoinedOn, DateOnly? LeftOn, DateOnly? LeadsFrom)
{
    /// <summary>The day on which it agreed to dissolve the consortium.</summary>
    internal DateOnly? DissolvesOn { get; init; }

    internal bool IsThereOn(DateOnly day) => JoinedOn <= day && (LeftOn is null || day < LeftOn);

    internal bool LeadsOn(DateOnly day) => LeadsFrom <= day && IsThereOn(day);

    internal bool HasLeft(DateOnly today) => LeftOn <= today;

    /// <summary>Named in a proposal. The proposer has accepted by proposing.</summary>
    internal static Member Named(string organisation, string kind, string role, string proposedBy, DateOnly from) =>
        organisation == proposedBy ? Invited(organisation, kind, role).AcceptedOn(from) : Invited(organisation, kind, role);

    internal static Member Invited(string organisation, string kind, string role) => new(organisation, kind, role, null, null, null);

    internal Member AcceptedOn(DateOnly day) => this with { JoinedOn = day, LeadsFrom = Role == Members.Lead ? day : null };
}

/// <summary>The members of a consortium, a base or a project, by code and then by time.</summary>
internal static class Members
{
    public const string Lead = "lead";
    public const string Plain = "member";
    public const string Party = "party";

    /// <summary>The organisation's last time in it, even if it is over.</summary>
    public static Member? Of(this IEnumerable<Member> members, string organisation) =>
        members.LastOrDefault(member => member.Organisation == organisation);

    /// <summary>Whether the organisation is in it on a day.</summary>
    public static bool Have(this IEnumerable<Member> members, string organisation, DateOnly day) =>
        members.Of(organisation)?.IsThereOn(day) == true;

    /// <summary>Whether it is invited, or in it to stay. An organisation that has left, or planned to, sees what everybody sees.</summary>
    public static bool Name(this IEnumerable<Member> members, string organisation) => members.Of(organisation) is { LeftOn: null };

    /// <summary>The members that have accepted: the public part.</summary>
    public static IReadOnlyList<Member> Accepted(this IEnumerable<Member> members) =>
        [.. members.Where(member => member.JoinedOn is not null)];

    /// <summary>Those named that have not accepted.</summary>
    public static IReadOnlyList<string> Awaited(this IEnumerable<Member> members) =>
        [.. members.Where(member => member.JoinedOn is null).Select(member => member.Organisation)];

    public static IReadOnlyList<Member> With(this IEnumerable<Member> members, params IEnumerable<Member> others) =>
        [.. members.Concat(others).OrderBy(member => member.Organisation, StringComparer.Ordinal)];

    public static IReadOnlyList<Member> Without(this IEnumerable<Member> members, Member left) =>
        [.. members.Where(member => !ReferenceEquals(member, left))];

    public static IReadOnlyList<Member> Changed(this IEnumerable<Member> members, Member from, Member to) =>
        [.. members.Select(member => ReferenceEquals(member, from) ? to : member)];

    /// <summary>All but the editor must accept again, because they accepted another text.</summary>
    public static IReadOnlyList<Member> AskedAnew(this IEnumerable<Member> members, string editor) =>
        [.. members.Select(member => member.Organisation == editor ? member : member with { JoinedOn = null, LeadsFrom = null })];

    /// <summary>As of a day: without later joins and later leads. A known leave is shown with its day, even a future one.</summary>
    public static IReadOnlyList<Member> AsOf(this IEnumerable<Member> members, DateOnly day) =>
    [
        .. members.Where(member => member.JoinedOn is null || member.JoinedOn <= day)
            .Select(member => member.LeadsFrom > day ? member with { Role = Plain, LeadsFrom = null } : member),
    ];

    public static IReadOnlyList<MemberV1> ToEvent(this IEnumerable<Member> members) =>
    [
        .. members.Accepted().Select(member => new MemberV1
        {
            Organisation = member.Organisation,
            Kind = member.Kind,
            Role = member.Role,
            JoinedOn = member.JoinedOn!.Value,
            LeftOn = member.LeftOn,
            LeadsFrom = member.LeadsFrom,
        }),
    ];

    public static IReadOnlyList<Part> ToParts(this IEnumerable<Member> members) =>
        [.. members.Accepted().Select(member => new Part(member.Kind, member.JoinedOn!.Value, member.LeftOn, member.LeadsFrom))];
}

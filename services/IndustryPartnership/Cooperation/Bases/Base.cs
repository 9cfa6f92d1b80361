using Contracts.IndustryPartnership;
using IndustryPartnership.Cooperation.Membership;
using Kernel.Http;

namespace IndustryPartnership.Cooperation.Bases;

/// <summary>A place of training that several parties run together (D25).</summary>
public sealed record Base : IJoined<Base>
{
    /// <summary>Its identity.</summary>
    public required Guid Id { get; init; }

    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>The codes of the organisations that run it today, or that will run it once approved, in alphabetical order.</summary>
    public required IReadOnlyList<string> Parties { get; init; }

    /// <summary>What it trains in, such as <c>5G engineering</c>.</summary>
    public required string Field { get; init; }

    /// <summary>The skills trained there, in alphabetical order.</summary>
    public required IReadOnlyList<string> Skills { get; init; }

    /// <summary>How many people it takes at a time.</summary>
    public required int Capacity { get; init; }

    /// <summary>The first day of planned use.</summary>
    public required DateOnly ValidFrom { get; init; }

    /// <summary>The last day.</summary>
    public required DateOnly ValidUntil { get; init; }

    /// <summary><c>proposed</c>, <c>active</c>, <c>suspended</c>, <c>expired</c> or <c>withdrawn</c>.</summary>
    [OneOf(typeof(BaseState))]
    public required string State { get; init; }

    /// <summary>The party that proposed it.</summary>
    public required string ProposedBy { get; init; }

    /// <summary>The authority that approved it last, if any.</summary>
    public required string? ApprovedBy { get; init; }

    /// <summary>The day of the last suspension, if any.</summary>
    public required DateOnly? SuspendedOn { get; init; }

    /// <summary>The periods in which it may be used, oldest first.</summary>
    public required IReadOnlyList<BasePeriodV1> ActivePeriods { get; init; }

    /// <summary>Its present and former parties, with their days.</summary>
    public required IReadOnlyList<Member> Members { get; init; }

    /// <summary>Its tags.</summary>
    public required Tags Tags { get; init; }

    /// <summary>Its ETag.</summary>
    public required int Version { get; init; }

    /// <summary>The stored state. After its last day a base reads as expired, even before the sweep writes that.</summary>
    internal string Stored { get; init; } = "";

    bool IJoined<Base>.HasBegun => ApprovedBy is not null;

    // An authority sees proposed bases.
    bool IJoined<Base>.ShowsInvitationsTo(Caller caller) => BaseRow.IsAuthority(caller) || Members.Name(caller.Org);

    Base IJoined<Base>.Showing(IReadOnlyList<Member> members) => this with { Members = members };

    Base IJoined<Base>.WithMembers(IReadOnlyList<Member> members, DateOnly today) => RunBy(members, today) with { Version = Version + 1 };

    Base IJoined<Base>.Tagged(Tags tags) => this with { Tags = tags, Version = Version + 1 };

    Base IJoined<Base>.AsOf(DateOnly day)
    {
        var members = Members.AsOf(day);
        return this with
        {
            State = ActivePeriods.Any(period => period.From <= day && day <= period.Until) ? BaseState.Active
                : day > ValidUntil ? BaseState.Expired
                : SuspendedOn <= day || ActivePeriods.Any(period => period.Until < day) ? BaseState.Suspended
                : BaseState.Proposed,
            SuspendedOn = SuspendedOn <= day ? SuspendedOn : null,
            Parties = [.. members.Where(member => member.IsThereOn(day)).Select(member => member.Organisation).Distinct()],
            Members = members,
        };
    }

    /// <summary>The public part, carried by events.</summary>
    internal BaseV1 ToEvent() => new()
    {
        Id = Id,
        Name = Name,
        Parties = Parties,
        Members = Members.ToEvent(),
        Field = Field,
        Capacity = Capacity,
        State = State,
        ActivePeriods = ActivePeriods,
        Version = Version,
    };

    /// <summary>
    /// With these members. An invited party of an approved base runs nothing before it accepts. A proposal shows all named parties.
    /// </summary>
    internal Base RunBy(IReadOnlyList<Member> members, DateOnly today) => this with
    {
        Members = members,
        Parties =
        [
            .. members.Where(member => !member.HasLeft(today) && (member.JoinedOn is not null || ApprovedBy is null))
                .Select(member => member.Organisation).Distinct(),
        ],
    };

    internal Base ApprovedFrom(DateOnly day, string authority, DateOnly today) => (Next(BaseState.Active) with
    {
        State = ValidUntil < today ? BaseState.Expired : BaseState.Active,
        ApprovedBy = authority,
        ActivePeriods = [.. ActivePeriods, new BasePeriodV1 { From = BasePeriods.Begin(ValidFrom, day), Until = ValidUntil }],
    }).RunBy(Members, today);

    /// <summary>Its present period ends the day before. A period without a day left is dropped.</summary>
    internal Base SuspendedFrom(DateOnly day)
    {
        var present = ActivePeriods[^1] with { Until = day.AddDays(-1) };
        return Next(BaseState.Suspended) with
        {
            SuspendedOn = day,
            ActivePeriods = present.Until < present.From ? [.. ActivePeriods.SkipLast(1)] : [.. ActivePeriods.SkipLast(1), present],
        };
    }

    internal Base Next(string state) => this with { State = state, Stored = state, Version = Version + 1 };
}

/// <summary>The states of a base (D25).</summary>
internal static class BaseState
{
    public const string Proposed = "proposed";
    public const string Active = "active";
    public const string Suspended = "suspended";
    public const string Expired = "expired";
    public const string Withdrawn = "withdrawn";
}
